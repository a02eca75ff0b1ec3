using System.Collections.Frozen;

namespace Assistant.Knowledge.Replies;

/// <summary>Tells in which language somebody clearly writes. Data: <c>Replies/{lang}/common.yaml</c>, words that only that language has. Thread-safe.</summary>
public sealed class SpokenLanguage
{
    /// <summary>Words read; more would not change the answer.</summary>
    private const int MostWords = 40;
    /// <summary>So many Cyrillic words are Russian even if we know none of them; fewer may be somebody's name.</summary>
    private const int SurelyNoName = 4;
    /// <summary>One word in so many must be a common one: a list of names has none.</summary>
    private const int CommonAmong = 4;

    private readonly FrozenDictionary<string, Lang> common = Read();

    /// <returns><see langword="null"/> when it is not clear: a name, a number, a word that several languages have, a mixture.</returns>
    public Lang? Of(string text)
    {
        var (latin, cyrillic) = (0, 0);
        Span<int> votes = stackalloc int[Langs.All.Count];
        foreach (var word in Words.Of(text).Take(MostWords))
        {
            if (word.Any(char.IsDigit))
                continue;
            if (word[0] is >= '\u0400' and <= '\u04FF')
                cyrillic++;
            else
                latin++;
            if (common.TryGetValue(word, out var lang))
                votes[(int)lang]++;
        }
        if (cyrillic > latin)
            return votes[(int)Lang.Ru] > 0 || cyrillic >= SurelyNoName ? Lang.Ru : null;
        var (best, other) = votes[(int)Lang.Et] >= votes[(int)Lang.En] ? (Lang.Et, Lang.En) : (Lang.En, Lang.Et);
        return cyrillic == 0 && votes[(int)best] > 2 * votes[(int)other] && votes[(int)best] * CommonAmong >= latin ? best : null;
    }

    private static FrozenDictionary<string, Lang> Read()
    {
        var found = new Dictionary<string, Lang>(StringComparer.Ordinal);
        foreach (var lang in Langs.All)
        {
            var file = $"Replies/{lang.Code()}/common.yaml";
            foreach (var word in FlatYaml.Read(file, Resource.Text(file)).SelectMany(line => line.Value.Split(',')).Select(Words.Folded))
                if (!found.TryAdd(word, lang) && found[word] != lang)
                    throw new FormatException($"{file}: '{word}' is also a word of {found[word].Code()}.");
        }
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
