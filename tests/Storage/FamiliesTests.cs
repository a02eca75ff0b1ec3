using System.Collections.Immutable;
using System.Text;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Visits;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class FamiliesTests : IDisposable
{
    private static readonly LocalDate today = new(2026, 3, 2);

    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly PersonId worker, boss;

    public FamiliesTests()
    {
        storage = folder.Open();
        (worker, boss) = (storage.Meet("kalle").Id, storage.Meet("anne").Id);
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Everything_of_a_family_is_read_back_as_it_was_written_and_audited()
    {
        var (family, opened, contract, goal) = Tamm();
        var act = Act(family, opened, contract);
        storage.Write(unit => storage.Visits.File(unit, act));

        var read = storage.Read(unit => storage.Families.Find(unit, family.Id))!;
        Assert.Equal(("Tamm", "T.", "K7M2C"), (read.Content.Name, read.Content.Alias, read.Reference));
        Assert.Equal(["mother", "child"], read.Content.Members.Select(member => member.Role));
        Assert.Equal(family.Id, storage.Read(unit => storage.Families.ByReference(unit, "K7M2C"))!.Id);
        Assert.Equal("child-protection", storage.Read(unit => storage.Cases.Of(unit, family.Id)).Single().Content.Referral!.Source);
        var signed = storage.Read(unit => storage.Contracts.Of(unit, family.Id)).Single();
        Assert.True(signed.IsInForce(today));
        Assert.Equal([new Rate(new(2026, 1, 1), 2500, true)], signed.Rates);
        Assert.Equal(4, storage.Read(unit => storage.Goals.Of(unit, opened.Id)).Single().Now);
        var filed = storage.Read(unit => storage.Visits.Find(unit, act.Encounter.Id))!;
        Assert.Equal((act.Encounter, "eelarve", new LocalTime(16, 0), 6), (filed.Encounter, filed.Content.Done, filed.Content.NextAt!.Value, filed.Content.Goals[2]));
        Assert.Equal(90, storage.Read(unit => storage.Visits.UsedMinutes(unit, contract.Id)));
        Assert.Equal([act.Encounter], storage.Read(unit => storage.Visits.OfContract(unit, contract.Id, new(2026, 3, 1), new(2026, 3, 31))));
        Assert.Equal(2, storage.Read(unit => storage.Visits.NextNumber(unit, family.Id)));
        Assert.Equal(["family.add", "assignment.begin", "case.open", "contract.add", "goal.add", "act.file"], storage.AuditRows().Select(row => row.Action));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void A_correction_is_a_new_version_with_a_reason_and_the_first_stays()
    {
        var (family, opened, contract, _) = Tamm();
        var act = Act(family, opened, contract);
        storage.Write(unit => storage.Visits.File(unit, act));
        var corrected = act with { Encounter = act.Encounter with { DirectMinutes = 120 }, Content = act.Content with { Done = "eelarve ja kool", CorrectionReason = "unustasin" } };
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Visits.Correct(unit, corrected with { Content = corrected.Content with { CorrectionReason = " " } })));
        storage.Write(unit => storage.Visits.Correct(unit, corrected));
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Visits.Correct(unit, corrected)));

        var versions = storage.Read(unit => storage.Visits.Versions(unit, act.Encounter.Id));
        Assert.Equal(["eelarve", "eelarve ja kool"], versions.Select(version => version.Content.Done));
        Assert.Equal([1, 2], versions.Select(version => version.Encounter.Version));
        var now = storage.Read(unit => storage.Visits.OfFamily(unit, family.Id, 10)).Single();
        Assert.Equal((2, 120, "eelarve ja kool"), (now.Encounter.Version, now.Encounter.DirectMinutes, now.Content.Done));
        Assert.Equal(120, storage.Read(unit => storage.Visits.UsedMinutes(unit, contract.Id)));
    }

    [Fact]
    public void Nothing_of_a_family_stands_in_clear_on_the_disk()
    {
        var (family, opened, contract, _) = Tamm();
        storage.Write(unit =>
        {
            storage.Visits.File(unit, Act(family, opened, contract));
            storage.Visits.Keep(unit, new(folder.Ids.Next(), worker, ImmutableDictionary<string, string>.Empty.Add("done", "salajane mustand"), unit.Now, null));
            storage.Visits.Write(unit, new(folder.Ids.Next(), family.Id, null, NotebookKind.Task, today, "vaatame arved", null), worker);
        });
        var disk = Encoding.UTF8.GetString(folder.DatabaseBytes());
        Assert.All(["Tamm", "Mari", "eelarve", "child-protection", "salajane", "arved"], word => Assert.DoesNotContain(word, disk, StringComparison.Ordinal));
        Assert.Equal("salajane mustand", storage.Read(unit => storage.Visits.DraftsOf(unit, worker)).Single().Given["done"]);
        Assert.Equal("vaatame arved", storage.Read(unit => storage.Visits.Notebook(unit, family.Id, 10)).Single().Words);
    }

    [Fact]
    public void An_erased_family_looks_like_one_that_never_was()
    {
        var (family, opened, contract, goal) = Tamm();
        var act = Act(family, opened, contract);
        storage.Write(unit => storage.Visits.File(unit, act));
        storage.Write(unit => storage.Families.Erase(unit, family.Id, boss));
        storage.Write(unit => storage.Families.Erase(unit, family.Id, boss));
        Assert.Null(storage.Read(unit => storage.Families.Find(unit, family.Id)));
        Assert.Null(storage.Read(unit => storage.Families.ByReference(unit, "K7M2C")));
        Assert.Null(storage.Read(unit => storage.Visits.Find(unit, act.Encounter.Id)));
        Assert.Null(storage.Read(unit => storage.Contracts.Find(unit, contract.Id)));
        Assert.Null(storage.Read(unit => storage.Goals.Find(unit, goal.Id)));
        Assert.Empty(storage.Read(unit => storage.Families.AssignmentsOf(unit, worker, today, 14)));
        Assert.Single(storage.AuditRows(), row => row.Action == "family.erase");
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void A_draft_is_its_workers_alone_and_is_reminded_of_once_a_day()
    {
        var id = folder.Ids.Next();
        storage.Write(unit => storage.Visits.Keep(unit, new(id, worker, ImmutableDictionary<string, string>.Empty.Add("done", "a"), unit.Now, null)));
        storage.Write(unit => storage.Visits.Keep(unit, new(id, boss, ImmutableDictionary<string, string>.Empty.Add("done", "b"), unit.Now, null)));
        Assert.Equal("a", storage.Read(unit => storage.Visits.Draft(unit, id, worker))!.Given["done"]);
        Assert.Null(storage.Read(unit => storage.Visits.Draft(unit, id, boss)));
        var later = folder.Clock.Now + Duration.FromHours(1);
        Assert.Equal([worker], storage.Read(unit => storage.Visits.ToRemind(unit, today, later)));
        storage.Write(unit => storage.Visits.Reminded(unit, worker, today));
        Assert.Empty(storage.Read(unit => storage.Visits.ToRemind(unit, today, later)));
        Assert.Equal([worker], storage.Read(unit => storage.Visits.ToRemind(unit, today.PlusDays(1), later)));
        storage.Write(unit => storage.Visits.Drop(unit, id, boss));
        Assert.Single(storage.Read(unit => storage.Visits.DraftsOf(unit, worker)));
        storage.Write(unit => storage.Visits.Drop(unit, id, worker));
        Assert.Empty(storage.Read(unit => storage.Visits.DraftsOf(unit, worker)));
    }

    [Fact]
    public void Visits_before_a_contract_is_signed_are_counted_by_it_once_it_is()
    {
        var (family, opened, contract, _) = Tamm();
        var (later, act) = (contract with { Id = new(folder.Ids.Next()), Number = "V-2026-15", Content = new(), Starts = new(2026, 3, 1) }, Act(family, opened, contract));
        act = act with { Encounter = act.Encounter with { Contract = null } };
        storage.Write(unit => storage.Visits.File(unit, act));
        storage.Write(unit => storage.Contracts.Add(unit, later, boss));
        Assert.Equal(0, storage.Read(unit => storage.Visits.UsedMinutes(unit, later.Id)));

        var signed = Contract.PartiesOf(later.Kind).Aggregate(later, (so, party) => so.Sign(party, SignatureState.Signed, today));
        storage.Write(unit => storage.Contracts.Save(unit, signed, boss));
        Assert.Equal(90, storage.Read(unit => storage.Visits.UsedMinutes(unit, later.Id)));
        Assert.Equal(0, storage.Read(unit => storage.Visits.UsedMinutes(unit, contract.Id)));
    }

    [Fact]
    public void Visits_after_an_early_end_are_free_for_the_contract_that_follows()
    {
        var (family, opened, contract, _) = Tamm();
        var act = Act(family, opened, contract);
        storage.Write(unit => storage.Visits.File(unit, act));
        var next = contract with { Id = new(folder.Ids.Next()), Number = "V-2026-15", Starts = act.Encounter.On };
        storage.Write(unit => storage.Contracts.Add(unit, next, boss));
        Assert.Equal((90, 0), (storage.Read(unit => storage.Visits.UsedMinutes(unit, contract.Id)), storage.Read(unit => storage.Visits.UsedMinutes(unit, next.Id))));

        storage.Write(unit => storage.Contracts.Save(unit, contract.End(act.Encounter.On.PlusDays(-1), "asked", today)!, boss));
        Assert.Equal((0, 90), (storage.Read(unit => storage.Visits.UsedMinutes(unit, contract.Id)), storage.Read(unit => storage.Visits.UsedMinutes(unit, next.Id))));
    }

    [Fact]
    public void A_contract_claims_the_meetings_of_its_own_case_alone()
    {
        var (family, opened, contract, _) = Tamm();
        var other = opened with { Id = new(folder.Ids.Next()), Service = "family-counselling" };
        var act = Act(family, opened, contract);
        act = act with { Encounter = act.Encounter with { Contract = null } };
        storage.Write(unit =>
        {
            storage.Cases.Add(unit, other, boss);
            storage.Visits.File(unit, act);
            storage.Contracts.Add(unit, contract with { Id = new(folder.Ids.Next()), Number = "V-2026-15", Case = other.Id }, boss);
        });
        Assert.Null(storage.Read(unit => storage.Visits.Find(unit, act.Encounter.Id))!.Encounter.Contract);
    }

    [Fact]
    public void A_workers_assignments_end_when_they_leave()
    {
        var (family, _, _, _) = Tamm();
        storage.Write(unit => storage.Staff.Leave(unit, worker, boss));
        Assert.Equal(today, storage.Read(unit => storage.Families.WorkersOf(unit, family.Id)).Single().Until);
    }

    private (Family, ServiceCase, Contract, Goal) Tamm()
    {
        var ids = folder.Ids;
        var family = new Family(new(ids.Next()), "K7M2C", "et", "Kohtla-Järve linn", new("Tamm", "T.") { Members = [new("mother", null, null), new("child", "Mari", 2015)], Caseworker = "Piller" },
            folder.Clock.Now, null, 1);
        var opened = new ServiceCase(new(ids.Next()), family.Id, CaseKind.Family, "support-person", CaseStage.Goals, new(2026, 1, 5), new(2026, 1, 5),
            new() { Referral = new("child-protection", new(2025, 12, 20), null) }, 1);
        var contract = new Contract(new(ids.Next()), family.Id, opened.Id, ContractKind.SupportPerson, "V-2026-14", family.Municipality, new(2026, 1, 5), new(2026, 7, 3), 2400,
            [new(new(2026, 1, 1), 2500, true)], new(), 1);
        foreach (var party in Contract.PartiesOf(contract.Kind)) contract = contract.Sign(party, SignatureState.Signed, new(2026, 1, 4));
        var goal = new Goal(new(ids.Next()), family.Id, opened.Id, 2, GoalState.Open, new(2026, 1, 10), new("eelarve peab paika") { Entries = [new(new(2026, 2, 1), 4, null)] }, 1);
        storage.Write(unit =>
        {
            storage.Families.Add(unit, family, boss);
            storage.Families.Assign(unit, new(ids.Next(), family.Id, worker, AssignmentKind.Main, new(2026, 1, 5), null, new(2026, 1, 4)), boss);
            storage.Cases.Add(unit, opened, boss);
            storage.Contracts.Add(unit, contract, boss);
            storage.Goals.Add(unit, goal, boss);
        });
        return (family, opened, contract, goal);
    }

    private VisitAct Act(Family family, ServiceCase opened, Contract contract)
    {
        var encounter = new Encounter(new(folder.Ids.Next()), family.Id, opened.Id, contract.Id, worker, 1, EncounterOutcome.Held, today, new LocalTime(14, 0), 90, 15, SafetyLevel.Worry, 108,
            folder.Clock.Now, 1);
        var content = new ActContent
        {
            Place = "home", Present = "mother,child", Done = "eelarve", Concern = "3 päeva puudu", NextOn = today.PlusDays(7), NextAt = new LocalTime(16, 0),
            Goals = ImmutableDictionary<int, int>.Empty.Add(2, 6), Note = "käisin tammedel",
        };
        return new(encounter, content, folder.Clock.Now, worker);
    }
}
