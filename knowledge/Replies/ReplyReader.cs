using System.Collections.Immutable;
using System.Globalization;
using Assistant.Knowledge.Safety;

namespace Assistant.Knowledge.Replies;

/// <summary>What somebody said to a yes-or-no question.</summary>
public enum Said
{
    /// <summary>Neither, or both.</summary>
    Unclear,
    /// <summary>Yes.</summary>
    Yes,
    /// <summary>No.</summary>
    No,
    /// <summary>"I don't know": an answer of its own, never a no.</summary>
    DontKnow,
}

/// <summary>A choice as words to compare replies with: its labels in all languages, and other words for it.</summary>
public sealed record ChoiceWords(ImmutableArray<string[]> Labels, ImmutableArray<string[]> Synonyms)
{
    /// <summary>Whether the words are one of the labels, word for word.</summary>
    public bool IsLabel(string[] words)
    {
        foreach (var label in Labels)
            if (label.AsSpan().SequenceEqual(words))
                return true;
        return false;
    }
}

/// <summary>Reads short replies in any mix of the three languages: yes and no, a choice, a whole number, a phone number. Thread-safe.</summary>
public sealed class ReplyReader
{
    private readonly WordLists yesNo = WordLists.Load("yes-no");
    private readonly WordLists numbers = WordLists.Load("numbers");
    private readonly WordLists atALoss = WordLists.Load("at-a-loss");
    private readonly WordLists safety = WordLists.Load("safe");
    private readonly ILookup<string, string[]> synonymsOf = WordLists.Phrases("synonyms").ToLookup(found => found.Meaning, found => found.Phrase.Split(' '));

    /// <summary>Labels that have other words for them; a test holds them to the choices there are.</summary>
    public IEnumerable<string> KnownLabels => synonymsOf.Select(group => group.Key);

    /// <summary>Reads a reply that says yes, no or "don't know" and nothing else.</summary>
    public Said Plain(string text) => Meaning(yesNo.MeaningOf(text));

    /// <summary>Meaning of words that are a yes only as the whole reply: in a story they are just words.</summary>
    private const string YesAlone = "yes-alone";

    private static Said Meaning(string? meaning) => meaning switch { "yes" or YesAlone => Said.Yes, "no" => Said.No, "dont-know" => Said.DontKnow, _ => Said.Unclear };

    /// <summary>Whether a reply is a yes and nothing but a yes, said once or several times: "jah, olen nõus". Long replies are not.</summary>
    public bool IsNothingButYes(string text) => Words.Of(text) is { Length: <= mostWordsOfYes } words && yesNo.IsAll(words, "yes");

    private const int mostWordsOfYes = 8;

    /// <summary>Whether a reply says that somebody does not know what to do, and nothing else: "ma tõesti ei tea enam mida teha".</summary>
    public bool IsAtALoss(string text)
    {
        var words = Words.Of(text);
        return words.Length <= mostWordsOfLoss && atALoss.MeaningOf(string.Join(' ', words.Where(word => atALoss.MeaningOf(word) != "besides"))) == "lost";
    }

    private const int mostWordsOfLoss = 14;

    /// <summary>Whether somebody says in a sentence that they are safe: "ei, ma pole ohus, lihtsalt väsinud".</summary>
    /// <returns><see langword="null"/> when it says nothing of it, or both.</returns>
    public bool? IsSafe(string text)
    {
        var found = safety.MeaningsIn(Words.Of(text)).Distinct().ToArray();
        return found is [var only] ? only == "safe" : null;
    }

    /// <summary>Reads yes, no and "don't know". A reply that begins with yes or no and only then goes on is taken by its beginning.</summary>
    public Said YesNo(string text)
    {
        var words = Words.Of(text);
        if (Plain(text) is var plain and not Said.Unclear)
            return plain;
        var said = yesNo.MeaningsIn(words).Where(meaning => meaning != YesAlone).Select(Meaning).ToImmutableArray();
        // "Может ли муж прийти?" asks.
        return said.Contains(Said.DontKnow) ? text.Contains('?', StringComparison.Ordinal) ? Said.Unclear : Said.DontKnow
            : said.Distinct().Count() == 1 ? said[0]
            : said.Length != 1 && text.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma ? YesNo(text[..comma])
            : Said.Unclear;
    }

    /// <summary>Reads one whole number in digits or words.</summary>
    /// <returns><see langword="null"/> when there is none, or several different ones.</returns>
    public int? Number(string text)
    {
        var words = Words.Of(text);
        if (words.Any(word => word.Length > 9 && word.All(char.IsAsciiDigit)))
            return null;
        int[] found = [.. words.Where(word => char.IsAsciiDigit(word[0]) && int.TryParse(word.TrimEnd(Endings), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(word => int.Parse(word.TrimEnd(Endings), CultureInfo.InvariantCulture))
            .Concat(numbers.MeaningsIn(words).Select(value => int.Parse(value, CultureInfo.InvariantCulture))).Distinct()];
        return found is [var only] && !text.TrimStart().StartsWith('-') ? only : null;
    }

    // "3e", "2ne": endings that Estonian glues to figures.
    private static readonly char[] Endings = [.. "abcdefghijklmnopqrstuvwxyz"];

    /// <summary>Finds the choice that is meant: by its place (<c>2</c>, <c>teine</c>), its label or other words for it, in any form and with a slip of one letter.</summary>
    /// <param name="choices">From <see cref="WordsOf"/>.</param>
    /// <param name="byPlace">Whether a number may stand for the choice at that place.</param>
    /// <returns>Index into <paramref name="choices"/>; <see langword="null"/> when none or several fit equally well.</returns>
    public int? Choice(string text, IReadOnlyList<ChoiceWords> choices, bool byPlace = true)
    {
        var words = Words.Of(text);
        if (words.Length is 0 or > MostWords)
            return null;
        if (byPlace && CountsPlaces(text) && Number(text) is { } place)
            return place >= 1 && place <= choices.Count ? place - 1 : null;

        // "tugiisik" inside a longer label is that label; words of two different choices are no choice.
        var found = Enumerable.Range(0, choices.Count)
            .Select(index => (Index: index, Match: Find(words, choices[index])))
            .Where(candidate => candidate.Match.Score > 0)
            .OrderByDescending(candidate => candidate.Match.Score).ToArray();
        return found is [var best, .. var others] && others.All(other => other.Match.Score < best.Match.Score && (other.Match.Words & ~best.Match.Words) == 0) ? best.Index : null;
    }

    /// <summary>Whether a reply to choices is numbers and nothing else: they can only mean places. "Two children" is not.</summary>
    public bool CountsPlaces(string text)
    {
        var words = Words.Of(text);
        return words.Length > 0 && (numbers.MeaningOf(text) is not null || words.All(word => word.All(char.IsAsciiDigit) || word is "ja" or "и" or "and"));
    }

    /// <summary>Finds all choices that are meant, for questions with several answers.</summary>
    public ImmutableArray<int> Choices(string text, IReadOnlyList<ChoiceWords> choices)
    {
        var words = Words.Of(text);
        if (words.Length is 0 or > MostWords)
            return [];
        if (words.All(word => word.All(char.IsAsciiDigit) || word is "ja" or "и" or "and"))
            return [.. words.Where(word => int.TryParse(word, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= choices.Count).Select(word => int.Parse(word, CultureInfo.InvariantCulture) - 1).Distinct().Order()];
        return [.. Enumerable.Range(0, choices.Count).Where(index => Find(words, choices[index]).Score > 0)];
    }

    /// <summary>Longest text read as the naming of a choice, in words; more is a story, not a choice. Words found are kept as bits of 64.</summary>
    private const int MostWords = 60;

    /// <summary>How well a choice fits: letters of its words found, those of a whole label counted double; and which words of the text they were, a bit each.</summary>
    private static (int Score, ulong Words) Find(string[] words, ChoiceWords choice)
    {
        var best = (Score: 0, Words: 0UL);
        foreach (var label in choice.Labels)
            best = Better(best, words, label, weight: 2);
        foreach (var synonym in choice.Synonyms)
            best = Better(best, words, synonym, weight: 1);
        return best;
    }

    private static (int Score, ulong Words) Better((int Score, ulong Words) best, string[] words, string[] phrase, int weight)
    {
        var used = 0UL;
        var score = 0;
        foreach (var word in phrase)
        {
            var at = 0;
            while (at < words.Length && !Replies.Words.Alike(words[at], word))
                at++;
            if (at == words.Length)
                return best;
            used |= 1UL << at;
            score += weight * word.Length;
        }
        return score > best.Score ? (score, used) : best;
    }

    /// <summary>Makes a choice comparable: worth keeping, as labels seldom change.</summary>
    /// <param name="labels">In all languages.</param>
    public ChoiceWords WordsOf(string labelKey, IEnumerable<string> labels) => new([.. labels.Select(Replies.Words.Of)], [.. synonymsOf[labelKey]]);

    /// <summary>Reads a phone number to call, written or said.</summary>
    /// <returns>E.164, with Estonia's code when none was given; <see langword="null"/> when there is none, several, or only a helpline.</returns>
    public static string? Phone(string text)
    {
        string[] found = [.. PhoneNumbers.Find(text).Select(phone => phone.Value).Where(value => value.StartsWith('+')).Distinct()];
        return found is [var only] ? only : null;
    }
}
