using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Cases;

/// <summary>A worker is ill: somebody stands in with each of their families, and reaches nothing any more once the worker is back.</summary>
public sealed class CoverTests : IAsyncDisposable
{
    private static readonly LocalDate today = SharedWorld.Today;

    private readonly SharedWorld world = new();
    private readonly PersonId worker, colleague, boss;
    private readonly Family first, second;

    public CoverTests()
    {
        (worker, colleague, boss) = (world.Meet("worker", Role.SupportPerson, called: "Kalle"), world.Meet("colleague", Role.SupportPerson, called: "Malle"), world.Meet("boss", Role.Coordinator));
        (first, second) = (world.Supported("CCCCC", worker), world.Supported("DDDDD", worker));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Whoever_stands_in_reaches_all_families_of_the_worker_until_the_day_of_the_return_and_nothing_afterwards()
    {
        Ill(today.PlusDays(5));
        var state = Assert.Single(State(), item => item.Kind == "uncovered");
        Assert.Equal(("Kalle", 2, worker.ToString()), (state.Who, state.Count, state.About));

        var done = await world.Do(boss, new CaseAct.Cover(worker.ToString(), colleague.ToString(), null, HasMet: true));
        Assert.Equal("cover.done", Assert.Single(done.Said).Text.Key);
        Assert.Equal([colleague], done.Notices.Select(notice => notice.To.Person.Id));
        Assert.Equal(2, Writes(colleague));
        Assert.Equal(2, Writes(worker));
        Assert.DoesNotContain(State(), item => item.Kind == "uncovered");

        await world.Advance(today.PlusDays(5).At(new LocalTime(8, 0)));
        Assert.Empty(world.Facts(colleague, null).Roster);
        Assert.Equal(2, Writes(worker));
    }

    [Fact]
    public async Task Before_they_have_met_a_substitute_sees_whom_to_meet_and_writes_nothing()
    {
        await world.Do(boss, new CaseAct.Cover(worker.ToString(), colleague.ToString(), today.PlusDays(3), HasMet: false));
        Assert.Equal([false, false], world.Facts(colleague, null).Roster.Select(family => family.CanWrite));
    }

    [Fact]
    public async Task A_substitute_until_a_day_that_is_over_is_no_substitute_for_good()
    {
        var said = (await world.Do(boss, new CaseAct.Assign(first.Id.ToString(), colleague.ToString(), HasMet: true, IsSubstitute: true, today))).Said;
        Assert.Equal("cover.no-day", Assert.Single(said).Text.Key);
        Assert.Empty(world.Facts(colleague, null).Roster);
    }

    [Fact]
    public async Task What_a_colleague_held_lately_with_the_same_family_is_known_to_both_and_to_nobody_else()
    {
        await world.Do(boss, new CaseAct.Assign(first.Id.ToString(), colleague.ToString(), HasMet: true, IsSubstitute: true, today.PlusDays(2)));
        world.Visited(first, worker, today.PlusDays(-1));
        world.Visited(second, worker, today.PlusDays(-1));
        world.Visited(first, worker, today.PlusDays(-60));
        Assert.Equal((first.Id.ToString(), today.PlusDays(-1)), (Assert.Single(world.Facts(colleague, null).OfColleagues).Family, world.Facts(colleague, null).OfColleagues[0].On));
        Assert.Empty(world.Facts(worker, null).OfColleagues);
        Assert.Empty(world.Facts(world.Meet("stranger", Role.SupportPerson), null).OfColleagues);
    }

    [Fact]
    public async Task Who_takes_over_for_good_ends_the_substitute()
    {
        await world.Do(boss, new CaseAct.Cover(worker.ToString(), colleague.ToString(), today.PlusDays(30), HasMet: true));
        var heir = world.Meet("heir", Role.SupportPerson);
        await world.Do(boss, new CaseAct.Assign(first.Id.ToString(), heir.ToString(), HasMet: true, IsSubstitute: false));
        Assert.Equal([second.Id.ToString()], world.Facts(colleague, null).Roster.Select(family => family.Id));
    }

    [Fact]
    public async Task Only_a_coordinator_settles_it_and_a_day_that_is_past_or_missing_is_asked_again()
    {
        Assert.Equal("acts.gone", Assert.Single((await world.Do(worker, new CaseAct.Cover(worker.ToString(), colleague.ToString(), today.PlusDays(3), HasMet: true))).Said).Text.Key);
        Assert.Equal("family.deny", world.Store.AuditRows()[^1].Action);
        foreach (var day in (LocalDate?[])[null, today])
            Assert.Equal("cover.no-day", Assert.Single((await world.Do(boss, new CaseAct.Cover(worker.ToString(), colleague.ToString(), day, HasMet: true))).Said).Text.Key);
        Assert.Empty(world.Facts(colleague, null).Roster);
    }

    [Fact]
    public async Task A_substitute_of_one_family_ends_on_the_day_that_was_said()
    {
        await world.Do(boss, new CaseAct.Assign(first.Id.ToString(), colleague.ToString(), HasMet: true, IsSubstitute: true, today.PlusDays(2)));
        Assert.Equal(1, Writes(colleague));
        await world.Advance(today.PlusDays(2).At(new LocalTime(8, 0)));
        Assert.Empty(world.Facts(colleague, null).Roster);
    }

    private void Ill(LocalDate until) => world.Store.Write(unit => world.Store.Staff.Away(unit, new(worker, until, null), boss));

    private IEnumerable<WeekItem> State() => world.Facts(boss, null, Needs.WorkState | Needs.Families).State!.Value;

    private int Writes(PersonId who) => world.Facts(who, null).Roster.Count(family => family.CanWrite);
}
