using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assistant.Records;
using Assistant.Records.Contracts;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Cases;

/// <inheritdoc cref="IContracts"/>
internal sealed class SqlContracts : IContracts
{
    private const string Columns = "contract.id, family, service_case, kind, number, municipality, starts, ends, agreed_minutes, version, body";

    public void Add(IUnit unit, Contract contract, PersonId? by)
    {
        var my = Unit.Of(unit);
        if (OfNumber(unit, contract.Number)) throw new ConflictException("this number is taken");
        using (var insert = my.Sql("""
            INSERT INTO contract (id, family, service_case, kind, number, municipality, starts, ends, agreed_minutes, version, body)
            VALUES (@id, @family, @case, @kind, @number, @municipality, @starts, @ends, @agreed, @version, @body)
            """))
        {
            insert.Bind("@family", contract.Family.Value).Bind("@case", contract.Case.Value).Bind("@kind", (int)contract.Kind).Bind("@number", contract.Number)
                .Bind("@municipality", contract.Municipality).Bind("@starts", contract.Starts).Bind("@version", contract.Version);
            Bind(insert, my, contract).Run();
        }
        Rates(my, contract);
        Claim(my, contract);
        my.Audit(Actions.ContractAdd, contract.Id.ToString(), by);
    }

    public Contract? Find(IUnit unit, ContractId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM contract WHERE id = @id");
        return All(my, read.Bind("@id", id.Value)) is [var only] ? only : null;
    }

    public void Save(IUnit unit, Contract contract, PersonId? by)
    {
        var my = Unit.Of(unit);
        using (var update = my.Sql("UPDATE contract SET ends = @ends, agreed_minutes = @agreed, version = version + 1, body = @body WHERE id = @id AND version = @version"))
            if (Bind(update.Bind("@version", contract.Version), my, contract).Run() == 0) throw new ConflictException("the contract changed meanwhile");
        Rates(my, contract);
        Release(my, contract);
        Claim(my, contract);
        foreach (var other in Of(unit, contract.Family))
            if (other.Id != contract.Id) Claim(my, other);
        my.Audit(Actions.ContractChange, contract.Id.ToString(), by);
    }

    public bool OfNumber(IUnit unit, string number)
    {
        using var known = Unit.Of(unit).Sql("SELECT 1 FROM contract WHERE number = @number").Bind("@number", number);
        return known.Step();
    }

    public ImmutableArray<Contract> Of(IUnit unit, FamilyId family)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM contract WHERE family = @family ORDER BY starts DESC, id DESC");
        return All(my, read.Bind("@family", family.Value));
    }

    public ILookup<FamilyId, Contract> OfOpen(IUnit unit)
    {
        var my = Unit.Of(unit);
        using var rated = my.Sql("SELECT contract, starts, cents, documentation FROM contract_rate ORDER BY contract, starts");
        var rates = rated.All(row => (Contract: row.Guid(0), Rate: new Rate(row.Day(1), row.Int(2), row.Int(3) != 0))).ToLookup(one => one.Contract, one => one.Rate);
        using var read = my.Sql($"SELECT {Columns} FROM contract WHERE family IN (SELECT id FROM family WHERE closed IS NULL) ORDER BY starts DESC, contract.id DESC");
        return All(my, read, id => [.. rates[id]]).ToLookup(one => one.Family);
    }

    public ImmutableArray<Contract> OfMunicipality(IUnit unit, string municipality, LocalDate from, LocalDate to)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM contract WHERE municipality = @municipality AND ends >= @from AND starts <= @to ORDER BY number");
        return All(my, read.Bind("@municipality", municipality).Bind("@from", from).Bind("@to", to));
    }

    public ImmutableArray<Contract> OfMunicipalities(IUnit unit, ImmutableArray<string> municipalities, LocalDate from, LocalDate to)
    {
        var my = Unit.Of(unit);
        var names = new JsonArray([.. municipalities.Distinct().Select(name => (JsonNode?)name)]).ToJsonString();
        using var rated = my.Sql("""
            SELECT contract_rate.contract, contract_rate.starts, cents, documentation FROM json_each(@names) AS payer
            CROSS JOIN contract ON contract.municipality = payer.value CROSS JOIN contract_rate ON contract_rate.contract = contract.id
            WHERE contract.ends >= @from AND contract.starts <= @to ORDER BY contract_rate.contract, contract_rate.starts
            """);
        var rates = rated.Bind("@names", names).Bind("@from", from).Bind("@to", to)
            .All(row => (Contract: row.Guid(0), Rate: new Rate(row.Day(1), row.Int(2), row.Int(3) != 0))).ToLookup(one => one.Contract, one => one.Rate);
        using var read = my.Sql($"SELECT {Columns} FROM json_each(@names) AS payer CROSS JOIN contract ON contract.municipality = payer.value WHERE ends >= @from AND starts <= @to ORDER BY municipality, number");
        return All(my, read.Bind("@names", names).Bind("@from", from).Bind("@to", to), id => [.. rates[id]]);
    }

    public ImmutableArray<string> Municipalities(IUnit unit, LocalDate from, LocalDate to)
    {
        // From one name to the next by the index: as many steps as there are municipalities, not contracts.
        using var read = Unit.Of(unit).Sql("""
            WITH RECURSIVE payer (name) AS (
                SELECT min(municipality) FROM contract UNION ALL SELECT (SELECT min(municipality) FROM contract WHERE municipality > name) FROM payer WHERE name IS NOT NULL)
            SELECT name FROM payer WHERE EXISTS (SELECT 1 FROM contract WHERE municipality = name AND ends >= @from AND starts <= @to) ORDER BY name
            """).Bind("@from", from).Bind("@to", to);
        return read.All(row => row.Text(0)!);
    }

    private static Statement Bind(Statement statement, Unit my, Contract contract) => statement
        .Bind("@id", contract.Id.Value).Bind("@ends", contract.Ends).Bind("@agreed", contract.AgreedMinutes)
        .BindSealed("@body", my, Field.Contract, contract.Id.Value, contract.Family.Value, contract.Content, CaseJson.Default.ContractContent);

    /// <summary>Meetings that its days hold no more, for it ended earlier, are free for another contract.</summary>
    private static void Release(Unit my, Contract contract)
    {
        using var release = my.Sql("UPDATE encounter SET contract = NULL WHERE contract = @contract AND (day < @starts OR day > @ends)");
        release.Bind("@contract", contract.Id.Value).Bind("@starts", contract.Starts).Bind("@ends", contract.Ends).Run();
    }

    /// <summary>Meetings of its case and days that no contract counts yet are counted by it: contracts are often signed, or entered, after the first visits.</summary>
    internal static void Claim(Unit my, Contract contract)
    {
        if (!contract.IsSigned) return;
        // 3 was filed by mistake.
        using var claim = my.Sql("UPDATE encounter SET contract = @contract WHERE family = @family AND service_case = @case AND contract IS NULL AND outcome <> 3 AND day >= @starts AND day <= @ends");
        claim.Bind("@contract", contract.Id.Value).Bind("@family", contract.Family.Value).Bind("@case", contract.Case.Value).Bind("@starts", contract.Starts).Bind("@ends", contract.Ends).Run();
    }

    /// <summary>A rate that was agreed is never changed; a new one begins on a day of its own.</summary>
    private static void Rates(Unit my, Contract contract)
    {
        foreach (var rate in contract.Rates)
        {
            using var insert = my.Sql("""
                INSERT INTO contract_rate (contract, starts, cents, documentation) VALUES (@contract, @starts, @cents, @documentation) ON CONFLICT (contract, starts) DO NOTHING
                """);
            insert.Bind("@contract", contract.Id.Value).Bind("@starts", rate.From).Bind("@cents", rate.CentsAnHour).Bind("@documentation", rate.IsDocumentationPaid ? 1 : 0).Run();
        }
    }

    private static ImmutableArray<Rate> RatesOf(Unit my, Guid contract)
    {
        using var read = my.Sql("SELECT starts, cents, documentation FROM contract_rate WHERE contract = @contract ORDER BY starts").Bind("@contract", contract);
        return read.All<Rate>(row => new(row.Day(0), row.Int(1), row.Int(2) != 0));
    }

    private static ImmutableArray<Contract> All(Unit my, Statement read) => All(my, read, id => RatesOf(my, id));

    private static ImmutableArray<Contract> All(Unit my, Statement read, Func<Guid, ImmutableArray<Rate>> rates)
    {
        return read.Known(row =>
        {
            var (id, family) = (row.Guid(0), row.Guid(1));
            return row.Opened(10, my, Field.Contract, id, family, CaseJson.Default.ContractContent) is { } content
                ? new Contract(new(id), new(family), new(row.Guid(2)), (ContractKind)row.Int(3), row.Text(4)!, row.Text(5)!, row.Day(6), row.Day(7), row.Int(8), rates(id), content, row.Int(9))
                : null;
        });
    }
}
