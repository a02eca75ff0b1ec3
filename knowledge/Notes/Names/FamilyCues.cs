namespace Assistant.Knowledge.Notes.Names;

/// <summary>How sure the words beside a name make it that a family is meant.</summary>
internal enum Cue
{
    None,
    /// <summary>A visit, a call or a talk is told of nearby.</summary>
    Vague,
    /// <summary>"pere", "juures", "семья", "у", "family" stand beside it.</summary>
    Strong,
}

/// <summary>The words that stand beside a family's name, from <c>family-cues.yaml</c>; beginnings of words unless said otherwise.</summary>
internal sealed class FamilyCues
{
    private const int AfterReach = 2, VagueReach = 3;

    /// <summary>Just before the name.</summary>
    public required string[] Before { get; init; }

    /// <summary>Just before the name, as whole words.</summary>
    public required string[] BeforeWhole { get; init; }

    /// <summary>One of the two words after the name.</summary>
    public required string[] After { get; init; }

    /// <summary>Within three words of the name.</summary>
    public required string[] Vague { get; init; }

    /// <summary>Surnames that are English words.</summary>
    public required string[] EnglishWords { get; init; }

    public static FamilyCues Load()
    {
        var raw = Resource.Yaml<FamilyCues>("Notes/Names/family-cues.yaml");
        return new() { Before = Folded(raw.Before), BeforeWhole = Folded(raw.BeforeWhole), After = Folded(raw.After), Vague = Folded(raw.Vague), EnglishWords = raw.EnglishWords };
    }

    /// <param name="words">The text's words, folded.</param>
    /// <param name="first">The name's first word.</param>
    /// <param name="last">The name's last word.</param>
    public Cue At(IReadOnlyList<string> words, int first, int last)
    {
        if (first > 0 && (Begins(words[first - 1], Before) || Array.IndexOf(BeforeWhole, words[first - 1]) >= 0)) return Cue.Strong;
        for (var i = last + 1; i < words.Count && i <= last + AfterReach; i++)
        {
            if (Begins(words[i], After)) return Cue.Strong;
        }
        for (var i = Math.Max(0, first - VagueReach); i < words.Count && i <= last + VagueReach; i++)
        {
            if ((i < first || i > last) && Begins(words[i], Vague)) return Cue.Vague;
        }
        return Cue.None;
    }

    private static bool Begins(string word, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (word.StartsWith(beginning, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static string[] Folded(string[] words) => [.. words.Select(Language.Text.Folding.Fold)];
}
