using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Visits;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Visits;

/// <inheritdoc cref="IVisits"/>
internal sealed partial class SqlVisits : IVisits
{
    private const string Columns = """
        encounter.id, encounter.family, encounter.service_case, encounter.contract, encounter.worker, encounter.number, encounter.outcome, encounter.day, encounter.begins,
        encounter.direct, encounter.documentation, encounter.safety, encounter.seconds, encounter.filed, encounter.version
        """;

    private const string WithAct = $"SELECT {Columns}, visit_act.id, visit_act.at, visit_act.author, visit_act.body, visit_act.version FROM encounter JOIN visit_act ON visit_act.encounter = encounter.id";

    public void File(IUnit unit, VisitAct act)
    {
        var my = Unit.Of(unit);
        var encounter = act.Encounter;
        using (var insert = my.Sql("""
            INSERT INTO encounter (id, family, service_case, contract, worker, number, outcome, day, begins, direct, documentation, safety, seconds, filed, version)
            VALUES (@id, @family, @case, @contract, @worker, @number, @outcome, @day, @begins, @direct, @documentation, @safety, @seconds, @filed, 1)
            """))
        {
            insert.Bind("@family", encounter.Family.Value).Bind("@case", encounter.Case.Value).Bind("@worker", encounter.Worker.Value).Bind("@number", encounter.Number)
                .Bind("@seconds", encounter.Seconds).Bind("@filed", encounter.Filed);
            Bind(insert, encounter).Run();
        }
        Keep(my, act, 1);
        my.Audit(Actions.ActFile, encounter.Id.ToString(), act.By);
    }

    public void Correct(IUnit unit, VisitAct act)
    {
        if (string.IsNullOrWhiteSpace(act.Content.CorrectionReason)) throw new ConflictException("a correction needs its reason");
        var my = Unit.Of(unit);
        var encounter = act.Encounter;
        using (var update = my.Sql("""
            UPDATE encounter SET contract = @contract, outcome = @outcome, day = @day, begins = @begins, direct = @direct, documentation = @documentation, safety = @safety, version = version + 1
            WHERE id = @id AND version = @version
            """))
            if (Bind(update.Bind("@version", encounter.Version), encounter).Run() == 0) throw new ConflictException("the act was corrected meanwhile");
        Keep(my, act, encounter.Version + 1);
        my.Audit(Actions.ActCorrect, encounter.Id.ToString(), act.By);
    }

    public VisitAct? Find(IUnit unit, EncounterId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"{WithAct} AND visit_act.version = encounter.version WHERE encounter.id = @id");
        return Acts(my, read.Bind("@id", id.Value)) is [var act] ? act : null;
    }

    public ImmutableArray<VisitAct> Versions(IUnit unit, EncounterId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"{WithAct} WHERE encounter.id = @id ORDER BY visit_act.version");
        return Acts(my, read.Bind("@id", id.Value));
    }

    public ImmutableArray<VisitAct> OfFamily(IUnit unit, FamilyId family, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"{WithAct} AND visit_act.version = encounter.version WHERE encounter.family = @family ORDER BY encounter.day DESC, encounter.number DESC LIMIT @limit");
        return Acts(my, read.Bind("@family", family.Value).Bind("@limit", limit));
    }

    public ImmutableArray<Encounter> OfWorker(IUnit unit, PersonId worker, int limit)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM encounter WHERE worker = @worker ORDER BY day DESC, filed DESC, id DESC LIMIT @limit");
        return Encounters(read.Bind("@worker", worker.Value).Bind("@limit", limit));
    }

    public ImmutableArray<Encounter> OfColleagues(IUnit unit, PersonId worker, LocalDate since)
    {
        // 0 is held.
        using var read = Unit.Of(unit).Sql($"""
            SELECT {Columns} FROM encounter WHERE family IN (SELECT family FROM assignment WHERE assignment.worker = @worker) AND day >= @since AND encounter.worker <> @worker AND outcome = 0
            ORDER BY day DESC, filed DESC, id DESC
            """);
        return Encounters(read.Bind("@worker", worker.Value).Bind("@since", since));
    }

    public ImmutableArray<Encounter> OfContract(IUnit unit, ContractId contract, LocalDate from, LocalDate to)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM encounter WHERE contract = @contract AND day >= @from AND day <= @to ORDER BY day, number");
        return Encounters(read.Bind("@contract", contract.Value).Bind("@from", from).Bind("@to", to));
    }

    public ILookup<ContractId, Encounter> OfContracts(IUnit unit, IEnumerable<ContractId> contracts, LocalDate from, LocalDate to)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM json_each(@contracts) AS one CROSS JOIN encounter ON encounter.contract = one.value WHERE day >= @from AND day <= @to ORDER BY day, number");
        return Encounters(read.Bind("@contracts", contracts.Select(one => one.Value).AsJson()).Bind("@from", from).Bind("@to", to)).ToLookup(act => act.Contract!.Value);
    }

    public VisitAct? LastOfCase(IUnit unit, CaseId of)
    {
        var my = Unit.Of(unit);
        // 3 was filed by mistake.
        using var read = my.Sql($"{WithAct} AND visit_act.version = encounter.version WHERE encounter.service_case = @case AND encounter.outcome <> 3 ORDER BY encounter.day DESC, encounter.number DESC LIMIT 1");
        return Acts(my, read.Bind("@case", of.Value)) is [var last] ? last : null;
    }

    public IReadOnlyDictionary<CaseId, VisitAct> LastOfOpenCases(IUnit unit)
    {
        var my = Unit.Of(unit);
        // 3 was filed by mistake; a case's stage 4 is over.
        using var read = my.Sql($"""
            {WithAct} AND visit_act.version = encounter.version WHERE encounter.id IN (
                SELECT (SELECT one.id FROM encounter AS one WHERE one.service_case = service_case.id AND one.outcome <> 3 ORDER BY one.day DESC, one.number DESC LIMIT 1) FROM service_case WHERE stage <> 4)
            """);
        return Acts(my, read).ToDictionary(act => act.Encounter.Case);
    }

    public IReadOnlySet<CaseId> Begun(IUnit unit)
    {
        // 0 is held.
        using var read = Unit.Of(unit).Sql("SELECT id FROM service_case WHERE stage <> 4 AND EXISTS (SELECT 1 FROM encounter WHERE encounter.service_case = service_case.id AND encounter.outcome = 0)");
        return read.All(row => new CaseId(row.Guid(0))).ToHashSet();
    }

    public IReadOnlyDictionary<ContractId, int> UsedMinutesOn(IUnit unit, LocalDate day)
    {
        using var read = Unit.Of(unit).Sql("SELECT contract, sum(direct) FROM encounter WHERE contract IN (SELECT id FROM contract WHERE ends >= @day AND starts <= @day) GROUP BY contract");
        return read.Bind("@day", day).All(row => (Contract: new ContractId(row.Guid(0)), Minutes: row.Int(1))).ToDictionary(one => one.Contract, one => one.Minutes);
    }

    public Encounter? LastHeld(IUnit unit, FamilyId family, LocalDate before, CaseId? of = null)
    {
        // 0 is held.
        using var read = Unit.Of(unit).Sql($"""
            SELECT {Columns} FROM encounter WHERE family = @family AND day < @before AND outcome = 0 AND (@case IS NULL OR service_case = @case) ORDER BY day DESC, number DESC LIMIT 1
            """);
        return Encounters(read.Bind("@family", family.Value).Bind("@before", before).Bind("@case", of?.Value)) is [var last] ? last : null;
    }

    public int NextNumber(IUnit unit, FamilyId family)
    {
        using var read = Unit.Of(unit).Sql("SELECT coalesce(max(number), 0) + 1 FROM encounter WHERE family = @family").Bind("@family", family.Value);
        return read.Step() ? read.Int(0) : 1;
    }

    public int UsedMinutes(IUnit unit, ContractId contract)
    {
        using var read = Unit.Of(unit).Sql("SELECT coalesce(sum(direct), 0) FROM encounter WHERE contract = @contract").Bind("@contract", contract.Value);
        return read.Step() ? read.Int(0) : 0;
    }

    public ImmutableArray<int> Seconds(IUnit unit, Instant since)
    {
        using var read = Unit.Of(unit).Sql("SELECT seconds FROM encounter WHERE filed >= @since AND seconds IS NOT NULL ORDER BY seconds").Bind("@since", since);
        return read.All(row => row.Int(0));
    }

    private static Statement Bind(Statement statement, Encounter encounter) => statement
        .Bind("@id", encounter.Id.Value).Bind("@contract", encounter.Contract?.Value).Bind("@outcome", (int)encounter.Outcome).Bind("@day", encounter.On).Bind("@begins", encounter.Start)
        .Bind("@direct", encounter.DirectMinutes).Bind("@documentation", encounter.DocumentationMinutes).Bind("@safety", (int)encounter.Safety);

    private static void Keep(Unit my, VisitAct act, int version)
    {
        var id = my.Ids.Next();
        using var insert = my.Sql("INSERT INTO visit_act (id, encounter, version, at, author, body) VALUES (@id, @encounter, @version, @at, @author, @body)");
        insert.Bind("@id", id).Bind("@encounter", act.Encounter.Id.Value).Bind("@version", version).Bind("@at", act.At).Bind("@author", act.By.Value)
            .BindSealed("@body", my, Field.Act, id, act.Encounter.Family.Value, act.Content, CaseJson.Default.ActContent).Run();
    }

    private static ImmutableArray<VisitAct> Acts(Unit my, Statement read)
    {
        return read.Known(row =>
        {
            var encounter = Row(row);
            return row.Opened(18, my, Field.Act, row.Guid(15), encounter.Family.Value, CaseJson.Default.ActContent) is { } content
                ? new VisitAct(encounter with { Version = row.Int(19) }, content, row.Instant(16), new(row.Guid(17)))
                : null;
        });
    }

    private static ImmutableArray<Encounter> Encounters(Statement read) => read.All(Row);

    private static Encounter Row(Statement read) => new(
        new(read.Guid(0)), new(read.Guid(1)), new(read.Guid(2)), read.GuidOrNull(3) is { } contract ? new(contract) : null, new(read.Guid(4)), read.Int(5), (EncounterOutcome)read.Int(6),
        read.Day(7), read.TimeOrNull(8), read.Int(9), read.Int(10), (SafetyLevel)read.Int(11), read.IntOrNull(12), read.Instant(13), read.Int(14));
}
