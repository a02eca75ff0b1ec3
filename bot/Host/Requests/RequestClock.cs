using Assistant.Records.Appointments;
using NodaTime;
using Quartz;

namespace Assistant.Host.Requests;

/// <summary>Wakes the desk when a request's deadline nears and when it has passed. Our tables are the truth; Quartz is only the clock.</summary>
public sealed partial class RequestClock(ISchedulerFactory schedulers, ILogger<RequestClock> log) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>How long before its deadline the coordinators are warned.</summary>
    public Duration WarnBefore { get; } = Duration.FromHours(1);

    /// <summary>Sets the triggers of one request, or removes them when it has ended. Never throws: what is missing is set by the reconcile.</summary>
    public async Task Watch(AppointmentRequest request)
    {
        await gate.WaitAsync();
        try
        {
            var scheduler = await schedulers.GetScheduler();
            foreach (var (name, at) in new[] { ("near", request.Deadline - WarnBefore), ("late", request.Deadline) })
            {
                var key = new TriggerKey($"{request.Id}:{name}", "requests");
                await scheduler.UnscheduleJob(key);
                if (request.IsOpen)
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
