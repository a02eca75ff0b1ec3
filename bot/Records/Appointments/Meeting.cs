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

/// <summary>How many meetings about a service were how.</summary>
/// <param name="Service">Catalogue id; <see langword="null"/>: just a worry.</param>
/// <param name="Score">1: of little use, 2: of some, 3: of much.</param>
public sealed record Satisfaction(string? Service, int Score, int Count);
