using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assistant.Protocol;

/// <summary>
/// One Activity of the Bot Framework protocol (botframework-sdk, <c>specs/botframework-activity</c>). Tolerant: unknown fields are kept and
/// written back (rule A2005), unknown types pass (A2006).
/// </summary>
public sealed record Activity
{
    /// <summary><c>message</c>, <c>typing</c>, <c>conversationUpdate</c>, <c>event</c>, <c>invoke</c>, ...</summary>
    public string? Type { get; init; }
    /// <summary>The channel's id of this activity.</summary>
    public string? Id { get; init; }
    /// <summary>When the channel took it, UTC; <see langword="null"/> too when it came in a form nobody can read, for no message is refused for its time (A2042).</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? Timestamp { get; init; }
    /// <summary><c>webchat</c>, <c>telegram</c>, <c>msteams</c>, <c>terminal</c>.</summary>
    public string? ChannelId { get; init; }
    /// <summary>Where answers go; never trusted before it was checked.</summary>
    public string? ServiceUrl { get; init; }
    /// <summary>The sender.</summary>
    public ChannelAccount? From { get; init; }
    /// <summary>The addressee.</summary>
    public ChannelAccount? Recipient { get; init; }
    /// <summary>The chat.</summary>
    public ConversationAccount? Conversation { get; init; }
    /// <summary>Longest text that is read, in UTF-16 units.</summary>
    public const int MaxText = 8_000;

    /// <summary>What the person wrote.</summary>
    public string? Text { get; init; }
    /// <summary>Too long to be read: kept whole, and answered with a kind word instead of a turn.</summary>
    [JsonIgnore]
    public bool IsTextTooLong => Text?.Length > MaxText;
    /// <summary><c>plain</c>, <c>markdown</c>, <c>xml</c>.</summary>
    public string? TextFormat { get; init; }
    /// <summary>BCP 47.</summary>
    public string? Locale { get; init; }
    /// <summary><c>expectReplies</c>: the caller wants what is said to it in the answer to its call; else <see langword="null"/> or <c>normal</c>.</summary>
    public string? DeliveryMode { get; init; }
    /// <summary>The activity this one answers.</summary>
    public string? ReplyToId { get; init; }
    /// <summary>Name of an event or invoke.</summary>
    public string? Name { get; init; }
    /// <summary><see cref="Type"/> of the new words of a message that was sent before; <see cref="Id"/> is that message's.</summary>
    public const string MessageUpdate = "messageUpdate";

    /// <summary><see cref="Name"/> of the event that says whether the person can be written to; its value is <c>{"reachable": true}</c>.</summary>
    public const string Reachability = "reachability";

    /// <summary>What of an installation changed: <c>add</c>, <c>add-upgrade</c>, <c>remove</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }
    /// <summary>Mentions, the client's place and the like; any JSON, since unknown kinds pass (A2014). See <see cref="Mentions"/>.</summary>
    public JsonElement? Entities { get; init; }
    /// <summary>Cards, files, and an HTML copy of the words; any JSON.</summary>
    public JsonElement? Attachments { get; init; }
    /// <summary>Who came into the chat; any JSON.</summary>
    public JsonElement? MembersAdded { get; init; }
    /// <summary>Who left the chat; any JSON.</summary>
    public JsonElement? MembersRemoved { get; init; }
    /// <summary>What a button or card carried.</summary>
    public JsonElement? Value { get; init; }
    /// <summary>The channel's own data.</summary>
    public JsonElement? ChannelData { get; init; }
    /// <summary>Everything else, kept as it came. Settable, because generated JSON cannot bind unknown fields to an init-only property.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>A user or bot on a channel.</summary>
public sealed record ChannelAccount
{
    /// <summary>The channel's id.</summary>
    public string? Id { get; init; }
    /// <summary>Display name; never stored in clear, never logged.</summary>
    public string? Name { get; init; }
    /// <summary><c>user</c> or <c>bot</c>.</summary>
    public string? Role { get; init; }
    /// <summary>The organisation's own id of the person, where the channel's sign-in knows one.</summary>
    public string? AadObjectId { get; init; }
    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>A chat on a channel.</summary>
public sealed record ConversationAccount
{
    /// <summary><see cref="ConversationType"/> of a chat of one person with the bot.</summary>
    public const string Personal = "personal";

    /// <summary>The channel's id.</summary>
    public string? Id { get; init; }
    /// <summary><see cref="Personal"/>, <c>groupChat</c>, <c>channel</c>.</summary>
    public string? ConversationType { get; init; }
    /// <summary>The organisation the chat belongs to, where the channel has such.</summary>
    public string? TenantId { get; init; }
    /// <summary>More than one person may read it.</summary>
    public bool? IsGroup { get; init; }
    /// <summary>Whether nobody but one person reads it; a chat that does not say so is not taken for private.</summary>
    [JsonIgnore]
    public bool IsPersonal => ConversationType == Personal && IsGroup != true;
    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Source-generated JSON of the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(ConversationReference))]
public sealed partial class WireJson : JsonSerializerContext;
