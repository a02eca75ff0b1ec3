using NodaTime;
using Quartz;

namespace Assistant.Host.Scheduling;

/// <summary>Wakes a sweep when something falls due. Our tables are the truth; Quartz is only the clock.</summary>
/// <param name="what">Names its trigger, and what is looked after in the log.</param>
/// <param name="job">The sweep.</param>
public abstract partial class DueWatch(ISchedulerFactory schedulers, IClock clock, ILogger log, string what, JobKey job) : IDisposable
{
    private readonly TriggerKey next = new("next", what);
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Sets the clock to what falls due next, some time soon. Never throws: what is missed is seen to by the hourly net.</summary>
    public void Look() => _ = Set(CancellationToken.None);

    /// <summary>As <see cref="Look"/>; returns once it is set.</summary>
    public async Task Set(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var at = await NextDue(cancellationToken);
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await scheduler.UnscheduleJob(next, cancellationToken);
            if (at is { } due)
                await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(next).ForJob(job).StartAt(Instant.Max(due, clock.GetCurrentInstant()).ToDateTimeOffset())
                    .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build(), cancellationToken: cancellationToken);
        }
#pragma warning disable CA1031 // runs beside the turn that asked for it; the next look, and the hourly net, set the clock again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotWatched(log, what, fault.GetType().Name);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What fell due could not be seen to at start.</summary>
    internal void Missed(Exception fault) => NotSeenTo(log, what, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());

    /// <summary>When the sweep has something to do next; <see langword="null"/>: nothing is known.</summary>
    protected abstract ValueTask<Instant?> NextDue(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        gate.Dispose();
        GC.SuppressFinalize(this);
    }

    [LoggerMessage(2301, LogLevel.Warning, "What falls due next is not watched until the next look: {What}, {Fault}")]
    private static partial void NotWatched(ILogger log, string what, string fault);

    [LoggerMessage(2303, LogLevel.Error, "What fell due while the program was off is seen to later: {What}, {Fault} {Place}")]
    private static partial void NotSeenTo(ILogger log, string what, string fault, string? place);
}
