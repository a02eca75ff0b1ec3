using NodaTime;

namespace Assistant.Records.Broadcasts;

/// <summary>Where a message to many stands. The numbers stand in stored rows: never renumber them.</summary>
public enum BroadcastState
{
    /// <summary>Tried out only; nobody gets it until its author says so.</summary>
    Draft,
    /// <summary>Waits for its time.</summary>
    Planned,
    /// <summary>Its recipients are settled; it goes out.</summary>
    Sending,
    /// <summary>Held by a human; nothing more goes out meanwhile.</summary>
    Paused,
    /// <summary>Nothing more goes out ever.</summary>
    Cancelled,
    /// <summary>What became of it is known for everybody who could be written to.</summary>
    Done,
}

/// <summary>Whom a message is for.</summary>
public enum AudienceKind
{
    /// <summary>Members of one group.</summary>
    Group,
    /// <summary>Members of all groups that are not finished.</summary>
    Groups,
    /// <summary>Everybody with a role.</summary>
    Role,
    /// <summary>People of the families of a municipality.</summary>
    Municipality,
}

/// <summary>Whom a message is for.</summary>
/// <param name="Value">Id of the group, name of the role or municipality; empty for <see cref="AudienceKind.Groups"/>.</param>
public sealed record BroadcastAudience(AudienceKind Kind, string Value);

/// <summary>A message to many, by a coordinator, or by the leader of a group to its members.</summary>
/// <param name="Reference">What people read and say, as of requests.</param>
/// <param name="Due">When it is to go out.</param>
/// <param name="Opened">When its recipients were settled; <see langword="null"/>: not yet.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record Broadcast(BroadcastId Id, string Reference, PersonId Author, BroadcastState State, Instant Due, Instant? Opened, BroadcastAudience To, BroadcastContent Content, Instant Since, int Version)
{
    /// <summary>Longest text, in UTF-16 units; channels split what is longer than theirs.</summary>
    public const int LongestText = 6000;

    /// <summary>Whether it may still change.</summary>
    public bool IsOver => State is BroadcastState.Cancelled or BroadcastState.Done;

    /// <summary>It is to go out.</summary>
    /// <returns><see langword="null"/>: it was sent or cancelled already.</returns>
    public Broadcast? Send(Instant due) => State == BroadcastState.Draft ? this with { State = BroadcastState.Planned, Due = due } : null;

    /// <summary>Its recipients are settled.</summary>
    /// <returns><see langword="null"/>: they were, or it does not wait for it.</returns>
    public Broadcast? Open(Instant now) => State == BroadcastState.Planned ? this with { State = BroadcastState.Sending, Opened = now } : null;

    /// <summary>Nothing more goes out until it goes on.</summary>
    /// <returns><see langword="null"/>: there is nothing to hold.</returns>
    public Broadcast? Pause() => State is BroadcastState.Planned or BroadcastState.Sending ? this with { State = BroadcastState.Paused } : null;

    /// <summary>Goes on after a pause; what should have gone out meanwhile goes out now.</summary>
    /// <returns><see langword="null"/>: it is not held.</returns>
    public Broadcast? GoOn(Instant now) => State != BroadcastState.Paused ? null
        : Opened is null ? this with { State = BroadcastState.Planned, Due = Instant.Max(Due, now) } : this with { State = BroadcastState.Sending };

    /// <summary>Nothing more goes out.</summary>
    /// <returns><see langword="null"/>: it is over already.</returns>
    public Broadcast? Cancel() => IsOver ? null : this with { State = BroadcastState.Cancelled };

    /// <summary>What became of it is known.</summary>
    /// <returns><see langword="null"/>: it does not go out now.</returns>
    public Broadcast? Finish() => State == BroadcastState.Sending ? this with { State = BroadcastState.Done } : null;

    /// <summary>Once more to those whom it certainly did not reach.</summary>
    /// <returns><see langword="null"/>: it still goes out, or was cancelled.</returns>
    public Broadcast? Again() => State == BroadcastState.Done ? this with { State = BroadcastState.Sending } : null;
}

/// <summary>What a message says; sealed at rest with a key of the message.</summary>
/// <param name="Language">In which <paramref name="Text"/> is written, ISO 639-1.</param>
/// <param name="Text">For everybody who has no text in their own language.</param>
public sealed record BroadcastContent(string Language, string Text)
{
    /// <summary>The same in other languages, by ISO 639-1 code.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    /// <summary>What a reader gets.</summary>
    public string For(string language) => Others.TryGetValue(language, out var own) ? own : Text;
}
