using Assistant.Records;
using NodaTime;
using Quartz;

namespace Assistant.Host.Scheduling;

/// <summary>The clock's part of a sweep: asks the tables what this moment needs, so it may fire early, late or twice; where the store refuses or the sweep breaks, it is asked again soon.</summary>
public abstract class SweepJob(IClock clock, JobKey key) : IJob
{
    /// <summary>When to look again after the store refused, or something broke: the hourly net is for what nobody noticed.</summary>
    private static readonly Duration again = Duration.FromMinutes(1);

    /// <summary>The time.</summary>
    protected IClock Clock { get; } = clock;

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await Run(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await context.Scheduler.ScheduleJob(
                TriggerBuilder.Create().ForJob(key).StartAt((Clock.GetCurrentInstant() + again).ToDateTimeOffset()).Build(), cancellationToken: cancellationToken);
            // What we do not know is the clock's to log.
            if (fault is not (StoreUnavailableException or ConflictException))
                throw;
        }
    }

    /// <summary>Does what is due.</summary>
    protected abstract Task Run(CancellationToken cancellationToken);
}
