namespace Assistant.Tests.Fakes;

/// <summary>Time that stands still until it is moved on: a busy machine cannot make it later. Timers run as they do.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();
    private long shift;

    public void Advance(TimeSpan by) => Interlocked.Add(ref shift, by.Ticks);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(Interlocked.Read(ref shift));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref shift);
}
