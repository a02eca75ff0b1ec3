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
    public static CardPress? Of(JsonElement? data) =>
        Json.Text(data, "press") is { Length: <= Protocol.Press.MaxBytes } press && press.LastIndexOf(':') > 0 && Json.Text(data, "label") is { Length: <= maxLabel } label
            ? new(press, PlainText.Clean(label)!, Json.Text(data, "asked") is { Length: <= maxAsked } asked ? PlainText.Clean(asked) : null, Json.Field(data, "stays") is { ValueKind: JsonValueKind.True })
            : null;
}
