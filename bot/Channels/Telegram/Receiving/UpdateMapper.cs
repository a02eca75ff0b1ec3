using System.Text.Json;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Sending;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>From the vendor's update to what the Host understands. Pure.</summary>
internal static class UpdateMapper
{
    private const int maxName = 64; // UTF-16 units

    public static Arrival Map(Update update) => update switch
    {
        { Message: { } message } => Said(message),
        { EditedMessage: { } message } => Edited(message),
        { CallbackQuery: { } press } => Pressed(press),
        { MyChatMember: { } change } => Standing(change),
        _ => new Arrival.Nothing(),
    };

    private static Arrival Said(ChatMessage message)
    {
        if (message.From is not { IsBot: false } from)
            return new Arrival.Nothing();
        var chat = Address(message);
        if (!IsPrivate(message.Chat))
            return SpeaksToUs(message) ? new Arrival.InGroup(chat, from.LanguageCode) : new Arrival.Nothing();

        var words = Words(message.Text ?? message.Caption);
        if (message.Contact is { } contact)
            return contact.UserId == from.Id
                ? Turn(chat, from, message, Phone(contact.PhoneNumber))
                : new Arrival.Notice(chat, TelegramText.ForeignContact, from.LanguageCode);
        if (message.Voice is { } voice && words is not { Length: > 0 })
            return new Arrival.Spoken(Turn(chat, from, message, ""), voice);
        var refusal = message.Voice is not null || message.VideoNote is not null || message.Audio is not null ? TelegramText.Voice
            : HasMedia(message) ? TelegramText.Unreadable
            : null;
        return (words, refusal) switch
        {
            // The words under a picture are read even though the picture is not.
            ({ Length: > 0 }, _) => Turn(chat, from, message, words) with { Besides = refusal },
            (_, { } key) => new Arrival.Notice(chat, key, from.LanguageCode),
            // Service messages: something was pinned, a timer was set.
            _ => new Arrival.Nothing(),
        };
    }

    /// <summary>The turn of a message that brings a file, with the words under it; <see langword="null"/>: it is not said to us alone.</summary>
    public static Arrival.Turn? Bringing(ChatMessage message) =>
        message.From is { IsBot: false } from && IsPrivate(message.Chat) ? Turn(Address(message), from, message, Words(message.Caption) ?? "") : null;

    private static Arrival Edited(ChatMessage message)
    {
        if (message.From is not { IsBot: false } from || !IsPrivate(message.Chat) || Words(message.Text) is not { Length: > 0 } words)
            return new Arrival.Nothing();
        var turn = Turn(Address(message), from, message, words);
        return turn with { Activity = turn.Activity with { Type = Activity.MessageUpdate } };
    }

    private static Arrival Pressed(CallbackQuery press)
    {
        // In a private chat its id is the person's; a press from elsewhere, or of a forwarded keyboard, is nobody's.
        if (press is not { Message: { } message, Data: { Length: > 0 } data } || !IsPrivate(message.Chat) || message.Chat.Id != press.From.Id || press.From.IsBot)
            return new Arrival.StrayPress(press.Id);
        var chat = Address(message);
        return new Arrival.Turn(chat, press.From.Id, Base(chat, press.From) with
        {
            Type = "message",
            Id = $"press-{press.Id}",
            ReplyToId = $"{message.MessageId}",
            Text = PlainText.Clean(Keyboards.LabelOf(message.ReplyMarkup, data)),
            TextFormat = "plain",
            Value = JsonSerializer.SerializeToElement(new() { ["press"] = Keyboards.HandleOf(data) }, PressJson.Default.DictionaryStringString),
        }, press);
    }

    private static Arrival Standing(ChatMemberUpdated change)
    {
        var isIn = change.NewChatMember.Status is "member" or "administrator" or "creator" or "restricted";
        var chat = new ChatAddress(change.Chat.Id);
        if (!IsPrivate(change.Chat))
            return isIn ? new Arrival.InGroup(chat, change.From.LanguageCode) : new Arrival.Nothing();
        return new Arrival.Turn(chat, change.From.Id, Base(chat, change.From) with
        {
            Type = "event",
            Name = Activity.Reachability,
            Id = $"member-{change.Date}",
            Timestamp = At(change.Date),
            Value = JsonSerializer.SerializeToElement(new() { ["reachable"] = isIn }, PressJson.Default.DictionaryStringBoolean),
        });
    }

    private static Arrival.Turn Turn(ChatAddress chat, ChatUser from, ChatMessage message, string words) => new(chat, from.Id, Base(chat, from) with
    {
        Type = "message",
        Id = $"{message.MessageId}",
        Timestamp = At(message.Date),
        ReplyToId = message.ReplyToMessage is { From.IsBot: true } answered ? $"{answered.MessageId}" : null,
        Text = words,
        TextFormat = "plain",
    });

    private static Activity Base(ChatAddress chat, ChatUser from) => new()
    {
        ChannelId = TelegramChannel.ChannelId,
        From = new() { Id = $"{from.Id}", Name = Name(from), Role = "user" },
        Recipient = new() { Id = "assistant", Role = "bot" },
        Conversation = new() { Id = chat.ToString() },
        Locale = Locale(from.LanguageCode),
    };

    /// <summary>Only what is said to the bot counts in a group: a command, or an answer to it.</summary>
    private static bool SpeaksToUs(ChatMessage message) =>
        message.Text is ['/', ..] || message.NewChatMembers is { IsDefaultOrEmpty: false } members && members.Any(member => member.IsBot);

    private static bool IsPrivate(TelegramChat chat) => chat is { Type: "private", Id: > 0 };

    private static bool HasMedia(ChatMessage message) =>
        message is { Document: not null } or { Photo: not null } or { Location: not null } or { Sticker: not null } or { Video: not null }
            or { Animation: not null } or { Poll: not null };

    private static ChatAddress Address(ChatMessage message) =>
        new(message.Chat.Id, message is { IsTopicMessage: true, MessageThreadId: > 1 } ? message.MessageThreadId : null);

    /// <summary>A command may name the bot it is for: <c>/help@bot</c>. What a link brings along counts only when it may be a code; else it says where the link stood.</summary>
    private static string? Words(string? text)
    {
        text = PlainText.Clean(text)?.Trim();
        if (text is not ['/', ..])
            return text;
        var end = text.AsSpan().IndexOfAny(' ', '\n');
        var command = end < 0 ? text : text[..end];
        var at = command.IndexOf('@', StringComparison.Ordinal);
        var words = at < 0 ? text : string.Concat(command.AsSpan(0, at), text.AsSpan(command.Length));
        return words.StartsWith(start, StringComparison.Ordinal) && words.Length - start.Length < shortestCode ? start.Trim() : words;
    }

    private const string start = "/start ";

    /// <summary>Codes are longer, so that they cannot be guessed.</summary>
    private const int shortestCode = 10;

    /// <summary>Clients send the number with or without its plus.</summary>
    private static string Phone(string number)
    {
        var clean = PlainText.Clean(number)!.Trim();
        return clean is ['+', ..] || !clean.All(char.IsAsciiDigit) ? clean : $"+{clean}";
    }

    private static string? Name(ChatUser from)
    {
        var name = PlainText.Clean($"{from.FirstName} {from.LastName}")?.Trim();
        return name is not { Length: > 0 } ? null
            : name.Length <= maxName ? name
            : char.IsHighSurrogate(name[maxName - 1]) ? name[..(maxName - 1)] : name[..maxName];
    }

    /// <summary>The client's language, when it is a tag at all; a person of a language we do not speak gets the organisation's own.</summary>
    private static string? Locale(string? tag) =>
        tag is { Length: > 1 and <= 35 } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag.Split('-')[0].ToLowerInvariant() : null;

    private static DateTimeOffset? At(long seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
