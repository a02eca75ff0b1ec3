using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>How somebody stands to a group. The numbers stand in stored rows: never renumber them.</summary>
public enum MemberState
{
    /// <summary>Asked to join.</summary>
    Requested,
    /// <summary>On the waiting list.</summary>
    Waiting,
    /// <summary>Taken in; has not agreed to keep confidence yet.</summary>
    Accepted,
    /// <summary>Taken in, and agreed that what is said stays in the group.</summary>
    Member,
    /// <summary>Left.</summary>
    Left,
    /// <summary>Not taken in.</summary>
    Refused,
}

/// <summary>One person and one group.</summary>
/// <param name="Since">In this state.</param>
/// <param name="Agreed">When confidence was agreed to.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record Membership(Guid Id, GroupId Group, PersonId Person, MemberState State, Instant Since, Instant? Agreed, MembershipContent Content, int Version)
{
    /// <summary>Whether the person comes to sessions.</summary>
    public bool IsActive => State is MemberState.Accepted or MemberState.Member;

    /// <summary>Takes the person in.</summary>
    /// <param name="active">Members now.</param>
    /// <param name="overriding">Why, when the circle is complete already; the group's later joins are refused without.</param>
    public MemberStep Accept(Cohort group, int active, Instant now, string? overriding = null) =>
        State is not (MemberState.Requested or MemberState.Waiting) ? MemberStep.No(MemberRefusal.Settled)
        : group.IsOver ? MemberStep.No(MemberRefusal.Closed)
        : !group.IsOpen && string.IsNullOrWhiteSpace(overriding) ? MemberStep.No(MemberRefusal.Closed)
        : !group.HasRoom(active) && string.IsNullOrWhiteSpace(overriding) ? MemberStep.No(MemberRefusal.Full)
        : new(this with { State = MemberState.Accepted, Since = now, Content = Content with { Overriding = group.IsOpen && group.HasRoom(active) ? null : overriding } }, null);

    /// <summary>Puts the person on the waiting list.</summary>
    public MemberStep Wait(Instant now) => State == MemberState.Requested ? new(this with { State = MemberState.Waiting, Since = now }, null) : MemberStep.No(MemberRefusal.Settled);

    /// <summary>Does not take the person in.</summary>
    public MemberStep Refuse(Instant now) => State is MemberState.Requested or MemberState.Waiting ? new(this with { State = MemberState.Refused, Since = now }, null) : MemberStep.No(MemberRefusal.Settled);

    /// <summary>The person agrees to keep confidence.</summary>
    /// <param name="before">Own rating of life before the group, 0 to 10.</param>
    public MemberStep Agree(Instant now, int? before) => State == MemberState.Accepted
        ? new(this with { State = MemberState.Member, Since = now, Agreed = now, Content = Content with { Before = before } }, null)
        : MemberStep.No(MemberRefusal.Settled);

    /// <summary>The person leaves; an own reason is kept for the continuity figures only.</summary>
    public MemberStep Leave(Instant now, string? why) => State is MemberState.Requested or MemberState.Waiting or MemberState.Accepted or MemberState.Member
        ? new(this with { State = MemberState.Left, Since = now, Content = Content with { LeftWhy = why } }, null)
        : MemberStep.No(MemberRefusal.Settled);

    /// <summary>Somebody who left or was not taken in asks again, while the group is open.</summary>
    public MemberStep Ask(Cohort group, Instant now) =>
        !group.IsOpen ? MemberStep.No(MemberRefusal.Closed)
        : State is MemberState.Left or MemberState.Refused ? new(this with { State = MemberState.Requested, Since = now, Agreed = null }, null)
        : MemberStep.No(MemberRefusal.Settled);
}

/// <summary>What of a membership is the person's own; sealed at rest with the person's key.</summary>
/// <param name="Name">As they are called in the group.</param>
/// <param name="Phone">E.164; <see langword="null"/>: not told.</param>
/// <param name="Source">Who told them of the group: a code such as <c>school</c>.</param>
/// <param name="LeftWhy">A code or own words.</param>
/// <param name="Overriding">Why they were taken in after closing.</param>
/// <param name="Before">Own rating, 0 to 10, before the group.</param>
/// <param name="After">The same after it.</param>
public sealed record MembershipContent(string? Name, string? Phone, string? Source, string? LeftWhy = null, string? Overriding = null, int? Before = null, int? After = null)
{
    /// <summary>Well-being by the official five questions, 0 to 100, before the group; <see langword="null"/>: not asked or not answered.</summary>
    public int? WellBefore { get; init; }

    /// <summary>The same after it.</summary>
    public int? WellAfter { get; init; }
}

/// <summary>Why a step of a membership cannot be.</summary>
public enum MemberRefusal
{
    /// <summary>It was settled otherwise meanwhile.</summary>
    Settled,
    /// <summary>The circle is complete.</summary>
    Closed,
    /// <summary>No room.</summary>
    Full,
}

/// <summary>A step of a membership, or why not.</summary>
public sealed record MemberStep(Membership? Next, MemberRefusal? Refusal)
{
    internal static MemberStep No(MemberRefusal why) => new(null, why);
}
