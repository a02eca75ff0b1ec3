using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Catalogue.Municipalities;

/// <summary>The words that tell whether a name is a place's and of which kind, from <c>words.yaml</c>.</summary>
internal sealed class PlaceWords
{
    /// <summary>Names that are ordinary words too, folded.</summary>
    public required string[] Nouns { get; init; }

    /// <summary>Of those, names that surely are places in a case of place.</summary>
    public required string[] PlacesInCase { get; init; }

    /// <summary>Words, as they are written, that never begin a name.</summary>
    public required string[] Never { get; init; }
    public required PlaceTypes Type { get; init; }

    /// <summary>Beginnings of words for living somewhere.</summary>
    public required string[] Living { get; init; }

    /// <summary>Beginnings of places elsewhere that sound like one of ours.</summary>
    public required string[] Elsewhere { get; init; }

    public static PlaceWords Load()
    {
        var raw = Resource.Yaml<PlaceWords>("Catalogue/Municipalities/words.yaml");
        return new()
        {
            Nouns = Folded(raw.Nouns), PlacesInCase = Folded(raw.PlacesInCase), Living = Folded(raw.Living), Elsewhere = Folded(raw.Elsewhere), Never = raw.Never,
            Type = new() { Parish = Folded(raw.Type.Parish), Town = Folded(raw.Type.Town), County = Folded(raw.Type.County), Street = Folded(raw.Type.Street), Settlement = Folded(raw.Type.Settlement) },
        };
    }

    /// <summary>A short beginning ("tn", "в") is a whole word.</summary>
    public static bool Begins(string word, string[] beginnings)
    {
        const int shortest = 4;
        foreach (var beginning in beginnings)
        {
            if (beginning.Length < shortest ? word == beginning : word.StartsWith(beginning, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static string[] Folded(string[] words) => [.. words.Select(Folding.Fold)];
}

/// <summary>Beginnings of the words for kinds of places.</summary>
internal sealed class PlaceTypes
{
    public required string[] Parish { get; init; }
    public required string[] Town { get; init; }
    public required string[] County { get; init; }
    /// <summary>What only bears a place's name: streets, dishes, rivers.</summary>
    public required string[] Street { get; init; }
    public required string[] Settlement { get; init; }
}
