using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cases;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Records.Visits;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Cases;

/// <summary>A family with a support person and counselling at once: each case has its own worker, contract, acts and end.</summary>
public sealed class TwoServicesTests : IAsyncDisposable
{
    private static readonly LocalDate today = SharedWorld.Today;

    private readonly SharedWorld world = new();
    private readonly PersonId worker, counsellor, boss;
    private readonly Family family;

    public TwoServicesTests()
    {
        (worker, counsellor, boss) = (world.Meet("worker", Role.SupportPerson), world.Meet("counsellor", Role.Counsellor), world.Meet("boss", Role.Coordinator));
        family = world.Supported("CCCCC", worker);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Each_worker_keeps_the_family_and_files_under_the_contract_of_their_own_service()
    {
        await Counselled();
        Assert.Equal((CaseReach.Write, CaseReach.Write), (Reach(worker), Reach(counsellor)));
        await File(worker, today);
        await File(counsellor, today, session: true);
        Assert.Equal(["V-CCCCC", "V-2"], Acts().Select(act => Contracts().Single(one => one.Id == act.Contract).Number));
        Assert.Equal(["support-person", "family-counselling"], Acts().Select(act => Cases().Single(one => one.Id == act.Case).Service));
        Assert.Equal([false, true], new[] { worker, counsellor }.Select(who => world.Facts(who, null).Roster.Single().IsCounselled));

        var heir = world.Meet("heir", Role.SupportPerson);
        await Assign(heir);
        Assert.Equal((CaseReach.Read, CaseReach.Write, CaseReach.Write), (Reach(worker), Reach(counsellor), Reach(heir)));
    }

    [Fact]
    public async Task A_contract_that_prolongs_a_service_goes_to_its_open_case()
    {
        await Counselled();
        await world.Do(boss, new CaseAct.AddContract(family.Id.ToString(), "V-3", "support-person", today.PlusDays(151), 90, 20, null, IsSigned: true));
        Assert.Equal(2, Cases().Count);
        Assert.Equal(Contracts().Single(one => one.Number == "V-CCCCC").Case, Contracts().Single(one => one.Number == "V-3").Case);
    }

    [Fact]
    public async Task The_end_of_one_case_leaves_the_other_its_contract_and_its_worker()
    {
        await Counselled();
        await world.Do(boss, new CaseAct.AddContract(family.Id.ToString(), "V-3", "counselling", today.PlusDays(200), 90, 20, null, IsSigned: true));
        Ending("family-counselling");
        var step = new CaseAct.Advance(family.Id.ToString(), null, IsAgreed: false, HasOverview: true);
        await world.Do(counsellor, step);
        Assert.Equal(2, Cases().Count(OpenCases.IsOpen));

        await world.Do(boss, step);
        Assert.Equal(["support-person"], Cases().Where(OpenCases.IsOpen).Select(one => one.Service));
        Assert.Null(Now().Closed);
        Assert.Equal((CaseReach.Write, CaseReach.Read), (Reach(worker), Reach(counsellor)));
        Assert.Equal(["V-CCCCC"], Contracts().Where(one => one.Ends > today).Select(one => one.Number));

        Ending("support-person");
        await world.Do(boss, step);
        Assert.NotNull(Now().Closed);
        Assert.DoesNotContain(Contracts(), one => one.Ends > today);
    }

    [Fact]
    public async Task A_step_that_somebody_else_took_meanwhile_is_not_taken_twice()
    {
        var before = Cases().Single();
        var step = new CaseAct.Advance(family.Id.ToString(), null, IsAgreed: false, HasOverview: false, $"{before.Id}:solving");
        await world.Do(worker, step);
        await world.Do(boss, step);
        Assert.Equal(CaseStage.Ending, Cases().Single().Stage);
    }

    [Fact]
    public async Task The_last_visit_is_filed_after_the_hand_over_and_after_the_end_and_later_ones_are_not()
    {
        var heir = world.Meet("heir", Role.SupportPerson);
        await Assign(heir);
        Assert.True(world.Facts(worker, null).Roster.Single().CanFile);
        await File(worker, today);
        await File(worker, today.PlusDays(1));
        Assert.Single(Acts());

        await world.Do(boss, new CaseAct.CloseFamily(family.Id.ToString(), "moved", "kolis"));
        await File(heir, today);
        Assert.Equal([worker, heir], Acts().Select(act => act.Worker));
        Assert.Equal(["V-CCCCC"], Acts().Select(act => Contracts().Single(one => one.Id == act.Contract).Number).Distinct());
        await File(world.Meet("stranger", Role.SupportPerson), today);
        Assert.Equal(2, Acts().Count);
    }

    [Fact]
    public async Task A_coordinator_chooses_which_of_two_services_something_is_about()
    {
        await Counselled();
        var (older, newer) = (Cases().Single(one => one.Service == "support-person"), Cases().Single(one => one.Service == "family-counselling"));
        var card = world.Facts(boss, $"family:{family.Id}").Family!;
        var other = Assert.Single(card.OtherCases);
        Assert.Equal(new[] { older.Id.ToString(), newer.Id.ToString() }.Order(StringComparer.Ordinal), new[] { card.Case!.Id, other.Id.Split('.')[1] }.Order(StringComparer.Ordinal));
        Assert.Equal(other.Service, world.Facts(boss, $"family:{other.Id}").Family!.Case!.Service);

        foreach (var (of, words) in ((ServiceCase, string)[])[(older, "hommikud"), (newer, "suhted")])
        {
            await world.Do(boss, new CaseAct.AddGoal($"{family.Id}.{of.Id}", words, null, null, null, IsAgreed: true));
            await world.Do(boss, new CaseAct.AddStep($"{family.Id}.{of.Id}", words, null, null));
            await world.Do(boss, new CaseAct.WriteOverview($"{family.Id}.{of.Id}", "interim", words, null, null));
            await world.Do(boss, new CaseAct.AskSides($"{family.Id}.{of.Id}"));
        }
        foreach (var (of, words) in ((ServiceCase, string)[])[(older, "hommikud"), (newer, "suhted")])
        {
            var store = world.Store;
            Assert.Equal(words, store.Read(unit => store.Goals.Of(unit, of.Id))[^1].Content.Words);
            Assert.Equal(words, Assert.Single(store.Read(unit => store.CaseDocuments.Of(unit, of.Id, DocumentKind.Plan))[0].Content.Steps).What);
            Assert.Equal(words, Assert.Single(store.Read(unit => store.Overviews.Of(unit, family.Id)), overview => overview.Case == of.Id).Content.Changed);
            Assert.NotNull(store.Read(unit => store.Overviews.Last(unit, family.Id, of.Id)));
            Assert.Contains(world.Facts(boss, $"family:{family.Id}.{of.Id}").Family!.Goals, goal => goal.Words == words);
        }
    }

    [Fact]
    public async Task An_act_names_the_municipality_whose_contract_pays_for_it()
    {
        var act = world.Visited(family, worker).Encounter.Id.ToString();
        world.Store.Write(unit => world.Store.Families.Save(unit, world.Store.Families.Find(unit, family.Id)! with { Municipality = "Tapa vald" }, boss));
        var file = Assert.Single((await world.Do(worker, new CaseAct.ActFile(act))).Said).File!;
        using var bytes = new MemoryStream([.. file.Content]);
        using var word = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(bytes, isEditable: false);
        var text = word.MainDocumentPart!.Document!.Body!.InnerText;
        Assert.Contains("Rakvere linn", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tapa vald", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_personal_codes_is_found_from_either_service()
    {
        await Counselled();
        foreach (var of in Cases())
            Assert.Equal("families.codes-elsewhere", Assert.Single((await world.Do(boss, new CaseAct.ShowCodes($"{family.Id}.{of.Id}"))).Said).Text.Key);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(worker, new CaseAct.ShowCodes($"{family.Id}.{Cases()[0].Id}"))).Said).Text.Key);
    }

    [Fact]
    public async Task A_worker_does_not_reach_the_other_service_by_naming_its_case()
    {
        await Counselled();
        var theirs = Cases().Single(one => one.Service == "family-counselling");
        Assert.Empty(world.Facts(worker, $"family:{family.Id}.{theirs.Id}").Family!.OtherCases);
        await world.Do(worker, new CaseAct.AddGoal($"{family.Id}.{theirs.Id}", "võõras", null, null, null, IsAgreed: true));
        Assert.DoesNotContain(world.Store.Read(unit => world.Store.Goals.Of(unit, theirs.Id)), goal => goal.Content.Words == "võõras");
    }

    [Fact]
    public async Task An_act_that_is_missing_in_one_service_is_not_hidden_by_a_visit_of_the_other()
    {
        await Counselled();
        await world.Do(worker, new CaseAct.File(new(family.Id.ToString(), "held", today.PlusDays(-3)) { Start = new LocalTime(9, 0), Minutes = 90, Done = "eelarve", NextOn = today.PlusDays(-1) }));
        await File(counsellor, today, session: true);
        Assert.Contains(world.Facts(worker, null, Needs.Week).Week, item => item.Kind == "act-missing");
        Assert.DoesNotContain(world.Facts(counsellor, null, Needs.Week).Week, item => item.Kind == "act-missing");

        var nudged = await world.Do(boss, new CaseAct.Nudge(family.Id.ToString()));
        Assert.Equal([worker], nudged.Notices.Select(notice => notice.To.Person.Id));
        await File(worker, today);
        Assert.Equal("state.act-is-in", Assert.Single((await world.Do(boss, new CaseAct.Nudge(family.Id.ToString()))).Said).Text.Key);
    }

    private async Task Counselled()
    {
        await world.Do(boss, new CaseAct.AddGoal(family.Id.ToString(), "eelarve", null, null, null, IsAgreed: true));
        await world.Do(boss, new CaseAct.CloseGoal(family.Id.ToString(), world.Store.Read(unit => world.Store.Goals.Of(unit, Cases()[0].Id))[0].Id.ToString(), null, null));
        await world.Do(boss, new CaseAct.AddContract(family.Id.ToString(), "V-2", "counselling", today.PlusDays(-5), 90, 20, null, IsSigned: true));
        await Assign(counsellor);
    }

    private Task Assign(PersonId who) => world.Do(boss, new CaseAct.Assign(family.Id.ToString(), who.ToString(), HasMet: true, IsSubstitute: false));

    private Task File(PersonId who, LocalDate on, bool session = false) =>
        world.Do(who, new CaseAct.File(new(family.Id.ToString(), "held", on) { Start = new LocalTime(9, 0), Minutes = 60, Done = "eelarve", Session = session ? "family" : null }));

    private void Ending(string service) => world.Store.Write(unit => world.Store.Cases.Save(unit, world.Store.Cases.Of(unit, family.Id).Single(one => one.Service == service) with { Stage = CaseStage.Ending }, boss));

    private Family Now() => world.Store.Read(unit => world.Store.Families.Find(unit, family.Id))!;

    private IReadOnlyList<ServiceCase> Cases() => world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id));

    private IReadOnlyList<Contract> Contracts() => world.Store.Read(unit => world.Store.Contracts.Of(unit, family.Id));

    private IReadOnlyList<Encounter> Acts() => [.. world.Store.Read(unit => world.Store.Visits.OfFamily(unit, family.Id, 10)).Select(act => act.Encounter).OrderBy(act => act.Number)];

    private CaseReach Reach(PersonId who) => world.Store.Read(unit => world.Store.Families.WorkersOf(unit, family.Id)).Where(one => one.Worker == who).Select(one => one.ReachOn(today, 14)).Max();
}
