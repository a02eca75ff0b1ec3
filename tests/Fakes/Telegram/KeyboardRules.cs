using System.Text;
using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>What may hang under a message.</summary>
internal static class KeyboardRules
{
    private const int mostInRow = 12;
    private const int most = 300;
    private const int maxData = 64;

    /// <returns>The markup as the server keeps it; <see langword="null"/>: none.</returns>
    public static JsonObject? Check(JsonNode? node, bool isPrivate, Journal journal)
    {
        if (node is null)
            return null;
        if (node is not JsonObject markup)
            throw ApiException.Bad("object expected as reply markup");
        if (markup["inline_keyboard"] is { } inline)
        {
            var rows = Rows(inline, "inline keyboard", journal, button =>
            {
                var text = Text(button);
                var actions = new[] { "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "pay", "callback_game" }
                    .Where(button.ContainsKey).ToList();
                if (actions.Count == 0)
                    throw ApiException.Bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
                if (actions.Count > 1)
                    throw ApiException.Bad("can't parse inline keyboard button: Exactly one of the optional fields must be used");
                if (button["callback_data"] is JsonValue data && Encoding.UTF8.GetByteCount(data.GetValue<string>()) is 0 or > maxData)
                    throw ApiException.Bad("BUTTON_DATA_INVALID");
                if (button["url"] is JsonValue url && !Uri.TryCreate(url.GetValue<string>(), UriKind.Absolute, out _))
                    throw ApiException.Bad($"inline keyboard button URL '{url.GetValue<string>()}' is invalid: Wrong HTTP URL");
                if (text.Length == 0)
                    throw ApiException.Bad("can't parse inline keyboard button: Button text must be non-empty");
            });
            return rows.Count == 0 ? null : new() { ["inline_keyboard"] = rows };
        }
        if (markup["keyboard"] is { } keyboard)
        {
            var rows = Rows(keyboard, "keyboard", journal, button =>
            {
                if (Text(button).Length == 0)
                    throw ApiException.Bad("can't parse keyboard button: Button text must be non-empty");
                if (button["request_contact"]?.GetValue<bool>() == true && !isPrivate)
                    throw ApiException.Bad("phone number can be requested in private chats only");
            });
            if (markup["input_field_placeholder"] is JsonValue placeholder && placeholder.GetValue<string>().Length > 64)
                journal.Violate("a placeholder longer than 64 characters");
            var kept = (JsonObject)markup.DeepClone();
            kept["keyboard"] = rows;
            return kept;
        }
        if (markup["remove_keyboard"]?.GetValue<bool>() == true || markup["force_reply"]?.GetValue<bool>() == true)
            return (JsonObject)markup.DeepClone();
        return null;
    }

    private static string Text(JsonObject button) => button["text"] is JsonValue text ? text.GetValue<string>().Trim() : throw ApiException.Bad("can't parse button: Field \"text\" must be of type String");

    private static JsonArray Rows(JsonNode node, string name, Journal journal, Action<JsonObject> check)
    {
        if (node is not JsonArray given)
            throw ApiException.Bad($"can't parse {name}: Field must be of type Array");
        var rows = new JsonArray();
        var count = 0;
        foreach (var line in given)
        {
            if (line is not JsonArray buttons)
                throw ApiException.Bad($"can't parse {name}: expected an Array of buttons");
            var row = new JsonArray();
            foreach (var item in buttons)
            {
                // Plain strings are buttons of a reply keyboard too.
                var button = item is JsonValue text && name == "keyboard" ? new() { ["text"] = text.GetValue<string>() }
                    : item as JsonObject ?? throw ApiException.Bad($"can't parse {name} button: expected an Object");
                check(button);
                if (row.Count == mostInRow || count == most)
                {
                    journal.Violate("a keyboard so large that buttons were dropped");
                    continue;
                }
                row.Add(button.DeepClone());
                count++;
            }
            if (row.Count > 0)
                rows.Add(row);
        }
        return rows;
    }
}
