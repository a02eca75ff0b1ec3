using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Visits;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Records.Cases;

public sealed class CaseRulesTests
{
    private static readonly LocalDate day = new(2026, 3, 2);
    private static readonly PersonId worker = new(new("00000000-0000-7000-8000-000000000001"));
    private static readonly FamilyId family = new(new("00000000-0000-7000-8000-000000000002"));

    [Theory]
    [InlineData(-1, CaseReach.None)]
    [InlineData(0, CaseReach.Write)]
    [InlineData(9, CaseReach.Write)]
    [InlineData(10, CaseReach.Read)]
    [InlineData(23, CaseReach.Read)]
    [InlineData(24, CaseReach.None)]
    public void A_former_worker_reads_for_14_days(int after, CaseReach expected) =>
        Assert.Equal(expected, new Assignment(Guid.Empty, family, worker, AssignmentKind.Main, day, day.PlusDays(10), day).ReachOn(day.PlusDays(after), 14));

    [Fact]
    public void A_substitute_keeps_nothing_and_who_has_not_met_the_family_knows_only_whom_to_meet()
    {
        Assert.Equal(CaseReach.None, new Assignment(Guid.Empty, family, worker, AssignmentKind.Substitute, day, day.PlusDays(10), day).ReachOn(day.PlusDays(10), 14));
        Assert.Equal(CaseReach.Meet, new Assignment(Guid.Empty, family, worker, AssignmentKind.Main, day, null, null).ReachOn(day, 14));
        Assert.Equal(CaseReach.None, new Assignment(Guid.Empty, family, worker, AssignmentKind.Main, day, day.PlusDays(1), null).ReachOn(day.PlusDays(2), 14));
    }

    [Theory]
    [InlineData(3300, 375, 2500, 153125)]
    [InlineData(1, 0, 2500, 42)]
    [InlineData(0, 0, 2500, 0)]
    [InlineData(90, 15, 2500, 4375)]
    public void Minutes_become_cents_once_a_half_rounded_up(int direct, int documentation, int rate, long cents) =>
        Assert.Equal(cents, Contract.Cents(new(day, rate, IsDocumentationPaid: true), direct, documentation));

    [Fact]
    public void Cents_never_lose_half_a_cent_and_never_fall_when_minutes_grow() => Prop.ForAll<ushort, ushort, ushort>((direct, documentation, rate) =>
    {
        var price = new Rate(day, rate, IsDocumentationPaid: true);
        var cents = Contract.Cents(price, direct, documentation);
        return Math.Abs((cents * 60) - ((long)rate * (direct + documentation))) <= 30 && Contract.Cents(price, direct + 1, documentation) >= cents
            && Contract.Cents(price with { IsDocumentationPaid = false }, direct, documentation) == Contract.Cents(price, direct, 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_case_ends_early_only_with_its_reason_and_once()
    {
        var open = new ServiceCase(new(Guid.Empty), family, CaseKind.Family, "support-person", CaseStage.Goals, day, day, new(), 1);
        Assert.Null(open.End("moved", " ", day));
        Assert.Null(open.End("", "kolis", day));
        var ended = open.End("moved", " kolis ", day)!;
        Assert.Equal((CaseStage.Closed, "moved", "kolis"), (ended.Stage, ended.Content.EndReason, ended.Content.EndWords));
        Assert.Null(ended.End("moved", "kolis", day));
    }

    [Fact]
    public void A_contract_ends_early_only_with_its_reason_and_never_later_or_before_it_began()
    {
        var contract = New(ContractKind.SupportPerson);
        Assert.Null(contract.End(contract.Starts, " ", day));
        Assert.Null(contract.End(contract.Ends, "a", day));
        Assert.Null(contract.End(contract.Starts.PlusDays(-1), "a", day));
        var ended = contract.End(contract.Ends.PlusDays(-1), " a ", day)!;
        Assert.Equal((contract.Ends.PlusDays(-1), new EarlyEnd(day, contract.Ends, "a")), (ended.Ends, ended.Content.Ended));
    }

    [Fact]
    public void A_contract_holds_once_all_of_its_own_sides_have_signed()
    {
        foreach (var kind in Enum.GetValues<ContractKind>())
        {
            var contract = New(kind);
            foreach (var party in Contract.PartiesOf(kind))
            {
                Assert.False(contract.IsInForce(day));
                contract = contract.Sign(party, SignatureState.Signed, day);
            }
            Assert.True(contract.IsInForce(day));
            Assert.False(contract.IsInForce(day.PlusDays(180)));
            Assert.False(contract.Sign(Contract.PartiesOf(kind)[0], SignatureState.Refused, day).IsSigned);
        }
        Assert.Throws<ArgumentException>(() => New(ContractKind.Group).Sign(Party.Family, SignatureState.Signed, day));
    }

    [Fact]
    public void Going_on_longer_needs_a_later_day_and_a_reason()
    {
        var contract = New(ContractKind.SupportPerson);
        Assert.Null(contract.Extend(contract.Ends, "sügisel kooli", day));
        Assert.Null(contract.Extend(contract.Ends.PlusDays(30), "  ", day));
        Assert.Equal(contract.Ends.PlusDays(30), contract.Extend(contract.Ends.PlusDays(30), "sügisel kooli", day)!.Ends);
    }

    [Theory]
    [InlineData(58, 0, null, null)]
    [InlineData(59, 1799, 60, null)]
    [InlineData(147, 1968, 90, 75)]
    [InlineData(400, 9999, 180, 90)]
    public void The_clock_shows_the_last_mark_that_is_past(int after, int used, int? dayMark, int? hourMark)
    {
        var clock = ContractClock.Of(New(ContractKind.SupportPerson), used, day.PlusDays(after), [60, 90, 150, 170, 180], [75, 90]);
        Assert.Equal((dayMark, hourMark), (clock.DayMark, clock.HoursMark));
    }

    [Fact]
    public void A_goal_is_given_up_only_with_its_reason_and_then_stays_closed()
    {
        var goal = new Goal(new(Guid.Empty), family, new(Guid.Empty), 1, GoalState.Open, day, new("a"), 1);
        Assert.Null(goal.GiveUp("school", " ", day));
        Assert.Null(goal.GiveUp(null, "kool ei leidnud aega", day));
        var closed = goal.GiveUp("school", "kool ei leidnud aega", day)!;
        Assert.Equal((GoalState.NotReached, "school"), (closed.State, closed.Content.Reason));
        Assert.Null(closed.Reach(day));
        Assert.Null(closed.Record(new(day, 5, null)));
        Assert.Null(closed.GiveUp("other", "veel", day));
    }

    [Fact]
    public void A_goal_takes_only_0_to_10_and_each_visit_counts_once() => Prop.ForAll<int>(value =>
    {
        var (goal, visit) = (new Goal(new(Guid.Empty), family, new(Guid.Empty), 1, GoalState.Open, day, new("a"), 1), new EncounterId(Guid.Empty));
        var twice = goal.Record(new(day, value, visit))?.Record(new(day, value, visit));
        return value is >= 0 and <= 10 ? twice is { Content.Entries.Length: 1 } : twice is null;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_an_earlier_visit_says_of_a_goal_is_not_how_far_it_is_now()
    {
        var goal = new Goal(new(Guid.Empty), family, new(Guid.Empty), 1, GoalState.Open, day, new("a"), 1);
        Assert.Equal(6, goal.Record(new(day.PlusDays(8), 6, null))!.Record(new(day.PlusDays(1), 4, null))!.Now);
    }

    [Fact]
    public void A_goal_moved_when_its_value_last_changed()
    {
        var goal = new Goal(new(Guid.Empty), family, new(Guid.Empty), 1, GoalState.Open, day, new("a"), 1);
        Assert.Equal(day, goal.MovedOn);
        goal = goal.Record(new(day.PlusDays(1), 4, null))!.Record(new(day.PlusDays(8), 6, null))!.Record(new(day.PlusDays(15), 6, null))!;
        Assert.Equal(day.PlusDays(8), goal.MovedOn);
    }

    [Fact]
    public void A_case_goes_on_only_when_nothing_of_its_stage_is_missing()
    {
        var all = new CaseState(HasCaseworker: true, HasContract: true, IsAssessed: true, Goals: 1, AgreedGoals: 1, OpenGoals: 0);
        var one = new ServiceCase(new(Guid.Empty), family, CaseKind.Family, "support-person", CaseStage.Mapping, day, day, new(), 1);
        Assert.Equal([Criterion.Referral], one.Missing(all));
        Assert.Null(one.Advance(all, day));
        one = one with { Content = new() { Referral = new("child-protection", day, null) } };
        Assert.Equal([Criterion.Caseworker, Criterion.Contract, Criterion.Assessment], one.Missing(new(false, false, false, 0, 0, 0)));
        one = one.Advance(all, day.PlusDays(1))!;
        Assert.Equal((CaseStage.Goals, day.PlusDays(1)), (one.Stage, one.Since));
        Assert.Equal([Criterion.Agreed], one.Missing(all with { Goals = 2 }));
        one = one.Advance(all, day)!;
        Assert.Null(one.Advance(all with { OpenGoals = 1 }, day));
        one = one.Advance(all, day)!;
        Assert.Equal([Criterion.Overview], one.Missing(all));
        one = (one with { Content = one.Content with { OverviewOn = day } }).Advance(all, day)!;
        Assert.Equal(CaseStage.Closed, one.Stage);
        Assert.Null(one.Advance(all, day));
    }

    private static Contract New(ContractKind kind) => new(new(Guid.Empty), family, new(Guid.Empty), kind, "V-1", "Viru-Nigula vald", day, day.PlusDays(179), 2400, [], new(), 1);
}
