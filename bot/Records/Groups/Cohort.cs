using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>Where a closed group stands.</summary>
public enum CohortState
{
    /// <summary>People may ask to join.</summary>
    Recruiting,
    /// <summary>The circle is complete; it has not met yet.</summary>
    Closed,
    /// <summary>It meets.</summary>
    Running,
    /// <summary>Its last session is over.</summary>
    Finished,
}

/// <summary>A closed support group (suletud tugirühm): the same people from the first session to the last.</summary>
/// <param name="Reference">What people read and say, as of requests.</param>
/// <param name="Capacity">Most members.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record Cohort(GroupId Id, string Reference, CohortState State, int Capacity, PersonId Leader, PersonId? Substitute, SessionSeries Series, CohortContent Content, Instant Since, int Version)
{
    /// <summary>Whether somebody may still ask to join.</summary>
    public bool IsOpen => State == CohortState.Recruiting;

    /// <summary>Whether nothing is to come any more.</summary>
    public bool IsOver => State == CohortState.Finished;

    /// <summary>Whether <paramref name="person"/> leads it or stands in.</summary>
    public bool IsLedBy(PersonId person) => Leader == person || Substitute == person;

    /// <summary>The circle is complete: links die, nobody asks to join any more.</summary>
    /// <returns><see langword="null"/>: it was closed before.</returns>
    public Cohort? Close() => IsOpen ? this with { State = CohortState.Closed } : null;

    /// <summary>What time alone changes: a closed group runs from its first session on and is finished after its last.</summary>
    /// <param name="first">Start of the first session that takes place; <see langword="null"/>: there is none.</param>
    /// <param name="last">End of the last session that takes place.</param>
    /// <returns>Itself when nothing changes.</returns>
    public Cohort MoveOn(Instant now, Instant? first, Instant? last) => State switch
    {
        CohortState.Closed when last <= now => this with { State = CohortState.Finished },
        CohortState.Closed when first <= now => this with { State = CohortState.Running },
        CohortState.Running when last is null || last <= now => this with { State = CohortState.Finished },
        _ => this,
    };

    /// <summary>Whether one more fits in.</summary>
    /// <param name="active">Members now.</param>
    public bool HasRoom(int active) => active < Capacity;
}

/// <summary>What of a group is not for everybody's eyes; sealed at rest with a key of the group.</summary>
/// <param name="Name">Never in reminders: others may see the screen.</param>
/// <param name="Link">Random token of the invitation link, good until the group closes.</param>
/// <param name="Funder">Project or fund on the sheets.</param>
/// <param name="Order">Number of the municipality's order.</param>
public sealed record CohortContent(string Name, string Link, string? Place, string? Funder, string? Order)
{
    /// <summary>How long before a session members are reminded, minutes; <see langword="null"/>: as everywhere in the house.</summary>
    public int[]? RemindBefore { get; init; }

    /// <summary>Contract, qualifications and approval; <see langword="null"/>: nothing yet.</summary>
    public CohortPapers? Papers { get; init; }

    /// <summary>The same, longest first.</summary>
    /// <param name="usual">As everywhere in the house.</param>
    public ImmutableArray<Duration> Offsets(ImmutableArray<Duration> usual) => RemindBefore is [_, ..] own ? [.. own.Order().Reverse().Select(minutes => Duration.FromMinutes(minutes))] : usual;
}
