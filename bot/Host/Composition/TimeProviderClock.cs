using NodaTime;

namespace Assistant.Host.Composition;

/// <summary>One time for the whole program, the tests' virtual time included.</summary>
public sealed class TimeProviderClock(TimeProvider time) : IClock
{
    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
