using System.Text.Json;
using Assistant.Knowledge.Language;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>numbers</c>: {"id","number"}, the number the input spells or <see langword="null"/>.</summary>
internal sealed class NumbersKind : IUnderstandKind
{
    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var number = Recognition.Shared.Number(line.Input(), line.Lang(options));
        answer.WriteStartObject();
        answer.WriteId(line);
        if (number is { } n) answer.WriteNumber("number", n);
        else answer.WriteNull("number");
        answer.WriteEndObject();
    }
}
