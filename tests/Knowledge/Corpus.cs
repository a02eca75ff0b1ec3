namespace Assistant.Tests.Knowledge;

/// <summary>Rows of a corpus file: what is expected, a tab, what was said; a hyphen expects nothing.</summary>
internal static class Corpus
{
    public static TheoryData<string, string?, string> Rows(string folder)
    {
        var rows = new TheoryData<string, string?, string>();
        foreach (var lang in new[] { "et", "ru", "en" })
        {
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", folder, lang + ".tsv")))
            {
                if (line.Length == 0 || line[0] == '#') continue;
                var cells = line.Split('\t');
                rows.Add(lang, cells[0] == "-" ? null : cells[0], cells[1]);
            }
        }
        return rows;
    }
}
