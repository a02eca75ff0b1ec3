using System.Collections.Immutable;
using Assistant.Knowledge.Replies;

namespace Assistant.Knowledge.Catalogue.Municipalities;

/// <summary>Recognises a county where a municipality was asked for. Data: <c>counties.yaml</c>. Thread-safe.</summary>
public sealed class CountyReader
{
    private readonly (string County, string Said)[] names =
        [.. Resource.Yaml<CountyFile[]>("Catalogue/Municipalities/counties.yaml").SelectMany(file => file.Said.Select(said => (file.County, Words.Folded(said)))).OrderByDescending(name => name.Item2.Length)];

    private CountyReader()
    {
    }

    /// <summary>The reader of the built-in names.</summary>
    public static CountyReader Default { get; } = new();

    /// <returns>The municipalities of the county that the text names, by name; of two when it says only Virumaa. Empty: it names none.</returns>
    public ImmutableArray<Municipality> Read(string text)
    {
        var said = " " + Words.Folded(text);
        var longest = names.FirstOrDefault(name => said.Contains(" " + name.Said, StringComparison.Ordinal)).Said;
        return longest is null ? [] : [.. from municipality in MunicipalityReader.Default.All
            where names.Any(name => name.Said == longest && name.County == municipality.County)
            orderby municipality.Name
            select municipality];
    }

    /// <summary>A county as written.</summary>
    internal sealed class CountyFile
    {
        public required string County { get; init; }
        public required string[] Said { get; init; }
    }
}
