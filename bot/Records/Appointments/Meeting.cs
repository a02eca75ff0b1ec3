using NodaTime;

namespace Assistant.Records.Appointments;

/// <summary>A worker's time that a confirmed appointment reserves, from <paramref name="Start"/> until before <paramref name="End"/>. No two of one worker overlap.</summary>
/// <param name="Request">Of which the meeting came.</param>
/// <param name="Worker">Whose time it is.</param>
/// <param name="Booked">Since when this time is agreed.</param>
/// <param name="Sequence">Grows with each change of the time: the SEQUENCE of calendar files.</param>
public sealed record Meeting(RequestId Request, PersonId Worker, Instant Start, Instant End, Instant Booked, int Sequence)
{
    /// <summary>Whether the parent was asked how it was.</summary>
    public bool IsAsked { get; init; }
}

/// <summary>How reserved time goes with the request it belongs to.</summary>
public static class MeetingRules
{
    /// <summary>Whose time a meeting is that nobody holds: its own, so that it stands in nobody's way and is still reminded of.</summary>
    public static PersonId Worker(this AppointmentRequest request) => request.Owner ?? new(request.Id.Value);

    /// <summary>The request has another owner now: the time reserved for it is theirs; nobody's when they have another meeting then.</summary>
    public static void Follow(this IAppointments appointments, IUnit unit, AppointmentRequest request)
    {
        if (appointments.MeetingOf(unit, request.Id) is { } meeting && meeting.Worker != request.Worker() && !appointments.Book(unit, meeting with { Worker = request.Worker() }))
            appointments.Book(unit, meeting with { Worker = (request with { Owner = null }).Worker() });
    }
}

/// <summary>How many meetings about a service were how.</summary>
/// <param name="Service">Catalogue id; <see langword="null"/>: just a worry.</param>
/// <param name="Score">1: of little use, 2: of some, 3: of much.</param>
public sealed record Satisfaction(string? Service, int Score, int Count);
