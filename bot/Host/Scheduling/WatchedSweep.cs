using NodaTime;
using Quartz;

namespace Assistant.Host.Scheduling;

/// <summary>Asks the tables what this moment needs, at start and when the clock says so, and then when to look again.</summary>
public abstract class WatchedSweep(DueWatch watch) : AtStart
{
    /// <summary>Safe to run at any time and twice.</summary>
    public abstract ValueTask Run(CancellationToken cancellationToken);

    /// <summary>Does what is due and sets the clock for what is due next.</summary>
    public async Task RunAndWatch(CancellationToken cancellationToken)
    {
        await Run(cancellationToken);
        await watch.Set(cancellationToken);
    }

    /// <inheritdoc/>
    public sealed override Task StartedAsync(CancellationToken cancellationToken) => RunAndWatch(cancellationToken);
}

/// <summary>The clock's part of a <see cref="WatchedSweep"/>.</summary>
public abstract class WatchedSweepJob(WatchedSweep sweep, IClock clock, JobKey key) : SweepJob(clock, key)
{
    /// <inheritdoc/>
    protected sealed override Task Run(CancellationToken cancellationToken) => sweep.RunAndWatch(cancellationToken);
}
