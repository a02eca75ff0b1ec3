namespace Assistant.Tests.Knowledge;

/// <summary>A corpus of <c>tests/Corpora/{lang}</c>: lines <c>head | text</c>, # comments.</summary>
internal static class CorpusFile
{
    public static IEnumerable<(string Head, string Text)> Read(string lang, string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", lang, name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', 2))
            .Select(parts => (parts[0].Trim(), parts[1].Trim()));
}
