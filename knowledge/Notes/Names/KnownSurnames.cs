using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes.Names;

/// <summary>Common surnames: a word that is a form of one is that name, not a slip of a name on the roster.</summary>
internal sealed class KnownSurnames
{
    private const int Beginning = 2;
    private readonly Dictionary<string, List<string>> byBeginning = new(StringComparer.Ordinal);

    public static KnownSurnames Load()
    {
        var known = new KnownSurnames();
        foreach (var name in Resource.Lines("Notes/Names/known-surnames.tsv"))
        {
            foreach (var key in new[] { Key(name, russian: false), Key(name, russian: true) }.Distinct())
            {
                if (!known.byBeginning.TryGetValue(key, out var names)) known.byBeginning[key] = names = [];
                names.Add(name);
            }
        }
        return known;
    }

    /// <param name="word">Lower case.</param>
    /// <param name="family">The name the word is thought to be: another spelling of the same does not count.</param>
    public bool IsFormOfOther(string word, string family)
    {
        var same = SoundKey.Of(family, collapse: true);
        var cyrillic = word[0] >= 'Ѐ';
        if (!byBeginning.TryGetValue(Key(word, cyrillic), out var names)) return false;
        var sound = SoundKey.Of(word, cyrillic);
        var folded = Folding.Fold(word);
        return names.Any(name => SoundKey.Of(name, collapse: true) != same && (cyrillic
            ? RussianForms.Of(name).Any(form => form.Key == sound)
            : EstonianForms.Of(name).Any(form => !form.IsGuess && Folding.Fold(form.Text) == folded) || folded == Folding.Fold(name) + "s"));
    }

    private static string Key(string word, bool russian)
    {
        var key = SoundKey.Of(word, russian, collapse: true);
        return key.Length > Beginning ? key[..Beginning] : key;
    }
}
