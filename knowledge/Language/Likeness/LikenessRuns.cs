using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Likeness;

/// <summary>
/// What likeness compares of a message, each as a number: runs of 3 and 4 letters, words, pairs of words, concepts of a lexicon and pairs of them side by
/// side or with one other between. What says more weighs more: a word twice, a concept three times as much as a run of letters. Words are reduced to one
/// key for both alphabets, so missing diacritics, endings and Russian in Latin letters weigh little. Linear in the length of the text.
/// </summary>
internal sealed class LikenessRuns
{
    /// <summary>Most runs of one message: a longer one is looked at from its beginning on.</summary>
    public const int Max = MaxLetters + MaxConcepts;

    private const int MaxLetters = 3072, MaxConcepts = 3072;

    private const int Shortest = 3, Longest = 4;

    /// <summary>A run's number stands in its low bits, what it weighs above them.</summary>
    private const int NumberBits = 24;

    private const uint LettersWeigh = 1 << NumberBits, WordWeighs = 2 << NumberBits, ConceptWeighs = 3 << NumberBits, Number = LettersWeigh - 1;

    /// <summary>FNV-1a, 32 bits.</summary>
    private const uint Basis = 2166136261, Prime = 16777619;

    /// <summary>Spreads what differs over all bits (the first of MurmurHash3's last steps).</summary>
    private const uint MixPrime = 0x85EBCA6B;

    /// <summary>What tells sorts of runs with the same hash apart.</summary>
    private const uint WordSalt = 0x9E3779B9, PairSalt = 0x85EBCA6B, NextButOneSalt = 0xC2B2AE35, ConceptSalt = 0x27D4EB2F;

    /// <summary>The concepts' hashes by their names, so that a lexicon may be added to without a new model.</summary>
    private readonly uint[] concepts;

    /// <param name="names">The concepts of the messages.</param>
    public LikenessRuns(ConceptNames names) => concepts = [.. names.InOrder.Select(name => Letters(ConceptSalt, name))];

    /// <returns>Which of so many buckets, a power of two, a run belongs to.</returns>
    public static int BucketOf(uint run, int buckets) => (int)(run & Number) & (buckets - 1);

    /// <returns>How much a run weighs.</returns>
    public static int WeightOf(uint run) => (int)(run >> NumberBits);

    /// <summary>Collects the numbers of a text's runs with what they weigh, repeated ones again.</summary>
    /// <param name="text">The message.</param>
    /// <param name="message">The same as concepts.</param>
    /// <param name="runs">Room for <see cref="Max"/>.</param>
    /// <returns>How many there are.</returns>
    public int Collect(string text, Tagged message, Span<uint> runs)
    {
        var count = CollectLetters(text, runs[..MaxLetters]);
        return count + CollectConcepts(message, runs.Slice(count, MaxConcepts));
    }

    private static int CollectLetters(string text, Span<uint> runs)
    {
        var normal = new NormalText(text);
        Span<char> key = stackalloc char[Transliteration.MaxLength * 4 + 2];
        key[0] = '_';
        var count = 0;
        uint last = 0, lastButOne = 0;
        foreach (var token in Tokenizer.Split(normal))
        {
            if (token.Kind == TokenKind.Mark || token.Length > Transliteration.MaxLength) continue;
            var length = 2;
            if (token.Kind == TokenKind.Digits) key[length++ - 1] = '0';
            else length += Transliteration.Key(normal.Chars[token.Start..token.End], key[1..]);
            key[length - 1] = '_';
            if (count + length * (Longest - Shortest + 1) + 3 > runs.Length) break;
            for (var i = 0; i + Shortest <= length; i++)
            {
                var hash = Hash(Hash(Basis, key[i]), key[i + 1]);
                for (var n = Shortest; n <= Longest && i + n <= length; n++) runs[count++] = LettersWeigh | Mixed(hash = Hash(hash, key[i + n - 1]));
            }
            var word = Letters(WordSalt, key[..length]);
            runs[count++] = WordWeighs | Mixed(word);
            if (last != 0) runs[count++] = WordWeighs | Mixed(Hash(last ^ PairSalt, word));
            if (lastButOne != 0) runs[count++] = WordWeighs | Mixed(Hash(lastButOne ^ NextButOneSalt, word));
            lastButOne = last;
            last = word;
        }
        return count;
    }

    private int CollectConcepts(Tagged message, Span<uint> runs)
    {
        Span<int> own = stackalloc int[ConceptSet.Limit];
        Span<int> before = stackalloc int[2 * ConceptSet.Limit];
        int last = 0, befores = 0, count = 0;
        foreach (var word in message.Words)
        {
            var owns = word.Concepts.List(own);
            if (owns == 0) continue;
            if (count + owns * (1 + befores) > runs.Length) break;
            foreach (var concept in own[..owns])
            {
                runs[count++] = ConceptWeighs | Mixed(concepts[concept]);
                foreach (var other in before[..befores]) runs[count++] = ConceptWeighs | Mixed(Hash(concepts[other] ^ PairSalt, concepts[concept]));
            }
            // The last word's and the one's before it.
            before[..last].CopyTo(before[owns..]);
            own[..owns].CopyTo(before);
            befores = owns + last;
            last = owns;
        }
        return count;
    }

    private static uint Letters(uint salt, ReadOnlySpan<char> letters)
    {
        foreach (var c in letters) salt = Hash(salt, c);
        return salt;
    }

    private static uint Hash(uint hash, uint value) => (hash ^ value) * Prime;

    private static uint Mixed(uint hash) => (hash ^ (hash >> 15)) * MixPrime >> (32 - NumberBits);
}
