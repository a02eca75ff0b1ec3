using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Assistant.Protocol;

namespace Assistant.Channels.WebChat;

/// <summary>
/// From what a page posted to what the Host gets: only what we know stays, and everything that says who, where and when is ours. The page's own
/// id of a message stays its id, so that posting it again is the same message.
/// </summary>
internal static class Posting
{
    private const int MaxClientId = 64;
    private const int MaxLocale = 35;
    private const int IdBytes = 16;

    /// <returns><see langword="null"/> for what is acknowledged and ignored: typing and events we do not know.</returns>
    /// <param name="id">The activity's id, also of one that is ignored.</param>
    public static Activity? Clean(Activity posted, Visitor visitor, DateTimeOffset now, out string id)
    {
        var clientId = ClientActivityId(posted.ChannelData);
        id = clientId ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        var clean = new Activity
        {
            Id = id,
            Timestamp = now,
            ChannelId = WebChatChannel.ChannelId,
            From = new() { Id = visitor.Id, Role = "user" },
            Recipient = new() { Id = "assistant", Role = "bot" },
            Conversation = new() { Id = visitor.Conversation },
            Locale = posted.Locale is { Length: <= MaxLocale } locale && locale.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? locale : null,
            ChannelData = clientId is null ? null : JsonSerializer.SerializeToElement(new() { ClientActivityID = clientId }, DirectLineJson.Default.ShownData),
        };
        return posted switch
        {
            { Type: "message" } => clean with
            {
                Type = "message",
                Text = posted.Text,
                TextFormat = "plain",
                Value = Press.Of(posted) is not null || Submission.Of(posted) is not null ? posted.Value : null,
            },
            // As Teams says it when somebody opens the chat for the first time; the page's id "join" makes it once a conversation.
            { Type: "event", Name: "webchat/join" } => clean with { Type = "conversationUpdate" },
            { Type: "event", Name: "language" } when clean.Locale is not null => clean with { Type = "event", Name = "language" },
            _ => null,
        };
    }

    /// <returns>The client's own id of the activity; <see langword="null"/> when it has none that could be one.</returns>
    public static string? ClientActivityId(JsonElement? channelData) =>
        channelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("clientActivityID", out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= MaxClientId } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? id
            : null;
}
