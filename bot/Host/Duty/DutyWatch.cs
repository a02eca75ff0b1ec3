using Assistant.Host.Scheduling;
using NodaTime;
using Quartz;

namespace Assistant.Host.Duty;

/// <summary>Wakes the desks of talks and concerns when something falls due.</summary>
public sealed class DutyWatch(ISchedulerFactory schedulers, IServiceProvider services, IClock clock, ILogger<DutyWatch> log) : DueWatch(schedulers, clock, log, "duty", DutySweepJob.Key)
{
    /// <summary>The sweep is resolved late: its desks look here after each step.</summary>
    protected override ValueTask<Instant?> NextDue(CancellationToken cancellationToken) => services.GetRequiredService<DutySweep>().NextDue(cancellationToken);
}
