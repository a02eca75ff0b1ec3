using System.Text.Json;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>names</c>: {"id","family"}, the family of the line's <c>roster</c> the input is about or <see langword="null"/>.</summary>
internal sealed class NamesKind : IUnderstandKind
{
    private readonly RosterCache rosters = new();

    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var family = rosters.Linker(line).Link(line.Input(), line.Lang(options))?.Family;
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteString("family", family);
        answer.WriteEndObject();
    }
}

/// <summary>The last roster's linker: lines of one worker follow one another.</summary>
internal sealed class RosterCache
{
    private string[] names = [];
    private FamilyLinker linker = new([]);

    /// <param name="line">With <c>roster</c>, family names in the nominative; absent: nobody is known.</param>
    public FamilyLinker Linker(JsonElement line)
    {
        string[] roster = line.TryGetProperty("roster", out var given) && given.ValueKind == JsonValueKind.Array
            ? [.. given.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)] : [];
        if (!roster.SequenceEqual(names)) (names, linker) = (roster, new(roster));
        return linker;
    }
}
