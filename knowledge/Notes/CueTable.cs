using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes;

/// <summary>Phrases of several words, each meaning something, found where they begin. The longest wins.</summary>
/// <typeparam name="T">What a phrase means.</typeparam>
internal sealed class CueTable<T>
{
    private readonly record struct Phrase(string[] Words, T Meaning);

    /// <summary>By the first word's first two letters; words of one letter by that alone.</summary>
    private readonly Dictionary<int, List<Phrase>> phrases = [];

    /// <summary>Adds a phrase: words by spaces, <c>*</c> after the beginning of a word or alone for any word.</summary>
    public void Add(string phrase, T meaning)
    {
        var words = Folding.Fold(phrase.ToLowerInvariant()).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Words.Ending(word) is var ending and > 0 ? new[] { word[..(word.Length - ending - 1)], word[^ending..] } : [word]).ToArray();
        var key = Key(words[0].TrimEnd('*'));
        if (!phrases.TryGetValue(key, out var same)) phrases[key] = same = [];
        // Of phrases equally long, the one that says more of its words goes first.
        var at = same.FindIndex(known => known.Words.Length < words.Length || (known.Words.Length == words.Length && Letters(known.Words) < Letters(words)));
        same.Insert(at < 0 ? same.Count : at, new(words, meaning));
    }

    /// <param name="words">The note.</param>
    /// <param name="at">The word to begin at.</param>
    /// <param name="meaning">What the phrase means.</param>
    /// <param name="most">Most words that the phrase may have.</param>
    /// <returns>How many words the longest phrase that begins at a word has; 0: none.</returns>
    public int Match(Words words, int at, out T? meaning, int most = int.MaxValue)
    {
        meaning = default;
        if (!phrases.TryGetValue(Key(words[at].Text), out var candidates)) return 0;
        foreach (var phrase in candidates)
        {
            if (phrase.Words.Length > most || !Fits(words, at, phrase.Words)) continue;
            meaning = phrase.Meaning;
            return phrase.Words.Length;
        }
        return 0;
    }

    private static int Letters(string[] words) => words.Sum(word => word.EndsWith('*') ? word.Length - 1 : word.Length + 1);

    private static int Key(string word) => (word[0] << 16) | (word.Length > 1 ? word[1] : '\0');

    private static bool Fits(Words words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Count) return false;
        for (var i = 0; i < phrase.Length; i++)
        {
            var (word, pattern) = (words[at + i].Text, phrase[i]);
            var fits = pattern[^1] == '*' ? word.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : word == pattern;
            if (!fits) return false;
        }
        return true;
    }
}
