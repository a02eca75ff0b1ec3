using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>
/// Short words mean different things in Estonian and English ("last", "mind", "me", "end"): the languages of the other words decide, and the
/// weaker language's reading of a short word goes.
/// </summary>
internal static class LanguageVote
{
    /// <summary>Longest word whose language the others decide, in letters; longer ones are hardly ever words of two languages.</summary>
    private const int ShortWord = 5;

    /// <summary>Settles the atoms of short Latin words in place.</summary>
    public static void Settle(ConceptLexicon lexicon, NormalText normal, Place[] places, Lang? hint)
    {
        Span<int> votes = stackalloc int[3];
        if (hint is { } known) votes[(int)known]++;
        foreach (var place in places)
        {
            if (OnlyLanguage(lexicon, place.Atoms) is { } lang) votes[(int)lang]++;
        }
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            if (place.Atoms.Length == 0 || place.Token.Length > ShortWord || normal[place.Token.Start] > 0x7F) continue;
            var strongest = 0;
            foreach (var atom in place.Atoms) strongest = Math.Max(strongest, votes[(int)lexicon.LanguageOf(atom)]);
            var most = Math.Max(votes[(int)Lang.Et], Math.Max(votes[(int)Lang.Ru], votes[(int)Lang.En]));
            if (OnlyLanguage(lexicon, place.Atoms) is not null && strongest * 2 > most) continue;
            var limit = Math.Max(strongest, most / 2 + 1);
            var kept = new List<int>(place.Atoms.Length);
            foreach (var atom in place.Atoms)
            {
                if (votes[(int)lexicon.LanguageOf(atom)] >= limit) kept.Add(atom);
            }
            if (kept.Count < place.Atoms.Length) places[i] = place with { Atoms = [.. kept] };
        }
    }

    private static Lang? OnlyLanguage(ConceptLexicon lexicon, int[] atoms)
    {
        if (atoms.Length == 0) return null;
        var lang = lexicon.LanguageOf(atoms[0]);
        foreach (var atom in atoms)
        {
            if (lexicon.LanguageOf(atom) != lang) return null;
        }
        return lang;
    }
}
