using Assistant.Knowledge.Language.Text;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Knowledge.Catalogue.Municipalities;

/// <summary>How a name belongs to a municipality; the first is preferred when a name stands alone.</summary>
internal enum PlaceRank
{
    Town,
    Parish,
    Former,
    Place,
}

/// <param name="Municipality">Index.</param>
/// <param name="IsParish">The name is that of a parish (vald); otherwise of a town or settlement.</param>
/// <param name="Spelling">The name with its diacritics: "Oru" is not "Õru".</param>
internal readonly record struct PlaceEntry(int Municipality, PlaceRank Rank, bool IsParish, string Spelling);

/// <summary>A word that names a place, in some case.</summary>
/// <param name="Name">The place's name, folded, without spaces.</param>
/// <param name="IsInCaseOfPlace">In, from, to, on: or after a preposition in Russian.</param>
internal readonly record struct PlaceReading(string Name, IReadOnlyList<PlaceEntry> Entries, bool IsInCaseOfPlace, bool IsAdjective);

/// <summary>Every place name, recognised in any case of Estonian and Russian, without diacritics and in the other alphabet.</summary>
internal sealed class PlaceNames
{
    private const int ShortestSlip = 6, ShortestSound = 4, ShortestLatinSound = 5;

    private static readonly string[] placeEndings = ["sse", "st", "lt", "le", "s", "l"];
    private static readonly string[] otherEndings = ["", "ni", "ga", "ks", "'s", "na", "ta", "lane", "lased", "laste"];
    private static readonly string[] russianEndings = ["", "e", "u", "om", "a", "y", "oi", "i", "ah"];
    private static readonly string[] adjectiveEndings = ["skaa", "skoi", "skuu", "skom", "skogo", "ski", "skii", "skaia", "aya"];

    private readonly Dictionary<string, List<PlaceEntry>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> bySound = new(StringComparer.Ordinal);

    public PlaceNames(IReadOnlyList<Municipality> municipalities)
    {
        for (var i = 0; i < municipalities.Count; i++)
        {
            var one = municipalities[i];
            Add(one.Name, i, one.IsTown || !one.Name.EndsWith(" vald", StringComparison.Ordinal) ? PlaceRank.Town : PlaceRank.Parish);
            foreach (var name in one.Former) Add(name, i, PlaceRank.Former);
            foreach (var name in one.Places) Add(name, i, PlaceRank.Place);
            foreach (var name in one.Also) Add(name, i, PlaceRank.Place);
            foreach (var name in one.Also) bySound.TryAdd(SoundKey.Of(Key(name), russianVowels: true, collapse: true), Folding.Fold(Key(Bare(one.Name))));
        }
    }

    /// <param name="word">Lower case; a name of several words run together.</param>
    /// <param name="joined">Whether several words were run together: then only exact spellings count.</param>
    public PlaceReading? Read(string word, bool joined)
    {
        if (word.Length < 2) return null;
        return word[0] >= 'Ѐ' ? Russian(word, joined) : Latin(word, Folding.Fold(word), joined);
    }

    /// <summary>Whether the entry stands for a municipality of that name and kind.</summary>
    public static bool IsNamed(string name, PlaceEntry entry) =>
        Key(Bare(name)) is var key && (entry.Spelling == key || Genitives(key).Contains(entry.Spelling)) && name.EndsWith(" vald", StringComparison.Ordinal) == entry.IsParish;

    private PlaceReading? Latin(string written, string word, bool joined)
    {
        foreach (var ending in placeEndings)
        {
            if (Stem(word, ending) is { } stem && byName.TryGetValue(stem, out var entries)) return new(stem, Spelt(entries, written), true, false);
        }
        foreach (var ending in otherEndings)
        {
            if (Stem(word, ending) is { } stem && byName.TryGetValue(stem, out var entries)) return new(stem, Spelt(entries, written), false, false);
        }
        if (word.Length >= ShortestLatinSound && BySound(SoundKey.Of(word, russianVowels: true, collapse: true)) is { } sounded) return sounded;
        return joined || word.Length < ShortestSlip ? null : Slip(word);
    }

    /// <summary>Of names alike but for diacritics, those written as the person wrote; all when none is.</summary>
    private static List<PlaceEntry> Spelt(List<PlaceEntry> entries, string written)
    {
        var exact = entries.FindAll(entry => written.StartsWith(entry.Spelling, StringComparison.Ordinal));
        return exact.Count > 0 ? exact : entries;
    }

    private PlaceReading? Russian(string word, bool joined)
    {
        var sound = SoundKey.Of(word, russianVowels: true, collapse: true);
        return BySound(sound) ?? (!joined && sound.Length >= ShortestSlip ? SoundSlip(sound) : null);
    }

    private PlaceReading? BySound(string sound)
    {
        foreach (var ending in russianEndings)
        {
            if (Stem(sound, ending) is not { Length: >= ShortestSound - 1 } stem) continue;
            if (bySound.TryGetValue(stem, out var name) && (ending.Length == 0 || !IsVowel(stem[^1]))) return new(name, byName[name], ending.Length > 0, false);
            if (ending.Length > 0 && bySound.TryGetValue(stem + "a", out name)) return new(name, byName[name], ending != "a", false);
        }
        foreach (var ending in adjectiveEndings)
        {
            if (Stem(sound, ending) is { Length: >= ShortestSound - 1 } stem && (bySound.TryGetValue(stem, out var name) || bySound.TryGetValue(stem + "a", out name))) return new(name, byName[name], false, true);
        }
        return null;
    }

    private PlaceReading? Slip(string word)
    {
        foreach (var ending in placeEndings.Concat(otherEndings))
        {
            if (Stem(word, ending) is not { Length: >= ShortestSlip } stem) continue;
            string? found = null;
            foreach (var (name, _) in byName)
            {
                if (name.Length < ShortestSlip || name[0] != stem[0] || !RosterForms.IsOneSlip(name, stem)) continue;
                if (found is not null) return null;
                found = name;
            }
            if (found is not null) return new(found, byName[found], placeEndings.Contains(ending), false);
        }
        return null;
    }

    private PlaceReading? SoundSlip(string sound)
    {
        string? found = null;
        foreach (var (key, name) in bySound)
        {
            if (key.Length < ShortestSlip || key[0] != sound[0] || !RosterForms.IsOneSlip(key, sound)) continue;
            if (found is not null && found != name) return null;
            found = name;
        }
        return found is null ? null : new(found, byName[found], false, false);
    }

    private void Add(string name, int municipality, PlaceRank rank)
    {
        var bare = Bare(name);
        var isParish = name.EndsWith(" vald", StringComparison.Ordinal);
        foreach (var spelling in Genitives(Key(bare)).Append(Key(bare)).Distinct())
        {
            var folded = Folding.Fold(spelling);
            if (!byName.TryGetValue(folded, out var entries)) byName[folded] = entries = [];
            var entry = new PlaceEntry(municipality, rank, isParish, spelling);
            if (!entries.Contains(entry)) entries.Add(entry);
            bySound.TryAdd(SoundKey.Of(spelling, russianVowels: true, collapse: true), folded);
        }
    }

    /// <summary>Names of places mostly stand in the genitive already; those that don't end in one of a few nouns.</summary>
    private static IEnumerable<string> Genitives(string name) => name switch
    {
        _ when name.EndsWith("linn", StringComparison.Ordinal) => [name + "a"],
        _ when name.EndsWith("org", StringComparison.Ordinal) => [name[..^1] + "u", name[..^2] + "u"],
        _ when name.EndsWith("holm", StringComparison.Ordinal) => [name + "i"],
        _ when name.EndsWith("saar", StringComparison.Ordinal) => [name + "e"],
        _ when name.EndsWith("laid", StringComparison.Ordinal) => [name[..^1] + "u"],
        _ => [],
    };

    private static string Bare(string name)
    {
        foreach (var kind in (ReadOnlySpan<string>)[" vald", " linn", " alev"])
        {
            if (name.EndsWith(kind, StringComparison.Ordinal)) return name[..^kind.Length];
        }
        return name;
    }

    private static string Key(string name) => name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static string? Stem(string word, string ending) => word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal) ? word[..^ending.Length] : null;

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
