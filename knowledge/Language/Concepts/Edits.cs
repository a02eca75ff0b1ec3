namespace Assistant.Knowledge.Language.Concepts;

/// <summary>Typing mistakes.</summary>
internal static class Edits
{
    /// <returns>Whether one letter added, left out, changed or two neighbours swapped (at most) make one word the other.</returns>
    public static bool AtMostOne(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > b.Length) return AtMostOne(b, a);
        if (b.Length - a.Length > 1) return false;
        var i = a.CommonPrefixLength(b);
        if (i == a.Length) return true;
        if (a.Length < b.Length) return a[i..].SequenceEqual(b[(i + 1)..]);
        if (a[(i + 1)..].SequenceEqual(b[(i + 1)..])) return true;
        return i + 1 < a.Length && a[i] == b[i + 1] && a[i + 1] == b[i] && a[(i + 2)..].SequenceEqual(b[(i + 2)..]);
    }
}
