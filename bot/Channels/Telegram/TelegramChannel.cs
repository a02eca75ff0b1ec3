using System.Collections.Immutable;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Channels.Telegram.Sending;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram;

/// <summary>Telegram. Private chats only: a group gets one fixed sentence.</summary>
public sealed class TelegramChannel : IHidingChannel, IClosingChannel, IListingChannel
{
    /// <summary><see cref="Activity.ChannelId"/> of Telegram.</summary>
    public const string ChannelId = "telegram";

    private readonly BotApi api;
    private readonly Outbound outbound;
    private readonly Presses presses;
    private readonly CommandLists lists;

    internal TelegramChannel(BotApi api, Outbound outbound, Presses presses, CommandLists lists) => (this.api, this.outbound, this.presses, this.lists) = (api, outbound, presses, lists);

    /// <inheritdoc/>
    public string Id => ChannelId;

    /// <inheritdoc/>
    public ChannelAbilities Abilities { get; } = new(IsPulled: false, MaxText: RichText.MaxMessage, CanEdit: true, CanType: true, CanSendFiles: true, HasForms: false);

    /// <inheritdoc/>
    public ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken) =>
        Send(to, message, number, Unkept.Instance, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<SendResult> Send(ConversationReference to, Message message, long number, IHandover handover, CancellationToken cancellationToken)
    {
        if (ChatAddress.Parse(to.Conversation) is not { } chat)
            return new(SendOutcome.Refused, Reason: "address");
        try
        {
            if (await presses.Decide(chat, message))
                return new(SendOutcome.Delivered);
            var result = await outbound.Send(chat, message, handover, cancellationToken);
            // The group goes on under another id: the message follows it there, and whoever keeps the address keeps the new one.
            return result is { Moved.Conversation: { } moved } && ChatAddress.Parse(moved) is { } there
                ? await outbound.Send(there, message, handover, cancellationToken) with { Moved = to with { Conversation = moved } }
                : result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Calls are never cut, so it was still waiting for its turn.
            return new(SendOutcome.Retry, Reason: "stopped");
        }
    }

    /// <summary>Most ids between two messages of a chat that are tried besides: what the channel answered by itself (a voice, somebody's number) stands in no log.</summary>
    private const int widestGap = 100;

    /// <summary>Most of these in all.</summary>
    private const int mostBetween = 2_000;

    /// <summary>Telegram lets a bot delete both sides' messages of a private chat for 48 hours; older ones, and ids that are none of this chat, are skipped.</summary>
    public async ValueTask Hide(ConversationReference to, IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken)
    {
        if (ChatAddress.Parse(to.Conversation) is not { } chat)
            return;
        var ids = messageIds.Select(id => long.TryParse(id, System.Globalization.NumberStyles.None, null, out var number) ? number : 0).Where(id => id > 0).Distinct();
        var known = ids.Order().ToList();
        var between = known.Zip(known.Skip(1)).Where(pair => pair.Second - pair.First <= widestGap)
            .SelectMany(pair => Enumerable.Range(1, (int)(pair.Second - pair.First) - 1).Select(n => pair.First + n)).Take(mostBetween);
        foreach (var some in known.Concat(between).Chunk(DeleteMessages.Most))
            await api.Call(new DeleteMessages { ChatId = chat.Chat, MessageIds = [.. some] }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<SendResult> List(ConversationReference to, ImmutableArray<string> commands, string language, CancellationToken cancellationToken) =>
        ChatAddress.Parse(to.Conversation) is { } chat ? await lists.List(chat, commands, language, cancellationToken) : new(SendOutcome.Refused, Reason: "address");

    /// <inheritdoc/>
    public async ValueTask Close(ConversationReference to, string messageId, Message message, CancellationToken cancellationToken)
    {
        if (ChatAddress.Parse(to.Conversation) is { } chat && long.TryParse(messageId, System.Globalization.NumberStyles.None, null, out var id))
            await api.Call(new EditMessageReplyMarkup { ChatId = chat.Chat, MessageId = id }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask Typing(ConversationReference to, CancellationToken cancellationToken)
    {
        if (ChatAddress.Parse(to.Conversation) is { } chat)
            await api.Call(new SendChatAction { ChatId = chat.Chat, MessageThreadId = chat.Thread, Action = "typing" }, cancellationToken);
    }
}
