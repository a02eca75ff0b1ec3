namespace Assistant.Knowledge.Language.Text;

/// <summary>
/// One key for a Russian word however it is spelt in either alphabet: <c>пятница</c>, <c>pyatnitsa</c>, <c>pjatnica</c> and <c>piatnitza</c> are the same.
/// The key is for comparing only.
/// </summary>
public static class Transliteration
{
    /// <summary>Longest word that is given a key, in characters; longer ones are no words of any lexicon.</summary>
    public const int MaxLength = 40;

    /// <returns>How many characters of <paramref name="key"/> (at least three times the word's length) were written; 0 when too long.</returns>
    public static int Key(ReadOnlySpan<char> word, Span<char> key)
    {
        if (word.Length > MaxLength) return 0;
        Span<char> latin = stackalloc char[word.Length * 4];
        var n = 0;
        foreach (var c in word)
        {
            var letters = Latin(c);
            if (letters is null)
            {
                latin[n++] = Folded(c);
                continue;
            }
            foreach (var l in letters) latin[n++] = l;
        }
        return Simplify(latin[..n], key);
    }

    /// <returns>The key as a string.</returns>
    public static string Key(string word)
    {
        Span<char> key = stackalloc char[Math.Min(word.Length, MaxLength) * 4];
        return key[..Key(word.AsSpan(), key)].ToString();
    }

    private static char Folded(char c) => c is 'š' or 'ž' or 'č' ? c : Folding.Fold(c);

    private static string? Latin(char c) => c switch
    {
        'а' => "a", 'б' => "b", 'в' => "v", 'г' => "g", 'д' => "d", 'е' or 'э' => "e", 'ж' => "zh", 'з' => "z", 'и' => "i", 'й' => "i",
        'к' => "k", 'л' => "l", 'м' => "m", 'н' => "n", 'о' => "o", 'п' => "p", 'р' => "r", 'с' => "s", 'т' => "t", 'у' => "u", 'ф' => "f",
        'х' => "h", 'ц' => "ts", 'ч' => "ch", 'ш' => "sh", 'щ' => "sh", 'ъ' or 'ь' => "", 'ы' => "i", 'ю' => "iu", 'я' => "ia",
        'č' => "ch", 'š' => "sh", 'ž' => "zh", 'w' => "v", 'x' => "h", 'y' or 'j' => "i", '\'' => "",
        _ => null,
    };

    private static int Simplify(ReadOnlySpan<char> latin, Span<char> key)
    {
        var n = 0;
        for (var i = 0; i < latin.Length; i++)
        {
            var c = latin[i];
            var next = i + 1 < latin.Length ? latin[i + 1] : '\0';
            char? one = (c, next) switch
            {
                ('s', 'h') => 'S',
                ('s', 'c') when i + 2 < latin.Length && latin[i + 2] == 'h' => 'S',
                ('c', 'h') => 'C',
                ('z', 'h') => 'Z',
                ('k', 'h') => 'h',
                ('t', 's') or ('t', 'z') => 'c',
                ('i', 'e') or ('i', 'o') => 'e',
                _ => null,
            };
            if (one is { } o)
            {
                i += c == 's' && next == 'c' ? 2 : 1;
                // shch, šč and sch are щ, which the key doesn't tell from ш.
                if (o == 'S' && i + 2 < latin.Length && latin[i + 1] == 'c' && latin[i + 2] == 'h') i += 2;
                c = o;
            }
            if (n > 0 && key[n - 1] == c && c is 'i' or 'n' or 's') continue;
            key[n++] = c;
        }
        return n;
    }
}
