using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Dialogs.Engine;

/// <summary>What stands between a chat and the personal things in it. Loaded for every turn.</summary>
public sealed record SafeFact
{
    /// <summary>The person has not written here for so long that somebody else may hold the phone.</summary>
    public bool IsPause { get; init; }
    /// <summary>Nobody has written here for so long that the chat may belong to somebody else, and something personal is kept.</summary>
    public bool IsStale { get; init; }
    /// <summary>A code word is asked for after a pause.</summary>
    public bool HasWord { get; init; }
    /// <summary>Whether what was typed is the code word, or else the name the person gave.</summary>
    public bool Fits { get; init; }
    /// <summary>No word counts before this.</summary>
    public LocalDateTime? LockedUntil { get; init; }
    /// <summary>Wrong words until then.</summary>
    public int TriesLeft { get; init; }
    /// <summary>Messages kept until the person came.</summary>
    public int Waiting { get; init; }
    /// <summary>Everybody who writes on this device; empty: nobody else does.</summary>
    public ImmutableArray<WriterFact> Writers { get; init; } = [];
    /// <summary>When nothing is sent unasked, local.</summary>
    public (LocalTime From, LocalTime To)? Quiet { get; init; }
    /// <summary>Outside an open talk only neutral words are sent.</summary>
    public bool IsNeutral { get; init; }
}

/// <summary>Somebody who writes on this device.</summary>
/// <param name="Name"><see langword="null"/>: who wrote before anybody else came, and gave no name.</param>
public sealed record WriterFact(string Id, string? Name, bool IsMe);

/// <summary>What is kept about the person of this turn. Loaded for <see cref="Needs.MyData"/>.</summary>
/// <param name="Phone">Given with an open request.</param>
/// <param name="Since">Local day of the consent in force; <see langword="null"/>: none.</param>
/// <param name="Requests">Requests of any state.</param>
/// <param name="Chats">Chats that are this person's.</param>
public sealed record KeptFact(string? Phone, LocalDate? Since, int Requests, int Chats);

/// <summary>Somebody as coordinators see them. Loaded for <see cref="Needs.People"/>.</summary>
/// <param name="Reference">What is said aloud in shared chats.</param>
/// <param name="Name"><see langword="null"/>: none given, or the chat carries little.</param>
/// <param name="Requests">Open requests: a worker's own, or a parent's.</param>
/// <param name="AwayUntil">Day of the return.</param>
public sealed record PersonFact(string Id, string Reference, string? Name, ImmutableArray<Audience> Roles, int Requests, LocalDate? AwayUntil, bool IsMe);
