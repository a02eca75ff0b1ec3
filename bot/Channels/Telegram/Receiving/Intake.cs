using System.Collections.Concurrent;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Sending;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>
/// Takes updates in, however they came. <see cref="Receipt.Stored"/> and <see cref="Receipt.Known"/> mean that the update may be confirmed to
/// Telegram: it is on disk, or there was nothing to keep.
/// </summary>
internal sealed class Intake(IReceiver receiver, Outbound outbound, Presses presses, Listener listener, Files files, ITelegramTexts texts, Languages languages, TelegramOptions options, TelegramState state, TimeProvider time)
{
    /// <summary>The same sentence of the channel's own is said to a chat at most once in this time.</summary>
    private static readonly TimeSpan quiet = TimeSpan.FromSeconds(10);

    /// <summary>The same, in a group and for those who write too fast.</summary>
    private static readonly TimeSpan longQuiet = TimeSpan.FromMinutes(1);

    /// <summary>Most sentences remembered; beyond it the memory starts afresh.</summary>
    private const int mostSaid = 10_000;

    private readonly Gates gates = new();
    private readonly ConcurrentDictionary<(ChatAddress, string), long> said = new();
    private readonly string bot = options.Token.Split(':')[0];

    /// <summary>Which updates must be taken one after the other.</summary>
    public static long Lane(Update update) =>
        update.Message?.Chat.Id ?? update.EditedMessage?.Chat.Id ?? update.CallbackQuery?.From.Id ?? update.MyChatMember?.Chat.Id ?? 0;

    /// <summary>Takes one update.</summary>
    public async ValueTask<Receipt> Take(Update update, CancellationToken cancellationToken)
    {
        using var turn = await gates.Enter(Lane(update), cancellationToken);
        if (await files.Take(update, cancellationToken) is { } brought)
            return await Take(brought, update.UpdateId, cancellationToken);
        switch (UpdateMapper.Map(update))
        {
            case Arrival.Turn arrived:
                return await Take(arrived, update.UpdateId, cancellationToken);
            case Arrival.Spoken spoken:
                return await Take(spoken, update.UpdateId, cancellationToken);
            case Arrival.Notice notice:
                await Say(notice.Chat, notice.Key, notice.Locale, quiet, cancellationToken);
                return Receipt.Stored;
            case Arrival.InGroup group:
                await SayInGroup(group, cancellationToken);
                return Receipt.Stored;
            case Arrival.StrayPress press:
                presses.Dismiss(press.Id);
                return Receipt.Stored;
            default:
                return Receipt.Stored;
        }
    }

    /// <summary>Tells somebody whose messages are not taken any more that they write too fast.</summary>
    public ValueTask SlowDown(Update update, CancellationToken cancellationToken) =>
        Say(new(Lane(update)), TelegramText.SlowDown, update.Message?.From?.LanguageCode, longQuiet, cancellationToken);

    private async ValueTask<Receipt> Take(Arrival.Turn arrived, long update, CancellationToken cancellationToken)
    {
        // The press is known before its turn can answer, or the answer would not find it.
        if (arrived.Press is { } press)
            presses.Begin(arrived.Chat, press);
        var receipt = await receiver.Receive(arrived.Activity, $"{bot}:{update}", $"{arrived.User}", cancellationToken);
        if (receipt == Receipt.Stored && arrived.Besides is { } key)
            await Say(arrived.Chat, key, arrived.Activity.Locale, quiet, cancellationToken);
        return receipt;
    }

    private async ValueTask<Receipt> Take(Arrival.Spoken spoken, long update, CancellationToken cancellationToken)
    {
        var turn = spoken.Becomes;
        var words = PlainText.Clean(await listener.Words(turn.Chat, spoken.Voice, turn.Activity.Locale, cancellationToken))?.Trim();
        if (words is { Length: > 0 })
            return await Take(turn with { Activity = turn.Activity with { Text = words } }, update, cancellationToken);
        await Say(turn.Chat, TelegramText.Voice, turn.Activity.Locale, quiet, cancellationToken);
        return Receipt.Stored;
    }

    private async ValueTask Say(ChatAddress chat, string key, string? locale, TimeSpan pause, CancellationToken cancellationToken)
    {
        if (IsNew(chat, key, pause))
            await outbound.Say(chat, texts.Get(key, languages.Of(chat.Chat, locale)), null, cancellationToken);
    }

    private async ValueTask SayInGroup(Arrival.InGroup group, CancellationToken cancellationToken)
    {
        if (!IsNew(group.Chat, TelegramText.Group, longQuiet))
            return;
        var link = state.Username is { } name
            ? new InlineKeyboardMarkup { InlineKeyboard = [[new() { Text = texts.Get(TelegramText.GroupLink, group.Locale), Url = $"https://t.me/{name}?start=group" }]] }
            : null;
        await outbound.Say(group.Chat, texts.Get(TelegramText.Group, group.Locale), link, cancellationToken);
    }

    private bool IsNew(ChatAddress chat, string key, TimeSpan pause)
    {
        if (said.Count >= mostSaid)
            said.Clear();
        var now = time.GetTimestamp();
        if (said.TryGetValue((chat, key), out var last) && time.GetElapsedTime(last, now) < pause)
            return false;
        said[(chat, key)] = now;
        return true;
    }
}
