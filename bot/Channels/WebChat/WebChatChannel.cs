using System.Globalization;
using Assistant.Protocol;

namespace Assistant.Channels.WebChat;

/// <summary>Our chat page. It reads the conversation's log, so sending only wakes its streams.</summary>
public sealed class WebChatChannel(LogSignal signal) : IChannel
{
    /// <summary><see cref="Activity.ChannelId"/> of the page.</summary>
    public const string ChannelId = "webchat";

    /// <inheritdoc/>
    public string Id => ChannelId;

    /// <inheritdoc/>
    public ChannelAbilities Abilities { get; } = new(IsPulled: true, MaxText: int.MaxValue, CanEdit: true, CanType: true, CanSendFiles: true, HasForms: true);

    /// <inheritdoc/>
    public ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken)
    {
        if (number == IChannel.NotStored) signal.Show(ChannelId, to.Conversation, message);
        else signal.Notify(ChannelId, to.Conversation);
        return ValueTask.FromResult(new SendResult(SendOutcome.Delivered, MessageId(number)));
    }

    /// <inheritdoc/>
    public ValueTask Typing(ConversationReference to, CancellationToken cancellationToken)
    {
        signal.Notify(ChannelId, to.Conversation, Wake.Typing);
        return ValueTask.CompletedTask;
    }

    /// <summary>What the page calls our message of that number.</summary>
    internal static string MessageId(long number) => number.ToString(CultureInfo.InvariantCulture);
}
