using System.Collections.Immutable;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Tests.Transcripts;
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

        var first = await world.Trigger($"{request.Id}:near-0");
        var near = await world.Trigger($"{request.Id}:near-1");
        var late = await world.Trigger($"{request.Id}:late");
        Assert.Equal(request.Deadline.ToDateTimeOffset(), late.StartTimeUtc);
        Assert.Equal((request.Deadline - Duration.FromHours(1)).ToDateTimeOffset(), near.StartTimeUtc);
        Assert.Equal((request.Deadline - Duration.FromHours(4)).ToDateTimeOffset(), first.StartTimeUtc);
    }

    [Fact]
    public async Task At_start_every_coming_meeting_is_watched_again()
    {
        await using var world = new World();
        var request = await world.File();
        var start = request.Deadline + Duration.FromDays(3);
        await world.Agree(request, start);
        await world.ForgetTriggers();

        await world.Start();

        Assert.Equal((start - Duration.FromDays(1)).ToDateTimeOffset(), (await world.Trigger($"{request.Id}:remind-0")).StartTimeUtc);
        Assert.Equal((start - Duration.FromHours(2)).ToDateTimeOffset(), (await world.Trigger($"{request.Id}:remind-1")).StartTimeUtc);
        // The day after at ten.
        Assert.Equal(new(2026, 11, 27, 10, 0), LocalDateTime.FromDateTime((await world.Trigger($"{request.Id}:ask")).StartTimeUtc.ToOffset(TimeSpan.FromHours(2)).DateTime));
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

        /// <summary>Somebody agreed to meet; only the tables know it.</summary>
        public async Task Agree(AppointmentRequest request, Instant start)
        {
            var local = start.InZone(DateTimeZoneProviders.Tzdb["Europe/Tallinn"]).LocalDateTime;
            var coordinator = new PersonId(Guid.CreateVersion7());
            await Storage.Store.Write(unit =>
            {
                Storage.Appointments.Book(unit, new(request.Id, coordinator, start, start + Duration.FromHours(1), request.Created, 0));
                Storage.Appointments.Save(unit, request.Confirm(coordinator, local, Now).Next!, coordinator);
                return true;
            }, CancellationToken.None);
        }

        public async Task ForgetTriggers()
        {
            var scheduler = await Scheduler;
            // Filing watches the request a moment after it answers.
            while ((await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals("requests"), patience.Token)) is not { Count: 3 }) await Task.Delay(10, patience.Token);
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
