using System.Collections.Immutable;

namespace Assistant.Channels.Telegram.Api;

/// <summary>A request of the Bot API, and what its answer is.</summary>
/// <typeparam name="TResult">What <c>result</c> holds.</typeparam>
internal abstract record BotRequest<TResult>
{
    /// <summary>Name of the method; internal, so that it is no field.</summary>
    internal abstract string Method { get; }
}

[BotApiMethod("getMe")]
internal sealed record GetMe : BotRequest<BotUser>
{
    internal override string Method => "getMe";
}

[BotApiMethod("getUpdates")]
internal sealed record GetUpdates : BotRequest<ImmutableArray<System.Text.Json.JsonElement>>
{
    internal override string Method => "getUpdates";
    /// <summary>Confirms everything before it; <see langword="null"/>: whatever waits.</summary>
    public long? Offset { get; init; }
    /// <summary>1 to 100.</summary>
    public int? Limit { get; init; }
    /// <summary>Seconds; the server waits 50 at most.</summary>
    public int? Timeout { get; init; }
    public ImmutableArray<string>? AllowedUpdates { get; init; }
}

[BotApiMethod("setWebhook")]
internal sealed record SetWebhook : BotRequest<bool>
{
    internal override string Method => "setWebhook";
    public required string Url { get; init; }
    public string? SecretToken { get; init; }
    public int? MaxConnections { get; init; }
    public ImmutableArray<string>? AllowedUpdates { get; init; }
}

[BotApiMethod("deleteWebhook")]
internal sealed record DeleteWebhook : BotRequest<bool>
{
    internal override string Method => "deleteWebhook";
}

[BotApiMethod("getWebhookInfo")]
internal sealed record GetWebhookInfo : BotRequest<WebhookInfo>
{
    internal override string Method => "getWebhookInfo";
}

[BotApiMethod("sendMessage")]
internal sealed record SendMessage : BotRequest<SentMessage>
{
    internal override string Method => "sendMessage";
    public required long ChatId { get; init; }
    public long? MessageThreadId { get; init; }
    /// <summary>1 to 4096 code points.</summary>
    public required string Text { get; init; }
    public ImmutableArray<MessageEntity>? Entities { get; init; }
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }
    public bool? DisableNotification { get; init; }
    public bool? ProtectContent { get; init; }
    public ReplyMarkup? ReplyMarkup { get; init; }
}

[BotApiMethod("sendDocument")]
internal sealed record SendDocument : BotRequest<SentMessage>
{
    internal override string Method => "sendDocument";
    public required long ChatId { get; init; }
    public long? MessageThreadId { get; init; }
    /// <summary><c>attach://</c> and the name of the part that holds the bytes.</summary>
    public required string Document { get; init; }
    /// <summary>Up to 1024 code points.</summary>
    public string? Caption { get; init; }
    public bool? ProtectContent { get; init; }
    public ReplyMarkup? ReplyMarkup { get; init; }
}

[BotApiMethod("editMessageText")]
internal sealed record EditMessageText : BotRequest<SentMessage>
{
    internal override string Method => "editMessageText";
    public required long ChatId { get; init; }
    public required long MessageId { get; init; }
    public required string Text { get; init; }
    public ImmutableArray<MessageEntity>? Entities { get; init; }
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }
    /// <summary><see langword="null"/> takes the buttons away.</summary>
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}

[BotApiMethod("editMessageReplyMarkup")]
internal sealed record EditMessageReplyMarkup : BotRequest<SentMessage>
{
    internal override string Method => "editMessageReplyMarkup";
    public required long ChatId { get; init; }
    public required long MessageId { get; init; }
    /// <summary><see langword="null"/> takes the buttons away.</summary>
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}

[BotApiMethod("answerCallbackQuery")]
internal sealed record AnswerCallbackQuery : BotRequest<bool>
{
    internal override string Method => "answerCallbackQuery";
    public required string CallbackQueryId { get; init; }
    /// <summary>Up to 200 characters, shown over the chat for a moment.</summary>
    public string? Text { get; init; }
}

[BotApiMethod("sendChatAction")]
internal sealed record SendChatAction : BotRequest<bool>
{
    internal override string Method => "sendChatAction";
    public required long ChatId { get; init; }
    public long? MessageThreadId { get; init; }
    /// <summary><c>typing</c>, <c>upload_document</c>, ...; lasts 5 s or until a message comes.</summary>
    public required string Action { get; init; }
}

[BotApiMethod("getFile")]
internal sealed record GetFile : BotRequest<FileAtHand>
{
    internal override string Method => "getFile";
    public required string FileId { get; init; }
}

[BotApiMethod("deleteMessages")]
internal sealed record DeleteMessages : BotRequest<bool>
{
    internal override string Method => "deleteMessages";
    /// <summary>Most messages of one call.</summary>
    internal const int Most = 100;
    public required long ChatId { get; init; }
    /// <summary>1 to 100; those that cannot be found are skipped.</summary>
    public required ImmutableArray<long> MessageIds { get; init; }
}

[BotApiMethod("getMyCommands")]
internal sealed record GetMyCommands : BotRequest<ImmutableArray<BotCommand>>
{
    internal override string Method => "getMyCommands";
    public BotCommandScope? Scope { get; init; }
    public string? LanguageCode { get; init; }
}

[BotApiMethod("setMyCommands")]
internal sealed record SetMyCommands : BotRequest<bool>
{
    internal override string Method => "setMyCommands";
    public required ImmutableArray<BotCommand> Commands { get; init; }
    public BotCommandScope? Scope { get; init; }
    /// <summary>Two letters; <see langword="null"/>: for all without a list of their own.</summary>
    public string? LanguageCode { get; init; }
}

[BotApiMethod("deleteMyCommands")]
internal sealed record DeleteMyCommands : BotRequest<bool>
{
    internal override string Method => "deleteMyCommands";
    public BotCommandScope? Scope { get; init; }
    public string? LanguageCode { get; init; }
}

[BotApiMethod("getMyDescription")]
internal sealed record GetMyDescription : BotRequest<BotDescription>
{
    internal override string Method => "getMyDescription";
    public string? LanguageCode { get; init; }
}

[BotApiMethod("setMyDescription")]
internal sealed record SetMyDescription : BotRequest<bool>
{
    internal override string Method => "setMyDescription";
    /// <summary>Up to 512 characters, shown in an empty chat.</summary>
    public string? Description { get; init; }
    public string? LanguageCode { get; init; }
}

[BotApiMethod("getMyShortDescription")]
internal sealed record GetMyShortDescription : BotRequest<BotShortDescription>
{
    internal override string Method => "getMyShortDescription";
    public string? LanguageCode { get; init; }
}

[BotApiMethod("setMyShortDescription")]
internal sealed record SetMyShortDescription : BotRequest<bool>
{
    internal override string Method => "setMyShortDescription";
    /// <summary>Up to 120 characters, shown on the profile.</summary>
    public string? ShortDescription { get; init; }
    public string? LanguageCode { get; init; }
}

[BotApiMethod("setChatMenuButton")]
internal sealed record SetChatMenuButton : BotRequest<bool>
{
    internal override string Method => "setChatMenuButton";
    public required MenuButton MenuButton { get; init; }
}

[BotApiMethod("leaveChat")]
internal sealed record LeaveChat : BotRequest<bool>
{
    internal override string Method => "leaveChat";
    public required long ChatId { get; init; }
}
