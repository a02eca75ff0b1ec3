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
    public sealed override async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAndWatch(cancellationToken);
        }
#pragma warning disable CA1031 // one thing that cannot be seen to, or a disk that refuses, is no reason not to start
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The clock's first look, a moment from now, does it, and goes on looking until it succeeds.
            watch.Missed(fault);
        }
    }
}

/// <summary>The clock's part of a <see cref="WatchedSweep"/>.</summary>
public abstract class WatchedSweepJob(WatchedSweep sweep, IClock clock, JobKey key) : SweepJob(clock, key)
{
    /// <inheritdoc/>
    protected sealed override Task Run(CancellationToken cancellationToken) => sweep.RunAndWatch(cancellationToken);
}
