using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Dialogs.Groups;

/// <summary>A closed group as one person may see it.</summary>
/// <param name="Id">For effects and buttons.</param>
/// <param name="Name">As it is called; shown to its own people only.</param>
/// <param name="State">Lower-case: <c>recruiting</c>, <c>closed</c>, <c>running</c>, <c>finished</c>.</param>
/// <param name="Members">Everybody who stands to it somehow; empty for those who do not lead it.</param>
public sealed record GroupFact(string Id, string Reference, string Name, string State, int Capacity, ImmutableArray<MemberFact> Members)
{
    /// <summary>The reader leads it, stands in, or is a coordinator.</summary>
    public bool IsLed { get; init; }
    /// <summary>How the reader stands to it: lower-case state; <see langword="null"/>: not at all.</summary>
    public string? Mine { get; init; }
    /// <summary>The reader came with its invitation link.</summary>
    public bool IsByLink { get; init; }
    /// <summary>When it meets next.</summary>
    public LocalDateTime? Next { get; init; }
    /// <summary>How many sessions it has.</summary>
    public int Sessions { get; init; }
    /// <summary>Whether somebody stands in for the leader.</summary>
    public bool HasSubstitute { get; init; }
}

/// <summary>Somebody in a group.</summary>
/// <param name="Id">Of the membership.</param>
/// <param name="Person">Of the person.</param>
/// <param name="Label">Name, or where the chat carries little an initial.</param>
/// <param name="State">Lower-case: <c>requested</c>, <c>waiting</c>, <c>accepted</c>, <c>member</c>, <c>left</c>, <c>refused</c>.</param>
public sealed record MemberFact(string Id, string Person, string Label, string State)
{
    /// <summary>Whether they come to sessions.</summary>
    public bool IsActive => State is "accepted" or "member";
    /// <summary>Whether what is sent reaches them: they have a chat, and it takes what we write.</summary>
    public bool IsReached { get; init; } = true;
    /// <summary>About the session in question: <c>coming</c>, <c>absent</c>, <c>late</c>; <see langword="null"/>: nothing.</summary>
    public string? Said { get; init; }
}

/// <summary>One session of a group, for those who lead it.</summary>
/// <param name="Time">When it begins, local.</param>
public sealed record SessionFact(string Id, string Group, int Number, int Count, LocalDateTime Time, ImmutableArray<MemberFact> Members)
{
    /// <summary>It has begun.</summary>
    public bool HasBegun { get; init; }
    /// <summary>It does not take place.</summary>
    public bool IsCancelled { get; init; }
}
