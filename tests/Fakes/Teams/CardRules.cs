using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assistant.Tests.Fakes.Teams;

/// <summary>What Teams, and phones before all, want of a message: from the vendor's pages, and what people can read.</summary>
public static class CardRules
{
    private const int maxActivity = 100 * 1024; // bytes of UTF-16, the vendor's
    private const int maxCard = 25 * 1024; // characters; more is no card that anybody reads
    private const int maxText = 4_000; // UTF-16 units
    private const int maxBlock = 1_500; // UTF-16 units: a line of a card
    private const int maxInSet = 6; // clients hide more
    private const int maxLabel = 60; // UTF-16 units: a phone cuts what is longer

    /// <summary>Elements that phones know: those of version 1.2, and the button of 1.5 that falls back to one of theirs.</summary>
    private static readonly string[] known = ["TextBlock", "RichTextBlock", "TextRun", "ActionSet", "Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.ChoiceSet", "Input.Toggle", "Action.Execute", "Action.Submit"];

    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is wrong with a message as it was sent; none: nothing.</summary>
    public static IEnumerable<string> Faults(JsonNode activity)
    {
        if (activity.ToJsonString(plain).Length * sizeof(char) > maxActivity)
            yield return "larger than Teams takes";
        if ((string?)activity["text"] is { } text)
        {
            if (System.Net.WebUtility.HtmlDecode(text.Replace("<br/>", "\n", StringComparison.Ordinal)).Length is 0 or > maxText || (string?)activity["textFormat"] != (text.Contains("<br/>", StringComparison.Ordinal) ? "xml" : "plain") || text.Contains('\n', StringComparison.Ordinal) || activity["attachments"] is not null)
                yield return "text that is too long, not plain, or beside a card: " + text[..Math.Min(text.Length, 60)];
            yield break;
        }
        if (activity["attachments"] is not JsonArray { Count: 1 } attachments)
        {
            yield return "neither text nor one card";
            yield break;
        }
        if ((string?)attachments[0]!["contentType"] != "application/vnd.microsoft.card.adaptive")
            yield break;
        var card = attachments[0]!["content"]!;
        if (((string?)card["type"], (string?)card["version"], (string?)card["lang"]) is not ("AdaptiveCard", "1.5", { Length: 2 }))
            yield return "a card without version or language";
        if (card.ToJsonString(plain).Length > maxCard)
            yield return "a card larger than anybody reads";
        foreach (var element in Elements(card["body"]!))
        {
            var type = (string)element["type"]!;
            if (!known.Contains(type))
                yield return $"{type} is no element that phones know";
            if (type == "ActionSet" && element["actions"]!.AsArray().Count is 0 or > maxInSet)
                yield return "buttons that clients hide";
            if (type is "TextBlock" or "TextRun" && ((string?)element["text"])?.Length is null or 0 or > maxBlock)
                yield return "a line without end, or none";
            if (type == "TextBlock" && (bool?)element["wrap"] != true)
                yield return "a line that is cut off";
            if (type.StartsWith("Action.", StringComparison.Ordinal) && ((string?)element["title"])?.Length is null or 0 or > maxLabel)
                yield return $"a button nobody reads: {(string?)element["title"]}";
            if (type == "Action.Execute" && !JsonNode.DeepEquals(element["data"], element["fallback"]?["data"]))
                yield return "a button that older clients do not have";
            if (type.StartsWith("Input.", StringComparison.Ordinal) && (string?)(element["label"] ?? element["title"]) is not { Length: > 0 })
                yield return $"a field without a name: {(string?)element["id"]}";
        }
    }

    private static IEnumerable<JsonObject> Elements(JsonNode node) => node switch
    {
        JsonArray items => items.SelectMany(item => Elements(item!)),
        JsonObject item => (item.ContainsKey("type") ? [item] : Array.Empty<JsonObject>()).Concat(((string[])["actions", "inlines", "fallback", "items", "columns"]).Where(item.ContainsKey).SelectMany(name => Elements(item[name]!))),
        _ => [],
    };
}
