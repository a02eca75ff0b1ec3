using Assistant.Host.Composition;
using Assistant.Host.Relay;
using Assistant.Host.Scheduling;
using Assistant.Host.Turns;
using NodaTime;
using Quartz;

namespace Assistant.Host.Duty;

/// <summary>Does what is due for talks and concerns: at start, when the clock says so, and each hour as a net.</summary>
public sealed partial class DutySweep(Memory memory, EscalationDesk concerns, RelayDesk relays, Delivery delivery, DutyWatch watch, IClock clock, ILogger<DutySweep> log) : WatchedSweep(watch)
{
    /// <summary>How soon to look again at what is due but could not be done.</summary>
    private static readonly Duration again = Duration.FromMinutes(1);

    /// <inheritdoc/>
    public override async ValueTask Run(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var alerts = await concerns.Due(now, cancellationToken);
        await delivery.Wake(alerts);
        if (alerts.Count > 0)
            Alerted(log, alerts.Count);
        await delivery.Wake(await relays.Due(now, cancellationToken));
    }

    /// <returns>When something falls due next; <see langword="null"/>: nothing.</returns>
    public ValueTask<Instant?> NextDue(CancellationToken cancellationToken) => memory.Store.Read(unit =>
    {
        var now = clock.GetCurrentInstant();
        return new[] { concerns.NextDue(unit, now), relays.NextDue(unit, now), memory.Alerts.Unsettled(unit).IsEmpty ? null : now + again }.Min();
    }, cancellationToken);

    [LoggerMessage(2302, LogLevel.Warning, "A safety concern went further: {Count} alerts")]
    private static partial void Alerted(ILogger log, int count);
}

/// <summary>The clock's part.</summary>
[DisallowConcurrentExecution]
public sealed class DutySweepJob(DutySweep sweep, IClock clock) : WatchedSweepJob(sweep, clock, Key)
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("duty-sweep");
}
