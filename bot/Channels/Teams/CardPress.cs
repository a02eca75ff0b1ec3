using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Protocol;

namespace Assistant.Channels.Teams;

/// <summary>What a button of our cards carries. Handle and choice are checked by the Host; the rest only comes back to the reader it was shown to.</summary>
/// <param name="Press">As <see cref="Protocol.Press"/> writes it: handle, colon, index.</param>
/// <param name="Label">What the button said.</param>
/// <param name="Asked">What stood above it, when that was short.</param>
/// <param name="Stays">The button is good at any time, so its card stays.</param>
internal sealed record CardPress(string Press, string Label, string? Asked, bool Stays)
{
    /// <summary>Before the id of a field, so that fields and what the button carries do not meet.</summary>
    public const string FieldPrefix = "field.";

    /// <summary>In the place of a choice's index: the button sends a form.</summary>
    private const string sent = "form";

    /// <summary>What was filled in; <see langword="null"/>: it is no form.</summary>
    public Submission? Form { get; private init; }

    /// <summary>What was chosen or filled in, as it is shown afterwards.</summary>
    public string Chosen => Form is { Words: { Length: > 0 } words } ? words : Label;

    /// <summary>The button that sends a form.</summary>
    public static CardPress Sends(Form form, string? asked) => new($"{form.Handle}:{sent}", form.Submit, asked, Stays: false);

    private const int maxLabel = 200; // UTF-16 units
    private const int maxAsked = 600; // UTF-16 units

    /// <summary>Which keyboard, without the choice.</summary>
    public string Handle => Press[..Press.LastIndexOf(':')];

    public JsonObject ToJson()
    {
        var data = new JsonObject { ["press"] = Press, ["label"] = Label };
        if (Asked is { Length: <= maxAsked })
            data["asked"] = Asked;
        if (Stays)
            data["stays"] = true;
        return data;
    }

    /// <returns><see langword="null"/>: it is no button of ours.</returns>
    public static CardPress? Of(JsonElement? data)
    {
        if (Json.Text(data, "press") is not { Length: <= Protocol.Press.MaxBytes } press || press.LastIndexOf(':') is not (> 0 and var colon) || Json.Text(data, "label") is not { Length: <= maxLabel } label)
            return null;
        var read = new CardPress(
            press, PlainText.Clean(label)!, Json.Text(data, "asked") is { Length: <= maxAsked } asked ? PlainText.Clean(asked) : null, Json.Field(data, "stays") is { ValueKind: JsonValueKind.True });
        return press[(colon + 1)..] == sent ? Filled(data!.Value) is { } fields ? read with { Form = new(read.Handle, fields) } : null : read;
    }

    /// <summary>Clients send every value as text, and leave out what is empty.</summary>
    private static ImmutableDictionary<string, string>? Filled(JsonElement data)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var field in data.EnumerateObject())
            if (field.Name.StartsWith(FieldPrefix, StringComparison.Ordinal) && field.Value.ValueKind == JsonValueKind.String)
            {
                if (fields.Count == Submission.MaxFields)
                    return null;
                fields[field.Name[FieldPrefix.Length..]] = PlainText.Clean(field.Value.GetString())!;
            }
        return fields.ToImmutable();
    }
}
