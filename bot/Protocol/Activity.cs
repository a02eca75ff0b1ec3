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
    /// <summary>The activity this one answers.</summary>
    public string? ReplyToId { get; init; }
    /// <summary>Name of an event or invoke.</summary>
    public string? Name { get; init; }
    /// <summary><see cref="Type"/> of the new words of a message that was sent before; <see cref="Id"/> is that message's.</summary>
    public const string MessageUpdate = "messageUpdate";

    /// <summary><see cref="Name"/> of the event that says whether the person can be written to; its value is <c>{"reachable": true}</c>.</summary>
    public const string Reachability = "reachability";

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
    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>A chat on a channel.</summary>
public sealed record ConversationAccount
{
    /// <summary>The channel's id.</summary>
    public string? Id { get; init; }
    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>What is needed to write to a chat later.</summary>
/// <param name="Conversation">The channel's id of the chat.</param>
/// <param name="User">The channel's id of the person.</param>
/// <param name="ServiceUrl">Checked address of the channel's service; <see langword="null"/> where the channel needs none.</param>
public sealed record ConversationReference(string Channel, string Conversation, string User, string? ServiceUrl = null, string? Locale = null);

/// <summary>Source-generated JSON of the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(ConversationReference))]
public sealed partial class WireJson : JsonSerializerContext;
