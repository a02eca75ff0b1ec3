namespace Assistant.Knowledge.Language.Text;

/// <summary>Letters as people type them without an Estonian keyboard: <c>õäöüšž</c> as <c>oaousz</c>.</summary>
public static class Folding
{
    /// <returns>The letter without its mark; other characters as they are.</returns>
    public static char Fold(char c) => c switch
    {
        'õ' or 'ö' or 'ó' or 'ò' or 'ô' => 'o',
        'ä' or 'á' or 'à' or 'å' or 'â' => 'a',
        'ü' or 'ú' or 'ù' => 'u',
        'š' => 's',
        'ž' => 'z',
        'é' or 'è' or 'ё' => 'e',
        _ => c,
    };

    /// <returns>The word folded; the same instance when nothing changes.</returns>
    public static string Fold(string word)
    {
        var i = 0;
        while (i < word.Length && Fold(word[i]) == word[i]) i++;
        return i == word.Length ? word : string.Create(word.Length, word, static (to, from) =>
        {
            for (var k = 0; k < to.Length; k++) to[k] = Fold(from[k]);
        });
    }
}
