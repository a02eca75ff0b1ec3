using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>
/// How lexicon files write many word forms at once: <c>löö{b|n|d}</c> lists endings, <c>peks{~ma}</c> names a set of endings of the file,
/// a final <c>*</c> stands for any ending. Folded as messages are, so that <c>lööb</c> and <c>loob</c> meet.
/// </summary>
internal static class WordPattern
{
    /// <summary>The mark of a stem that takes any ending.</summary>
    public const char AnyEnding = '*';

    /// <returns>The pattern's forms; one that ends in <see cref="AnyEnding"/> is a stem.</returns>
    /// <exception cref="FormatException">A brace that is unclosed or holds another, or an unknown set of endings: a fault of the data.</exception>
    public static IEnumerable<string> Forms(string pattern, IReadOnlyDictionary<string, string> endings)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0) return [pattern];
        var close = Closing(pattern, open);
        var rest = Forms(pattern[(close + 1)..], endings).ToList();
        return Choices(pattern[(open + 1)..close], endings).SelectMany(choice => rest.Select(tail => pattern[..open] + choice + tail));
    }

    /// <summary>Choices of several words or of none (<c>{ilma minuta|minuta}</c>, <c>{siin|}</c> standing alone) make several entries.</summary>
    public static IEnumerable<string> Alternatives(string entry)
    {
        for (var open = entry.IndexOf('{', StringComparison.Ordinal); open >= 0; open = entry.IndexOf('{', open + 1))
        {
            var close = Closing(entry, open);
            var inside = entry[(open + 1)..close];
            var alone = (open == 0 || entry[open - 1] == ' ') && (close == entry.Length - 1 || entry[close + 1] == ' ');
            if (!inside.Contains(' ', StringComparison.Ordinal) && !(alone && inside.Split('|').Contains(""))) continue;
            var (before, after) = (entry[..open], entry[(close + 1)..]);
            return inside.Split('|').SelectMany(choice => Alternatives(before + choice.Trim() + after));
        }
        return [entry];
    }

    /// <returns>The word as it is compared: normalised, folded, without apostrophes; three and more of one letter are one.</returns>
    public static string Key(ReadOnlySpan<char> normal)
    {
        Span<char> key = normal.Length <= MaxWord ? stackalloc char[normal.Length] : new char[normal.Length];
        return key[..Key(normal, key)].ToString();
    }

    /// <summary>Longest word that is looked up, in characters.</summary>
    public const int MaxWord = 64;

    /// <returns>How many characters of <paramref name="key"/> were written.</returns>
    public static int Key(ReadOnlySpan<char> normal, Span<char> key)
    {
        var n = 0;
        for (var i = 0; i < normal.Length; i++)
        {
            var c = Folding.Fold(normal[i]);
            if (c == '\'') continue;
            if (n >= 2 && key[n - 1] == c && key[n - 2] == c) continue;
            if (n >= 2 && i + 1 < normal.Length && key[n - 1] == c && Folding.Fold(normal[i + 1]) == c) continue;
            key[n++] = c;
        }
        return n;
    }

    /// <summary>Where a brace closes. Braces do not nest: a choice within a choice is written out.</summary>
    private static int Closing(string pattern, int open)
    {
        var close = pattern.IndexOfAny(['{', '}'], open + 1);
        return close >= 0 && pattern[close] == '}' ? close : throw new FormatException($"A brace in {pattern} is unclosed or holds another.");
    }

    private static IEnumerable<string> Choices(string inside, IReadOnlyDictionary<string, string> endings) =>
        inside.Split('|').SelectMany(choice => choice.StartsWith('~')
            ? endings.TryGetValue(choice[1..], out var named) ? named.Split('|') : throw new FormatException($"No endings are called {choice}.")
            : [choice]);
}
