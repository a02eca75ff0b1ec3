using System.Buffers;
using System.Text.Json.Nodes;
using Assistant.Protocol;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Messages as Adaptive Cards: version 1.5 for buttons that are answered at once, with elements of 1.2 alone, since phones know no newer ones.
/// </summary>
internal static class Cards
{
    /// <summary>How Teams knows a card.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Most buttons; beyond it typing the words does as well.</summary>
    public const int MaxButtons = 36;

    /// <summary>Buttons that clients show beside each other without hiding any.</summary>
    private const int maxInSet = 6;

    private const int maxLabel = 200; // UTF-16 units

    /// <summary>Between lines, and between paragraphs.</summary>
    private const string near = "Small", apart = "Medium";

    private static readonly SearchValues<char> formatting = SearchValues.Create("*_[]`#\\~<>&|");

    /// <summary>Text with its buttons.</summary>
    public static JsonObject Of(Message message, string text)
    {
        var body = Blocks(text);
        foreach (var some in message.Buttons.Take(MaxButtons).Chunk(maxInSet))
            body.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. some.Select(button => Action(button, text, message.KeepsButtons))]) });
        return Card(body, message.Language);
    }

    /// <summary>What is left of a card once it is used: the question, and the choice.</summary>
    public static JsonObject Chosen(CardPress press)
    {
        var body = press.Asked is { Length: > 0 } asked ? Blocks(asked) : [];
        body.Add(Block($"✓ {press.Label}", isStrong: true, body.Count > 0 ? near : null));
        return Card(body, null);
    }

    private static JsonObject Card(JsonArray body, string? language)
    {
        var card = new JsonObject { ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = body };
        if (language is not null)
            card["lang"] = language;
        return card;
    }

    private static JsonObject Action(Button button, string text, bool stays)
    {
        var label = Label(button.Label);
        var press = new CardPress(button.Handle, label, text, stays);
        return new()
        {
            ["type"] = "Action.Execute", ["title"] = label, ["verb"] = "press", ["data"] = press.ToJson(),
            // Old clients know no other; both come to the same handler.
            ["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = label, ["data"] = press.ToJson() },
        };
    }

    private static string Label(string label)
    {
        var clean = PlainText.Clean(label)?.Trim() is { Length: > 0 } some ? some : "…";
        return clean.Length <= maxLabel ? clean : TextParts.Cut(clean, maxLabel);
    }

    /// <summary>One block a line: within a block, clients show a single line end as a space.</summary>
    private static JsonArray Blocks(string text)
    {
        var body = new JsonArray();
        var isParted = false;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length > 0)
                body.Add(Block(line, isStrong: false, body.Count == 0 ? null : isParted ? apart : near));
            isParted = line.Length == 0;
        }
        return body;
    }

    private static JsonObject Block(string line, bool isStrong, string? spacing)
    {
        // A text block reads some characters as formatting; a run of text does not.
        JsonObject block = line.AsSpan().IndexOfAny(formatting) < 0 && !IsListItem(line)
            ? new() { ["type"] = "TextBlock", ["text"] = line, ["wrap"] = true }
            : new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(Run(line, isStrong)) };
        if (isStrong && block.ContainsKey("text"))
            block["weight"] = "Bolder";
        if (spacing is not null)
            block["spacing"] = spacing;
        return block;
    }

    private static JsonObject Run(string line, bool isStrong)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = line };
        if (isStrong)
            run["weight"] = "Bolder";
        return run;
    }

    private static bool IsListItem(string line) => line is ['-' or '+', ' ', ..] || char.IsAsciiDigit(line[0]) && line.IndexOf('.', StringComparison.Ordinal) is > 0 and < 4;
}
