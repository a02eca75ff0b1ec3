using Assistant.Host.Configuration;

namespace Assistant.Host.Composition;

/// <summary>What the organisation says and decides differently: files under <c>DIR/knowledge</c>, named as ours.</summary>
public static class OwnKnowledge
{
    /// <summary>Texts with only the keys they change.</summary>
    public static IEnumerable<(string Name, string Content)> Texts(DataFolder data) => Files(data, "Texts");

    /// <summary>Whole services; one of the same name replaces ours.</summary>
    public static IEnumerable<(string Name, string Content)> Services(DataFolder data) => Files(data, "Catalogue/services");

    /// <summary>Whole rules; one of the same name replaces ours.</summary>
    public static IEnumerable<(string Name, string Content)> Rules(DataFolder data) => Files(data, "Eligibility/rules");

    /// <summary>How soon humans answer; only the numbers it changes.</summary>
    public static IEnumerable<(string Name, string Content)> Duty(DataFolder data) => Files(data, "Duty");

    /// <summary>Numbers of family work; only those it changes.</summary>
    public static IEnumerable<(string Name, string Content)> Cases(DataFolder data) => Files(data, "Cases");

    /// <summary>The official text of the questions about well-being; without it nobody is asked.</summary>
    public static IEnumerable<(string Name, string Content)> Groups(DataFolder data) => Files(data, "Groups");

    /// <summary>All cards of municipalities; a file of ours is replaced whole.</summary>
    public static IEnumerable<(string Name, string Content)> Cards(DataFolder data) => Files(data, "Catalogue/Municipalities");

    /// <summary>Files by their name relative to <c>DIR/knowledge</c>, with <c>/</c>.</summary>
    private static IEnumerable<(string Name, string Content)> Files(DataFolder data, string folder)
    {
        var home = Path.Combine(data.Path, "knowledge");
        var files = Path.Combine(home, folder);
        return Directory.Exists(files)
            ? Directory.EnumerateFiles(files, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => (Path.GetRelativePath(home, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(file)))
            : [];
    }
}
