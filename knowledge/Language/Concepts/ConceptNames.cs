namespace Assistant.Knowledge.Language.Concepts;

/// <summary>The concepts of one lexicon, each with its bit. Words of all languages share them, so that a mixed sentence reads as one.</summary>
internal sealed class ConceptNames
{
    private readonly Dictionary<string, int> bits = new(StringComparer.Ordinal);

    /// <summary>The bit of a concept a lexicon names; new names get the next bit.</summary>
    /// <exception cref="FormatException">More concepts than bits.</exception>
    public ConceptSet Define(string name)
    {
        if (!bits.TryGetValue(name, out var bit))
        {
            if (bits.Count == ConceptSet.Limit) throw new FormatException($"More than {ConceptSet.Limit} concepts.");
            bits.Add(name, bit = bits.Count);
        }
        return ConceptSet.Of(bit);
    }

    /// <summary>The names in the order of their bits.</summary>
    public IEnumerable<string> InOrder => bits.OrderBy(pair => pair.Value).Select(pair => pair.Key);

    /// <returns>Whether a lexicon has named the concept.</returns>
    public bool Has(string name) => bits.ContainsKey(name);

    /// <summary>The bits of <c>one|two</c>.</summary>
    /// <exception cref="FormatException">A rule names a concept that no lexicon has: a fault of the data.</exception>
    public ConceptSet Any(string names)
    {
        ConceptSet mask = default;
        foreach (var name in names.Split('|'))
            mask |= bits.TryGetValue(name, out var bit) ? ConceptSet.Of(bit) : throw new FormatException($"No word has the concept {name}.");
        return mask;
    }
}
