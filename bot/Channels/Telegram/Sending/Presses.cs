using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Sending;

/// <summary>
/// Presses whose little clock still turns on the person's screen. The first message that follows in the chat decides: either the keyboard is
/// replaced by the choice, or words in passing say that the question is over. Without a decision the clock is stopped in time all the same.
/// </summary>
internal sealed class Presses(BotApi api, TelegramOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Longest words of an answer, in characters.</summary>
    private const int maxToast = 200;

    /// <summary>A decision later than this does not belong to the press any more.</summary>
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<ChatAddress, List<Pending>> waiting = [];
    private readonly CancellationTokenSource closing = new();

    /// <summary>Waits for the decision about a press that is on disk.</summary>
    public void Begin(ChatAddress chat, CallbackQuery press)
    {
        var pending = new Pending(press);
        lock (gate)
        {
            if (!waiting.TryGetValue(chat, out var list))
                waiting[chat] = list = [];
            // Delivered twice, it is still one press.
            if (list.Any(known => known.Press.Id == press.Id))
                return;
            list.Add(pending);
        }
        _ = Expire(chat, pending);
    }

    /// <summary>Takes a press nobody will decide about.</summary>
    public void Dismiss(string id) => _ = Answer(id, null);

    /// <summary>A message is about to be sent: it decides about every press that waits in this chat.</summary>
    /// <returns>True: the message was shown in passing and is not to be sent.</returns>
    public async ValueTask<bool> Decide(ChatAddress chat, Message message)
    {
        List<Pending>? decided;
        lock (gate)
            if (!waiting.Remove(chat, out decided))
                return false;
        if (!message.IsPassing)
        {
            foreach (var pending in decided)
                _ = Settle(chat, pending);
            return false;
        }
        var isShown = false;
        foreach (var pending in decided)
        {
            _ = Clear(chat, pending.Press);
            if (pending.TryAnswer())
                isShown |= message.Text.Length <= maxToast && (await api.Call(
                    new AnswerCallbackQuery { CallbackQueryId = pending.Press.Id, Text = message.Text }, CancellationToken.None)).IsOk;
        }
        return isShown;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }

    private async Task Expire(ChatAddress chat, Pending pending)
    {
        try
        {
            await Task.Delay(options.PressPatience, time, closing.Token);
            if (pending.TryAnswer())
                await Answer(pending.Press.Id, null);
            await Task.Delay(longest, time, closing.Token);
            lock (gate)
                if (waiting.TryGetValue(chat, out var list) && list.Remove(pending) && list.Count == 0)
                    waiting.Remove(chat);
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // The process goes down; Telegram's clients stop their clock by themselves.
        }
    }

    private async Task Settle(ChatAddress chat, Pending pending)
    {
        if (pending.TryAnswer())
            await Answer(pending.Press.Id, null);
        if (pending.Press is { Data: { } data, Message: { } message } && !Keyboards.Stays(data))
            await Replace(chat, message, Keyboards.LabelOf(message.ReplyMarkup, data));
    }

    /// <summary>The buttons go, the choice stays below the question.</summary>
    private async Task Replace(ChatAddress chat, ChatMessage message, string? label)
    {
        var question = message.Text is { Length: > 0 } text
            ? new RichText(text, [.. (message.Entities is { IsDefault: false } entities ? entities : []).Where(entity => entity is not null && IsOurs(entity))])
            : null;
        if (label is null || question is null || RichText.Count(question.Text) + RichText.Count(label) + 3 > RichText.MaxMessage)
        {
            await Clear(chat, message.MessageId);
            return;
        }
        var chosen = question.Add("\n\n").Bold($"✓ {label}");
        await Quietly(new EditMessageText
        {
            ChatId = chat.Chat, MessageId = message.MessageId, Text = chosen.Text, Entities = chosen.Entities, LinkPreviewOptions = new() { IsDisabled = true },
        });
    }

    /// <summary>Links and numbers are found by Telegram again; only our own formatting is sent back.</summary>
    private static bool IsOurs(MessageEntity entity) => entity.Type is "bold" or "italic" or "text_link" or "date_time";

    private Task Clear(ChatAddress chat, CallbackQuery press) =>
        press is { Data: { } data, Message: { } message } && !Keyboards.Stays(data) ? Clear(chat, message.MessageId) : Task.CompletedTask;

    private Task Clear(ChatAddress chat, long message) => Quietly(new EditMessageReplyMarkup { ChatId = chat.Chat, MessageId = message });

    private Task Answer(string id, string? words) => Quietly(new AnswerCallbackQuery { CallbackQueryId = id, Text = words });

    /// <summary>Trimmings: when they fail, the conversation goes on without them.</summary>
    private async Task Quietly<TResult>(BotRequest<TResult> request)
    {
        try
        {
            await api.Call(request, closing.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Going down.
        }
    }

    private sealed class Pending(CallbackQuery press)
    {
        private int isAnswered;

        public CallbackQuery Press { get; } = press;

        /// <returns>True once: Telegram takes one answer.</returns>
        public bool TryAnswer() => Interlocked.Exchange(ref isAnswered, 1) == 0;
    }
}
