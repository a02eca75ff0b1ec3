using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>What became of a call.</summary>
internal enum ConnectorFault
{
    /// <summary>Taken.</summary>
    None,
    /// <summary>Too fast, or somebody else was at it: certainly not taken.</summary>
    Throttled,
    /// <summary>It never left.</summary>
    NotSent,
    /// <summary>Nobody knows.</summary>
    Unknown,
    /// <summary>Our token is not good.</summary>
    Unauthorized,
    /// <summary>The person blocked or removed us.</summary>
    Blocked,
    /// <summary>We are not in this chat any more.</summary>
    Kicked,
    /// <summary>No such chat, or no such message in it.</summary>
    NotFound,
    /// <summary>More than Teams takes.</summary>
    TooLarge,
    /// <summary>The address is none that we give a token to.</summary>
    Foreign,
    /// <summary>Refused for another reason.</summary>
    Refused,
}

/// <param name="Id">Of the message or chat, when told.</param>
/// <param name="RetryAfter">With <see cref="ConnectorFault.Throttled"/>: the vendor's wish, when told.</param>
/// <param name="Code">The vendor's short code.</param>
internal readonly record struct ConnectorAnswer(ConnectorFault Fault, string? Id = null, TimeSpan? RetryAfter = null, string? Code = null)
{
    private static readonly TimeSpan longestWish = TimeSpan.FromMinutes(10);
    private const int maxCode = 64; // characters

    /// <summary>Reads an answer of any shape: errors may come as pages of a gateway.</summary>
    public static ConnectorAnswer Of(HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? wish)
    {
        var json = Parse(body);
        if ((int)status is >= 200 and < 300)
            return new(ConnectorFault.None, Text(json, "id"));
        var codes = Codes(json).ToArray();
        var code = codes.FirstOrDefault();
        var fault = (int)status switch
        {
            429 or 412 => ConnectorFault.Throttled,
            401 => ConnectorFault.Unauthorized,
            403 when codes.Contains("MessageWritesBlocked") => ConnectorFault.Blocked,
            403 or 404 when codes.Contains("BotNotInConversationRoster") => ConnectorFault.Kicked,
            404 => ConnectorFault.NotFound,
            403 when codes.Contains("ConversationNotFound") => ConnectorFault.NotFound,
            413 => ConnectorFault.TooLarge,
            // It may have been delivered all the same.
            408 or >= 500 => ConnectorFault.Unknown,
            _ => ConnectorFault.Refused,
        };
        return new(fault, RetryAfter: wish is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, longestWish.Ticks)) : null, Code: code);
    }

    private static JsonObject? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Codes(JsonObject? json)
    {
        string[] names = ["subCode", "code", "errorCode"];
        JsonObject?[] places = [json, Child(json, "error"), Child(Child(json, "error"), "innerError"), Child(Child(json, "error"), "innererror")];
        foreach (var place in places)
            foreach (var name in names)
                if (Text(place, name) is { Length: > 0 and <= maxCode } code && code.All(char.IsAsciiLetterOrDigit))
                    yield return code;
    }

    private static JsonObject? Child(JsonObject? of, string name)
    {
        try
        {
            return of?[name] as JsonObject;
        }
        catch (ArgumentException)
        {
            // A name twice in one object.
            return null;
        }
    }

    private static string? Text(JsonObject? of, string name)
    {
        try
        {
            return of?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
