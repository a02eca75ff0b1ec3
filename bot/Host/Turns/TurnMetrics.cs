using System.Diagnostics.Metrics;

namespace Assistant.Host.Turns;

/// <summary>Counters of the turn pipeline, meter <c>Assistant.Turns</c>. No labels that could tell who.</summary>
public sealed class TurnMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Assistant.Turns";

    private readonly Meter meter;
    private readonly Histogram<double> seconds;
    private readonly Counter<long> conflicts;
    private readonly Counter<long> faults;
    private readonly Counter<long> sent;

    /// <summary>Creates the instruments.</summary>
    public TurnMetrics(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        seconds = meter.CreateHistogram<double>("assistant.turn.duration", "s");
        conflicts = meter.CreateCounter<long>("assistant.turn.conflicts");
        faults = meter.CreateCounter<long>("assistant.turn.faults");
        sent = meter.CreateCounter<long>("assistant.messages.settled");
    }

    /// <summary>A turn was committed.</summary>
    public void Took(TimeSpan time) => seconds.Record(time.TotalSeconds);
    /// <summary>A turn was taken again.</summary>
    public void Conflicted() => conflicts.Add(1);
    /// <summary>A turn failed.</summary>
    public void Faulted() => faults.Add(1);
    /// <summary>A message left the sender, by outcome.</summary>
    public void Settled(string outcome) => sent.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
