using System.Collections.Frozen;

namespace Assistant.Knowledge.Replies;

/// <summary>Words with a meaning, from <c>Replies/{lang}/{name}.yaml</c>: <c>meaning: word, two words, ...</c>. All languages together, as people mix them.</summary>
public sealed class WordLists
{
    private readonly FrozenDictionary<string, string> meanings;

    private WordLists(FrozenDictionary<string, string> meanings, int longest) => (this.meanings, Longest) = (meanings, longest);

    /// <summary>Most words in one phrase.</summary>
    public int Longest { get; }

    /// <param name="name">File name without extension, e.g. <c>commands</c>.</param>
    /// <exception cref="FormatException">A phrase stands under two meanings.</exception>
    public static WordLists Load(string name)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, meaning, phrase) in Phrases(name))
            found[phrase] = !found.TryGetValue(phrase, out var other) || other == meaning
                ? meaning
                : throw new FormatException($"{file}: '{phrase}' means both {other} and {meaning}.");
        return new(found.ToFrozenDictionary(StringComparer.Ordinal), found.Keys.Select(phrase => phrase.Count(c => c == ' ') + 1).DefaultIfEmpty(1).Max());
    }

    /// <summary>Every phrase, folded, of a list in which one phrase may have several meanings.</summary>
    internal static IEnumerable<(string File, string Meaning, string Phrase)> Phrases(string name) =>
        from file in Langs.All.Select(lang => $"Replies/{lang.Code()}/{name}.yaml")
        from line in FlatYaml.Read(file, Resource.Text(file))
        from phrase in line.Value.Split(',').Select(Words.Folded)
        where phrase.Length > 0
        select (file, line.Key, phrase);

    /// <returns>The meaning of the whole text; <see langword="null"/> when it is not one of the phrases.</returns>
    public string? MeaningOf(string text) => meanings.GetValueOrDefault(Words.Folded(text));

    /// <returns>Whether the text is made of phrases of this one meaning and of nothing else.</returns>
    public bool IsAll(string[] words, string meaning)
    {
        // Reaches[n]: the first n words can be read as such phrases.
        var reaches = new bool[words.Length + 1];
        reaches[0] = true;
        for (var start = 0; start < words.Length; start++)
            for (var length = 1; reaches[start] && length <= Math.Min(Longest, words.Length - start); length++)
                reaches[start + length] |= meanings.GetValueOrDefault(string.Join(' ', words, start, length)) == meaning;
        return words.Length > 0 && reaches[^1];
    }

    /// <returns>The longest phrase that begins at a word: how many words it has and what it means; <see langword="null"/>: none begins there.</returns>
    public (int Length, string Meaning)? At(string[] words, int start)
    {
        for (var length = Math.Min(Longest, words.Length - start); length > 0; length--)
            if (meanings.TryGetValue(string.Join(' ', words, start, length), out var meaning))
                return (length, meaning);
        return null;
    }

    /// <summary>The meanings in the text from left to right; a longer phrase hides the shorter ones in it.</summary>
    public IEnumerable<string> MeaningsIn(string[] words)
    {
        for (var start = 0; start < words.Length;)
        {
            var found = At(words, start);
            if (found is { } phrase) yield return phrase.Meaning;
            start += found?.Length ?? 1;
        }
    }
}
