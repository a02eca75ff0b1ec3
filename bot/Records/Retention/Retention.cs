using NodaTime;

namespace Assistant.Records.Retention;

/// <summary>What is kept how long; the defaults are DESIGN's, an organisation may shorten them.</summary>
/// <param name="InboxBody">Text of what people wrote.</param>
/// <param name="OutboxBody">Text of what we sent, counted from delivery.</param>
/// <param name="Deduplication">Keys of messages seen.</param>
/// <param name="UnconsentedTalk">Everything of a person who never consented.</param>
public sealed record RetentionPolicy(Duration InboxBody, Duration OutboxBody, Duration Deduplication, Duration UnconsentedTalk)
{
    /// <summary>72 hours, 24 hours, 8 days, 14 days.</summary>
    public static RetentionPolicy Default { get; } =
        new(Duration.FromHours(72), Duration.FromHours(24), Duration.FromDays(8), Duration.FromDays(14));
}

/// <summary>Removes what is past its time.</summary>
public interface IRetention
{
    /// <summary>Removes at most <paramref name="batch"/> rows of each kind; call again until nothing is removed.</summary>
    /// <returns>Removed rows by kind.</returns>
    IReadOnlyDictionary<string, int> Apply(IUnit unit, RetentionPolicy policy, int batch);
}
