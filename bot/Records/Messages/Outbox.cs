using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Messages;

/// <summary>Decides what happens when nobody knows whether a message arrived.</summary>
public enum OutgoingKind
{
    /// <summary>A dialogue's message: sent once more unless the person answered meanwhile.</summary>
    Prompt,
    /// <summary>Never resent blindly; shown as uncertain.</summary>
    Reminder,
    /// <summary>Resent with the same number until it is certain.</summary>
    Safety,
    /// <summary>What a person and a coordinator say to one another: handed over until it is certain, never given up for good.</summary>
    Relayed,
}

/// <summary>Where a message stands.</summary>
public enum OutgoingState
{
    /// <summary>Waiting for its turn.</summary>
    Due,
    /// <summary>Handed to the channel; marked before the call.</summary>
    Sending,
    /// <summary>The channel took it.</summary>
    Sent,
    /// <summary>It will not arrive; the reason is data.</summary>
    Failed,
    /// <summary>Nobody knows.</summary>
    Uncertain,
    /// <summary>Ready ahead of its moment, in a channel that reads our log: not in the log yet.</summary>
    Ahead,
}

/// <summary>A message to be sent.</summary>
/// <param name="Dedupe">Unique: queueing the same key twice queues once.</param>
/// <param name="Owner">Whose data key seals <paramref name="Body"/>.</param>
/// <param name="Body">The wire's message as JSON, rendered for this person; sealed at rest.</param>
/// <param name="IsPulled">The channel keeps no mailbox of its own and reads ours (the page, the terminal): the message counts as sent once it is committed.</param>
public sealed record Outgoing(
    string Dedupe, ConversationId Conversation, PersonId Owner, OutgoingKind Kind, string Body, Instant Due, bool IsPulled)
{
    /// <summary>From then on it helps nobody any more: what has not left by then fails as <see cref="IOutbox.Late"/>. <see langword="null"/>: it always helps.</summary>
    public Instant? Expires { get; init; }

    /// <summary>Where the channel reads our log: it is in no log before <see cref="Due"/>, see <see cref="IOutbox.Show"/>. Otherwise it is at once.</summary>
    public bool IsAhead { get; init; }
}

/// <summary>A message that the sender holds.</summary>
/// <param name="Number">Global order; also the number safety messages repeat.</param>
/// <param name="Attempts">How often it was handed to the channel before.</param>
public sealed record Claimed(long Number, ConversationId Conversation, OutgoingKind Kind, string Body, int Attempts);

/// <summary>What became of a message that was queued.</summary>
/// <param name="Number">Its number; 0: its key was known, so it was skipped.</param>
/// <param name="IsTaken">The caller holds it and must send it now, as if <see cref="IOutbox.Claim"/> had given it.</param>
public readonly record struct Queued(long Number, bool IsTaken);

/// <summary>What came into the logs at its moment.</summary>
/// <param name="Chats">The conversations, each once for each message.</param>
/// <param name="Left">How many were due and stay, for something was said since.</param>
/// <param name="Next">Where to go on, for the limit was reached; <see langword="null"/>: that was all.</param>
public sealed record Shown(ImmutableArray<ConversationId> Chats, int Left, AheadPlace? Next);

/// <summary>The last message looked at, in the order of what is ahead.</summary>
public readonly record struct AheadPlace(Instant Due, long Number);

/// <summary>One line of a conversation's log.</summary>
/// <param name="IsIncoming">True: from the person (an activity); false: from us (a message).</param>
/// <param name="Body">JSON as stored; <see langword="null"/> when its retention has passed.</param>
/// <param name="ExternalId">The channel's id of a message of ours, once it was delivered.</param>
public sealed record LogEntry(long Sequence, bool IsIncoming, string? Body, Instant At, string? ExternalId = null)
{
    /// <summary>The channel's ids of its other parts, when it went in several.</summary>
    public ImmutableArray<string> Parts { get; init; } = [];
}

/// <summary>What leaves, in order within each conversation.</summary>
public interface IOutbox
{
    /// <returns>How many were new; messages whose key is known are skipped.</returns>
    int Queue(IUnit unit, IReadOnlyCollection<Outgoing> messages);

    /// <summary>
    /// Queues messages as <see cref="Queue"/> does, and takes of each conversation the first one if it may go at once: no reminder, due, of a pushed channel, and behind
    /// nothing. So an answer needs no claim of its own.
    /// </summary>
    /// <returns>One for each message, in order.</returns>
    ImmutableArray<Queued> Begin(IUnit unit, IReadOnlyList<Outgoing> messages);

    /// <summary>Takes one message that waits, marking it <see cref="OutgoingState.Sending"/>, if it was never tried and nothing goes before it.</summary>
    /// <returns>Whether the caller holds it now.</returns>
    bool TryTake(IUnit unit, long number);

    /// <summary>
    /// The call for a reminder that was claimed begins now: from here on nobody knows its fate until the channel answers. Before, it only waited for its turn.
    /// </summary>
    /// <returns>False: it was taken back meanwhile, or helps nobody any more and is recorded as <see cref="Late"/>; the call must not be made.</returns>
    bool TryBegin(IUnit unit, long number);

    /// <summary>Of a message that is handed over in parts one more arrived, and others follow: the next one's call has not begun.</summary>
    /// <param name="externalId">The channel's id of it; <see langword="null"/>: it has none.</param>
    void PartSent(IUnit unit, long number, string? externalId);

    /// <returns>Parts that have arrived while others follow; 0: none, or the message is whole in one.</returns>
    int PartsSent(IUnit unit, long number);

    /// <summary>Records that a message in <see cref="OutgoingState.Sending"/> was delivered. Recording it twice does no harm.</summary>
    /// <param name="externalId">As with <see cref="Settle"/>.</param>
    /// <returns>Whether more waits in its conversation.</returns>
    bool Sent(IUnit unit, ConversationId conversation, long number, string? externalId);

    /// <summary>
    /// Takes due messages of pushed channels, at most one a conversation and none behind an unfinished one, marking them <see cref="OutgoingState.Sending"/>.
    /// Safety goes before everything that waits, and reminders behind it, so that a broadcast keeps no answer waiting; what was queued in one unit keeps its order. A message queued for later holds
    /// nobody up; one waiting for its next try does. An empty body: its owner was erased, settle it as failed.
    /// </summary>
    /// <param name="limit">Most messages.</param>
    /// <param name="reminders">Most reminders among them.</param>
    ImmutableArray<Claimed> Claim(IUnit unit, int limit, int reminders);

    /// <summary>Records what became of a claimed message.</summary>
    /// <param name="retryAt">With <see cref="OutgoingState.Due"/>: when to try again.</param>
    /// <param name="externalId">The channel's id of the message, for edits.</param>
    /// <param name="reason">With <see cref="OutgoingState.Failed"/>: a short code such as <c>blocked</c>.</param>
    /// <exception cref="ConflictException">It is not being sent.</exception>
    void Settle(IUnit unit, long number, OutgoingState state, Instant? retryAt, string? externalId, string? reason);

    /// <summary>The person wrote: prompts of unknown fate (<see cref="Settle"/> with the reason <see cref="Doubtful"/>) that wait for a second try are let go as uncertain.</summary>
    /// <returns>How many.</returns>
    int Supersede(IUnit unit, ConversationId conversation);

    /// <summary>Reason of a message nobody knows the fate of.</summary>
    const string Doubtful = "unknown";

    /// <summary>Reason of a message whose time passed before it left.</summary>
    const string Late = "late";

    /// <summary>
    /// At start: messages left in <see cref="OutgoingState.Sending"/> by a crash become due again (safety; a prompt once, unless the person wrote since; a reminder
    /// whose call had not begun) or uncertain (the rest).
    /// </summary>
    /// <returns>How many were found so.</returns>
    int Recover(IUnit unit);

    /// <returns>Whether a message of the person waits for its turn, or one to them is on its way or, if it is no reminder, about to be sent.</returns>
    bool IsAnswering(IUnit unit, ConversationId conversation);

    /// <returns>Where the message queued with this key stands, and why; <see langword="null"/>: none was, or it is past its retention.</returns>
    (OutgoingState State, string? Reason)? StateOf(IUnit unit, string dedupe);

    /// <summary>Takes back a message that waits to be sent, or a reminder that waits for its turn at the channel.</summary>
    /// <returns>False: it, or a part of it, is on its way, or its fate is known.</returns>
    bool Withdraw(IUnit unit, string dedupe);

    /// <param name="externalId">The channel's id of a message that was sent into the conversation.</param>
    /// <returns>Whose words it carries; <see langword="null"/>: nothing is known of it, or no more.</returns>
    PersonId? WhoseWords(IUnit unit, ConversationId conversation, string externalId);

    /// <summary>The newest messages that arrived in this chat before a moment and whose words are still kept, newest first.</summary>
    /// <param name="before">A number in the order of inbox and outbox.</param>
    ImmutableArray<LogEntry> Arrived(IUnit unit, ConversationId conversation, long before, int limit);

    /// <param name="dedupe">Key of a message that was queued for this chat.</param>
    /// <param name="externalId">The channel's id of the message that somebody answers; <see langword="null"/>: they do not say.</param>
    /// <returns>Whether they answer it: it is the one they name, or, where they name none, it arrived and nothing but reminders has been said since.</returns>
    bool IsAnswered(IUnit unit, ConversationId conversation, string dedupe, string? externalId);

    /// <summary>
    /// Puts what is <see cref="OutgoingState.Ahead"/> and due into the logs, as said now. What somebody has written or heard in that chat since it was made ready, or its person
    /// anywhere, may have overtaken: it stays, and is for whoever queued it to <see cref="Recall"/> and look at again.
    /// </summary>
    /// <param name="limit">Most messages at once.</param>
    /// <param name="from">As the call before it said; <see langword="null"/>: from the beginning.</param>
    Shown Show(IUnit unit, int limit, AheadPlace? from = null);

    /// <summary>Takes back what is <see cref="OutgoingState.Ahead"/>, as if it had never been queued: its key is free again.</summary>
    /// <returns>False: it is not ahead any more.</returns>
    bool Recall(IUnit unit, string dedupe);

    /// <returns>When the next message that is <see cref="OutgoingState.Ahead"/> falls due after <paramref name="after"/>; <see langword="null"/>: none is.</returns>
    Instant? NextAhead(IUnit unit, Instant after);

    /// <returns>When the next message falls due; <see langword="null"/>: none waits.</returns>
    /// <param name="withReminders">False: nobody could take a reminder now.</param>
    Instant? NextDue(IUnit unit, bool withReminders);

    /// <summary>Both directions of one conversation after <paramref name="after"/>, in order.</summary>
    /// <param name="since">Nothing up to this moment; <see langword="null"/>: from the beginning on.</param>
    ImmutableArray<LogEntry> Log(IUnit unit, ConversationId conversation, long after, int limit, Instant? since = null);
}

/// <summary>The buttons under one message. What a button says in the channel is only <see cref="Handle"/> and an index.</summary>
/// <param name="Handle">Opaque: <see cref="HandleOf"/>.</param>
/// <param name="Choices">Choice ids by index.</param>
/// <param name="Prompt">Which asking of the dialogue they belong to; <see langword="null"/>: a standing action, valid at any time.</param>
public sealed record Keyboard(
    string Handle, ConversationId Conversation, PersonId Person, ImmutableArray<string> Choices, int? Prompt, Instant Expires)
{
    /// <summary>Length of the part of a handle that says when it was made, characters.</summary>
    public const int TimeLength = 8;

    /// <summary>Length of a handle, characters.</summary>
    public const int HandleLength = TimeLength + 22;

    /// <summary>A new handle: the millisecond, by which a store keeps keyboards in their order, and a random token, which makes it one that nobody guesses.</summary>
    public static string HandleOf(Instant now, string token)
    {
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        return Base64Url.EncodeToString(time[2..]) + token;
    }
}

/// <summary>Keyboards by handle.</summary>
public interface IKeyboards
{
    /// <summary>Keeps a keyboard; its row goes with its expiry.</summary>
    void Keep(IUnit unit, Keyboard keyboard);

    /// <returns><see langword="null"/> when unknown or expired.</returns>
    Keyboard? Find(IUnit unit, string handle);
}
