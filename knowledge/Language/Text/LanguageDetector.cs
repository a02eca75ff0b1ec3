using Assistant.Knowledge.Language.Lexicons;

namespace Assistant.Knowledge.Language.Text;

/// <summary>Which language a message is in: its letters first, then the words that each lexicon knows. Mixed messages name every language with a claim.</summary>
internal static class LanguageDetector
{
    private const int MaxTokens = 200;

    private static readonly HashSet<string> estonian = new(StringComparer.Ordinal)
    {
        "ja", "on", "ei", "et", "kas", "ma", "me", "ta", "oli", "oleme", "laps", "lapse", "lapsed", "ema", "isa", "pere", "kodus", "juures", "kui", "mis",
        "kes", "kus", "see", "ka", "siis", "aga", "tere", "palun", "saab", "mul", "meil", "tal", "minu", "olen", "olin", "olime", "käisin", "kaisin",
        "järgmine", "koos", "kohta", "kuidas",
    };
    private static readonly HashSet<string> english = new(StringComparer.Ordinal)
    {
        "the", "and", "is", "are", "was", "were", "we", "you", "he", "she", "it", "my", "our", "with", "of", "to", "what", "when", "how", "do", "have", "has",
        "child", "mother", "father", "family", "home", "visit", "hello", "please", "can", "not", "at", "on", "in",
    };
    private static readonly HashSet<string> russianLatin = new(StringComparer.Ordinal)
    {
        "i", "ja", "ya", "v", "na", "ne", "chto", "kak", "eto", "mama", "papa", "rebenok", "byl", "byla", "bili", "domoi", "doma", "s", "u", "menja", "menya",
        "nas", "mne", "spasibo", "privet", "kogda", "gde", "segodnja", "segodnya", "zavtra", "vchera", "chasov", "chas", "posle", "ochen", "nado", "budet",
    };

    /// <returns>The languages of a text, likeliest first; never empty.</returns>
    public static List<Lang> Detect(NormalText text, Token[] tokens, Func<Lang, Lexicon> lexicon)
    {
        float et = 0, ru = 0, en = 0, latin = 0, cyrillic = 0;
        for (var i = 0; i < tokens.Length && i < MaxTokens; i++)
        {
            if (tokens[i].Kind != TokenKind.Word) continue;
            var word = text.Chars[tokens[i].Start..tokens[i].End];
            if (word[0] is >= 'Ѐ' and <= 'ӿ')
            {
                cyrillic++;
                continue;
            }
            latin++;
            if (word.IndexOfAny("õäöü") >= 0) et += 2;
            if (estonian.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) et += 1;
            if (english.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) en += 1;
            if (russianLatin.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) ru += 0.8f;
            if (word.Length < 2) continue;
            if (lexicon(Lang.Et).Find(word) >= 0) et += 1.2f;
            if (lexicon(Lang.En).Find(word) >= 0) en += 1.2f;
            if (word.Length > 3 && cyrillic == 0 && lexicon(Lang.Ru).FindTransliterated(word) >= 0) ru += 1.1f;
        }
        if (cyrillic > 0 && cyrillic >= latin) return latin > 0 && Math.Max(et, en) >= 1 ? [Lang.Ru, et >= en ? Lang.Et : Lang.En] : [Lang.Ru];
        List<(Lang Lang, float Votes)> votes = [(Lang.Et, et), (Lang.En, en), (Lang.Ru, ru + (cyrillic * 2))];
        votes.Sort((a, b) => b.Votes.CompareTo(a.Votes));
        List<Lang> found = [votes[0].Lang];
        foreach (var (lang, count) in votes.Skip(1))
        {
            if (count >= 1 && count * 6 >= votes[0].Votes) found.Add(lang);
        }
        return found;
    }
}
