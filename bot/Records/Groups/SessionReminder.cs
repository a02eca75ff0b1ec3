using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>Where a reminder stands. The numbers stand in stored rows: never renumber them.</summary>
public enum ReminderState
{
    /// <summary>Waits for its time.</summary>
    Planned,
    /// <summary>Waits for the end of the person's quiet time.</summary>
    Deferred,
    /// <summary>In the outbox; what became of it is not known yet.</summary>
    Queued,
    /// <summary>The channel took it.</summary>
    Sent,
    /// <summary>It will not arrive; the reason is data.</summary>
    Failed,
    /// <summary>Nobody knows; it is not sent again.</summary>
    Uncertain,
    /// <summary>Its time passed while it could not be sent; the reason is data.</summary>
    Missed,
    /// <summary>Not useful: the person cannot come and said so, left, or the session is off.</summary>
    NotNeeded,
}

/// <summary>One reminder: unique by session, start, offset and person.</summary>
/// <param name="Starts">Start of the session it is for: a moved session has new ones.</param>
/// <param name="Before">How long before.</param>
/// <param name="Due">When it is, or was, to be sent.</param>
/// <param name="Reason">A short code: <c>quiet</c>, <c>late</c>, <c>no-chat</c>, or the channel's.</param>
public sealed record SessionReminder(SessionId Session, Instant Starts, Duration Before, PersonId Person, ReminderState State, Instant Due, string? Reason)
{
    /// <summary>Key of its one row in the outbox.</summary>
    public string Key => $"group-remind:{Session}:{Starts.ToUnixTimeSeconds()}:{(long)Before.TotalMinutes}:{Person}";

    /// <summary>Whether the person did not get it and may not know.</summary>
    public bool IsNotReached => State is ReminderState.Failed or ReminderState.Uncertain or ReminderState.Missed;
}

/// <summary>When and whether to remind. Pure.</summary>
public static class ReminderRules
{
    /// <summary>The last moment at which the reminder of one offset helps: then the next one comes, and the last helps until shortly before the start.</summary>
    /// <param name="offsets">Longest first.</param>
    /// <param name="latest">How long before the start the last one must have come.</param>
    public static Instant UsefulUntil(Instant start, Duration before, ImmutableArray<Duration> offsets, Duration latest) =>
        offsets.Where(offset => offset < before).DefaultIfEmpty(latest).Max() is var next ? start - Duration.Max(next, latest) : start;

    /// <summary>What a reminder whose round begins is at first.</summary>
    /// <param name="at">When it would be sent if nobody slept.</param>
    /// <param name="awake">When the person may be written to, from then on.</param>
    /// <param name="usefulUntil">As <see cref="UsefulUntil"/>.</param>
    public static (ReminderState State, Instant Due, string? Reason) Plan(Instant now, Instant at, Instant awake, Instant usefulUntil, Rsvp? said) =>
        said == Rsvp.Absent ? (ReminderState.NotNeeded, at, null)
        : now > usefulUntil ? (ReminderState.Missed, at, "late")
        : awake > usefulUntil ? (ReminderState.Missed, at, "quiet")
        : awake > Instant.Max(at, now) ? (ReminderState.Deferred, awake, "quiet")
        : (ReminderState.Planned, at, null);

    /// <summary>When the queue of a round should be empty at the vendor's pace, with five minutes to spare.</summary>
    /// <param name="perSecond">Messages a second.</param>
    public static Instant DrainedBy(Instant opened, int count, double perSecond) => opened + Duration.FromSeconds(Math.Ceiling(count / perSecond)) + spare;

    private static readonly Duration spare = Duration.FromMinutes(5);
}
