using Assistant.Records.Appointments;
using NodaTime;
using Quartz;

namespace Assistant.Host.Requests;

/// <summary>Wakes the rounds when a deadline nears or has passed, and when a reminder is due. Our tables are the truth; Quartz is only the clock.</summary>
public sealed partial class RequestClock(ISchedulerFactory schedulers, RequestTimes times, IClock clock, ILogger<RequestClock> log) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Sets the triggers of one request, and removes those it does not need any more. Never throws: what is missing is set by the reconcile.</summary>
    public async Task Watch(AppointmentRequest request)
    {
        await gate.WaitAsync();
        try
        {
            var scheduler = await schedulers.GetScheduler();
            var now = clock.GetCurrentInstant();
            var due = times.Of(request).ToDictionary(moment => moment.Name, moment => moment.At, StringComparer.Ordinal);
            foreach (var name in times.Names)
            {
                var key = new TriggerKey($"{request.Id}:{name}", "requests");
                await scheduler.UnscheduleJob(key);
                // What is past is seen to by the rounds at start and each hour; only a deadline may not wait.
                if (due.TryGetValue(name, out var at) && (at > now || name == "late"))
                    await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(key).ForJob(RequestSweepJob.Key).StartAt(at.ToDateTimeOffset())
                        .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build());
            }
        }
        catch (SchedulerException fault)
        {
            NotWatched(log, fault.GetType().Name);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    [LoggerMessage(2002, LogLevel.Warning, "A request's deadline is not watched until the next reconcile: {Fault}")]
    private static partial void NotWatched(ILogger log, string fault);
}
