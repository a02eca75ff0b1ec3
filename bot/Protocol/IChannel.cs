using System.Collections.Immutable;

namespace Assistant.Protocol;

/// <summary>A vendor's way of carrying messages. Receiving is the channel's own business: it hands activities to <see cref="IReceiver"/>.</summary>
public interface IChannel
{
    /// <summary><c>webchat</c>, <c>terminal</c>, <c>telegram</c>, <c>msteams</c>: as <see cref="Activity.ChannelId"/>.</summary>
    string Id { get; }

    /// <summary>What it can do.</summary>
    ChannelAbilities Abilities { get; }

    /// <summary>Number of a message that could not be stored and is to be shown at once all the same: the helpline, when the disk is full.</summary>
    const long NotStored = 0;

    /// <summary>Hands one message over. Errors of vendor and network are returned, never thrown.</summary>
    /// <param name="number">Our number of the message, growing: the page's watermark, and what a repeated safety message repeats; or <see cref="NotStored"/>.</param>
    ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken);

    /// <summary>Reason of a message that its sender took back while it waited for its turn.</summary>
    const string LetGo = "let-go";

    /// <summary>As the other, for what is kept: nothing that arrived is sent twice, be it a part of a long message.</summary>
    async ValueTask<SendResult> Send(ConversationReference to, Message message, long number, IHandover handover, CancellationToken cancellationToken) =>
        await handover.Begins() ? await Send(to, message, number, cancellationToken) : new(SendOutcome.Refused, Reason: LetGo);

    /// <summary>Shows that an answer is on its way; best effort.</summary>
    ValueTask Typing(ConversationReference to, CancellationToken cancellationToken);
}

/// <summary>A channel that can take what was said off the person's screen.</summary>
public interface IHidingChannel : IChannel
{
    /// <summary>Takes away what the vendor lets us take away; the rest stays. Errors are nobody's to hear.</summary>
    /// <param name="messageIds">The channel's ids of both sides' messages, see <see cref="SendResult.MessageId"/> and <see cref="Activity.Id"/>.</param>
    ValueTask Hide(ConversationReference to, IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken);
}

/// <summary>A channel whose client lists commands beside the text field.</summary>
public interface IListingChannel : IChannel
{
    /// <summary>Lists commands in one chat, in the place of those that everybody is offered. Doing it again does no harm.</summary>
    /// <param name="commands">Keys, in order; the channel has their words. Empty: the chat lists what everybody is offered.</param>
    /// <param name="language">ISO 639-1.</param>
    /// <returns><see cref="SendOutcome.Retry"/>: not done, and to be tried again; else there is nothing more to do.</returns>
    ValueTask<SendResult> List(ConversationReference to, ImmutableArray<string> commands, string language, CancellationToken cancellationToken);
}

/// <summary>A channel that can close a question that is over.</summary>
public interface IClosingChannel : IChannel
{
    /// <summary>Takes the buttons off a message of ours, as well as the vendor lets us; its words stay. Errors are nobody's to hear.</summary>
    /// <param name="messageId">As in <see cref="SendResult.MessageId"/>.</param>
    /// <param name="message">As it was sent.</param>
    ValueTask Close(ConversationReference to, string messageId, Message message, CancellationToken cancellationToken);
}

/// <param name="IsPulled">The client reads our log (the page, the terminal): <see cref="IChannel.Send"/> only wakes it, the message is delivered once committed.</param>
/// <param name="MaxText">Longest text of one message in UTF-16 units; longer ones are split by the channel.</param>
/// <param name="CanEdit">A sent message can be replaced.</param>
/// <param name="CanType">Shows typing.</param>
/// <param name="CanSendFiles">Takes <see cref="Message.File"/>.</param>
/// <param name="HasForms">Shows <see cref="Message.Form"/>; else the dialogue asks one by one.</param>
public sealed record ChannelAbilities(bool IsPulled, int MaxText, bool CanEdit, bool CanType, bool CanSendFiles, bool HasForms);

/// <summary>What became of a message.</summary>
public enum SendOutcome
{
    /// <summary>The vendor took it.</summary>
    Delivered,
    /// <summary>Certainly not taken; may be tried again.</summary>
    Retry,
    /// <summary>Nobody knows: it may have arrived.</summary>
    Unknown,
    /// <summary>Will never be taken; see the reason.</summary>
    Refused,
}

/// <param name="MessageId">The vendor's id, when delivered.</param>
/// <param name="RetryAfter">With <see cref="SendOutcome.Retry"/>: the vendor's wish.</param>
/// <param name="Reason">With <see cref="SendOutcome.Refused"/>: <c>blocked</c>, <c>gone</c>, <c>too-large</c>, ...</param>
public sealed record SendResult(SendOutcome Outcome, string? MessageId = null, TimeSpan? RetryAfter = null, string? Reason = null)
{
    /// <summary>The chat has another address now; it is kept for the next message. <see langword="null"/>: it has not.</summary>
    public ConversationReference? Moved { get; init; }
}

/// <summary>Takes what channels receive. The Host implements it.</summary>
public interface IReceiver
{
    /// <summary>Stores the activity. When this returns <see cref="Receipt.Stored"/> or <see cref="Receipt.Known"/> the message is on disk and may be acknowledged to the vendor.</summary>
    /// <param name="uniqueId">The channel's unique id of this delivery, for de-duplication.</param>
    /// <param name="userId">The immutable id of the sender on this channel.</param>
    ValueTask<Receipt> Receive(Activity activity, string uniqueId, string userId, CancellationToken cancellationToken);
}

/// <summary>Answer of <see cref="IReceiver.Receive"/>.</summary>
public enum Receipt
{
    /// <summary>On disk, a turn will follow.</summary>
    Stored,
    /// <summary>A re-delivery of something on disk.</summary>
    Known,
    /// <summary>Cannot store just now: answer 503 with Retry-After.</summary>
    Unavailable,
    /// <summary>This sender floods: answer 429.</summary>
    TooMany,
}

/// <summary>Told by channels that know when somebody leaves; the Host implements it.</summary>
public interface IDepartures
{
    /// <summary>The person removed us, or was removed from a team that has us. Who works here loses every way in at once, and what was theirs goes back to the queue; of others nothing changes.</summary>
    /// <param name="userId">As in <see cref="IReceiver.Receive"/>; may be nobody we know.</param>
    /// <returns>Whether it is on disk; false: cannot store just now.</returns>
    ValueTask<bool> Left(string channel, string userId, CancellationToken cancellationToken);
}

/// <summary>For channels that may have to say everything in the answer to a call. The Host implements it.</summary>
public interface IFollowUps
{
    /// <returns>Whether something that arrived in this conversation waits for its turn, or an answer to it is still to be sent.</returns>
    /// <param name="conversation">The channel's id of the conversation.</param>
    ValueTask<bool> IsAnswering(string channel, string conversation, CancellationToken cancellationToken);
}

/// <summary>For channels that answer a call with content: the same call, come again, gets the same answer, also after a restart. The Host implements it.</summary>
public interface IAnswers
{
    /// <summary>Keeps the answer to something that is on disk. What was kept first stays. When the store refuses just now, nothing is lost but this.</summary>
    /// <param name="uniqueId">As in <see cref="IReceiver.Receive"/>.</param>
    ValueTask Keep(string channel, string uniqueId, string answer, CancellationToken cancellationToken);

    /// <summary>As <see cref="Keep"/>, for an answer that is given piece by piece.</summary>
    /// <param name="grown">From what is kept, if anything is, to what is to be kept in its place.</param>
    /// <returns>False: the store refuses just now.</returns>
    ValueTask<bool> Grow(string channel, string uniqueId, Func<string?, string> grown, CancellationToken cancellationToken);

    /// <returns>What was answered; <see langword="null"/>: nothing is kept.</returns>
    /// <inheritdoc cref="Keep" path="/param"/>
    ValueTask<string?> Find(string channel, string uniqueId, CancellationToken cancellationToken);

    /// <returns>Whether this delivery is on disk.</returns>
    /// <inheritdoc cref="Keep" path="/param"/>
    ValueTask<bool> IsKnown(string channel, string uniqueId, CancellationToken cancellationToken);
}

/// <summary>The log of pulled conversations, for channels whose client reads it. The Host implements it over inbox and outbox.</summary>
public interface IConversationLog
{
    /// <summary>Activities of both directions after <paramref name="watermark"/>, in order; each carries its <see cref="Activity.Id"/> and watermark.</summary>
    /// <param name="conversation">The channel's id of the conversation.</param>
    ValueTask<IReadOnlyList<LoggedActivity>> After(string channel, string conversation, long watermark, int limit, CancellationToken cancellationToken);
}

/// <param name="Watermark">Ask for what is after this next time.</param>
/// <param name="Incoming">From the person: the activity as received; else <see langword="null"/>.</param>
/// <param name="Outgoing">From us; else <see langword="null"/>.</param>
public sealed record LoggedActivity(long Watermark, Activity? Incoming, Message? Outgoing, DateTimeOffset At);
