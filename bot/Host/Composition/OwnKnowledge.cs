using Assistant.Host.Configuration;

namespace Assistant.Host.Composition;

/// <summary>The organisation's own wording: files under <c>DIR/knowledge</c> that say some keys differently.</summary>
public static class OwnKnowledge
{
    /// <summary>Text files by their name relative to <c>DIR/knowledge</c>, with <c>/</c>.</summary>
    public static IEnumerable<(string Name, string Content)> Texts(DataFolder data)
    {
        var home = Path.Combine(data.Path, "knowledge");
        var texts = Path.Combine(home, "Texts");
        return Directory.Exists(texts)
            ? Directory.EnumerateFiles(texts, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => (Path.GetRelativePath(home, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(file)))
            : [];
    }
}
