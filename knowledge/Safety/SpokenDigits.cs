using System.Collections.Frozen;
using System.Globalization;

namespace Assistant.Knowledge.Safety;

/// <summary>Number words of the three languages as they stand in a dictated code or telephone number.</summary>
internal static class SpokenDigits
{
    /// <summary>Longest word looked at, in characters: the eleven digits of a code run together without spaces.</summary>
    private const int LongestWord = 80;
    private const int LongestForm = 16;

    private static readonly FrozenDictionary<string, int> values = Load();
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan = values.GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenDictionary<string, int> Load()
    {
        var forms = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Resource.Lines("Safety/spoken-digits.tsv"))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            forms.TryAdd(NumberContext.Fold(line[..tab]), int.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture));
        }
        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Adds the values a word spells, one for each number run together in it ("viiskümmendkuus": 50 and 6).</summary>
    /// <returns>Whether the whole word is made of number words.</returns>
    public static bool TryRead(ReadOnlySpan<char> word, List<int> found)
    {
        if (word.Length > LongestWord) return false;
        Span<char> folded = stackalloc char[word.Length];
        for (var i = 0; i < word.Length; i++) folded[i] = NumberContext.Fold(word[i]);
        var before = found.Count;
        ReadOnlySpan<char> rest = folded;
        while (rest.Length > 0)
        {
            var length = Math.Min(rest.Length, LongestForm);
            int value = 0;
            while (length > 0 && !bySpan.TryGetValue(rest[..length], out value)) length--;
            if (length == 0)
            {
                found.RemoveRange(before, found.Count - before);
                return false;
            }
            found.Add(value);
            rest = rest[length..];
        }
        return found.Count > before;
    }
}
