using Assistant.Dialogs.Cases;
using Assistant.Host.Cases;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Cases;

/// <summary>What workers hear of themselves: acts that are missing, once a day until the act is in; marks of a contract's clock, once each; statements, once a month.</summary>
public sealed class WorkReminderTests : IAsyncDisposable
{
    private static readonly LocalDate today = SharedWorld.Today;
    private static readonly LocalTime morning = new(10, 0);

    private readonly SharedWorld world = new();
    private readonly PersonId worker, boss;
    private readonly Family family;

    public WorkReminderTests()
    {
        (worker, boss) = (world.Meet("worker", Role.SupportPerson, called: "Kalle"), world.Meet("boss", Role.Coordinator));
        family = world.Supported("CCCCC", worker);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task An_act_that_is_missing_is_told_once_a_day_in_office_hours_until_it_is_in()
    {
        world.Visited(family, worker, today.PlusDays(-3), new() { Done = "eelarve", NextOn = today.PlusDays(-1) });
        await At(today, new(7, 0));
        Assert.Equal(0, Told("Akt puudu"));
        await At(today, morning);
        await At(today, new(15, 0));
        Assert.Equal(1, Told("Akt puudu"));
        await At(today.PlusDays(1), morning);
        Assert.Equal(2, Told("Akt puudu"));
        await world.Do(worker, new CaseAct.File(new(family.Id.ToString(), "nobody", today.PlusDays(-1))));
        await At(today.PlusDays(2), morning);
        Assert.Equal(2, Told("Akt puudu"));
    }

    [Fact]
    public async Task Whoever_is_away_hears_nothing_and_whoever_stands_in_does()
    {
        var colleague = world.Meet("colleague", Role.SupportPerson);
        world.Visited(family, worker, today.PlusDays(-3), new() { Done = "eelarve", NextOn = today.PlusDays(-1) });
        world.Store.Write(unit => world.Store.Staff.Away(unit, new(worker, today.PlusDays(5), null), boss));
        await world.Do(boss, new CaseAct.Cover(worker.ToString(), colleague.ToString(), null, HasMet: true));
        await At(today, morning);
        Assert.Equal((0, 1), (Told("Akt puudu"), Told("Akt puudu", colleague)));
    }

    [Fact]
    public async Task Many_are_told_in_one_message()
    {
        foreach (var reference in (string[])["DDDDD", "FFFFF", "GGGGG"]) world.Visited(world.Supported(reference, worker), worker, today.PlusDays(-3), new() { Done = "x", NextOn = today.PlusDays(-1) });
        world.Visited(family, worker, today.PlusDays(-3), new() { Done = "eelarve", NextOn = today.PlusDays(-1) });
        await At(today, morning);
        Assert.Equal((0, 1), (Told("Akt puudu"), Told("Akte on puudu: 4")));
    }

    [Fact]
    public async Task Whoever_writes_some_of_many_is_not_told_of_the_others_the_same_day()
    {
        foreach (var reference in (string[])["DDDDD", "FFFFF", "GGGGG"]) world.Visited(world.Supported(reference, worker), worker, today.PlusDays(-3), new() { Done = "x", NextOn = today.PlusDays(-1) });
        world.Visited(family, worker, today.PlusDays(-3), new() { Done = "eelarve", NextOn = today.PlusDays(-1) });
        await At(today, morning);
        await world.Do(worker, new CaseAct.File(new(family.Id.ToString(), "nobody", today.PlusDays(-1))));
        await At(today, new(15, 0));
        Assert.Equal((0, 1), (Told("Akt puudu"), Told("Akte on puudu")));
        await At(today.PlusDays(1), morning);
        Assert.Equal(3, Told("Akt puudu"));
    }

    [Fact]
    public async Task A_mark_of_hours_is_told_of_acts_that_came_late_and_again_when_hours_were_added()
    {
        for (var n = 0; n < 20; n++) world.Visited(family, worker, today.PlusDays(-15));
        await At(today, morning);
        Assert.Equal(1, Told("kasutatud 75 %"));
        var contract = world.Store.Read(unit => world.Store.Contracts.Of(unit, family.Id))[0];
        await world.Do(boss, new CaseAct.ExtendContract(family.Id.ToString(), contract.Id.ToString(), 30, "vajab veel", 10));
        await At(today.PlusDays(1), morning);
        Assert.Equal(1, Told("kasutatud 75 %"));
        for (var n = 0; n < 5; n++) world.Visited(family, worker, today);
        await At(today.PlusDays(1), new(15, 0));
        Assert.Equal(2, Told("kasutatud 75 %"));
    }

    [Fact]
    public async Task Marks_of_days_and_of_hours_are_told_once_each()
    {
        // The contract began 22 days ago; 40 hours are agreed.
        await At(today, morning);
        Assert.Equal(0, Told("Lepingu"));
        foreach (var day in (int[])[0, 1, 2]) await At(today.PlusDays(37 + day), morning);
        Assert.Equal(1, Told("Lepingu 60.") + Told("Lepingu 61.") + Told("Lepingu 62."));

        for (var n = 0; n < 20; n++) world.Visited(family, worker, today.PlusDays(36));
        await At(today.PlusDays(40), morning);
        await At(today.PlusDays(42), morning);
        Assert.Equal(1, Told("kasutatud 75 %"));
        for (var n = 0; n < 4; n++) world.Visited(family, worker, today.PlusDays(40));
        await At(today.PlusDays(43), morning);
        await At(today.PlusDays(45), morning);
        Assert.Equal(1, Told("kasutatud 90 %"));
    }

    [Fact]
    public async Task In_the_first_days_of_a_month_coordinators_hear_once_that_statements_wait()
    {
        await At(new(2026, 12, 1), morning);
        await At(new(2026, 12, 2), morning);
        Assert.Equal(1, Told("Kuu 11.2026", boss));
        await At(new(2026, 12, 8), morning);
        Assert.Equal(1, Told("Kuu 11.2026", boss));
    }

    private async Task At(LocalDate day, LocalTime time)
    {
        await world.Advance(day.At(time));
        await world.The<WorkReminder>().Run(TestContext.Current.CancellationToken);
    }

    private int Told(string words, PersonId? who = null) => world.Store.Read(unit => world.Store.Outbox.Log(unit, world.Store.Conversations.Of(unit, who ?? worker)[0].Id, after: 0, 100))
        .Count(entry => (entry.Body ?? "").Contains(words, StringComparison.Ordinal));
}
