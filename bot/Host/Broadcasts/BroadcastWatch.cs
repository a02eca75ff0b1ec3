using Assistant.Host.Scheduling;
using NodaTime;
using Quartz;

namespace Assistant.Host.Broadcasts;

/// <summary>Wakes what sends messages to many.</summary>
public sealed class BroadcastWatch(ISchedulerFactory schedulers, IServiceProvider services, IClock clock, ILogger<BroadcastWatch> log) : DueWatch(schedulers, clock, log, "broadcasts", BroadcastSweepJob.Key)
{
    /// <summary>The sweep is resolved late: the desk looks here after each step.</summary>
    protected override ValueTask<Instant?> NextDue(CancellationToken cancellationToken) => services.GetRequiredService<BroadcastSweep>().NextDue(cancellationToken);
}
