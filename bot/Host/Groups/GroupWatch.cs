using NodaTime;
using Quartz;

namespace Assistant.Host.Groups;

/// <summary>Wakes what looks after groups when something falls due. Our tables are the truth; Quartz is only the clock.</summary>
public sealed partial class GroupWatch(ISchedulerFactory schedulers, IServiceProvider services, IClock clock, ILogger<GroupWatch> log) : IDisposable
{
    private static readonly TriggerKey next = new("next", "groups");

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Sets the clock to what falls due next, some time soon. Never throws: what is missed is seen to by the hourly net.</summary>
    public void Look() => _ = Set(CancellationToken.None);

    /// <summary>As <see cref="Look"/>; returns once it is set.</summary>
    public async Task Set(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            // Resolved late: the desk looks here after each step.
            var at = await services.GetRequiredService<GroupSweep>().NextDue(cancellationToken);
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await scheduler.UnscheduleJob(next, cancellationToken);
            if (at is { } due)
                await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(next).ForJob(GroupSweepJob.Key).StartAt(Instant.Max(due, clock.GetCurrentInstant()).ToDateTimeOffset())
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

    [LoggerMessage(2401, LogLevel.Warning, "What falls due next for groups is not watched until the next look: {Fault}")]
    private static partial void NotWatched(ILogger log, string fault);
}
