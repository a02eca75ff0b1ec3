using System.Text.Json;
using Assistant.Knowledge.Catalogue.Municipalities;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>muni</c>: {"id","municipality","text"}, the one municipality the input names or <see langword="null"/>.</summary>
internal sealed class MuniKind : IUnderstandKind
{
    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var input = line.Input();
        var mention = MunicipalityReader.Default.Read(input);
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteString("municipality", mention?.Municipality.Name);
        answer.WriteString("text", mention is null ? null : input.Substring(mention.Start, mention.Length));
        answer.WriteEndObject();
    }
}
