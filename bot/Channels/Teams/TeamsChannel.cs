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

    internal TeamsChannel(Dispatch dispatch, Presses presses, Replies replies) => (this.dispatch, this.presses, this.replies) = (dispatch, presses, replies);

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
            if (presses.Decide(to.Conversation, message))
                return new(SendOutcome.Delivered);
            // What may be said once alone begins before it stands in an answer, just as before a call.
            if (replies.IsAwaited(to.Conversation) && !await handover.Begins())
                return new(SendOutcome.Refused, Reason: IChannel.LetGo);
            return replies.TryGive(to.Conversation, () => dispatch.Compose(to, message, number))
                ? new(SendOutcome.Delivered)
                : await dispatch.Send(to, message, number, handover, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Calls are never cut, so it was still waiting for its turn.
            return new(SendOutcome.Retry, Reason: "stopped");
        }
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
