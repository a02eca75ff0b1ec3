using System.Text.Json;
using System.Text.Json.Serialization;
using System.Collections.Immutable;

namespace Assistant.Channels.Telegram.Api;

/// <summary>Source-generated JSON of the Bot API. Fields we do not know are skipped: the vendor adds some every month.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(GetMe)), JsonSerializable(typeof(BotAnswer<BotUser>))]
[JsonSerializable(typeof(GetUpdates)), JsonSerializable(typeof(BotAnswer<ImmutableArray<JsonElement>>))]
[JsonSerializable(typeof(SetWebhook)), JsonSerializable(typeof(BotAnswer<bool>))]
[JsonSerializable(typeof(DeleteWebhook))]
[JsonSerializable(typeof(GetWebhookInfo)), JsonSerializable(typeof(BotAnswer<WebhookInfo>))]
[JsonSerializable(typeof(SendMessage)), JsonSerializable(typeof(BotAnswer<SentMessage>))]
[JsonSerializable(typeof(SendDocument))]
[JsonSerializable(typeof(EditMessageText))]
[JsonSerializable(typeof(EditMessageReplyMarkup))]
[JsonSerializable(typeof(AnswerCallbackQuery))]
[JsonSerializable(typeof(SendChatAction))]
[JsonSerializable(typeof(GetFile)), JsonSerializable(typeof(BotAnswer<FileAtHand>))]
[JsonSerializable(typeof(DeleteMessages))]
[JsonSerializable(typeof(GetMyCommands)), JsonSerializable(typeof(BotAnswer<ImmutableArray<BotCommand>>))]
[JsonSerializable(typeof(SetMyCommands)), JsonSerializable(typeof(DeleteMyCommands))]
[JsonSerializable(typeof(GetMyDescription)), JsonSerializable(typeof(BotAnswer<BotDescription>))]
[JsonSerializable(typeof(SetMyDescription))]
[JsonSerializable(typeof(GetMyShortDescription)), JsonSerializable(typeof(BotAnswer<BotShortDescription>))]
[JsonSerializable(typeof(SetMyShortDescription))]
[JsonSerializable(typeof(SetChatMenuButton))]
[JsonSerializable(typeof(LeaveChat))]
internal sealed partial class BotJson : JsonSerializerContext;
