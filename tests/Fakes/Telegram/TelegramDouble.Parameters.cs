using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>Parameters as they come: real JSON, or JSON in a string.</summary>
public sealed partial class TelegramDouble
{
    // A form body brings everything as text; a JSON body may as well.
    private static string? Text(JsonObject p, string name) => p[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        { } other => other.ToJsonString(),
    };

    private static long Number(JsonObject p, string name) => p[name] switch
    {
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        JsonValue value when value.TryGetValue<string>(out var text) && long.TryParse(text, out var number) => number,
        _ => 0,
    };

    private static bool Flag(JsonObject p, string name) => p[name] is JsonValue value
        && (value.TryGetValue<bool>(out var flag) ? flag : value.TryGetValue<string>(out var text) && text.ToLowerInvariant() is "true" or "yes" or "1");

    private static JsonNode? Json(JsonObject p, string name)
    {
        var node = p[name];
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || text.Length == 0)
            return node is JsonValue ? null : node;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw Unreadable(name);
        }
    }

    private static JsonObject? Object(JsonObject p, string name) => Json(p, name) switch
    {
        null => null,
        JsonObject found => found,
        _ => throw Unreadable(name),
    };

    private static ApiException Unreadable(string name) => ApiException.Bad($"can't parse {(name == "reply_markup" ? "reply keyboard markup" : name.Replace('_', ' '))} JSON object");
}
