using System.Text.Json;
using Assistant.Knowledge.Faq;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>faq</c>: {"id","ranking":[labels]}, the likeliest first.</summary>
internal sealed class FaqKind : IUnderstandKind
{
    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var reading = FaqMatcher.Default.Read(line.Input(), line.Lang(options), line.Text("lastService"));
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteStartArray("ranking");
        foreach (var label in reading.Ranking) answer.WriteStringValue(label);
        answer.WriteEndArray();
        answer.WriteEndObject();
    }
}
