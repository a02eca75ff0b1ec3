using System.Collections.Frozen;
using System.Numerics;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>
/// Words and phrases of the three languages and the concepts they stand for. Finds them inflected, without diacritics, with one typing mistake, and
/// Russian in Latin letters. Immutable after loading.
/// </summary>
internal sealed class ConceptLexicon
{
    /// <summary>Shortest word in which one typing mistake is forgiven, in letters, unless a file asks for more.</summary>
    internal const int ForgivingLength = 5;

    /// <summary>Shortest word read as Russian in Latin letters when nothing else in the message is, in letters.</summary>
    private const int TransliterationLength = 4;

    private readonly int forgivesFrom;
    private readonly WordForms known, transliterated;
    private readonly FrozenDictionary<int, Spelling[]> forgiving;
    private readonly ConceptSet[] concepts;
    private readonly Lang[] languages;
    private readonly FrozenSet<int> dotted;
    private readonly Phrase[][] phrases;

    private ConceptLexicon(LexiconBuilder built)
    {
        Names = built.Names;
        Kept = built.Kept;
        forgivesFrom = built.ForgivesFrom;
        known = new(built.Words, built.Stems);
        transliterated = new(built.LatinWords, built.LatinStems);
        concepts = [.. built.Concepts];
        languages = [.. built.Languages];
        dotted = built.Dotted.ToFrozenSet();
        phrases = [.. built.Phrases.Select(list => list.OrderByDescending(phrase => phrase.Rest.Length).ToArray())];
        forgiving = built.Words.Where(pair => pair.Key.Length >= forgivesFrom && !pair.Value.All(built.Exact.Contains)).Select(pair => pair.Key)
            .Concat(built.Stems.Where(pair => pair.Key.Length > forgivesFrom && !pair.Value.All(built.Exact.Contains)).Select(pair => pair.Key).Select(stem => stem + WordPattern.AnyEnding))
            .GroupBy(Bucket).ToFrozenDictionary(group => group.Key, group => group.Select(word => new Spelling(Letters(word.AsSpan().TrimEnd(WordPattern.AnyEnding)), word)).ToArray());
    }

    /// <summary>The concepts' bits.</summary>
    public ConceptNames Names { get; }

    /// <summary>Concepts that words keep inside a phrase: those that only adding files have.</summary>
    public ConceptSet Kept { get; }

    /// <summary>Reads <c>{folder}/{language}/{name}.yaml</c> of every language, for one name or several.</summary>
    public static ConceptLexicon Load(string folder, params ReadOnlySpan<string> names)
    {
        var builder = new LexiconBuilder();
        foreach (var name in names)
        {
            foreach (var lang in Langs.All) builder.Add(lang, Resource.Yaml<LexiconFile>($"{folder}/{lang.Code()}/{name}.yaml"));
        }
        return new(builder);
    }

    /// <summary>The atoms (word patterns) a word may be: none, one or several.</summary>
    /// <param name="key">The word by <see cref="WordPattern.Key(ReadOnlySpan{char}, Span{char})"/>.</param>
    /// <param name="atoms">Receives them; cleared before.</param>
    /// <param name="russianInLatin">Whether short words may be Russian in Latin letters too.</param>
    /// <returns>Whether the word is known only as Russian in Latin letters.</returns>
    public bool Look(ReadOnlySpan<char> key, AtomsFound atoms, bool russianInLatin)
    {
        atoms.Clear();
        known.Find(key, atoms);
        var isKnown = !atoms.IsEmpty;
        if (isKnown && !russianInLatin) return false;
        if (IsLatin(key[0]) && key.Length >= (russianInLatin ? 1 : TransliterationLength)) Transliterated(key, atoms);
        if (!atoms.IsEmpty) return !isKnown;
        if (key.Length >= forgivesFrom) Misspelt(key, atoms);
        return false;
    }

    /// <summary>The concepts of one atom on its own.</summary>
    public ConceptSet ConceptsOf(int atom) => concepts[atom];

    /// <summary>Takes out the atoms that need their dots, of a word written without any.</summary>
    /// <param name="atoms">As <see cref="Look"/> found them; not changed.</param>
    /// <param name="written">The word as written, in lower case.</param>
    public int[] Written(int[] atoms, ReadOnlySpan<char> written) =>
        dotted.Count == 0 || atoms.Length == 0 || !System.Text.Ascii.IsValid(written) || !Array.Exists(atoms, dotted.Contains) ? atoms : Array.FindAll(atoms, atom => !dotted.Contains(atom));

    /// <summary>The language an atom belongs to.</summary>
    public Lang LanguageOf(int atom) => languages[atom];

    /// <summary>The phrases that begin with an atom, the longest first.</summary>
    public ReadOnlySpan<Phrase> PhrasesFrom(int atom) => phrases[atom];

    private void Transliterated(ReadOnlySpan<char> key, AtomsFound atoms)
    {
        if (key.Length > Transliteration.MaxLength) return;
        Span<char> latin = stackalloc char[key.Length * 4];
        var length = Transliteration.Key(key, latin);
        if (length > 0) transliterated.Find(latin[..length], atoms);
    }

    private void Misspelt(ReadOnlySpan<char> key, AtomsFound atoms)
    {
        var own = Letters(key);
        for (var length = key.Length - 1; length <= key.Length + 1; length++)
        {
            if (!forgiving.TryGetValue(Bucket(key[0], length), out var near)) continue;
            foreach (var (letters, word) in near)
            {
                // One mistake adds one letter and takes one away.
                if (BitOperations.PopCount(letters & ~own) > 1 || BitOperations.PopCount(own & ~letters) > 1) continue;
                if (word[^1] != WordPattern.AnyEnding && Edits.AtMostOne(key, word)) atoms.Add(known.Words[word]);
            }
        }
        for (var length = forgivesFrom + 1; atoms.IsEmpty && length <= key.Length + 1; length++)
        {
            if (!forgiving.TryGetValue(Bucket(key[0], -length), out var near)) continue;
            foreach (var (letters, stem) in near)
            {
                if (BitOperations.PopCount(letters & ~own) > 1) continue;
                if (BeginsLike(key, stem.AsSpan(0, stem.Length - 1))) atoms.Add(known.Stems[stem.AsSpan(0, stem.Length - 1)]);
            }
        }
    }

    /// <summary>Which letters a word has, roughly: different letters may share a bit.</summary>
    private static uint Letters(ReadOnlySpan<char> word)
    {
        var letters = 0u;
        foreach (var c in word) letters |= 1u << (c & 31);
        return letters;
    }

    private static bool BeginsLike(ReadOnlySpan<char> key, ReadOnlySpan<char> stem)
    {
        for (var length = stem.Length - 1; length <= stem.Length + 1 && length <= key.Length; length++)
        {
            if (Edits.AtMostOne(key[..length], stem)) return true;
        }
        return false;
    }

    /// <returns>Words by first letter and length, stems by first letter and negative length.</returns>
    private static int Bucket(string word) => word[^1] == WordPattern.AnyEnding ? Bucket(word[0], 1 - word.Length) : Bucket(word[0], word.Length);

    private static int Bucket(char first, int length) => (first << 8) + length;

    private static bool IsLatin(char c) => c is >= 'a' and <= 'z';
}

/// <summary>A word or, with <see cref="WordPattern.AnyEnding"/>, a stem, and which letters it has.</summary>
internal readonly record struct Spelling(uint Letters, string Word);

/// <summary>The words after a phrase's first, and what the whole phrase means.</summary>
/// <param name="Rest">Atoms that follow in order; <see cref="LexiconBuilder.Gap"/> allows up to two other words between.</param>
/// <param name="Concepts">The phrase's concepts; they replace those of its words, unless it adds.</param>
/// <param name="Adds">Whether its words keep their own concepts and other phrases may share them.</param>
internal sealed record Phrase(int[] Rest, ConceptSet Concepts, bool Adds);

/// <summary>A lexicon file.</summary>
internal sealed class LexiconFile
{
    /// <summary>Named sets of endings, <c>a|b|c</c>.</summary>
    public Dictionary<string, string> Endings { get; init; } = [];

    /// <summary>Concepts whose words must be spelt right: those that speak against danger.</summary>
    public string Exact { get; init; } = "";

    /// <summary>Shortest word in which one typing mistake is forgiven, in letters; of several files the highest counts.</summary>
    public int ForgivesFrom { get; init; } = ConceptLexicon.ForgivingLength;

    /// <summary>Concepts whose words must be written with their dots and tildes: "loob" creates, "lööb" hits.</summary>
    public string Dotted { get; init; } = "";

    /// <summary>Whether the file's words keep their concepts inside phrases and its phrases leave their words as they are: signs that only count beside others.</summary>
    public bool Adds { get; init; }

    /// <summary>Words and phrases by concept, between commas.</summary>
    public required Dictionary<string, string> Words { get; init; }
}
