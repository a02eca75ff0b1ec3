using System.Collections.Immutable;

namespace Assistant.Knowledge.Notes;

/// <summary>Words before which one visit ends and the next begins to be told. Data: <c>Notes/breaks.tsv</c>.</summary>
public static class NoteBreaks
{
    /// <summary>Each with the blanks around it.</summary>
    public static ImmutableArray<string> Load() => [.. Resource.Lines("Notes/breaks.tsv").Select(line => line == "." || line == "," || line == ";" ? line + " " : $" {line} ")];
}
