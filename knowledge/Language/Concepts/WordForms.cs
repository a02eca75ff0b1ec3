using System.Collections.Frozen;
using System.Numerics;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>Whole words and stems that take any ending, with their atoms. Immutable.</summary>
internal sealed class WordForms
{
    /// <summary>Shortest stem, in letters.</summary>
    private const int StemLength = 3;

    /// <summary>Places for what stems begin with, a power of two; two beginnings may share one.</summary>
    private const int Places = 2048;

    /// <summary>For each beginning of <see cref="StemLength"/> letters which lengths its stems have, a bit each: most words need not be looked up at every length.</summary>
    private readonly ulong[] lengths = new ulong[Places];

    public WordForms(Dictionary<string, HashSet<int>> words, Dictionary<string, HashSet<int>> stems)
    {
        (Words, Stems) = (Frozen(words), Frozen(stems));
        foreach (var stem in stems.Keys)
        {
            if (stem.Length is >= StemLength and <= WordPattern.MaxWord) lengths[Place(stem)] |= 1UL << (stem.Length - 1);
        }
    }

    /// <summary>Atoms by word.</summary>
    public FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Words { get; }

    /// <summary>Atoms by stem.</summary>
    public FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Stems { get; }

    /// <summary>Adds the atoms of the word, and of every stem it begins with, the shortest first.</summary>
    public void Find(ReadOnlySpan<char> key, AtomsFound atoms)
    {
        if (Words.TryGetValue(key, out var found)) atoms.Add(found);
        if (key.Length < StemLength) return;
        for (var left = lengths[Place(key)]; left != 0; left &= left - 1)
        {
            var length = BitOperations.TrailingZeroCount(left) + 1;
            if (length > key.Length) return;
            if (Stems.TryGetValue(key[..length], out found)) atoms.Add(found);
        }
    }

    private static int Place(ReadOnlySpan<char> key) => ((key[0] * 31 + key[1]) * 31 + key[2]) & (Places - 1);

    private static FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Frozen(Dictionary<string, HashSet<int>> map) =>
        map.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
