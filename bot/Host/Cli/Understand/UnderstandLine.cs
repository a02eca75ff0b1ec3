using System.Text.Json;
using Assistant.Knowledge;

namespace Assistant.Host.Cli.Understand;

/// <summary>What every kind reads from its line and writes to its answer.</summary>
internal static class UnderstandLine
{
    /// <returns>The line's <c>input</c>.</returns>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Input(this JsonElement line) =>
        line.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.String ? Lenient(input) : throw new FormatException("\"input\" is missing");

    /// <summary>A string with half a surrogate pair (a cut emoji) is still a message: the half becomes the replacement character.</summary>
    private static string Lenient(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var raw = text.GetRawText();
            var mended = new System.Text.StringBuilder(raw.Length);
            for (var i = 0; i < raw.Length; i++)
            {
                var escaped = raw[i] == '\\' && i + 1 < raw.Length;
                var half = escaped && i + 5 < raw.Length && raw[i + 1] == 'u' && raw[i + 2] is 'd' or 'D' && raw[i + 3] is >= '8' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F';
                if (half)
                {
                    mended.Append('\uFFFD');
                    i += 5;
                }
                else
                {
                    mended.Append(raw[i]);
                    if (escaped) mended.Append(raw[++i]);
                }
            }
            using var document = JsonDocument.Parse(mended.ToString());
            return document.RootElement.GetString()!;
        }
    }

    /// <returns>A string property; <see langword="null"/> when absent or null.</returns>
    public static string? Text(this JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <returns>The language asked for by option or line; <see langword="null"/>: to be detected.</returns>
    public static Lang? Lang(this JsonElement line, UnderstandOptions options) => options.Lang ?? Langs.Parse(line.Text("lang"));

    /// <summary>Copies the line's <c>id</c>, of any type, into the answer.</summary>
    public static void WriteId(this Utf8JsonWriter answer, JsonElement line)
    {
        if (!line.TryGetProperty("id", out var id)) return;
        answer.WritePropertyName("id");
        id.WriteTo(answer);
    }
}
