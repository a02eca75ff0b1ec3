using System.Collections.Frozen;

namespace Assistant.Knowledge.Notes.Names;

/// <summary>The forms an Estonian sentence gives a surname: from the table of names that are words, else by its ending, else every likely stem.</summary>
internal static class EstonianForms
{
    private const string Vowels = "aeiouõäöü";
    private const int ShortestStemBefore = 2, ShortestTableName = 3;

    private static readonly string[] local = ["sse", "s", "st", "le", "l", "lt"];
    private static readonly string[] otherCases = ["ga", "ta", "ks", "ni", "na"];

    private sealed record Stems(string[] Genitives, string[] Partitives, string[] PluralGenitives);

    /// <remarks>A family keeps the stem of its singular in many mouths: "sepade juures" beside "seppade".</remarks>
    private static readonly FrozenDictionary<string, Stems> table = Resource.Lines("Notes/Names/surname-stems.tsv").Select(line => line.Split('\t'))
        .ToFrozenDictionary(row => row[0], row => new Stems(row[1].Split(','), row[2].Split(','), [.. row[3].Split(','), .. row[1].Split(',').Select(static genitive => genitive + "de")]), StringComparer.Ordinal);

    /// <summary>Whether the name is a word of the language, so that its forms may mean the thing.</summary>
    public static bool IsWord(string name) => table.ContainsKey(name);

    public static IEnumerable<NameForm> Of(string name)
    {
        yield return new(name, FormCase.Nominative, IsGuess: false);
        var known = FromTable(name);
        foreach (var form in known is null ? [] : Inflect(name, known, isGuess: false)) yield return form;
        // A long name may end like a word by chance, so it is changed by its ending too.
        foreach (var form in IsWord(name) ? [] : Inflect(name, Regular(name), isGuess: false)) yield return form;
        foreach (var form in Inflect(name, Guessed(name), isGuess: true)) yield return form;
    }

    private static Stems? FromTable(string name)
    {
        for (var at = 0; name.Length - at >= ShortestTableName; at++)
        {
            if (at is > 0 and < ShortestStemBefore || !table.TryGetValue(name[at..], out var last)) continue;
            var first = name[..at];
            if (at > 0 && !first.Any(Vowels.Contains)) continue;
            return new([.. last.Genitives.Select(stem => first + stem)], [.. last.Partitives.Select(stem => first + stem)], [.. last.PluralGenitives.Select(stem => first + stem)]);
        }
        return null;
    }

    private static Stems Regular(string name)
    {
        var stem = name[..^1];
        return name switch
        {
            [.., 'n', 'e'] when name.Length > 3 => new([name[..^2] + "se", name], [name[..^2] + "s"], [name[..^2] + "ste", name + "de", name[..^2] + "sete"]),
            [.., 'k', 'e'] when name.Length > 4 => new([name + "se", name], [name + "s"], [name + "ste", name + "de"]),
            [.., var last] when Vowels.Contains(last) => new([name], [name], [name + "de", name + "te"]),
            [.., 'a' or 'e' or 'u' or 'i', 's'] => new([name + "e", stem, name + "i"], [name], [name + "te", name + "ete", name + "ide", name + "ite"]),
            [.., 'i', 'k'] => new([name + "u"], [name + "ku", name + "ut"], [name + "ute", name + "kude", stem + "ke"]),
            _ => new([name + "i"], [name + "i"], [name + "ite", name + "ide"]),
        };
    }

    /// <summary>Other stems the name could have: every stem vowel, the weak grade, the lost vowel of "Koppel: Kopli".</summary>
    private static Stems Guessed(string name)
    {
        if (Vowels.Contains(name[^1])) return new([name], [], [name + "te", name + "sse"]);
        List<string> bases = [name];
        if (Weak(name) is { } weak) bases.Add(weak);
        if (name.Length > 4 && name[^1] is 'l' or 'r' or 'n' && name[^2] is 'e' or 'a' && !Vowels.Contains(name[^3]))
        {
            var lost = name[..^2] + name[^1];
            bases.Add(lost);
            if (lost[^2] == lost[^3]) bases.Add(lost[..^3] + lost[^2..]);
        }
        string[] genitives = [.. bases.SelectMany(stem => "iuae".Select(vowel => stem + vowel))];
        return new(genitives, [], [.. genitives.SelectMany(stem => new[] { stem + "de", stem + "te" })]);
    }

    private static string? Weak(string name)
    {
        var stem = name[..^1];
        return (name[^2], name[^1]) switch
        {
            ('k', 'k') or ('p', 'p') or ('t', 't') => stem,
            ('s', 'k') or ('h', 'k') or ('h', 't') or ('l', 'g') or ('r', 'g') => stem,
            ('m', 'b') => stem + "m",
            ('n', 'd') => stem + "n",
            ('l', 'd') => stem + "l",
            ('r', 'd') => stem + "r",
            ('r', 'b') or ('l', 'b') => stem + "v",
            (_, 'k') => stem + "g",
            (_, 'p') => stem + "b",
            (_, 't') => stem + "d",
            _ => null,
        };
    }

    private static IEnumerable<NameForm> Inflect(string name, Stems stems, bool isGuess)
    {
        foreach (var genitive in stems.Genitives)
        {
            yield return new(genitive, genitive == name ? FormCase.Nominative : FormCase.Genitive, isGuess);
            yield return new(genitive + "d", FormCase.Plural, isGuess);
            // A guessed stem in a local case is sooner another name or word.
            foreach (var ending in isGuess ? [] : local) yield return new(genitive + ending, FormCase.Local, isGuess);
            foreach (var ending in otherCases) yield return new(genitive + ending, FormCase.Singular, isGuess);
        }
        foreach (var partitive in stems.Partitives)
        {
            yield return new(partitive, FormCase.Local, isGuess);
            yield return new(partitive + "t", FormCase.Local, isGuess);
            yield return new(partitive + "sid", FormCase.Plural, isGuess);
        }
        foreach (var plural in stems.PluralGenitives)
        {
            yield return new(plural, FormCase.Plural, isGuess);
            foreach (var ending in local) yield return new(plural + ending, FormCase.Plural, isGuess);
            foreach (var ending in otherCases) yield return new(plural + ending, FormCase.Plural, isGuess);
        }
    }
}
