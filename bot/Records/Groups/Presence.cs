using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>What somebody said about coming. The numbers stand in stored rows.</summary>
public enum Rsvp
{
    /// <summary>Comes.</summary>
    Coming,
    /// <summary>Cannot come.</summary>
    Absent,
    /// <summary>Comes later.</summary>
    Late,
}

/// <summary>Who was there. The numbers stand in stored rows.</summary>
public enum Attendance
{
    /// <summary>From the beginning.</summary>
    Present,
    /// <summary>Came later.</summary>
    Late,
    /// <summary>Was not there and had said so (ette teatatud puudumine).</summary>
    Excused,
    /// <summary>Was not there and had not said so (teadmata puudumine).</summary>
    Unexcused,
}

/// <summary>One person and one session.</summary>
/// <param name="Why">Why not; a code such as <c>ill</c>; sealed at rest.</param>
public sealed record Presence(SessionId Session, PersonId Person, Rsvp? Said, Attendance? Was, string? Why);

/// <summary>Rules of coming and being there.</summary>
public static class PresenceRules
{
    /// <summary>Whether an answer about coming is still one: until the session begins.</summary>
    public static bool IsOpen(GroupSession session, Instant now, DateTimeZone zone) => !session.IsCancelled && now < session.Start(zone);

    /// <summary>Who is marked present before anybody looked: whoever said they come, and whoever said nothing is not.</summary>
    public static bool Prefilled(Rsvp? said) => said is Rsvp.Coming or Rsvp.Late;

    /// <summary>What is written down for somebody.</summary>
    /// <param name="isThere">The leader marked them.</param>
    public static Attendance Taken(bool isThere, Rsvp? said) => (isThere, said) switch
    {
        (true, Rsvp.Late) => Attendance.Late,
        (true, _) => Attendance.Present,
        (false, Rsvp.Absent) => Attendance.Excused,
        (false, _) => Attendance.Unexcused,
    };

    /// <summary>Absences in a row at the end; from some number on the leader calls.</summary>
    /// <param name="was">By session, in order; <see langword="null"/>: not taken.</param>
    public static int AbsentInARow(IEnumerable<Attendance?> was) =>
        was.OfType<Attendance>().Reverse().TakeWhile(one => one is Attendance.Excused or Attendance.Unexcused).Count();
}
