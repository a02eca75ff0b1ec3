using System.Collections.Immutable;
using Assistant.Records.Broadcasts;
using NodaTime;

namespace Assistant.Records.Relay;

/// <summary>One talk between a person and a coordinator through us. UUIDv7; people see <see cref="RelayTalk.Reference"/>.</summary>
public readonly record struct RelayId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Where a talk stands.</summary>
public enum RelayState
{
    /// <summary>The person waits for a coordinator; what they write is kept.</summary>
    Waiting,
    /// <summary>A coordinator is there; each side's words go to the other.</summary>
    Taken,
    /// <summary>The coordinator asked a colleague to go on; what the person writes is kept until one takes it.</summary>
    HandedOver,
    /// <summary>Over.</summary>
    Ended,
}

/// <summary>Who said a line.</summary>
public enum RelaySide
{
    /// <summary>The person who asked for a human.</summary>
    Person,
    /// <summary>A coordinator.</summary>
    Coordinator,
}

/// <summary>A talk between a person and whoever is on duty, each in a chat of their own.</summary>
/// <param name="Reference">What people see: short and random, e.g. <c>K7M2</c>.</param>
/// <param name="Person">Who asked for a human.</param>
/// <param name="Conversation">Where the person wrote last in this talk, and is answered.</param>
/// <param name="Owner">The coordinator who took it, or was asked to by a colleague.</param>
/// <param name="OwnerConversation">Where that coordinator reads; <see langword="null"/>: nobody has taken it.</param>
/// <param name="Holds">What the person writes goes to the human; otherwise the bot answers meanwhile.</param>
/// <param name="IsQuiet">The person asked not to be written to: a coordinator's words are kept until they write again.</param>
/// <param name="Asked">From when coordinators are asked: at once, or from the next office hours.</param>
/// <param name="Version">Optimistic version; lines do not change it.</param>
public sealed partial record RelayTalk(
    RelayId Id, string Reference, PersonId Person, ConversationId Conversation, RelayState State, PersonId? Owner, ConversationId? OwnerConversation,
    bool Holds, bool IsQuiet, Instant Opened, Instant Asked, Instant? Ended, int Version)
{
    /// <summary>The message to many that it began as an answer to: whoever wrote that is asked first. <see langword="null"/>: somebody asked for a human.</summary>
    public BroadcastId? Answers { get; init; }
}

/// <summary>One message within a talk.</summary>
/// <param name="Number">The number in the inbox of the message it came with: one message is one line, and lines are ordered by it.</param>
/// <param name="IsPassed">It was queued for the other side.</param>
public sealed record RelayLine(long Number, RelaySide From, PersonId Author, Instant At, string Words, bool IsPassed);

/// <summary>What a talk's lines say about who waits for whom.</summary>
/// <param name="LastHeard">Number of the person's last line; 0: none.</param>
/// <param name="Unanswered">Number of the person's first line since the coordinator last wrote; 0: none.</param>
/// <param name="UnansweredAt">When that was.</param>
/// <param name="LastAt">When anything was last said; <see langword="null"/>: nothing yet.</param>
public sealed record RelayPulse(long LastHeard, long Unanswered, Instant? UnansweredAt, Instant? LastAt);

/// <summary>Talks and their lines.</summary>
public interface IRelays
{
    /// <summary>Opens a talk; audited.</summary>
    /// <exception cref="ConflictException">The reference is taken, or the person has an open talk.</exception>
    void Add(IUnit unit, RelayTalk talk);

    /// <returns><see langword="null"/>: no such talk.</returns>
    RelayTalk? Find(IUnit unit, RelayId id);

    /// <returns>The person's own talk that has not ended; <see langword="null"/>: none.</returns>
    RelayTalk? OpenOf(IUnit unit, PersonId person);

    /// <summary>All talks somebody asked for, newest first.</summary>
    ImmutableArray<RelayTalk> Of(IUnit unit, PersonId person);

    /// <summary>Talks that have not ended, the longest waiting first.</summary>
    ImmutableArray<RelayTalk> Open(IUnit unit);

    /// <summary>Saves a step; kept in the talk's history and audited with who did it.</summary>
    /// <param name="step">Lower-case verb such as <c>take</c>.</param>
    /// <param name="by">Who did it; <see langword="null"/>: the clock.</param>
    /// <exception cref="ConflictException">The talk changed since it was read.</exception>
    void Save(IUnit unit, RelayTalk talk, string step, PersonId? by);

    /// <summary>Who did what to the talk when, oldest first.</summary>
    ImmutableArray<(Instant At, string Step, PersonId? By)> History(IUnit unit, RelayId id);

    /// <summary>Keeps a line.</summary>
    /// <param name="talk">As the line's writer saw it.</param>
    /// <exception cref="ConflictException">The talk changed since it was read: the line may have another addressee now.</exception>
    void AddLine(IUnit unit, RelayTalk talk, RelayLine line);

    /// <summary>The last <paramref name="most"/> lines, in order.</summary>
    ImmutableArray<RelayLine> Lines(IUnit unit, RelayTalk talk, int most);

    /// <summary>Lines of one side that wait for the other, in order.</summary>
    ImmutableArray<RelayLine> Unpassed(IUnit unit, RelayTalk talk, RelaySide from);

    /// <summary>Marks lines as queued for the other side.</summary>
    /// <exception cref="ConflictException">They are not exactly the lines that wait: one came meanwhile.</exception>
    void Pass(IUnit unit, RelayTalk talk, RelaySide from, IReadOnlyList<RelayLine> lines);

    /// <summary>Every line of one talk becomes the other's, in the order they were said; both are the same person's by now.</summary>
    void Move(IUnit unit, RelayId from, RelayId to);

    /// <summary>Who waits for whom.</summary>
    RelayPulse Pulse(IUnit unit, RelayId id);
}
