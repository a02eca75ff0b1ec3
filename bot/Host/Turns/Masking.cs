using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Knowledge.Safety;
using Assistant.Protocol;

namespace Assistant.Host.Turns;

/// <summary>Takes personal codes out of what arrived, before anything is stored: out of the words, out of the fields of a form, and out of a file's name.</summary>
internal static class Masking
{
    /// <summary>Deeper than any form of ours; what lies deeper is dropped, since nobody reads it.</summary>
    private const int deepest = 16;

    /// <summary>More values than any form of ours has; the rest is dropped.</summary>
    private const int mostValues = 1_000;

    /// <returns>The same activity when there is nothing to hide.</returns>
    public static Activity Mask(Activity activity) => activity with
    {
        Text = activity.Text is { } text ? PersonalCodes.Mask(text).Text : null,
        Value = activity.Value is { ValueKind: JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String or JsonValueKind.Number } value ? Mask(value) : activity.Value,
        Attachments = HandedIn.NameOf(activity) is { } name && PersonalCodes.Mask(name).Text is var shown && shown != name && HandedIn.Of(activity) is { } file
            ? (file with { Name = shown }).With(activity).Attachments : activity.Attachments,
    };

    private static JsonElement Mask(JsonElement value)
    {
        var left = mostValues;
        var masked = Mask(value, deepest, ref left);
        return masked is null ? value : JsonDocument.Parse(masked.ToJsonString()).RootElement;
    }

    private static JsonNode? Mask(JsonElement value, int depth, ref int left)
    {
        if (depth == 0 || left-- <= 0)
            return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var masked = new JsonObject();
                foreach (var field in value.EnumerateObject())
                    masked[PersonalCodes.Mask(field.Name).Text] = Mask(field.Value, depth - 1, ref left);
                return masked;
            case JsonValueKind.Array:
                var list = new JsonArray();
                foreach (var item in value.EnumerateArray())
                    list.Add(Mask(item, depth - 1, ref left));
                return list;
            case JsonValueKind.String:
                return JsonValue.Create(PersonalCodes.Mask(value.GetString()!).Text);
            case JsonValueKind.Number:
                // A code typed into a number field is a code all the same.
                var digits = value.GetRawText();
                var hidden = PersonalCodes.Mask(digits).Text;
                return hidden == digits ? JsonNode.Parse(digits) : JsonValue.Create(hidden);
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(value.GetBoolean());
            default:
                return null;
        }
    }
}
