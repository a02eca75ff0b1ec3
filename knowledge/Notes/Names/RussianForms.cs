namespace Assistant.Knowledge.Notes.Names;

/// <summary>
/// The forms a Russian sentence gives a surname, as <see cref="SoundKey"/>s: the paradigms of -ov, -in and -ski with their feminine and plural,
/// of names that end in a consonant or in -a; others don't change.
/// </summary>
internal static class RussianForms
{
    private static readonly string[] possessive = ["", "a", "u", "ym", "om", "oi", "y", "yh", "ymi"];
    private static readonly string[] adjectival = ["i", "ogo", "omu", "im", "om", "aa", "oi", "uu", "ie", "ih", "imi", "aia", "aya"];
    private static readonly string[] hard = ["", "a", "u", "om", "em", "e", "y", "i", "ov", "ei", "am", "ami", "ah"];
    private static readonly string[] feminine = ["a", "y", "i", "e", "u", "oi", "", "am", "ami", "ah"];

    /// <param name="name">The roster's name, lower case.</param>
    public static IEnumerable<(string Key, FormCase Case)> Of(string name)
    {
        foreach (var spelling in Spellings(name).Distinct())
        {
            var key = SoundKey.Of(spelling, russianVowels: true);
            var (stem, endings) = Paradigm(key);
            foreach (var ending in endings) yield return (stem + ending, stem + ending == key ? FormCase.Nominative : FormCase.Plural);
        }
    }

    /// <summary>The masculine name a worker's roster may hold in the feminine.</summary>
    internal static string Masculine(string name) => name switch
    {
        [.., 'o' or 'e', 'v', 'a'] or [.., 'i', 'n', 'a'] when name.Length > 5 => name[..^1],
        [.., 's', 'k', 'a', 'j', 'a'] => name[..^3] + "i",
        _ => name,
    };

    /// <summary>The women's name beside a man's; <see langword="null"/> when there is but one.</summary>
    internal static string? Feminine(string name) => name is [.., 'o' or 'e', 'v'] or [.., 'i', 'n'] && name.Length > 4 ? name + "a" : null;

    private static IEnumerable<string> Spellings(string name)
    {
        var masculine = Masculine(name);
        yield return masculine;
        // Russian doubles no s and h that Estonian doubles to keep them voiceless: Vassiljev, Mihhailov.
        yield return masculine.Replace("ss", "s", StringComparison.Ordinal).Replace("hh", "h", StringComparison.Ordinal);
        yield return masculine.Replace("jo", "e", StringComparison.Ordinal);
        // An initial õ or ä is heard as o and e as well.
        if (masculine[0] == 'õ') yield return "o" + masculine[1..];
        if (masculine[0] == 'ä') yield return "e" + masculine[1..];
    }

    private static (string Stem, string[] Endings) Paradigm(string key) => key switch
    {
        // "Hein" is no "Кузьмин": short names in -in are changed both ways.
        [.., 'i', 'n'] when key.Length < 6 => (key, [.. possessive.Union(hard)]),
        [.., 'o' or 'e', 'v'] or [.., 'i', 'n'] when key.Length > 3 => (key, possessive),
        [.., 's', 'k', 'i'] => (key[..^1], adjectival),
        [.., 'a'] when key.Length > 2 && key[^2] is not ('a' or 'o' or 'u' or 'e' or 'i') => (key[..^1], feminine),
        [.., 'a' or 'e' or 'i' or 'o' or 'u'] => (key, [""]),
        _ => (key, hard),
    };
}
