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

/// <summary>Which words a denial takes back.</summary>
/// <param name="By">Concepts that deny.</param>
/// <param name="Removes">Concepts taken back.</param>
/// <param name="StopsAt">Concepts where the denial's reach ends.</param>
/// <param name="Reach">How many words it reaches; negative: words before it.</param>
internal sealed record Denial(ConceptSet By, ConceptSet Removes, ConceptSet StopsAt, int Reach)
{
    /// <returns>Whether the message has both a word that denies and one that is taken back.</returns>
    public bool Concerns(Tagged message) => message.All.Meets(By) && message.All.Meets(Removes);

    /// <summary>Notes what this denial takes from each word.</summary>
    public void Mark(Tagged message, ConceptSet[] lost)
    {
        var words = message.Words;
        var step = Math.Sign(Reach);
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].Concepts.Meets(By)) continue;
            for (var k = 1; k <= Math.Abs(Reach); k++)
            {
                var at = i + k * step;
                if (at < 0 || at >= words.Length || words[at].Sentence != words[i].Sentence || words[at].Concepts.Meets(StopsAt)) break;
                lost[at] |= Removes;
            }
        }
    }
}

/// <summary>A file of rules over the safety lexicon, read once.</summary>
internal sealed class SafetyRules
{
    private readonly ConceptLexicon lexicon;
    private readonly Denial[] denials;

    private SafetyRules(ConceptLexicon lexicon, RulesFile file)
    {
        this.lexicon = lexicon;
        var names = lexicon.Names;
        denials = [.. file.Denials.Select(d => new Denial(names.Any(d.By), names.Any(d.Removes), names.Any(d.StopsAt), d.Reach))];
        var guards = file.Guards.ToDictionary(g => g.Key, g => new Guard(names.Any(g.Value.By), g.Value.LiftedBy is null ? default : names.Any(g.Value.LiftedBy), g.Value.Softens), StringComparer.Ordinal);
        Likeness = file.Likeness is { } bar ? new(bar.AtLeast, bar.AtLeastAsked, bar.AtLeastGuarded, bar.FaintBelow, bar.Doubted, bar.DoubtedAsked, bar.DoubtedWords, bar.Words, [.. bar.Asking.Split(' ', StringSplitOptions.RemoveEmptyEntries)], GuardsOf(bar.Unless, names, guards)) : null;
        var breaks = file.Breaks is { } everywhere ? names.Any(everywhere) : default;
        Rules = [.. file.Rules.Select(rule => Rule(rule, names, guards, breaks))];
    }

    /// <summary>The rules in the file's order.</summary>
    public IReadOnlyList<SafetyRule> Rules { get; }

    /// <summary>When likeness may speak; <see langword="null"/>: never.</summary>
    public LikenessBar? Likeness { get; }

    /// <summary>Reads a rules file.</summary>
    public static SafetyRules Load(ConceptLexicon lexicon, string path) => new(lexicon, Resource.Yaml<RulesFile>(path));

    /// <summary>A message's concepts, without those that are denied.</summary>
    public Tagged Tag(string text, Lang? hint) => Affirmed(Read(text, hint));

    /// <summary>A message's concepts. Rules over the same lexicon can share them.</summary>
    public Tagged Read(string text, Lang? hint) => Tagged.Read(lexicon, text, hint);

    /// <returns>The message without the concepts that are denied.</returns>
    public Tagged Affirmed(Tagged message)
    {
        if (message.All.IsEmpty) return message;
        ConceptSet[]? lost = null;
        foreach (var denial in denials)
        {
            if (denial.Concerns(message)) denial.Mark(message, lost ??= new ConceptSet[message.Words.Length]);
        }
        return lost is null ? message : message.Without(lost);
    }

    /// <param name="words">As <see cref="Read"/> gives them for the same lexicon.</param>
    /// <returns>Whether any rule holds.</returns>
    public bool Holds(Tagged words)
    {
        var message = Affirmed(words);
        return Rules.Any(rule => rule.Find(message) is not null && !rule.IsSilenced(message) && !rule.IsSoftened(message));
    }

    private static SafetyRule Rule(RuleFile rule, ConceptNames names, Dictionary<string, Guard> guards, ConceptSet breaks)
    {
        var ordered = rule.When.Contains('>', StringComparison.Ordinal);
        ConceptSet[] groups = [.. rule.When.Split(ordered ? '>' : '&', StringSplitOptions.TrimEntries).Select(names.Any)];
        var unless = GuardsOf(rule.Unless, names, guards);
        return new(rule.Id, Enum.Parse<CrisisLevel>(rule.Level, ignoreCase: true), Enum.Parse<CrisisKind>(rule.Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), groups, ordered, rule.Within, unless, rule.Breaks is { } own ? breaks | names.Any(own) : breaks);
    }

    private static Guard[] GuardsOf(string? unless, ConceptNames names, Dictionary<string, Guard> guards) =>
        [.. (unless ?? "").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => guards.TryGetValue(name, out var guard) ? guard : new Guard(names.Any(name), default))];
}

/// <summary>When likeness may speak. Odds are of danger against none, as natural logarithms.</summary>
/// <param name="AtLeast">Likeness alone is heard from these odds on.</param>
/// <param name="AtLeastAsked">The same for a message that asks something: a question about opening hours is rarely a cry for help.</param>
/// <param name="AtLeastGuarded">The same where a guard stands: a film or a joke must sound much like danger.</param>
/// <param name="FaintBelow">What likeness alone hears below these odds gives way to a sure question.</param>
/// <param name="Doubted">Below these odds no rule is believed.</param>
/// <param name="DoubtedAsked">The same for a message that asks something.</param>
/// <param name="DoubtedWords">Longest message, in words, whose rules are doubted: in a long story danger may be one clause among many.</param>
/// <param name="Words">Fewest words of a message that likeness is asked about.</param>
/// <param name="Asking">Words that make a question.</param>
/// <param name="Guards">Any of these guards makes it ask for more.</param>
internal sealed record LikenessBar(double AtLeast, double AtLeastAsked, double AtLeastGuarded, double FaintBelow, double Doubted, double DoubtedAsked, int DoubtedWords, int Words, string[] Asking, Guard[] Guards)
{
    /// <summary>Words from the beginning among which an asking one makes a question.</summary>
    private const int AskingWithin = 2;

    /// <returns>From which odds on this message is heard where no rule speaks.</returns>
    public double For(string text, Tagged message) => IsGuarded(message) ? AtLeastGuarded : Asks(text, message) ? AtLeastAsked : AtLeast;

    /// <returns>Below which odds no rule is believed.</returns>
    public double DoubtFor(string text, Tagged message) => Asks(text, message) ? DoubtedAsked : Doubted;

    private bool Asks(string text, Tagged message)
    {
        if (text.Contains('?', StringComparison.Ordinal)) return true;
        // Deeper in, such a word mostly joins clauses ("he said that").
        foreach (var word in message.Words[..Math.Min(message.Words.Length, AskingWithin)])
        {
            var said = text.AsSpan(word.Start, word.End - word.Start);
            foreach (var asking in Asking)
            {
                if (said.Equals(asking, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }
        return false;
    }

    private bool IsGuarded(Tagged message) => Array.Exists(Guards, guard => guard.Stands(message));
}

/// <summary>A rules file.</summary>
internal sealed class RulesFile
{
    /// <summary>When likeness may speak; absent: never.</summary>
    public LikenessFile? Likeness { get; init; }

    /// <summary>Concepts, <c>a|b</c>, across which no rule of the file reaches; absent: none.</summary>
    public string? Breaks { get; init; }

    /// <summary>What denials take back.</summary>
    public required List<DenialFile> Denials { get; init; }

    /// <summary>Guards by name.</summary>
    public required Dictionary<string, GuardFile> Guards { get; init; }

    /// <summary>The rules; of two that hold at the same level the first counts.</summary>
    public required List<RuleFile> Rules { get; init; }
}

/// <summary>A denial as written.</summary>
internal sealed class DenialFile
{
    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string By { get; init; }

    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string Removes { get; init; }

    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string StopsAt { get; init; }

    /// <summary>Words; negative: before.</summary>
    public required int Reach { get; init; }
}

/// <summary>A guard as written.</summary>
internal sealed class GuardFile
{
    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string By { get; init; }

    /// <summary>Concepts, <c>a|b</c>, or nothing.</summary>
    public string? LiftedBy { get; init; }

    /// <summary>Whether it leaves a soft question instead of silence.</summary>
    public bool Softens { get; init; }
}

/// <summary>A rule as written.</summary>
internal sealed class RuleFile
{
    /// <summary>Its name, unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The level.</summary>
    public string Level { get; init; } = "need";

    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Groups of concepts <c>a|b</c>, joined by <c>&amp;</c> (any order) or <c>&gt;</c> (this order).</summary>
    public required string When { get; init; }

    /// <summary>Guards and concepts, <c>a|b</c>.</summary>
    public string? Unless { get; init; }

    /// <summary>Concepts, <c>a|b</c>, across which this rule does not reach, besides the file's.</summary>
    public string? Breaks { get; init; }

    /// <summary>Window in words.</summary>
    public int Within { get; init; } = 9;
}

/// <summary>The bar of likeness as written.</summary>
internal sealed class LikenessFile
{
    /// <summary>Natural logarithm of the odds of danger.</summary>
    public required double AtLeast { get; init; }

    /// <summary>The same for messages that ask something.</summary>
    public required double AtLeastAsked { get; init; }

    /// <summary>The same where a guard stands.</summary>
    public required double AtLeastGuarded { get; init; }

    /// <summary>What likeness alone hears below these odds gives way to a sure question.</summary>
    public required double FaintBelow { get; init; }

    /// <summary>Below these odds no rule is believed.</summary>
    public required double Doubted { get; init; }

    /// <summary>The same for messages that ask something.</summary>
    public required double DoubtedAsked { get; init; }

    /// <summary>Longest message whose rules are doubted, in words.</summary>
    public required int DoubtedWords { get; init; }

    /// <summary>Words that make a question, with spaces between.</summary>
    public required string Asking { get; init; }

    /// <summary>Fewest words.</summary>
    public required int Words { get; init; }

    /// <summary>Guards and concepts, <c>a|b</c>.</summary>
    public string? Unless { get; init; }
}
