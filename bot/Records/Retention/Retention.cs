using NodaTime;

namespace Assistant.Records.Retention;

/// <summary>What is kept how long; the defaults are DESIGN's, an organisation may shorten them.</summary>
/// <param name="InboxBody">Text of what people wrote.</param>
/// <param name="OutboxBody">Text of what we sent, counted from delivery.</param>
/// <param name="Deduplication">Keys of messages seen.</param>
/// <param name="UnconsentedTalk">Everything of a person who never consented, or took consent back.</param>
/// <param name="ClosedRequest">Requests, counted from when they were confirmed, declined, cancelled or expired.</param>
/// <param name="SafetyEvent">Acknowledged safety concerns (who, when, which kind; there are no words).</param>
public sealed record RetentionPolicy(
    Duration InboxBody, Duration OutboxBody, Duration Deduplication, Duration UnconsentedTalk, Duration ClosedRequest, Duration SafetyEvent)
{
    /// <summary>Everything of a person who consented and has not been here since. Two years.</summary>
    public Duration IdlePerson { get; init; } = Duration.FromDays(2 * 365);

    /// <summary>Who agreed to which words when, counted from when the consent or its person ended; receipts of erasures. Three years: so long it may have to be shown.</summary>
    public Duration ConsentRecord { get; init; } = Duration.FromDays(3 * 365);

    /// <summary>Words of a talk between a person and a coordinator, counted from its end: 30 days. That it took place is kept as long as a request.</summary>
    public Duration RelayTalk { get; init; } = Duration.FromDays(30);

    /// <summary>A closed group with its sheets and copies of materials, counted from its last session. Five years; a funder's contract may ask for longer.</summary>
    public Duration FinishedGroup { get; init; } = Duration.FromDays(5 * 365);

    /// <summary>72 hours, 24 hours, 8 days, 14 days, 1 year, 5 years.</summary>
    public static RetentionPolicy Default { get; } =
        new(Duration.FromHours(72), Duration.FromHours(24), Duration.FromDays(8), Duration.FromDays(14), Duration.FromDays(365), Duration.FromDays(5 * 365));
}

/// <summary>Removes what is past its time.</summary>
public interface IRetention
{
    /// <summary>Removes at most <paramref name="batch"/> rows of each kind; call again until nothing is removed.</summary>
    /// <returns>Removed rows by kind.</returns>
    IReadOnlyDictionary<string, int> Apply(IUnit unit, RetentionPolicy policy, int batch);
}
