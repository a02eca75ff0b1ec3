using NodaTime;

namespace Assistant.Records.Broadcasts;

/// <summary>What became of a message for one person. The numbers stand in stored rows: never renumber them.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its turn.</summary>
    Planned,
    /// <summary>Waits for the end of quiet hours, or of the person's own quiet time.</summary>
    Deferred,
    /// <summary>In the outbox; what became of it is not known yet.</summary>
    Queued,
    /// <summary>The channel took it.</summary>
    Sent,
    /// <summary>It certainly did not arrive; the reason is data.</summary>
    Failed,
    /// <summary>Nobody knows; it is not sent again.</summary>
    Uncertain,
    /// <summary>Called off before it went out, or the person belonged to the audience no more.</summary>
    Withdrawn,
    /// <summary>Waits until the person comes: they get neutral words alone.</summary>
    Held,
}

/// <summary>One message for one person: unique by message and person.</summary>
/// <param name="Due">When it is, or was, to be sent.</param>
/// <param name="Reason">A short code: <c>quiet</c>, <c>no-chat</c>, <c>no-consent</c>, <c>left</c>, or the channel's.</param>
/// <param name="Attempt">Grows only when it is certain that the one before did not arrive.</param>
public sealed record BroadcastDelivery(BroadcastId Broadcast, PersonId Person, DeliveryState State, Instant Due, string? Reason, int Attempt)
{
    /// <summary>Key of its one row in the outbox.</summary>
    public string Key => $"broadcast:{Broadcast}:{Person}:{Attempt}";
}

/// <summary>Somebody in an audience.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="MayBeWritten">Has agreed, or works here.</param>
public sealed record Recipient(PersonId Person, string Language, bool MayBeWritten);
