namespace Assistant.Knowledge.Language.Concepts;

/// <summary>Gathers the atoms of one word. Nearly every word is in one list of the lexicon or in none, so that list itself is handed on.</summary>
internal sealed class AtomsFound
{
    private readonly List<int> several = [];
    private int[] first = [];

    /// <summary>Whether nothing was found yet.</summary>
    public bool IsEmpty => first.Length == 0;

    /// <summary>For the next word.</summary>
    public void Clear()
    {
        first = [];
        several.Clear();
    }

    /// <param name="atoms">A list of the lexicon, never changed.</param>
    public void Add(int[] atoms)
    {
        if (IsEmpty)
        {
            first = atoms;
            return;
        }
        if (several.Count == 0) several.AddRange(first);
        several.AddRange(atoms);
    }

    /// <returns>All of them in the order found; not to be changed.</returns>
    public int[] ToArray() => several.Count > 0 ? [.. several] : first;
}
