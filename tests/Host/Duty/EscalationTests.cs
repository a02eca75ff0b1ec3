using Assistant.Host.Duty;
using Assistant.Knowledge;
using Assistant.Records.Messages;
using Assistant.Records.Duty;
using Assistant.Tests.Transcripts;
using NodaTime;
using Quartz;

namespace Assistant.Tests.Host.Duty;

/// <summary>A concern goes on until somebody acknowledges it, whatever dies meanwhile; each step is on record.</summary>
public sealed class EscalationTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et), anne = new("coordinator", "anne", Lang.Et), kai = new("coordinator", "kai", Lang.Et);
    private static readonly LocalDate night = new(2026, 11, 21);

    [Fact]
    public async Task Each_step_is_recorded_with_whom_when_and_whether_it_arrived()
    {
        await using var world = await World.WithDanger();
        await world.Advance(night.At(new(3, 11)));
        await world.Advance(night.At(new(3, 12)));

        var alerts = await world.Alerts();
        Assert.Equal([(0, 0), (0, 0), (1, 11), (1, 11)], alerts.Select(alert => (alert.Step, (int)(alert.At - alerts[0].At).TotalMinutes)));
        Assert.Equal(2, alerts.Select(alert => alert.Person).Distinct().Count());
        Assert.All(alerts, alert => Assert.Equal(OutgoingState.Sent, alert.Outcome));
    }

    [Fact]
    public async Task A_new_process_goes_on_where_the_old_one_died_and_tells_nothing_twice()
    {
        await using var world = await World.WithDanger();
        await world.Advance(night.At(new(3, 12)));
        await world.Die();
        await world.Advance(night.At(new(3, 12)));
        Assert.Equal(2, (await world.Read(anne)).Count(line => line.Contains("Nägin", StringComparison.Ordinal)));

        // Off for hours: one alert for what was missed, not one for each step.
        await world.Die();
        await world.Advance(night.At(new(7, 0)));
        Assert.Single(await world.Read(anne), line => line.Contains("4 tundi", StringComparison.Ordinal));

        await world.Press(kai, "Nägin, tegelen");
        await world.Read(anne);
        await world.Advance(night.At(new(12, 0)));
        Assert.Empty(await world.Read(anne));
        Assert.Null(await world.Next());
    }

    [Fact]
    public async Task The_clock_is_set_from_the_tables()
    {
        await using var world = await World.WithDanger();
        // What became of the first alerts is looked up soon.
        Assert.Equal(night.At(new(3, 1)), await world.Next());
        await world.Advance(night.At(new(3, 1)));
        Assert.Equal(night.At(new(3, 10)), await world.Next());
        await world.Die();
        Assert.Equal(night.At(new(3, 10)), await world.Watched());
    }

    [Fact]
    public async Task Whom_nobody_can_reach_is_passed_over_at_once()
    {
        await using var world = await World.WithDanger();
        await world.Fail();
        await world.Advance(night.At(new(3, 2)));
        Assert.Equal([0, 0, 1, 1], (await world.Alerts()).Select(alert => alert.Step));
    }

    private sealed class World : HostChatWorld
    {
        public static async Task<World> WithDanger()
        {
            var world = new World();
            await world.Advance(night.At(new(3, 0)));
            await world.Enter(anne);
            await world.Enter(kai);
            await world.Enter(parent);
            await world.Say(parent, "mu mees peksab last");
            return world;
        }

        public Task Die() => Restart().AsTask();

        public async Task<IReadOnlyList<Alert>> Alerts() =>
            await Storage.Store.Read(unit => Storage.Alerts.Of(unit, Storage.Safety.Open(unit).Single().Id), CancellationToken.None);

        /// <summary>The channel took none of them.</summary>
        public async Task Fail() => await Storage.Store.Write(unit =>
        {
            foreach (var alert in Storage.Alerts.Unsettled(unit))
                Storage.Alerts.Settle(unit, alert with { Outcome = OutgoingState.Failed, Reason = "blocked" });
            return true;
        }, CancellationToken.None);

        public async Task<LocalDateTime?> Next() => Local(await Get<DutySweep>().NextDue(CancellationToken.None));

        /// <summary>What Quartz was told.</summary>
        public async Task<LocalDateTime?> Watched()
        {
            await Get<DutyWatch>().Set(CancellationToken.None);
            var trigger = await (await Get<ISchedulerFactory>().GetScheduler()).GetTrigger(new TriggerKey("next", "duty"));
            return trigger is null ? null : Local(Instant.FromDateTimeOffset(trigger.StartTimeUtc));
        }

        private LocalDateTime? Local(Instant? at) => at is { } known ? Get<OnDuty>().Local(known) : null;
    }
}
