using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Catalogue.Municipalities;

/// <summary>A municipality named in a text, itself or by a place in it.</summary>
/// <param name="Start">First UTF-16 character of the words that name it.</param>
public sealed record MunicipalityMention(Municipality Municipality, int Start, int Length)
{
    /// <summary>The municipality of before the reform that was named, with its kind; <see langword="null"/>: it was not a merged one.</summary>
    public string? Former { get; init; }

    /// <summary>Named with its kind, or as the place lived in: not a name or a word that only sounds like it.</summary>
    public bool IsSure { get; init; }
}

/// <summary>
/// Recognises the municipality a person lives in: today's 79, those merged in 2017, towns, boroughs, well-known villages and city districts;
/// in any case, in three languages, without diacritics and in the other alphabet. Thread-safe, never throws.
/// </summary>
public sealed class MunicipalityReader
{
    /// <summary>Most words of a name ("Rocca al Mare").</summary>
    private const int LongestName = 3;
    private const int LivingReach = 3, LivingAfter = 2;

    /// <summary>How much surer a name is with its kind, and as the place lived in.</summary>
    private const int Typed = 4, Living = 2;

    private readonly PlaceNames names;
    private readonly PlaceWords words = PlaceWords.Load();

    private MunicipalityReader()
    {
        All = Resource.Yaml<Municipality[]>("Catalogue/Municipalities/municipalities.yaml");
        names = new(All);
    }

    /// <summary>The reader of the built-in catalogue.</summary>
    public static MunicipalityReader Default { get; } = new();

    /// <summary>All municipalities, by county.</summary>
    public IReadOnlyList<Municipality> All { get; }

    /// <returns>The one municipality the text names; <see langword="null"/> when none or several.</returns>
    public MunicipalityMention? Read(string text)
    {
        var normal = new NormalText(text);
        var tokens = Tokenizer.Split(normal);
        List<Token> places = [.. tokens.Where(token => token.Kind == TokenKind.Word)];
        List<string> said = [.. places.Select(token => normal.Chars[token.Start..token.End].ToString())];
        List<Named> found = [];
        for (var i = 0; i < said.Count; i++)
        {
            if (At(said, i) is not { } named) continue;
            found.Add(named);
            i = named.Last;
        }
        if (Choose(found) is not { } chosen) return null;
        var start = normal.OriginalStart(places[chosen.Named.First].Start);
        var municipality = All[chosen.Municipality];
        var entry = chosen.Named.Entries.First(one => one.Municipality == chosen.Municipality);
        return new(municipality, start, normal.OriginalEnd(places[chosen.Named.Last].End) - start)
        {
            Former = entry.Rank == PlaceRank.Former ? municipality.Former.FirstOrDefault(name => PlaceNames.IsNamed(name, entry)) : null,
            IsSure = chosen.Named.Certainty >= Living,
        };
    }

    /// <param name="Certainty">Larger: named with its kind, or as the place lived in.</param>
    private sealed record Named(int First, int Last, List<PlaceEntry> Entries, int Certainty);

    private Named? At(List<string> said, int first)
    {
        for (var count = Math.Min(LongestName, said.Count - first); count > 0; count--)
        {
            var last = first + count - 1;
            if (PlaceWords.Begins(said[first], words.Elsewhere) || words.Never.Contains(said[first])) return null;
            if (names.Read(string.Concat(said.Skip(first).Take(count)), count > 1) is not { } reading) continue;
            if (Judge(said, first, last, reading) is { } named) return named;
        }
        return null;
    }

    private Named? Judge(List<string> said, int first, int last, PlaceReading reading)
    {
        string Word(int at) => at >= 0 && at < said.Count ? Folding.Fold(said[at]) : "";
        var (before, after) = (Word(first - 1), Word(last + 1));
        if (before == "of") before = Word(first - 2);
        if (PlaceWords.Begins(after, words.Type.County) || PlaceWords.Begins(after, words.Type.Street)) return null;
        bool Kind(string[] kind) => PlaceWords.Begins(after, kind) || PlaceWords.Begins(before, kind);
        // "Põhja-Pärnumaa vald": the kind said after the name counts before one said in front, which may be another's.
        var isParish = Kind(words.Type.Parish) && !PlaceWords.Begins(after, words.Type.Town);
        var isTown = !isParish && Kind(words.Type.Town);
        var isTyped = isParish || isTown || Kind(words.Type.Settlement);
        if (reading.IsAdjective && !isTyped) return null;
        var lives = false;
        for (var i = first - LivingReach; i <= last + LivingAfter; i++) lives |= PlaceWords.Begins(Word(i), words.Living);
        if (!isTyped && words.Nouns.Contains(reading.Name) && !IsPlace(said, first, last, reading, lives, before)) return null;
        var entries = Entries(reading.Entries, isParish, isTown);
        if (entries.Count == 0) return null;
        return new(first, last, entries, (isParish || isTown ? Typed : 0) + (lives ? Living : 0) + (entries[0].Rank <= PlaceRank.Former ? 1 : 0));
    }

    /// <summary>Whether a name that is an ordinary word is meant as a place.</summary>
    private bool IsPlace(List<string> said, int first, int last, PlaceReading reading, bool lives, string before)
    {
        if (first == 0 && last == said.Count - 1) return true;
        if (reading.IsInCaseOfPlace) return lives || words.PlacesInCase.Contains(reading.Name);
        return before is "from" or "in" or "near" or "из" or "в" or "iz" or "v";
    }

    private static List<PlaceEntry> Entries(IReadOnlyList<PlaceEntry> all, bool isParish, bool isTown)
    {
        IEnumerable<PlaceEntry> fitting = all;
        if (isParish && all.Any(entry => entry.IsParish)) fitting = all.Where(entry => entry.IsParish);
        if (isTown && all.Any(entry => !entry.IsParish)) fitting = all.Where(entry => !entry.IsParish);
        var best = fitting.Min(entry => entry.Rank);
        return [.. fitting.Where(entry => entry.Rank == best)];
    }

    /// <summary>The surest name; another that fits the same municipality is no contradiction.</summary>
    private static (int Municipality, Named Named)? Choose(List<Named> found)
    {
        if (found.Count == 0) return null;
        var surest = found.Max(named => named.Certainty);
        HashSet<int>? common = null;
        Named? chosen = null;
        foreach (var named in found.Where(named => named.Certainty == surest))
        {
            var municipalities = named.Entries.Select(entry => entry.Municipality);
            if (common is null) common = [.. municipalities];
            else common.IntersectWith(municipalities);
            chosen ??= named;
        }
        if (common!.Count > 1)
        {
            foreach (var named in found.Where(named => named.Certainty < surest)) common.IntersectWith(named.Entries.Select(entry => entry.Municipality));
        }
        return common.Count == 1 ? (common.First(), chosen!) : null;
    }
}
