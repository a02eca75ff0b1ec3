using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Safety;

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
        var guards = file.Guards.ToDictionary(g => g.Key, g => Guard(g.Value, names), StringComparer.Ordinal);
        Likeness = file.Likeness is { } bar ? LikenessBar.Of(bar, GuardsOf(bar.Unless, names, guards)) : null;
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
        var level = Enum.Parse<CrisisLevel>(rule.Level, ignoreCase: true);
        var kind = Enum.Parse<CrisisKind>(rule.Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        return new(rule.Id, level, kind, groups, ordered, rule.Within, unless, rule.Breaks is { } own ? breaks | names.Any(own) : breaks);
    }

    private static Guard Guard(GuardFile guard, ConceptNames names) =>
        new(names.Any(guard.By), guard.LiftedBy is { } lifts ? names.Any(lifts) : default, guard.Softens);

    private static Guard[] GuardsOf(string? unless, ConceptNames names, Dictionary<string, Guard> guards) =>
        [.. (unless ?? "").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => guards.TryGetValue(name, out var guard) ? guard : new Guard(names.Any(name), default))];
}
