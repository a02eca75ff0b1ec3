using System.Collections.Immutable;
using Assistant.Knowledge;
using Assistant.Records.Appointments;
using Assistant.Tests.Transcripts;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Quartz;

namespace Assistant.Tests.Host.Scheduling;

/// <summary>Quartz is only the clock: whatever it forgot is in the tables.</summary>
public sealed class DeadlineClockTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et);

    [Fact]
    public async Task At_start_every_open_request_is_watched_again()
    {
        await using var world = new World();
        var request = await world.File();
        await world.ForgetTriggers();

        await world.Start();

        var near = await world.Trigger($"{request.Id}:near");
        var late = await world.Trigger($"{request.Id}:late");
        Assert.Equal(request.Deadline.ToDateTimeOffset(), late.StartTimeUtc);
        Assert.Equal((request.Deadline - Duration.FromHours(1)).ToDateTimeOffset(), near.StartTimeUtc);
    }

    private sealed class World : HostChatWorld
    {
        private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));

        private ValueTask<IScheduler> Scheduler => Get<ISchedulerFactory>().GetScheduler(patience.Token);

        /// <summary>A parent asks for a human.</summary>
        public async Task<AppointmentRequest> File()
        {
            await Enter(parent);
            await Say(parent, "räägi inimesega");
            await Press(parent, "Helistage mulle");
            foreach (var text in new[] { "nõustun", "ei", "siin", "ei" }) await Say(parent, text);
            await Read(parent);
            return Assert.Single(await Open());
        }

        public async Task ForgetTriggers()
        {
            var scheduler = await Scheduler;
            // Filing watches the request a moment after it answers.
            while ((await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals("requests"), patience.Token)) is not { Count: 2 }) await Task.Delay(10, patience.Token);
            foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals("requests"), patience.Token))
                await scheduler.UnscheduleJob(key, patience.Token);
        }

        public async Task Start() => await (await Scheduler).Start(patience.Token);

        public async Task<ITrigger> Trigger(string name)
        {
            while (true)
            {
                if (await (await Scheduler).GetTrigger(new TriggerKey(name, "requests"), patience.Token) is { } trigger) return trigger;
                await Task.Delay(10, patience.Token);
            }
        }

        private ValueTask<ImmutableArray<AppointmentRequest>> Open() =>
            Storage.Store.Read(unit => Storage.Appointments.Open(unit, 10), CancellationToken.None);

        public override async ValueTask DisposeAsync()
        {
            await (await Scheduler).Shutdown(waitForJobsToComplete: true, CancellationToken.None);
            await base.DisposeAsync();
            patience.Dispose();
        }
    }
}
