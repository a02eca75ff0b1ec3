namespace Assistant.Knowledge.Notes;

/// <summary>A visit as it is told, for what must be tried without anybody's words. Data: <c>Notes/sample.tsv</c>.</summary>
public static class NoteSample
{
    /// <returns>One sentence in each language.</returns>
    public static IReadOnlyDictionary<Lang, string> Load() =>
        Resource.Lines("Notes/sample.tsv").Select(line => line.Split('\t')).ToDictionary(cells => Langs.Parse(cells[0]) ?? throw new FormatException($"No language: {cells[0]}"), cells => cells[1]);
}
