using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;

namespace Assistant.Channels.Teams;

/// <summary>Microsoft Teams. Chats of one person only: a group gets one fixed sentence.</summary>
public sealed class TeamsChannel : IClosingChannel
{
    /// <summary><see cref="Activity.ChannelId"/> of Teams.</summary>
    public const string ChannelId = "msteams";

    private readonly Dispatch dispatch;
    private readonly Presses presses;
    private readonly Replies replies;
    private readonly IAnswers kept;

    internal TeamsChannel(Dispatch dispatch, Presses presses, Replies replies, IAnswers kept) => (this.dispatch, this.presses, this.replies, this.kept) = (dispatch, presses, replies, kept);

    /// <inheritdoc/>
    public string Id => ChannelId;

    /// <inheritdoc/>
    public ChannelAbilities Abilities { get; } = new(IsPulled: false, MaxText: TextParts.Max, CanEdit: true, CanType: true, CanSendFiles: true, HasForms: true);

    /// <inheritdoc/>
    public ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken) =>
        Send(to, message, number, Unkept.Instance, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<SendResult> Send(ConversationReference to, Message message, long number, IHandover handover, CancellationToken cancellationToken)
    {
        try
        {
            if (await presses.Decide(to.Conversation, message))
                return new(SendOutcome.Delivered);
            // What may be said once alone begins before it stands in an answer, just as before a call.
            if (replies.IsAwaited(to.Conversation) && !await handover.Begins())
                return new(SendOutcome.Refused, Reason: IChannel.LetGo);
            return await Give(to, message, number) switch
            {
                true => new(SendOutcome.Delivered),
                false => new(SendOutcome.Retry, Reason: "disk"),
                null => await dispatch.Send(to, message, number, handover, cancellationToken),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Calls are never cut, so it was still waiting for its turn.
            return new(SendOutcome.Retry, Reason: "stopped");
        }
    }

    /// <summary>Into the answer of a call that waits, if one does.</summary>
    private async ValueTask<bool?> Give(ConversationReference to, Message message, long number)
    {
        IEnumerable<System.Text.Json.Nodes.JsonObject> Composed() => dispatch.Compose(to, message, number);
        // What could not be stored has no place on disk: it is said at once all the same.
        return number == IChannel.NotStored ? replies.TryGive(to.Conversation, Composed) ? true : null
            : await replies.Give(to.Conversation, Composed, (unique, said) => kept.Grow(ChannelId, unique, answer => Replies.Grown(answer, said), CancellationToken.None));
    }

    /// <inheritdoc/>
    public async ValueTask Close(ConversationReference to, string messageId, Message message, CancellationToken cancellationToken)
    {
        if (Cards.IsCard(message) && TextParts.Split(message.Text) is [.., var last])
            await dispatch.Settle(to, messageId, Cards.Closed(last, message.Language));
    }

    /// <inheritdoc/>
    public async ValueTask Typing(ConversationReference to, CancellationToken cancellationToken)
    {
        if (!replies.TryGive(to.Conversation, () => []))
            await dispatch.Typing(to);
    }
}
