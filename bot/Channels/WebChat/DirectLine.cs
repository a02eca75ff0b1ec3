using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assistant.Protocol;

namespace Assistant.Channels.WebChat;

/// <summary>Answer to opening, reconnecting and refreshing.</summary>
/// <param name="ExpiresIn">Seconds the token is good for.</param>
/// <param name="Roles">In Development: roles to switch to.</param>
internal sealed record OpenedConversation(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string StreamUrl, ImmutableArray<string>? Roles = null);

/// <summary>Answer to a post.</summary>
internal sealed record Posted(string Id);

/// <summary>Several activities, and where to read on.</summary>
internal sealed record ActivitySet(IReadOnlyList<ShownActivity> Activities, [property: JsonIgnore] long Last)
{
    /// <summary>Whether the log may go on behind <see cref="Last"/>.</summary>
    [JsonIgnore]
    public bool MayHaveMore { get; init; }

    /// <summary>Opaque to clients.</summary>
    public string Watermark => Log.Text(Last);
}

/// <summary>An error: a short code, never a text of ours or of .NET.</summary>
internal sealed record Failure(FailureCode Error);

/// <inheritdoc cref="Failure"/>
internal sealed record FailureCode(string Code);

/// <summary>One activity of either direction as a Direct Line client sees it.</summary>
internal sealed record ShownActivity
{
    public string Type { get; init; } = "message";
    public required string Id { get; init; }
    public required DateTimeOffset Timestamp { get; init; }
    public string ChannelId { get; init; } = WebChatChannel.ChannelId;
    public required ShownAccount From { get; init; }
    public required ShownAccount Conversation { get; init; }
    public string? Text { get; init; }
    public string TextFormat { get; init; } = "plain";
    public string? Locale { get; init; }
    public JsonElement? Value { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public ShownData? ChannelData { get; init; }
}

internal sealed record ShownAccount(string Id, string? Role = null);

internal sealed record SuggestedActions(IReadOnlyList<CardAction> Actions);

/// <summary>A button. <c>messageBack</c> makes any Direct Line client send a message with this text and value.</summary>
internal sealed record CardAction(string Title, PressValue Value)
{
    public string Type => "messageBack";
    public string Text => Title;
    public string DisplayText => Title;
}

internal sealed record PressValue(string Press);

/// <param name="ContentUrl"><see langword="null"/>: the person's own file, of which the page shows the name.</param>
internal sealed record Attachment(string ContentType, string? ContentUrl, string Name);

/// <summary>What only our page knows how to show.</summary>
internal sealed record ShownData
{
    public string? ClientActivityID { get; init; }
    public Input? Input { get; init; }
    public Form? Form { get; init; }
    public Chart? Chart { get; init; }
    public string? Replaces { get; init; }
    public bool? Alerts { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OpenedConversation))]
[JsonSerializable(typeof(Posted))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(Failure))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
