using System.Text.Json;
using Assistant.Knowledge.Safety;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>pii</c>: {"id","entities":[{"type","text","start","length","value","mask"}]}, personal codes (masked before anything is stored) and telephone numbers.</summary>
internal sealed class PiiKind : IUnderstandKind
{
    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var input = line.Input();
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteStartArray("entities");
        foreach (var code in PersonalCodes.Find(input)) Entity(answer, "isikukood", input, code.Start, code.Length, code.Digits, mask: true);
        foreach (var phone in PhoneNumbers.Find(input)) Entity(answer, "phone", input, phone.Start, phone.Length, phone.Value, mask: false);
        answer.WriteEndArray();
        answer.WriteEndObject();
    }

    private static void Entity(Utf8JsonWriter answer, string type, string input, int start, int length, string value, bool mask)
    {
        answer.WriteStartObject();
        answer.WriteString("type", type);
        answer.WriteString("text", input.AsSpan(start, length));
        answer.WriteNumber("start", start);
        answer.WriteNumber("length", length);
        answer.WriteString("value", value);
        answer.WriteBoolean("mask", mask);
        answer.WriteEndObject();
    }
}
