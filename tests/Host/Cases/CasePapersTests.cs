using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Cases;

/// <summary>What stands in a case beside its acts: papers that should be there, the household, prices by day, hours of an extension, what was learned of a goal, and cases of grown-ups.</summary>
public sealed class CasePapersTests : IAsyncDisposable
{
    private static readonly LocalDate today = SharedWorld.Today;

    private readonly SharedWorld world = new();
    private readonly PersonId worker, boss;
    private readonly Family family;

    public CasePapersTests()
    {
        (worker, boss) = (world.Meet("worker", Role.SupportPerson), world.Meet("boss", Role.Coordinator));
        family = world.Supported("CCCCC", worker);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData(CaseStage.Mapping, false, "")]
    [InlineData(CaseStage.Mapping, true, "Contract")]
    [InlineData(CaseStage.Goals, true, "Contract Assessment")]
    [InlineData(CaseStage.Solving, true, "Contract Assessment Plan")]
    [InlineData(CaseStage.Ending, true, "Contract Assessment Plan Overview Summary")]
    [InlineData(CaseStage.Closed, true, "")]
    public void Each_stage_has_papers_that_should_be_there_by_then(CaseStage stage, bool hasBegun, string missing) =>
        Assert.Equal(missing, string.Join(' ', new CasePapers(false, false, false, null, false).Missing(Of(stage), hasBegun, today.PlusDays(90), 90)));

    [Fact]
    public void An_overview_is_due_after_so_many_days_of_work_without_one()
    {
        var whole = new CasePapers(true, true, true, null, true);
        Assert.Empty(whole.Missing(Of(CaseStage.Solving), hasBegun: true, today.PlusDays(90), 90));
        Assert.Equal([Paper.Interim], whole.Missing(Of(CaseStage.Solving), hasBegun: true, today.PlusDays(91), 90));
        Assert.Empty((whole with { LastOverview = today.PlusDays(60) }).Missing(Of(CaseStage.Solving), hasBegun: true, today.PlusDays(150), 90));
    }

    [Fact]
    public async Task The_state_of_work_names_them_until_they_are_there()
    {
        Assert.Equal(["assessment", "plan"], Assert.Single(State(), item => item.Kind == "papers").Papers);
        await world.Do(worker, new CaseAct.Assess(family.Id.ToString(), [], null, null));
        await world.Do(worker, new CaseAct.AddStep(family.Id.ToString(), "eelarve", null, null));
        Assert.DoesNotContain(State(), item => item.Kind == "papers");
    }

    [Fact]
    public async Task Who_lives_there_stands_on_the_card_and_nobody_is_born_tomorrow()
    {
        await world.Do(worker, new CaseAct.AddMember(family.Id.ToString(), "mother", "Olga", null));
        await world.Do(boss, new CaseAct.AddMember(family.Id.ToString(), "child", null, 2015));
        Assert.Equal("acts.gone", Assert.Single((await world.Do(worker, new CaseAct.AddMember(family.Id.ToString(), "child", null, 2027))).Said).Text.Key);
        Assert.Equal([("mother", "Olga", null), ("child", null, (int?)2015)], world.Facts(worker, $"family:{family.Id}").Family!.Members);
    }

    [Fact]
    public async Task Another_price_counts_from_its_day_and_earlier_visits_keep_theirs()
    {
        var contract = Contracts()[0];
        await world.Do(boss, new CaseAct.RateContract(family.Id.ToString(), contract.Id.ToString(), contract.Starts, 2500));
        await world.Do(boss, new CaseAct.RateContract(family.Id.ToString(), contract.Id.ToString(), today.PlusDays(10), 3000));
        foreach (var wrong in (LocalDate[])[today.PlusDays(10), today, contract.Starts.PlusDays(-1), contract.Ends.PlusDays(1)])
            Assert.Equal("families.contract-not-so", Assert.Single((await world.Do(boss, new CaseAct.RateContract(family.Id.ToString(), contract.Id.ToString(), wrong, 3100))).Said).Text.Key);
        Assert.Equal([2500, 2500, 3000], new[] { contract.Starts, today.PlusDays(9), today.PlusDays(10) }.Select(day => Contracts()[0].RateOn(day)!.CentsAnHour));
    }

    [Fact]
    public async Task An_extension_may_add_hours()
    {
        var contract = Contracts()[0];
        await world.Do(boss, new CaseAct.ExtendContract(family.Id.ToString(), contract.Id.ToString(), 30, "kool", Hours: 10));
        Assert.Equal((contract.Ends.PlusDays(30), contract.AgreedMinutes + 600), (Contracts()[0].Ends, Contracts()[0].AgreedMinutes));
    }

    [Fact]
    public async Task What_was_learned_of_a_goal_stays_with_it()
    {
        await world.Do(worker, new CaseAct.AddGoal(family.Id.ToString(), "eelarve", null, null, null, IsAgreed: true));
        var goal = world.Facts(worker, $"family:{family.Id}").Family!.Goals.Single();
        await world.Do(worker, new CaseAct.CloseGoal(family.Id.ToString(), goal.Id, null, null, "plaan aitas"));
        Assert.Equal("plaan aitas", world.Store.Read(unit => world.Store.Goals.Find(unit, new(Guid.Parse(goal.Id))))!.Content.Analysis);
    }

    [Fact]
    public async Task A_grown_up_s_need_is_assessed_by_the_domains_of_grown_ups()
    {
        await world.Do(boss, new CaseAct.AddFamily("Saar", "et", "Rakvere linn", null, "social-worker", IsAdult: true));
        var adult = world.Store.Read(unit => world.Store.Families.Open(unit, 10)).Single(one => one.Content.Name == "Saar");
        Assert.Equal(CaseKind.Adult, world.Store.Read(unit => world.Store.Cases.Of(unit, adult.Id))[0].Kind);
        foreach (var (about, first, count) in ((Family, string, int)[])[(adult, "adult-development", 8), (family, "physical", 9)])
        {
            var facts = world.Store.Read(unit => world.The<Assistant.Host.Turns.FactsLoader>().Load(unit, world.Chat(boss), new Wish(Needs.Families) { Case = $"family:{about.Id}" }, ""));
            var dialog = new Assistant.Dialogs.Families.FamilyAssessDialog(Assistant.Knowledge.Cases.LifeDomains.Load());
            var answers = new Answers();
            answers.Add("of", about.Id.ToString(), about.Id.ToString());
            var asked = dialog.Questions.OfType<Question>().Where(question => question.Key == "domain" && question.When(answers, facts)).ToList();
            Assert.Equal((first, count), (asked[0].Id, asked.Count));
        }
    }

    private static ServiceCase Of(CaseStage stage) => new(new(Guid.Empty), new(Guid.Empty), CaseKind.Family, "support-person", stage, today, today, new(), 1);

    private IEnumerable<WeekItem> State() => world.Facts(boss, null, Needs.WorkState | Needs.Families).State!.Value;

    private IReadOnlyList<Contract> Contracts() => world.Store.Read(unit => world.Store.Contracts.Of(unit, family.Id));
}
