using Assistant.Protocol;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>What the outcome of a call means for a message of its kind.</summary>
/// <param name="RetryAt">When it is tried again; <see langword="null"/>: never.</param>
internal readonly record struct Verdict(OutgoingState State, Instant? RetryAt)
{
    /// <summary>How long a prompt of unknown fate waits for the answer that makes it moot.</summary>
    private static readonly Duration doubt = Duration.FromSeconds(25);

    /// <summary>After an attempt that certainly did not arrive; doubles up to <see cref="longestPause"/>.</summary>
    private static readonly Duration firstPause = Duration.FromSeconds(2);

    private static readonly Duration longestPause = Duration.FromMinutes(5);

    /// <summary>Attempts of a prompt or reminder before it counts as failed, about a day at <see cref="longestPause"/>: a vendor's bad evening loses nothing. Safety messages never give up.</summary>
    private const int maxAttempts = 300;

    /// <summary>Judges the call that has just ended.</summary>
    public static Verdict Of(Claimed claimed, SendResult result, Instant now) => result.Outcome switch
    {
        SendOutcome.Delivered => new(OutgoingState.Sent, null),
        SendOutcome.Refused => new(OutgoingState.Failed, null),
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Reminder => new(OutgoingState.Uncertain, null),
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Prompt && claimed.Attempts > 0 => new(OutgoingState.Uncertain, null),
        // Once more, but only after the person had time to show by an answer that it arrived.
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Prompt => new(OutgoingState.Due, now + doubt),
        _ when claimed.Kind is not (OutgoingKind.Safety or OutgoingKind.Relayed) && claimed.Attempts + 1 >= maxAttempts => new(OutgoingState.Failed, null),
        _ => new(OutgoingState.Due, now + After(claimed.Attempts, result.RetryAfter)),
    };

    private static Duration After(int attempts, TimeSpan? wish) => wish is { } vendor
        ? Duration.FromTimeSpan(vendor)
        : Duration.Min(longestPause, firstPause * Math.Pow(2, Math.Min(attempts, 10)));
}
