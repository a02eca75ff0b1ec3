namespace Assistant.Knowledge.Notes.Names;

/// <summary>
/// Writes a name the same way however it was spelt: without diacritics, in Latin or Cyrillic letters, in any common transliteration.
/// </summary>
internal static class SoundKey
{
    /// <summary>Characters of a word that are looked at, and the most one of them becomes.</summary>
    private const int LongestWord = 48, LongestLetter = 2;

    private static readonly string[] latin = [.. Enumerable.Range('a', 26).Select(letter => ((char)letter).ToString())];

    /// <param name="word">Lower case.</param>
    /// <param name="russianVowels">Write õ and ö as Russian hears them (ы, э).</param>
    /// <param name="collapse">Write doubled letters once, and alike what is easily heard alike.</param>
    public static string Of(ReadOnlySpan<char> word, bool russianVowels = false, bool collapse = false)
    {
        if (word.Length > LongestWord) word = word[..LongestWord];
        Span<char> key = stackalloc char[word.Length * LongestLetter];
        var length = 0;
        for (var i = 0; i < word.Length;)
        {
            i += Letter(word[i..], i > 0 ? word[i - 1] : '\0', russianVowels, out var written);
            foreach (var exact in written)
            {
                var letter = collapse ? Coarse(exact) : exact;
                if (length == 0 || key[length - 1] != letter || (!collapse && letter != 'i')) key[length++] = letter;
            }
        }
        return new(key[..length]);
    }

    private static char Coarse(char letter) => letter switch { 'y' => 'i', 'f' => 'v', _ => letter };

    /// <summary>The collapsed key of an exact one.</summary>
    public static string Collapsed(string key)
    {
        Span<char> once = stackalloc char[key.Length];
        var length = 0;
        foreach (var letter in key)
        {
            var coarse = Coarse(letter);
            if (length == 0 || once[length - 1] != coarse) once[length++] = coarse;
        }
        return new(once[..length]);
    }

    /// <returns>How many characters were read.</returns>
    private static int Letter(ReadOnlySpan<char> rest, char before, bool russianVowels, out string written)
    {
        var letter = rest[0];
        var next = rest.Length > 1 ? rest[1] : '\0';
        var used = 1;
        (written, used) = (letter, next) switch
        {
            ('š', 't') when rest.Length > 2 && rest[2] == 'š' => ("s", 3),
            ('s', 'h') when rest.Length > 3 && rest[2] == 'c' && rest[3] == 'h' => ("s", 4),
            ('s', 'c') when rest.Length > 2 && rest[2] == 'h' => ("s", 3),
            ('t', 'š') or ('c', 'h') => ("q", 2),
            ('s', 'h') => ("s", 2),
            ('z', 'h') => ("z", 2),
            ('k', 'h') => ("h", 2),
            ('p', 'h') => ("f", 2),
            _ => (One(letter, next, before, russianVowels), 1),
        };
        return used;
    }

    private static string One(char letter, char next, char before, bool russianVowels) => letter switch
    {
        'š' or 'ш' or 'щ' or 'с' => "s",
        'ž' or 'ж' or 'з' => "z",
        'č' or 'ч' => "q",
        'ц' => "ts",
        'c' => next is 'e' or 'i' or 'y' or 'o' && before is 'e' ? "ts" : "k",
        'х' => "h",
        'x' => before is 'y' or 'i' ? "h" : "ks",
        'w' or 'в' => "v",
        'y' => IsVowel(next) ? "" : "y",
        'j' or 'й' => IsVowel(next) ? "" : "i",
        'ä' or 'а' or 'я' => "a",
        'õ' or 'ô' => russianVowels ? "y" : "o",
        'ö' => russianVowels ? "e" : "o",
        'ü' or 'у' or 'ю' => "u",
        'и' => "i",
        'ы' => "y",
        'е' or 'э' => "e",
        'о' or 'ё' => "o",
        'б' => "b", 'г' => "g", 'д' => "d", 'к' => "k", 'л' => "l", 'м' => "m", 'н' => "n", 'п' => "p", 'р' => "r", 'т' => "t", 'ф' => "f",
        >= 'a' and <= 'z' => latin[letter - 'a'],
        _ => "",
    };

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'ä' or 'õ' or 'ö' or 'ü' or 'а' or 'е' or 'и' or 'о' or 'у' or 'ы' or 'э' or 'ё' or 'ю' or 'я';
}
