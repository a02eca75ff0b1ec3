using Assistant.Protocol;

namespace Assistant.Channels.Terminal;

/// <summary>The terminal: its client reads the conversation's log, so sending only wakes it.</summary>
public sealed class TerminalChannel(LogSignal signal) : IChannel
{
    /// <summary><see cref="Activity.ChannelId"/> of the terminal.</summary>
    public const string ChannelId = "terminal";

    /// <inheritdoc/>
    public string Id => ChannelId;

    /// <inheritdoc/>
    public ChannelAbilities Abilities { get; } = new(IsPulled: true, MaxText: int.MaxValue, CanEdit: false, CanType: false, CanSendFiles: true, HasForms: false);

    /// <inheritdoc/>
    public ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken)
    {
        if (number == IChannel.NotStored) signal.Show(ChannelId, to.Conversation, message);
        else signal.Notify(ChannelId, to.Conversation);
        return ValueTask.FromResult(new SendResult(SendOutcome.Delivered));
    }

    /// <inheritdoc/>
    public ValueTask Typing(ConversationReference to, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
