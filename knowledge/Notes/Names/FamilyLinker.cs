using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes.Names;

/// <summary>A family named in a text.</summary>
/// <param name="Family">The name as on the roster.</param>
/// <param name="Start">First UTF-16 character of the words that name it.</param>
/// <param name="Length">Of those words alone, without "pere" or "семья".</param>
/// <param name="Doubt">0: an exact form beside a word like "pere"; larger: read with less certainty.</param>
public sealed record FamilyMention(string Family, int Start, int Length, int Doubt)
{
    /// <summary>From here on the link is to be confirmed: read by a guessed stem, by sound or with a slip.</summary>
    public const int Doubtful = 20;
}

/// <summary>
/// Finds the families of one worker's roster in what the worker says: inflected, misheard, misspelt, without diacritics, in Russian or English,
/// in the other alphabet. A wrong family is worse than none: where two families fit equally, none is linked.
/// </summary>
/// <remarks>Built once for a roster; thread-safe.</remarks>
public sealed class FamilyLinker
{
    private const int DoubtOfMatch = 10;
    private const int ShortestUncued = 5;

    private static readonly FamilyCues cues = FamilyCues.Load();
    private static readonly KnownSurnames known = KnownSurnames.Load();

    private readonly IReadOnlyList<string> roster;
    private readonly string[] lower;
    private readonly RosterForms forms;
    private readonly FamilyAliases? aliases;
    private readonly bool hasCompounds;

    /// <param name="roster">Family names in the nominative.</param>
    /// <param name="aliases">What stands for names where little may be said: "T.", "T2.". Found beside "pere" alone, and told as they stand here.</param>
    public FamilyLinker(IReadOnlyList<string> roster, IReadOnlyList<string>? aliases = null)
    {
        this.roster = roster;
        this.aliases = FamilyAliases.Of(aliases);
        lower = [.. roster.Select(name => new NormalText(name).Chars.ToString())];
        forms = new(roster);
        hasCompounds = roster.Any(name => name.Contains('-', StringComparison.Ordinal) || name.Contains(' ', StringComparison.Ordinal));
    }

    /// <returns>The one family the text is about; <see langword="null"/> when none is named or two are named equally.</returns>
    public FamilyMention? Link(string text, Lang? lang = null)
    {
        FamilyMention? best = null;
        var tied = false;
        foreach (var mention in Mentions(text, lang))
        {
            if (best is null || mention.Doubt < best.Doubt) (best, tied) = (mention, false);
            else if (mention.Doubt == best.Doubt && mention.Family != best.Family) tied = true;
        }
        return tied ? null : best;
    }

    /// <summary>Every family named, in the order of the text.</summary>
    public IReadOnlyList<FamilyMention> Mentions(string text, Lang? lang = null)
    {
        var normal = new NormalText(text);
        return Mentions(normal, Tokenizer.Split(normal), lang);
    }

    /// <summary>A name at the very beginning, as a heading is: "Mägi over Teams tonight". A name that is also a word is a name there.</summary>
    internal FamilyMention? Heading(NormalText text, Token[] tokens)
    {
        if (tokens.Length == 0 || tokens[0].Kind != TokenKind.Word) return null;
        var word = Folding.Fold(text.Chars[tokens[0].Start..tokens[0].End].ToString());
        var found = Array.FindIndex(lower, name => Folding.Fold(name) == word);
        if (found < 0 || Array.FindIndex(lower, found + 1, name => Folding.Fold(name) == word) >= 0) return null;
        var start = text.OriginalStart(tokens[0].Start);
        return new(roster[found], start, text.OriginalEnd(tokens[0].End) - start, FamilyMention.Doubtful);
    }

    internal List<FamilyMention> Mentions(NormalText text, Token[] tokens, Lang? lang)
    {
        List<FamilyMention> mentions = aliases?.In(text, tokens) ?? [];
        List<Token> places = [];
        List<string> words = [], folded = [];
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.Word) continue;
            var word = text.Chars[token.Start..token.End];
            if (lang is not (Lang.Ru or Lang.En) && Glued(word) is var stem and > 0)
            {
                // "kütipere" is "küti pere".
                Put(token with { End = token.Start + stem });
                Put(token with { Start = token.Start + stem });
                continue;
            }
            Put(token);
        }
        var named = mentions.Count;
        Find(slips: false);
        // Looking for slips is dear and seldom right, so it is left to texts in which nothing else was found.
        if (mentions.Count == 0) Find(slips: true);
        if (named > 0 && mentions.Count > named) mentions.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        return mentions;

        void Put(Token token)
        {
            places.Add(token);
            words.Add(text.Chars[token.Start..token.End].ToString());
            folded.Add(Folding.Fold(words[^1]));
        }

        void Find(bool slips)
        {
            for (var i = 0; i < words.Count; i++)
            {
                var last = i;
                var linked = !slips && hasCompounds && i + 1 < words.Count ? Best(words[i] + words[i + 1], folded, i, i + 1, lang, exactOnly: true, slips) : null;
                if (linked is not null) last = i + 1;
                linked ??= Best(words[i], folded, i, i, lang, exactOnly: false, slips);
                if (linked is not { } found) continue;
                var start = text.OriginalStart(places[i].Start);
                mentions.Add(new(roster[found.Family], start, text.OriginalEnd(places[last].End) - start, found.Doubt));
                i = last;
            }
        }
    }

    /// <returns>Letters of the name in a word like "kütiperes"; 0: it is none.</returns>
    private int Glued(ReadOnlySpan<char> word)
    {
        const string family = "pere";
        const int shortestName = 3, longestEnding = 3;
        var at = word.LastIndexOf(family);
        return at >= shortestName && word.Length - at - family.Length <= longestEnding && forms.Read(word[..at].ToString()).Count == 1 ? at : 0;
    }

    private (int Family, int Doubt)? Best(string word, List<string> folded, int first, int last, Lang? lang, bool exactOnly, bool slips)
    {
        var readings = slips ? [] : forms.Read(word);
        var cue = Cue.None;
        if (readings.Count == 0)
        {
            if (!slips || word.Length < ShortestUncued) return null;
            cue = cues.At(folded, first, last);
            if (cue == Cue.None) return null;
            readings = forms.ReadSlip(word);
        }
        if (readings.Count == 0) return null;
        cue = cues.At(folded, first, last);
        var best = readings.MinBy(reading => (int)reading.Match);
        if (exactOnly && best.Match > Match.Folded) return null;
        if (readings.Count(reading => reading.Match == best.Match) > 1) return null;
        if (!IsSure(word, best, cue, lang)) return null;
        return (best.Family, ((int)best.Match * DoubtOfMatch) + (int)(Cue.Strong - cue));
    }

    /// <summary>Whether the name is a word of the language spoken, so that it need not be a name.</summary>
    private static bool IsWord(string name, Lang? lang) => lang switch
    {
        Lang.Ru => false,
        Lang.En => cues.EnglishWords.Contains(name),
        _ => EstonianForms.IsWord(name),
    };

    private bool IsSure(string word, Reading reading, Cue cue, Lang? lang)
    {
        if (reading.Match >= Match.Guess && known.IsFormOfOther(word, lower[reading.Family])) return false;
        if (reading.Match >= Match.Guess) return cue == Cue.Strong || (cue == Cue.Vague && word.Length > ShortestUncued);
        if (cue == Cue.Strong) return true;
        var isWord = IsWord(lower[reading.Family], lang);
        return reading.Case switch
        {
            FormCase.Plural => true,
            FormCase.Genitive or FormCase.Local => !isWord && word.Length >= ShortestUncued,
            _ => !isWord || cue == Cue.Vague,
        };
    }
}
