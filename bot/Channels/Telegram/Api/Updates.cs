using System.Collections.Immutable;
using System.Text.Json;

namespace Assistant.Channels.Telegram.Api;

/// <summary>One thing that happened. Kinds we do not know have only a number, and are acknowledged.</summary>
[BotApiType("Update")]
internal sealed record Update
{
    /// <summary>Unique per bot for at least a week of use; grows by one, and starts at random after a silent week.</summary>
    public required long UpdateId { get; init; }
    public ChatMessage? Message { get; init; }
    public ChatMessage? EditedMessage { get; init; }
    public CallbackQuery? CallbackQuery { get; init; }
    public ChatMemberUpdated? MyChatMember { get; init; }
}

/// <summary>A pressed inline button.</summary>
[BotApiType("CallbackQuery")]
internal sealed record CallbackQuery
{
    public required string Id { get; init; }
    public required ChatUser From { get; init; }
    /// <summary>The message under which the button was; its <see cref="ChatMessage.Date"/> is 0 when it is too old to be shown.</summary>
    public ChatMessage? Message { get; init; }
    /// <summary>Sent by the client, so possibly altered.</summary>
    public string? Data { get; init; }
}

/// <summary>The bot's standing in a chat changed: blocked, unblocked, added to a group, removed.</summary>
[BotApiType("ChatMemberUpdated")]
internal sealed record ChatMemberUpdated
{
    public required TelegramChat Chat { get; init; }
    public required ChatUser From { get; init; }
    /// <summary>Unix seconds.</summary>
    public long Date { get; init; }
    public required ChatMember NewChatMember { get; init; }
}

/// <summary>A member of a chat: only the status, as the union's variants differ in the rest.</summary>
[BotApiType("ChatMemberMember")]
internal sealed record ChatMember
{
    /// <summary><c>creator</c>, <c>administrator</c>, <c>member</c>, <c>restricted</c>, <c>left</c>, <c>kicked</c>.</summary>
    public required string Status { get; init; }
}

/// <summary>A message somebody wrote. Also stands for a message that is too old to be shown, whose date is 0.</summary>
[BotApiType("Message")]
internal sealed record ChatMessage
{
    public required long MessageId { get; init; }
    public required TelegramChat Chat { get; init; }
    /// <summary>Unix seconds; 0: inaccessible.</summary>
    public long Date { get; init; }
    public long? EditDate { get; init; }
    public ChatUser? From { get; init; }
    public long? MessageThreadId { get; init; }
    public bool? IsTopicMessage { get; init; }
    public string? Text { get; init; }
    public ImmutableArray<MessageEntity>? Entities { get; init; }
    public string? Caption { get; init; }
    public Voice? Voice { get; init; }
    public Contact? Contact { get; init; }
    public Document? Document { get; init; }
    public ImmutableArray<PhotoSize>? Photo { get; init; }
    public Location? Location { get; init; }
    // Of these only the presence matters: they are refused kindly.
    public JsonElement? Sticker { get; init; }
    public JsonElement? Video { get; init; }
    public JsonElement? VideoNote { get; init; }
    public JsonElement? Audio { get; init; }
    public JsonElement? Animation { get; init; }
    public JsonElement? Poll { get; init; }
    public string? MediaGroupId { get; init; }
    public long? MigrateToChatId { get; init; }
    public long? MigrateFromChatId { get; init; }
    public ImmutableArray<ChatUser>? NewChatMembers { get; init; }
    public ChatUser? LeftChatMember { get; init; }
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
    /// <summary>The message of the same chat that this one answers.</summary>
    public ChatMessage? ReplyToMessage { get; init; }
    public bool? HasProtectedContent { get; init; }
}

/// <summary>Our own message, as the vendor answers a send: only what we keep.</summary>
[BotApiType("Message")]
internal sealed record SentMessage
{
    public required long MessageId { get; init; }
}

/// <summary>A person or a bot.</summary>
[BotApiType("User")]
internal sealed record ChatUser
{
    /// <summary>Up to 52 bits; never changes.</summary>
    public required long Id { get; init; }
    public bool IsBot { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    /// <summary>IETF tag of the client's language.</summary>
    public string? LanguageCode { get; init; }
}

/// <summary>The bot itself.</summary>
[BotApiType("UserFromGetMe")]
internal sealed record BotUser
{
    public required long Id { get; init; }
    public string? Username { get; init; }
    public bool CanJoinGroups { get; init; }
    public bool CanReadAllGroupMessages { get; init; }
}

/// <summary>A chat.</summary>
[BotApiType("Chat")]
internal sealed record TelegramChat
{
    /// <summary>Up to 52 bits; negative for groups.</summary>
    public required long Id { get; init; }
    /// <summary><c>private</c>, <c>group</c>, <c>supergroup</c>, <c>channel</c>; anything else counts as a group.</summary>
    public string? Type { get; init; }
    public string? Title { get; init; }
    public bool? IsForum { get; init; }
}

/// <summary>Formatting of a stretch of text.</summary>
[BotApiType("MessageEntity")]
internal sealed record MessageEntity
{
    /// <summary><c>bold</c>, <c>text_link</c>, <c>date_time</c>, ...</summary>
    public required string Type { get; init; }
    /// <summary>In UTF-16 units.</summary>
    public required int Offset { get; init; }
    /// <summary>In UTF-16 units.</summary>
    public required int Length { get; init; }
    /// <summary>With <c>text_link</c>.</summary>
    public string? Url { get; init; }
    /// <summary>With <c>date_time</c>: Unix seconds.</summary>
    public long? UnixTime { get; init; }
    /// <summary>With <c>date_time</c>: <c>r|w?[dD]?[tT]?</c>; empty: the text is shown as it is.</summary>
    public string? DateTimeFormat { get; init; }
}

/// <summary>A voice message.</summary>
[BotApiType("Voice")]
internal sealed record Voice
{
    public required string FileId { get; init; }
    /// <summary>Seconds.</summary>
    public int Duration { get; init; }
    public string? MimeType { get; init; }
    /// <summary>Bytes.</summary>
    public long? FileSize { get; init; }
}

/// <summary>A shared contact; anybody's, so the number counts only when <see cref="UserId"/> is the sender.</summary>
[BotApiType("Contact")]
internal sealed record Contact
{
    public required string PhoneNumber { get; init; }
    public string? FirstName { get; init; }
    public long? UserId { get; init; }
}

/// <summary>A file sent to us.</summary>
[BotApiType("Document")]
internal sealed record Document
{
    public required string FileId { get; init; }
    public string? FileName { get; init; }
    public string? MimeType { get; init; }
    /// <summary>Bytes.</summary>
    public long? FileSize { get; init; }
}

/// <summary>One size of a photo.</summary>
[BotApiType("PhotoSize")]
internal sealed record PhotoSize
{
    public required string FileId { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }
}

/// <summary>A place.</summary>
[BotApiType("Location")]
internal sealed record Location
{
    public double Latitude { get; init; }
    public double Longitude { get; init; }
}

/// <summary>Where a file can be fetched, for at least an hour.</summary>
[BotApiType("File")]
internal sealed record FileAtHand
{
    public required string FileId { get; init; }
    /// <summary>Bytes.</summary>
    public long? FileSize { get; init; }
    public string? FilePath { get; init; }
}

/// <summary>How the vendor sees our webhook.</summary>
[BotApiType("WebhookInfo")]
internal sealed record WebhookInfo
{
    /// <summary>Empty: none is set.</summary>
    public string? Url { get; init; }
    public int PendingUpdateCount { get; init; }
    /// <summary>Unix seconds.</summary>
    public long? LastErrorDate { get; init; }
    public string? LastErrorMessage { get; init; }
    /// <summary>Unix seconds.</summary>
    public long? LastSynchronizationErrorDate { get; init; }
    public int? MaxConnections { get; init; }
    public ImmutableArray<string>? AllowedUpdates { get; init; }
}
