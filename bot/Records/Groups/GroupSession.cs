using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>One meeting of a group.</summary>
/// <param name="Number">From 1, by the first plan; it stays when the session is moved.</param>
/// <param name="Date">Local day.</param>
/// <param name="At">Local time of day.</param>
/// <param name="IsCancelled">It does not take place.</param>
/// <param name="Sequence">Grows with each move.</param>
public sealed record GroupSession(SessionId Id, GroupId Group, int Number, LocalDate Date, LocalTime At, int Minutes, bool IsCancelled, int Sequence)
{
    /// <summary>What it is about, for the sheet; <see langword="null"/>: not planned yet.</summary>
    public string? Topic { get; init; }

    /// <summary>Whether members were asked how useful it was.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Whether somebody took attendance.</summary>
    public bool IsTaken { get; init; }

    /// <summary>When it begins. In the hour that the clock skips it begins later by the skipped hour, in the one it repeats at its first passing.</summary>
    public Instant Start(DateTimeZone zone) => Date.At(At).InZoneLeniently(zone).ToInstant();

    /// <summary>When it ends: <see cref="Minutes"/> after it began, whatever the clock on the wall does.</summary>
    public Instant End(DateTimeZone zone) => Start(zone) + Duration.FromMinutes(Minutes);

    /// <summary>Another time.</summary>
    /// <returns><see langword="null"/>: it is cancelled, has begun, or would begin in the past.</returns>
    public GroupSession? Move(LocalDateTime to, Instant now, DateTimeZone zone) =>
        IsCancelled || Start(zone) <= now || to.InZoneLeniently(zone).ToInstant() <= now ? null
        : this with { Date = to.Date, At = to.TimeOfDay, Sequence = Sequence + 1 };

    /// <summary>It does not take place.</summary>
    /// <returns><see langword="null"/>: it is cancelled already, or has begun.</returns>
    public GroupSession? Cancel(Instant now, DateTimeZone zone) => IsCancelled || Start(zone) <= now ? null : this with { IsCancelled = true, Sequence = Sequence + 1 };

    /// <summary>The sessions of a series.</summary>
    public static IEnumerable<GroupSession> Of(Cohort group, Func<Guid> ids) =>
        group.Series.Days.Select((day, n) => new GroupSession(new(ids()), group.Id, n + 1, day, group.Series.At, group.Series.Minutes, IsCancelled: false, Sequence: 0));
}
