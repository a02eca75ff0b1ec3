using System.Text;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Replies;

/// <summary>A short reply as words to compare: lower case, without punctuation, and without the marks that people leave out on foreign keyboards.</summary>
public static class Words
{
    /// <returns>The folded words in order; a whole number stays one word.</returns>
    public static string[] Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
            if (char.IsLetterOrDigit(c))
                folded.Append(Fold(char.ToLowerInvariant(c)));
            else if (c is not ('\'' or '\u2019' or '\u0301'))
                folded.Append(' ');
        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <returns>The folded words with single spaces: what word lists are compared with.</returns>
    public static string Folded(string text) => string.Join(' ', Of(text));

    private static char Fold(char c) => c == 'ё' ? 'е' : Folding.Fold(c);

    /// <summary>Whether one is a form of the other or a slip of one letter: <c>tugiisikut</c> and <c>tugiisik</c>, <c>koolis</c> and <c>koolid</c>, <c>teenued</c> and <c>teenused</c>.</summary>
    public static bool Alike(string one, string other)
    {
        if (one == other)
            return true;
        var shorter = Math.Min(one.Length, other.Length);
        if (shorter < ShortestInflected || char.IsDigit(one[0]) || char.IsDigit(other[0]))
            return false;
        var common = 0;
        while (common < shorter && one[common] == other[common])
            common++;
        return common >= ShortestInflected && common >= shorter - 1 - shorter / LettersPerStemChange && Math.Max(one.Length, other.Length) - common <= LongestEnding
            || Math.Max(one.Length, other.Length) >= ShortestMistyped && shorter >= ShortestMistyped - 1 && Math.Abs(one.Length - other.Length) <= 1 && OneSlip(one, other, common);
    }

    /// <summary>Letters a word must have before endings are disregarded.</summary>
    private const int ShortestInflected = 3;
    /// <summary>A stem's last letter may change, and one more for each so many letters: <c>perenõustamine</c>, <c>perenõustamist</c>.</summary>
    private const int LettersPerStemChange = 6;
    /// <summary>Longest ending, in letters.</summary>
    private const int LongestEnding = 4;
    /// <summary>Letters a word must have before a slip is forgiven.</summary>
    private const int ShortestMistyped = 5;

    private static bool OneSlip(string one, string other, int common)
    {
        if (one.Length == other.Length)
            return one.AsSpan(common + 1).SequenceEqual(other.AsSpan(common + 1))
                || common + 1 < one.Length && one[common] == other[common + 1] && one[common + 1] == other[common]
                    && one.AsSpan(common + 2).SequenceEqual(other.AsSpan(common + 2));
        var (longer, shorter) = one.Length > other.Length ? (one, other) : (other, one);
        return longer.AsSpan(common + 1).SequenceEqual(shorter.AsSpan(common));
    }
}
