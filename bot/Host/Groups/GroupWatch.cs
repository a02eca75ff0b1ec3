using Assistant.Host.Scheduling;
using NodaTime;
using Quartz;

namespace Assistant.Host.Groups;

/// <summary>Wakes what looks after groups when something falls due.</summary>
public sealed class GroupWatch(ISchedulerFactory schedulers, IServiceProvider services, IClock clock, ILogger<GroupWatch> log) : DueWatch(schedulers, clock, log, "groups", GroupSweepJob.Key)
{
    /// <summary>The sweep is resolved late: the desk looks here after each step.</summary>
    protected override ValueTask<Instant?> NextDue(CancellationToken cancellationToken) => services.GetRequiredService<GroupSweep>().NextDue(cancellationToken);
}
