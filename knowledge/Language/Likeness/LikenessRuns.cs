using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Likeness;

/// <summary>
/// What likeness compares of a message, each as a number: runs of 3 to 5 letters, words, pairs of words, concepts of a lexicon and pairs of them side by
/// side. Words are reduced to one key for both alphabets, so missing diacritics, endings and Russian in Latin letters weigh little.
/// Linear in the length of the text.
/// </summary>
internal sealed class LikenessRuns
{
    /// <summary>Most runs of one message: a longer one is looked at from its beginning on.</summary>
    public const int Max = MaxLetters + MaxConcepts;

    private const int MaxLetters = 4096, MaxConcepts = 4096;

    private const int Shortest = 3, Longest = 5;

    /// <summary>FNV-1a, 32 bits.</summary>
    private const uint Basis = 2166136261, Prime = 16777619;

    /// <summary>What tells sorts of runs with the same hash apart.</summary>
    private const uint WordSalt = 0x9E3779B9, PairSalt = 0x85EBCA6B, NextButOneSalt = 0xC2B2AE35, ConceptSalt = 0x27D4EB2F;

    /// <summary>The concepts' hashes by their names, so that a lexicon may be added to without a new model.</summary>
    private readonly uint[] concepts;

    /// <param name="names">The concepts of the messages.</param>
    public LikenessRuns(ConceptNames names) => concepts = [.. names.InOrder.Select(name => Letters(ConceptSalt, name))];

    /// <summary>Collects the numbers of a text's runs, repeated ones again.</summary>
    /// <param name="text">The message.</param>
    /// <param name="message">The same as concepts.</param>
    /// <param name="runs">Room for <see cref="Max"/>.</param>
    /// <returns>How many there are.</returns>
    public int Collect(string text, Tagged message, Span<ushort> runs)
    {
        var count = CollectLetters(text, runs[..MaxLetters]);
        return count + CollectConcepts(message, runs.Slice(count, MaxConcepts));
    }

    private static int CollectLetters(string text, Span<ushort> runs)
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
                for (var n = Shortest; n <= Longest && i + n <= length; n++) runs[count++] = Bucket(hash = Hash(hash, key[i + n - 1]));
            }
            var word = Letters(WordSalt, key[..length]);
            runs[count++] = Bucket(word);
            if (last != 0) runs[count++] = Bucket(Hash(last ^ PairSalt, word));
            if (lastButOne != 0) runs[count++] = Bucket(Hash(lastButOne ^ NextButOneSalt, word));
            lastButOne = last;
            last = word;
        }
        return count;
    }

    private int CollectConcepts(Tagged message, Span<ushort> runs)
    {
        Span<int> own = stackalloc int[ConceptSet.Limit];
        Span<int> before = stackalloc int[ConceptSet.Limit];
        var befores = 0;
        var count = 0;
        foreach (var word in message.Words)
        {
            var owns = word.Concepts.List(own);
            if (owns == 0) continue;
            if (count + owns * (1 + befores) > runs.Length) break;
            foreach (var concept in own[..owns])
            {
                runs[count++] = Bucket(concepts[concept]);
                foreach (var other in before[..befores]) runs[count++] = Bucket(Hash(concepts[other] ^ PairSalt, concepts[concept]));
            }
            own[..owns].CopyTo(before);
            befores = owns;
        }
        return count;
    }

    private static uint Letters(uint salt, ReadOnlySpan<char> letters)
    {
        foreach (var c in letters) salt = Hash(salt, c);
        return salt;
    }

    private static uint Hash(uint hash, uint value) => (hash ^ value) * Prime;

    private static ushort Bucket(uint hash) => (ushort)(hash ^ (hash >> 16));
}
