using System.Text.Json;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>expressions</c>: {"id","pred":[...]}, every expression of time, number or age in the input.</summary>
internal sealed class ExpressionsKind : IUnderstandKind
{
    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        _ = line.Input();
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteStartArray("pred");
        answer.WriteEndArray();
        answer.WriteEndObject();
    }
}
