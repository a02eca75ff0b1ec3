using System.Text.Json;
using Assistant.Knowledge;

namespace Assistant.Host.Cli.Understand;

/// <summary>What every kind reads from its line and writes to its answer.</summary>
internal static class UnderstandLine
{
    /// <returns>The line's <c>input</c>.</returns>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Input(this JsonElement line) =>
        line.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.String ? input.GetString()! : throw new FormatException("\"input\" is missing");

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
