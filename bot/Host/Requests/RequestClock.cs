using Assistant.Records.Appointments;
using NodaTime;
using Quartz;

namespace Assistant.Host.Requests;

/// <summary>Wakes the desk when a request's deadline nears and when it has passed. Our tables are the truth; Quartz is only the clock.</summary>
public sealed class RequestClock(ISchedulerFactory schedulers)
{
    /// <summary>How long before its deadline the coordinators are warned.</summary>
    public Duration WarnBefore { get; } = Duration.FromHours(1);

    /// <summary>Sets the triggers of one request, or removes them when it has ended. Best effort: the reconcile sets what is missing.</summary>
    public void Watch(AppointmentRequest request) => _ = Set(request);

    /// <summary>Sets the triggers of one request, or removes them when it has ended.</summary>
    public async Task Set(AppointmentRequest request)
    {
        var scheduler = await schedulers.GetScheduler();
        foreach (var (name, at) in new[] { ("near", request.Deadline - WarnBefore), ("late", request.Deadline) })
        {
            var key = new TriggerKey($"{request.Id}:{name}", "requests");
            await scheduler.UnscheduleJob(key);
            if (!request.IsOpen)
                continue;
            await scheduler.ScheduleJob(TriggerBuilder.Create()
                .WithIdentity(key).ForJob(RequestSweepJob.Key).StartAt(at.ToDateTimeOffset())
                .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build());
        }
    }
}
