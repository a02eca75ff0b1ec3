using System.Collections.Immutable;
using System.Text.Json;

namespace Assistant.Protocol;

/// <summary>A tapped button. On every channel it arrives as a message whose text is the label and whose value is <c>{"press": "HANDLE:INDEX"}</c>.</summary>
/// <param name="Handle">Opaque; whose press it is gets checked by the Host.</param>
/// <param name="Index">Which button of the keyboard, from 0.</param>
public sealed record Press(string Handle, int Index)
{
    /// <summary>Most bytes of <see cref="Button.Handle"/> (Telegram's limit, so everybody's).</summary>
    public const int MaxBytes = 64;

    /// <returns><see langword="null"/> when the activity carries no press, or not a well-formed one: then it is what its text says.</returns>
    public static Press? Of(Activity activity)
    {
        if (Json.Text(activity.Value, "press") is not { Length: > 0 and <= MaxBytes } press) return null;
        var colon = press.LastIndexOf(':');
        return colon > 0 && int.TryParse(press.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var index)
            ? new(press[..colon], index)
            : null;
    }
}

/// <summary>A filled-in form. It arrives as a message with the value <c>{"form": "HANDLE", "fields": {"id": "text", ...}}</c>.</summary>
/// <param name="Handle">As <see cref="Form.Handle"/>.</param>
/// <param name="Fields">What was filled in, by <see cref="Field.Id"/>, cleaned like <see cref="Activity.Text"/>; several choices are separated by <c>\n</c>.</param>
public sealed record Submission(string Handle, ImmutableDictionary<string, string> Fields)
{
    /// <summary>Most fields of one form.</summary>
    public const int MaxFields = 40;

    /// <summary>Longest value of a field that <see cref="Words"/> takes, in UTF-16 units.</summary>
    private const int maxValue = 500;

    /// <summary>What was filled in as people write it, field after field in the order of their ids: an ISO date as day, month and year; the rest as it is. Empty: nothing was.</summary>
    public string Words => string.Join(' ', Fields.OrderBy(filled => filled.Key, StringComparer.Ordinal).Select(filled => Readable(filled.Value.Trim())).Where(words => words.Length is > 0 and <= maxValue));

    private static string Readable(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var date)
        ? date.ToString("d.M.yyyy", System.Globalization.CultureInfo.InvariantCulture)
        : value.Replace('\n', ',');

    /// <returns><see langword="null"/> when the activity carries no form, or not a well-formed one.</returns>
    public static Submission? Of(Activity activity)
    {
        if (Json.Text(activity.Value, "form") is not { Length: > 0 and <= Press.MaxBytes } handle) return null;
        if (!activity.Value!.Value.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Object) return null;
        var read = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var field in fields.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.String || read.Count == MaxFields) return null;
            read[field.Name] = PlainText.Clean(field.Value.GetString())!;
        }
        return new(handle, read.ToImmutable());
    }
}
