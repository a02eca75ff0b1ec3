using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Safety;

/// <summary>One rule: concepts that stand near one another, unless a guard speaks against it.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Level">What it says about the danger.</param>
/// <param name="Kind">Which danger.</param>
/// <param name="Groups">Each group needs one word that has one of its concepts.</param>
/// <param name="IsOrdered">Whether the groups must be said in this order.</param>
/// <param name="Window">Widest stretch that holds them all, in words.</param>
/// <param name="Guards">Any of these guards silences it.</param>
/// <param name="Breaks">A word of these concepts begins another thing: no stretch goes on across it.</param>
internal sealed record SafetyRule(string Id, CrisisLevel Level, CrisisKind Kind, ConceptSet[] Groups, bool IsOrdered, int Window, Guard[] Guards, ConceptSet Breaks)
{
    /// <summary>The shortest stretch of words that fulfils the rule first.</summary>
    /// <param name="message">The words.</param>
    /// <param name="from">The word to begin at.</param>
    /// <returns>First and last word; <see langword="null"/> when it does not hold. One pass over the words.</returns>
    public (int First, int Last)? Find(Tagged message, int from = 0)
    {
        foreach (var group in Groups)
        {
            if (!message.All.Meets(group)) return null;
        }
        Span<int> last = stackalloc int[Groups.Length];
        last.Fill(int.MinValue);
        var words = message.Words;
        for (var i = from; i < words.Length; i++)
        {
            var concepts = words[i].Concepts;
            if (concepts.IsEmpty) continue;
            if (concepts.Meets(Breaks)) last.Fill(int.MinValue);
            // From the last group to the first, so that one word never fulfils two neighbouring groups of an ordered rule.
            for (var g = Groups.Length - 1; g >= 0; g--)
            {
                if (!concepts.Meets(Groups[g])) continue;
                if (!IsOrdered) last[g] = i;
                else if (g == 0) last[0] = i;
                else if (last[g - 1] is var before and >= 0 && First(last, g - 1, before) is var begin && i - begin < Window)
                {
                    // Said at once: the word may open a stretch of its own too ("isa lõi ema").
                    if (g == Groups.Length - 1) return (begin, i);
                    last[g] = i;
                }
            }
            var first = int.MaxValue;
            foreach (var place in last) first = Math.Min(first, place);
            if (first >= 0 && i - first < Window) return (first, i);
        }
        return null;
    }

    /// <returns>Whether one of its guards stands, other than those that only soften.</returns>
    public bool IsSilenced(Tagged message) => Stands(message, softens: false);

    /// <returns>Whether a guard stands that leaves of the danger a question to be asked.</returns>
    public bool IsSoftened(Tagged message) => Stands(message, softens: true);

    private bool Stands(Tagged message, bool softens)
    {
        foreach (var guard in Guards)
        {
            if (guard.Softens == softens && guard.Stands(message)) return true;
        }
        return false;
    }

    private static int First(Span<int> last, int group, int at)
    {
        for (var g = group; g >= 0; g--) at = Math.Min(at, last[g]);
        return at;
    }
}

/// <summary>A reason why words of danger mean none.</summary>
/// <param name="By">Concepts that raise the guard.</param>
/// <param name="LiftedBy">Concepts that lift it again.</param>
/// <param name="Softens">It does not silence: who asks about a service beside words of danger is asked softly.</param>
internal sealed record Guard(ConceptSet By, ConceptSet LiftedBy, bool Softens = false)
{
    /// <returns>Whether the guard stands for this message.</returns>
    public bool Stands(Tagged message) => message.All.Meets(By) && !message.All.Meets(LiftedBy);
}
