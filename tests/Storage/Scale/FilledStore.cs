using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Records.Visits;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage.Scale;

/// <summary>A store with as much in it as years of work leave behind; all of it invented.</summary>
/// <param name="Families">With a case, a contract and a worker each.</param>
/// <param name="Acts">Spread evenly over families and the last year.</param>
/// <param name="AuditRows">In all, those of families and acts among them.</param>
public sealed record FilledStore(int Families, int Acts, int AuditRows)
{
    private const int fullFamilies = 20_000, fullActs = 1_000_000, fullAuditRows = 5_000_000;

    /// <summary>As many as Estonia has.</summary>
    private const int municipalities = 79;

    private const int familiesAWorker = 15, unitRows = 500, minutes = 90, documentation = 30, centsAnHour = 2500, daysOfWork = 364;

    /// <summary>The goal, divided by <paramref name="parts"/>.</summary>
    public static FilledStore OneOf(int parts) => new(fullFamilies / parts, fullActs / parts, fullAuditRows / parts);

    /// <summary>A municipality that pays for some of it.</summary>
    public static string Municipality(int number) => $"Näidisvald {number % municipalities + 1}";

    /// <summary>The first worker of it.</summary>
    public static PersonId Worker(IUnit unit, SqliteStorage storage) => storage.People.Find(unit, new("import", "0"))!.Id;

    /// <summary>Fills an empty store.</summary>
    /// <param name="today">Acts end the day before.</param>
    public async Task Fill(SqliteStorage storage, LocalDate today)
    {
        var families = new (FamilyId Family, CaseId Case, ContractId Contract, PersonId Worker)[Families];
        var worker = default(PersonId);
        var first = today.PlusDays(-daysOfWork);
        for (var from = 0; from < Families; from += unitRows)
            await storage.Store.Write(unit =>
            {
                for (var n = from; n < Math.Min(from + unitRows, Families); n++)
                {
                    if (n % familiesAWorker == 0)
                    {
                        worker = storage.People.Meet(unit, new("import", $"{n / familiesAWorker}"), "et").Id;
                        storage.People.Grant(unit, worker, Role.SupportPerson, null);
                    }
                    families[n] = Family(storage, unit, n, worker, first);
                }
                return true;
            }, CancellationToken.None);
        for (var from = 0; from < Acts; from += unitRows)
            await storage.Store.Write(unit =>
            {
                for (var n = from; n < Math.Min(from + unitRows, Acts); n++) Act(storage, unit, families[n % Families], n / Families, first, n);
                return true;
            }, CancellationToken.None);
        var left = AuditRows - Acts - (Families * 4);
        for (var from = 0; from < left; from += unitRows)
            await storage.Store.Write(unit =>
            {
                for (var n = from; n < Math.Min(from + unitRows, left); n++) storage.Audit.Append(unit, new("act.read", families[n % Families].Family.ToString(), families[n % Families].Worker));
                return true;
            }, CancellationToken.None);
    }

    private static (FamilyId Family, CaseId Case, ContractId Contract, PersonId Worker) Family(SqliteStorage storage, IUnit unit, int n, PersonId worker, LocalDate first)
    {
        var (family, opened, contract) = (new FamilyId(storage.Ids.Next()), new CaseId(storage.Ids.Next()), new ContractId(storage.Ids.Next()));
        storage.Families.Add(unit, new(family, $"{n:00000}", "et", Municipality(n), new($"Näidis{n}", "N."), unit.Now, null, 1), null);
        storage.Families.Assign(unit, new(storage.Ids.Next(), family, worker, AssignmentKind.Main, first, null, first), null);
        storage.Cases.Add(unit, new(opened, family, CaseKind.Family, "support-person", CaseStage.Solving, first, first, new() { Referral = new("child-protection", first, null) }, 1), null);
        var agreed = new Contract(contract, family, opened, ContractKind.SupportPerson, $"N-{n:00000}", Municipality(n), first, first.PlusDays(daysOfWork * 2), minutes * daysOfWork,
            [new(first, centsAnHour, true)], new(), 1);
        foreach (var party in Contract.PartiesOf(agreed.Kind)) agreed = agreed.Sign(party, SignatureState.Signed, first);
        storage.Contracts.Add(unit, agreed, null);
        return (family, opened, contract, worker);
    }

    private void Act(SqliteStorage storage, IUnit unit, (FamilyId Family, CaseId Case, ContractId Contract, PersonId Worker) of, int number, LocalDate first, int n)
    {
        var day = first.PlusDays((int)((long)number * daysOfWork / (Acts / Families + 1)));
        storage.Visits.File(unit, new(
            new(new(storage.Ids.Next()), of.Family, of.Case, of.Contract, of.Worker, number + 1, EncounterOutcome.Held, day, new LocalTime(10, 0), minutes, documentation, SafetyLevel.Fine, 120,
                Instant.FromUtc(day.Year, day.Month, day.Day, 12, 0), 1),
            new() { Place = "home", Present = "mother,child:2", Done = $"Rääkisime nädalast ja eelarvest, panime kirja järgmised sammud ({n}).", Agreements = "Helistan kooli.", NextOn = day.PlusDays(7) },
            unit.Now, of.Worker));
    }
}
