using System.Text.Json;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>numbers</c>: {"id","number"}, the number the input spells or <see langword="null"/>.</summary>
internal sealed class NumbersKind : IUnderstandKind
{
    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        _ = line.Input();
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteNull("number");
        answer.WriteEndObject();
    }
}
