using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
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

    /// <summary>Largest card, in bytes of UTF-16 as Teams counts; Teams itself takes 100 KB with all that is around it.</summary>
    public const int MaxSize = 80 * 1024;

    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether it is more than text: with anything to press or to fill it becomes a card.</summary>
    public static bool IsCard(Message message) => !message.Buttons.IsEmpty || message.Form is not null;

    /// <summary>Text with its form and its buttons. What makes it too large is left out: first what buttons remember of the question, then buttons from the end; words do as well.</summary>
    public static JsonObject Of(Message message, string text)
    {
        var most = MaxButtons;
        for (var asked = text; ; asked = null)
        {
            var card = Of(message, text, asked, most);
            if (most == 0 || card.ToJsonString(plain).Length * sizeof(char) <= MaxSize)
                return card;
            if (asked is null)
                most /= 2;
        }
    }

    private static JsonObject Of(Message message, string text, string? asked, int most)
    {
        var body = Blocks(text);
        if (message.Form is { } form)
        {
            foreach (var field in form.Fields.Take(Submission.MaxFields))
                body.Add(Input(field));
            body.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray(Action(Label(form.Submit), CardPress.Sends(form, asked), needsFields: true)) });
        }
        foreach (var some in message.Buttons.Take(most).Chunk(maxInSet))
            body.Add(new JsonObject
            {
                ["type"] = "ActionSet",
                ["actions"] = new JsonArray([.. some.Select(button => Action(Label(button.Label), new(button.Handle, Label(button.Label), asked, message.KeepsButtons), needsFields: message.Form is null))]),
            });
        return Card(body, message.Language);
    }

    /// <summary>What is left of a card once it is used: the question, and the choice.</summary>
    public static JsonObject Chosen(CardPress press)
    {
        var body = press.Asked is { Length: > 0 } asked ? Blocks(asked) : [];
        body.Add(Block($"✓ {press.Chosen}", isStrong: true, body.Count > 0 ? near : null));
        return Card(body, null);
    }

    /// <summary>What is left of a card that words overtook.</summary>
    public static JsonObject Closed(string text, string? language) => Card(Blocks(text), language);

    private static JsonObject Card(JsonArray body, string? language)
    {
        var card = new JsonObject { ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = body };
        if (language is not null)
            card["lang"] = Tag(language);
        return card;
    }

    /// <summary>What Teams knows of our name of a language: easy words are words of it.</summary>
    public static string Tag(string language) => language.Split('-')[0];

    /// <param name="needsFields">False: it stands beside a form that it does not send.</param>
    private static JsonObject Action(string label, CardPress press, bool needsFields)
    {
        JsonObject Kind(string type) => new() { ["type"] = type, ["title"] = label, ["data"] = press.ToJson() };
        var action = Kind("Action.Execute");
        action["verb"] = "press";
        // Old clients know no other; both come to the same handler.
        action["fallback"] = Kind("Action.Submit");
        if (needsFields)
            return action;
        // A choice beside a form needs nothing of the form filled in.
        action["associatedInputs"] = "none";
        action["fallback"]!["associatedInputs"] = "none";
        return action;
    }

    /// <summary>
    /// A field with its label. It says nothing of what it requires: clients of the vendor's own fall back then, though they know labels, and what they show instead has no name
    /// for those who listen. A client too old for labels shows the placeholder.
    /// </summary>
    private static JsonObject Input(Field field)
    {
        var input = new JsonObject { ["type"] = TypeOf(field.Kind), ["id"] = CardPress.FieldPrefix + field.Id, [field.Kind == InputKind.YesNo ? "title" : "label"] = field.Label };
        if (field.Value is { } value)
            input["value"] = value;
        if (field.Min is { } min)
            input["min"] = Bound(field.Kind, min);
        if (field.Max is { } max)
            input["max"] = Bound(field.Kind, max);
        if (field.IsRequired)
            (input["isRequired"], input["errorMessage"]) = (true, field.Label);
        switch (field.Kind)
        {
            case InputKind.Choice or InputKind.Choices:
                input["style"] = field.Choices.Length > 5 ? "compact" : "expanded";
                input["isMultiSelect"] = field.Kind == InputKind.Choices;
                input["choices"] = new JsonArray([.. field.Choices.Select(choice => new JsonObject { ["title"] = Label(choice.Label), ["value"] = choice.Handle })]);
                break;
            case InputKind.YesNo:
                // Without a value an unticked one would come back as "false" whatever it means when off.
                input["value"] ??= "no";
                input["valueOn"] = "yes";
                input["valueOff"] = "no";
                return input;
            case InputKind.Text:
                input["isMultiline"] = true;
                break;
            case InputKind.Phone:
                input["style"] = "tel";
                break;
        }
        input["placeholder"] = field.Label;
        return input;
    }

    private static string TypeOf(InputKind kind) => kind switch
    {
        InputKind.Number => "Input.Number",
        InputKind.Date => "Input.Date",
        InputKind.Time => "Input.Time",
        InputKind.Choice or InputKind.Choices => "Input.ChoiceSet",
        InputKind.YesNo => "Input.Toggle",
        _ => "Input.Text",
    };

    /// <summary>Bounds of numbers are numbers.</summary>
    private static JsonNode Bound(InputKind kind, string value) =>
        kind == InputKind.Number && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : value;

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
