using NodaTime;
using Quartz;

namespace Assistant.Host.Duty;

/// <summary>Wakes the desks of talks and concerns when something falls due. Our tables are the truth; Quartz is only the clock.</summary>
public sealed partial class DutyWatch(ISchedulerFactory schedulers, IServiceProvider services, IClock clock, ILogger<DutyWatch> log) : IDisposable
{
    private static readonly TriggerKey next = new("next", "duty");

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Sets the clock to what falls due next, some time soon. Never throws: what is missed is seen to by the hourly net.</summary>
    public void Look() => _ = Set(CancellationToken.None);

    /// <summary>As <see cref="Look"/>; returns once it is set.</summary>
    public async Task Set(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            // Resolved late: the sweep's desks look here after each step.
            var at = await services.GetRequiredService<DutySweep>().NextDue(cancellationToken);
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await scheduler.UnscheduleJob(next, cancellationToken);
            if (at is { } due)
                await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(next).ForJob(DutySweepJob.Key).StartAt(Instant.Max(due, clock.GetCurrentInstant()).ToDateTimeOffset())
                    .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build(), cancellationToken: cancellationToken);
        }
#pragma warning disable CA1031 // runs beside the turn that asked for it; the next look, and the hourly net, set the clock again
        catch (Exception fault)
#pragma warning restore CA1031
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

    [LoggerMessage(2301, LogLevel.Warning, "What falls due next for talks and concerns is not watched until the next look: {Fault}")]
    private static partial void NotWatched(ILogger log, string fault);
}
