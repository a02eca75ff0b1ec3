using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Protocol;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Telegram.Sending;

/// <summary>
/// Sends messages at the right pace and says what became of them. Waiting can be cancelled, a call once begun cannot: it ends soon by itself, and
/// then its fate is known.
/// </summary>
internal sealed partial class Outbound(BotApi api, Pacer pacer, ITelegramTexts texts, Languages languages, ILogger<Outbound> logger)
{
    private readonly Lock gate = new();
    private readonly HashSet<long> chatsWithKeys = [];

    /// <summary>Sends one message, in as many parts as it needs; a try after a fault goes on where the last one ended.</summary>
    public async ValueTask<SendResult> Send(ChatAddress chat, Message message, IHandover handover, CancellationToken cancellationToken)
    {
        languages.Note(chat.Chat, message.Language);
        var lane = message is { Alerts: true, IsUrgent: false } ? Lane.Bulk : Lane.Reply;
        var text = RichText.Of(message);
        if (message is { Replaces: { } old, File: null } && long.TryParse(old, out var replaced) && RichText.Count(text.Text) <= RichText.MaxMessage
            && await Edit(chat, message, replaced, text, lane, handover, cancellationToken) is { } edited)
            return edited;

        var parts = text.Split();
        var isCaption = message.File is not null && parts.Length == 1 && RichText.Count(parts[0].Text) <= RichText.MaxCaption;
        var count = message.File is null ? parts.Length : isCaption ? 1 : parts.Length + 1;
        if (count == 0)
            return new(SendOutcome.Refused, Reason: "empty");
        var result = default(SendResult);
        for (var i = count == 1 ? 0 : Math.Min(await handover.PartsSent(), count - 1); i < count; i++)
        {
            var isLast = i == count - 1;
            var part = i < parts.Length ? parts[i] : null;
            result = isLast && message.File is { } file
                ? await SendFile(chat, message, file, isCaption ? part?.Text : null, lane, handover, cancellationToken)
                : await SendText(chat, message, part!, isLast, lane, handover, cancellationToken);
            if (result.Outcome != SendOutcome.Delivered)
                return result;
            if (!isLast)
                await handover.PartSent(result.MessageId);
        }
        return result ?? new(SendOutcome.Delivered);
    }

    /// <summary>Says one of the channel's own sentences; tried a few times, then let go.</summary>
    public async ValueTask Say(ChatAddress chat, string text, InlineKeyboardMarkup? keyboard, CancellationToken cancellationToken)
    {
        const int tries = 3;
        for (var i = 0; i < tries; i++)
        {
            using var turn = await pacer.Wait(chat.Chat, Lane.Reply, cancellationToken);
            if (turn.Later is not null)
                return;
            var result = await api.Call(new SendMessage
            {
                ChatId = chat.Chat, MessageThreadId = chat.Thread, Text = text, ReplyMarkup = keyboard, LinkPreviewOptions = new() { IsDisabled = true },
            }, CancellationToken.None);
            if (result.Error is { Fault: BotFault.Throttled, RetryAfter: { } wait })
                pacer.Throttled(chat.Chat, wait);
            else if (result.Error is { Fault: BotFault.Migrated, MigratedTo: { } there })
                chat = new(there);
            else if (result.Error is { Fault: BotFault.OurMistake } && keyboard is not null)
                keyboard = null;
            else if (result.Error is not { Fault: BotFault.NotSent })
                return;
        }
    }

    private async ValueTask<SendResult?> Edit(ChatAddress chat, Message message, long id, RichText text, Lane lane, IHandover handover, CancellationToken cancellationToken)
    {
        using var turn = await pacer.Wait(chat.Chat, lane, cancellationToken);
        if (turn.Later is { } later)
            return new(SendOutcome.Retry, RetryAfter: later, Reason: "throttled");
        if (!await handover.Begins())
            return new(SendOutcome.Refused, Reason: IChannel.LetGo);
        var result = await api.Call(new EditMessageText
        {
            ChatId = chat.Chat, MessageId = id, Text = text.Text, Entities = Some(text), LinkPreviewOptions = new() { IsDisabled = true }, ReplyMarkup = Keyboards.Inline(message),
        }, CancellationToken.None);
        return result.Error switch
        {
            null or { Fault: BotFault.AlreadySo } => new(SendOutcome.Delivered, $"{id}"),
            // It is gone, or Telegram dislikes it: what is to be read is sent anew.
            { Fault: BotFault.MessageGone or BotFault.OurMistake } => null,
            // Editing twice does no harm, so a doubtful edit is simply made again.
            { Fault: BotFault.Unknown } => new(SendOutcome.Retry, Reason: "unknown"),
            { } error => Judge(chat, error),
        };
    }

    private async ValueTask<SendResult> SendText(ChatAddress chat, Message message, RichText part, bool isLast, Lane lane, IHandover handover, CancellationToken cancellationToken)
    {
        using var turn = await pacer.Wait(chat.Chat, lane, cancellationToken);
        if (turn.Later is { } later)
            return new(SendOutcome.Retry, RetryAfter: later, Reason: "throttled");
        if (!await handover.Begins())
            return new(SendOutcome.Refused, Reason: IChannel.LetGo);
        var request = new SendMessage
        {
            ChatId = chat.Chat,
            MessageThreadId = chat.Thread,
            Text = part.Text,
            Entities = Some(part),
            LinkPreviewOptions = new() { IsDisabled = true },
            ProtectContent = message.IsConfidential ? true : null,
            ReplyMarkup = isLast ? Markup(chat, message) : null,
        };
        var result = await api.Call(request, CancellationToken.None);
        if (result.Error is { Fault: BotFault.OurMistake } mistake)
        {
            // Words are never lost to a rule we did not know: once more without any trimmings, the choices as words.
            Disliked(logger, mistake.Description);
            // Its own place in the line is given up first: else places could wait for places.
            turn.Dispose();
            return await SendBare(chat, message, part.Text, isLast, lane, cancellationToken);
        }
        return result.Error is { } error ? Judge(chat, error) : new(SendOutcome.Delivered, $"{result.Value!.MessageId}");
    }

    /// <summary>Words alone, with the choices below them; in as many messages as that takes.</summary>
    private async ValueTask<SendResult> SendBare(ChatAddress chat, Message message, string words, bool withChoices, Lane lane, CancellationToken cancellationToken)
    {
        if (withChoices && !message.Buttons.IsEmpty)
            words = $"{words}\n\n{string.Join("\n", message.Buttons.Select(button => $"• {button.Label}"))}";
        var last = new SendResult(SendOutcome.Refused, Reason: "empty");
        foreach (var part in RichText.Plain(words).Split())
        {
            using var turn = await pacer.Wait(chat.Chat, lane, cancellationToken);
            if (turn.Later is { } later)
                return new(SendOutcome.Retry, RetryAfter: later, Reason: "throttled");
            var result = await api.Call(new SendMessage
            {
                ChatId = chat.Chat, MessageThreadId = chat.Thread, Text = part.Text, LinkPreviewOptions = new() { IsDisabled = true }, ProtectContent = message.IsConfidential ? true : null,
            }, CancellationToken.None);
            if (result.Error is { } error)
                return Judge(chat, error);
            last = new(SendOutcome.Delivered, $"{result.Value!.MessageId}");
        }
        return last;
    }

    private async ValueTask<SendResult> SendFile(ChatAddress chat, Message message, FileContent file, string? caption, Lane lane, IHandover handover, CancellationToken cancellationToken)
    {
        if (file.Content.Length > maxUpload)
            return new(SendOutcome.Refused, Reason: "too-large");
        var whole = await Upload(new()
        {
            ChatId = chat.Chat, MessageThreadId = chat.Thread, Document = $"attach://{BotApi.UploadPart}", Caption = caption,
            ProtectContent = message.IsConfidential ? true : null, ReplyMarkup = Markup(chat, message),
        });
        if (whole.Error is not { Fault: BotFault.OurMistake })
            return whole.Sent;
        // As with words: the file without any trimmings, and what stood under it in words; those arrive even when the file never will.
        var bare = await Upload(new() { ChatId = chat.Chat, MessageThreadId = chat.Thread, Document = $"attach://{BotApi.UploadPart}", ProtectContent = message.IsConfidential ? true : null });
        if (bare.Sent is { Outcome: SendOutcome.Retry or SendOutcome.Unknown } or { Reason: IChannel.LetGo } || caption is null && message.Buttons.IsEmpty)
            return bare.Sent;
        var words = await SendBare(chat, message, caption ?? "", withChoices: true, lane, cancellationToken);
        return bare.Error is null ? words : bare.Sent;

        async ValueTask<(SendResult Sent, BotError? Error)> Upload(SendDocument request)
        {
            using var turn = await pacer.Wait(chat.Chat, lane, cancellationToken);
            if (turn.Later is { } later)
                return (new(SendOutcome.Retry, RetryAfter: later, Reason: "throttled"), null);
            if (!await handover.Begins())
                return (new(SendOutcome.Refused, Reason: IChannel.LetGo), null);
            var result = await api.Upload(request, file, CancellationToken.None);
            return result.Error is { } error ? (Judge(chat, error), error) : (new(SendOutcome.Delivered, $"{result.Value!.MessageId}"), null);
        }
    }

    private const int maxUpload = 50 * 1024 * 1024; // bytes, the vendor's limit

    private ReplyMarkup? Markup(ChatAddress chat, Message message)
    {
        if (message.Input?.Kind == InputKind.Phone && !chat.IsGroup)
        {
            lock (gate)
                chatsWithKeys.Add(chat.Chat);
            return Keyboards.ForPhone(message, texts.Get(TelegramText.ShareNumber, languages.Of(chat.Chat, message.Language)));
        }
        if (Keyboards.Inline(message) is { } buttons)
            return buttons;
        lock (gate)
            return chatsWithKeys.Remove(chat.Chat) ? new ReplyKeyboardRemove() : null;
    }

    private static System.Collections.Immutable.ImmutableArray<MessageEntity>? Some(RichText text) => text.Entities.IsEmpty ? null : text.Entities;

    /// <summary>What a fault means for the message.</summary>
    internal SendResult Judge(ChatAddress chat, BotError error)
    {
        switch (error.Fault)
        {
            case BotFault.Throttled:
                pacer.Throttled(chat.Chat, error.RetryAfter!.Value);
                return new(SendOutcome.Retry, RetryAfter: error.RetryAfter, Reason: "throttled");
            case BotFault.NotSent:
                return new(SendOutcome.Retry, Reason: "not-sent");
            // Another reader of our updates, or a token being changed, says nothing about the person.
            case BotFault.Conflict or BotFault.Unauthorized:
                return new(SendOutcome.Retry, Reason: Reason(error.Fault));
            case BotFault.Unknown:
                return new(SendOutcome.Unknown, Reason: "unknown");
            case BotFault.OurMistake or BotFault.Refused:
                Disliked(logger, error.Description);
                return new(SendOutcome.Refused, Reason: "refused");
            case BotFault.Migrated when error.MigratedTo is { } there:
                return new(SendOutcome.Retry, Reason: Reason(error.Fault)) { Moved = new(TelegramChannel.ChannelId, $"{there}", $"{there}") };
            default:
                return new(SendOutcome.Refused, Reason: Reason(error.Fault));
        }
    }

    private static string Reason(BotFault fault) => fault switch
    {
        BotFault.Blocked => "blocked",
        BotFault.Deactivated => "deactivated",
        BotFault.UnknownChat => "unknown-chat",
        BotFault.Kicked => "kicked",
        BotFault.Migrated => "migrated",
        BotFault.Unauthorized => "unauthorized",
        BotFault.Conflict => "conflict",
        _ => "refused",
    };

    [LoggerMessage(3203, LogLevel.Error, "Telegram refused what we sent: {Description}")]
    private static partial void Disliked(ILogger log, string description);
}
