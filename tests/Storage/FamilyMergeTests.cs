using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Overviews;
using Assistant.Records.Visits;
using Assistant.Storage;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>One family that was entered twice becomes one, and nothing of it is lost.</summary>
public sealed class FamilyMergeTests : IDisposable
{
    private static readonly LocalDate today = new(2026, 3, 2);

    private readonly StoreFolder folder = new();
    private SqliteStorage storage;
    private readonly PersonId worker, boss, parent;

    public FamilyMergeTests()
    {
        storage = folder.Open();
        (worker, boss, parent) = (storage.Meet("kalle").Id, storage.Meet("anne").Id, storage.Meet("olga").Id);
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Everything_of_the_duplicate_is_the_kept_familys_and_counts_on_from_its_own()
    {
        var (kept, twice) = (Made("K7M2C", "V-1", "Piller"), Made("D7M2D", "V-2", null));
        storage.Write(unit => storage.Families.Join(unit, twice, parent, boss));

        storage.Write(unit => storage.Families.Merge(unit, twice, kept, boss));
        storage.Write(unit => storage.Families.Merge(unit, twice, kept, boss));

        Assert.Null(storage.Read(unit => storage.Families.Find(unit, twice)));
        Assert.Equal("Piller", storage.Read(unit => storage.Families.Find(unit, kept))!.Content.Caseworker);
        var only = Assert.Single(storage.Read(unit => storage.Cases.Of(unit, kept)));
        Assert.Equal(["school"], only.Content.Network.Select(contact => contact.Role).Distinct());
        Assert.Equal([1, 2], storage.Read(unit => storage.Goals.Of(unit, only.Id)).Select(goal => goal.Number));
        Assert.Equal(["eelarve K7M2C", "eelarve D7M2D"], storage.Read(unit => storage.Goals.Of(unit, only.Id)).Select(goal => goal.Content.Words));
        Assert.Equal([(2, "K7M2C"), (1, "D7M2D")], storage.Read(unit => storage.CaseDocuments.Of(unit, only.Id, DocumentKind.Plan)).Select(document => (document.Version, document.Content.Strengths!)));
        Assert.Equal(["V-1", "V-2"], storage.Read(unit => storage.Contracts.Of(unit, kept)).Select(contract => contract.Number).Order());
        var acts = storage.Read(unit => storage.Visits.OfFamily(unit, kept, 10));
        Assert.Equal([(1, "K7M2C"), (2, "D7M2D")], acts.Select(act => (act.Encounter.Number, act.Content.Done!)).Order());
        Assert.All(acts, act => Assert.Equal(only.Id, act.Encounter.Case));
        Assert.Equal(2, storage.Read(unit => storage.Visits.Notebook(unit, kept, 10)).Length);
        Assert.Equal([(only.Id, "D7M2D"), (only.Id, "K7M2C")], storage.Read(unit => storage.Overviews.Of(unit, kept)).Select(one => (one.Case, one.Content.Changed)).OrderBy(one => one.Changed));
        Assert.Equal(only.Id, storage.Read(unit => storage.Overviews.Last(unit, kept))!.Case);
        Assert.Equal([parent], storage.Read(unit => storage.Families.PeopleOf(unit, kept)));
        Assert.Equal(2, storage.Read(unit => storage.Families.WorkersOf(unit, kept)).Length);
        Assert.Equal(3, storage.Read(unit => storage.Visits.NextNumber(unit, kept)));
        Assert.Single(storage.AuditRows(), row => row.Action == "family.merge" && row.Subject == kept.ToString());
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void A_case_of_another_service_stays_a_case_of_its_own()
    {
        var (kept, twice) = (Made("K7M2C", "V-1", null), Made("D7M2D", "V-2", null, "family-counselling"));
        storage.Write(unit => storage.Families.Merge(unit, twice, kept, boss));
        Assert.Equal(["family-counselling", "support-person"], storage.Read(unit => storage.Cases.Of(unit, kept)).Select(one => one.Service).Order());
    }

    [Fact]
    public void Nothing_happens_when_a_family_is_unknown_or_is_to_become_itself()
    {
        var kept = Made("K7M2C", "V-1", null);
        var before = storage.AuditRows().Count;
        storage.Write(unit =>
        {
            storage.Families.Merge(unit, kept, kept, boss);
            storage.Families.Merge(unit, new(Guid.Empty), kept, boss);
            storage.Families.Merge(unit, kept, new(Guid.Empty), boss);
        });
        Assert.Equal(before, storage.AuditRows().Count);
        Assert.NotNull(storage.Read(unit => storage.Families.Find(unit, kept)));
    }

    [Fact]
    public void A_meeting_that_no_contract_counted_is_claimed_by_the_signed_one_of_the_family_that_stays()
    {
        var (kept, twice) = (Made("K7M2C", "V-1", null), Made("D7M2D", "V-2", null));
        var signed = storage.Read(unit => storage.Contracts.Of(unit, kept)).Single();
        foreach (var party in Contract.PartiesOf(signed.Kind)) signed = signed.Sign(party, SignatureState.Signed, today);
        storage.Write(unit => storage.Contracts.Save(unit, signed, boss));
        var of = storage.Read(unit => storage.Cases.Of(unit, twice)).Single();
        var loose = new Encounter(new(folder.Ids.Next()), twice, of.Id, null, worker, 2, EncounterOutcome.Held, today.PlusDays(3), null, 60, 0, SafetyLevel.Fine, null, folder.Clock.Now, 1);
        storage.Write(unit => storage.Visits.File(unit, new(loose, new() { Done = "loose" }, folder.Clock.Now, worker)));

        storage.Write(unit => storage.Families.Merge(unit, twice, kept, boss));

        Assert.Equal(signed.Id, storage.Read(unit => storage.Visits.Find(unit, loose.Id))!.Encounter.Contract);
    }

    [Fact]
    public void A_backup_of_before_the_merge_still_has_the_duplicate_until_the_family_that_stayed_is_erased()
    {
        var (kept, twice) = (Made("K7M2C", "V-1", null), Made("D7M2D", "V-2", null));
        var before = storage.Backup();
        storage.Write(unit => storage.Families.Merge(unit, twice, kept, boss));
        Restored(before.Data);
        Assert.Equal(["D7M2D"], storage.Read(unit => storage.Visits.OfFamily(unit, twice, 10)).Select(act => act.Content.Done));

        storage.Write(unit => storage.Families.Merge(unit, twice, kept, boss));
        storage.Write(unit => storage.Families.Erase(unit, kept, boss));
        Restored(before.Data);
        Assert.Null(storage.Read(unit => storage.Families.Find(unit, twice)));
        Assert.Empty(storage.Read(unit => storage.Visits.OfFamily(unit, twice, 10)));
        Assert.Empty(storage.Verify().Findings);
    }

    private void Restored(string data)
    {
        storage.Dispose();
        SqliteStorage.Restore(folder.Options, data, null);
        storage = folder.Open();
    }

    [Fact]
    public void Every_table_that_names_a_family_is_moved_with_it()
    {
        using var database = Database.OpenReader(storage.DatabaseFile);
        var naming = database.Rows("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'family' ORDER BY m.name").Select(row => row[0]!);
        Assert.Equal(naming, FamilyTables.Sealed.Where(table => table.NamesFamily).Select(table => table.Name).Concat(FamilyTables.Clear.Keys).Concat(FamilyTables.Counted).Order(StringComparer.Ordinal));
    }

    private FamilyId Made(string reference, string number, string? caseworker, string service = "support-person") => storage.Write(unit =>
    {
        var ids = folder.Ids;
        var family = new Family(new(ids.Next()), reference, "et", "Rakvere linn", new("Tamm", "T.") { Members = [new("mother", null, null)], Caseworker = caseworker }, unit.Now, null, 1);
        var opened = new ServiceCase(new(ids.Next()), family.Id, CaseKind.Family, service, CaseStage.Goals, today, today, new() { Network = [new("school", "Kool", null)] }, 1);
        var contract = new Contract(new(ids.Next()), family.Id, opened.Id, ContractKind.SupportPerson, number, family.Municipality, today, today.PlusDays(90), 2400, [new(today, 2500, true)], new(), 1);
        var encounter = new Encounter(new(ids.Next()), family.Id, opened.Id, contract.Id, worker, 1, EncounterOutcome.Held, today, null, 90, 15, SafetyLevel.Fine, null, unit.Now, 1);
        storage.Families.Add(unit, family, boss);
        storage.Families.Assign(unit, new(ids.Next(), family.Id, worker, AssignmentKind.Main, today, null, today), boss);
        storage.Cases.Add(unit, opened, boss);
        storage.Contracts.Add(unit, contract, boss);
        storage.Goals.Add(unit, new(new(ids.Next()), family.Id, opened.Id, 1, GoalState.Open, today, new($"eelarve {reference}"), 1), boss);
        storage.CaseDocuments.Add(unit, new(ids.Next(), family.Id, opened.Id, DocumentKind.Plan, 1, today, worker, new() { Strengths = reference }));
        storage.Visits.File(unit, new(encounter, new() { Done = reference }, unit.Now, worker));
        storage.Overviews.Add(unit, new(ids.Next(), family.Id, opened.Id, OverviewKind.Interim, today, worker, new(reference, null, null)));
        storage.Overviews.Open(unit, new(ids.Next(), family.Id, opened.Id, today, today.PlusDays(14), worker));
        storage.Visits.Write(unit, new(ids.Next(), family.Id, encounter.Id, NotebookKind.Task, today, reference, null), worker);
        return family.Id;
    });
}
