using System.Collections.Immutable;
using Assistant.Knowledge.Catalogue;
using NodaTime;
using NodaTime.Text;
using YamlDotNet.RepresentationModel;

namespace Assistant.Knowledge.Eligibility;

/// <summary>When a service may fit a family. The municipality decides; this only says whom to turn to.</summary>
/// <param name="Service">Catalogue id.</param>
/// <param name="Source">The passage of the service description this rule was read from.</param>
/// <param name="Since">First day it is in force.</param>
/// <param name="Until">Last day it is in force; <see langword="null"/>: until further notice.</param>
public sealed record EligibilityRule(string Service, string Source, LocalDate Since, LocalDate? Until, Condition.Several When)
{
    /// <summary>The paragraph of the law behind it; <see langword="null"/>: none.</summary>
    public string? Law { get; init; }

    /// <summary>Questions that do not decide whether it fits, but whom to ask for it and what to say: asked as long as it may fit.</summary>
    public ImmutableArray<string> ThenAsk { get; init; } = [];

    /// <summary>Whether it is in force on the day.</summary>
    public bool IsInForce(LocalDate day) => day >= Since && (Until is null || day <= Until);
}

/// <summary>What a rule says of a family.</summary>
/// <param name="Service">Catalogue id.</param>
/// <param name="Reasons">With yes: <c>because-{reason}</c>; with no: <c>otherwise-{reason}</c>; several are told in this order.</param>
public sealed record Judged(string Service, Verdict Verdict, ImmutableArray<string> Reasons);

/// <summary>All rules. Data: <c>Eligibility/rules/*.yaml</c>.</summary>
public sealed class EligibilityRules
{
    private const string Folder = "Eligibility/rules/";
    private readonly ImmutableArray<EligibilityRule> rules;

    private EligibilityRules(ImmutableArray<EligibilityRule> rules) => this.rules = rules;

    /// <summary>Every rule, in force or not.</summary>
    public IEnumerable<EligibilityRule> All => rules;

    /// <returns>What each service's rule in force on the day says.</returns>
    public ImmutableArray<Judged> Judge(IReadOnlyDictionary<string, string> answers, LocalDate day)
    {
        var known = WithImplied(answers);
        return [.. rules.Where(rule => rule.IsInForce(day)).Select(rule => Judge(rule, known))];
    }

    private static Judged Judge(EligibilityRule rule, IReadOnlyDictionary<string, string> answers) => rule.When.Judge(answers) switch
    {
        Verdict.Yes => new(rule.Service, Verdict.Yes, [.. rule.When.Because(answers)]),
        Verdict.No => new(rule.Service, Verdict.No, [.. rule.When.Otherwise(answers)]),
        var open => new(rule.Service, open, []),
    };

    /// <summary>Whether an answer could still change what any rule says, or what follows from it.</summary>
    public bool StillNeeds(string question, IReadOnlyDictionary<string, string> answers, LocalDate day)
    {
        var known = WithImplied(answers);
        return rules.Any(rule => rule.IsInForce(day) && (rule.When.StillNeeds(question, known)
            || rule.ThenAsk.Contains(question) && !known.ContainsKey(question) && rule.When.Judge(known) is not Verdict.No));
    }

    /// <summary>Years from which on a child may go to school.</summary>
    private const int SchoolAge = 6;

    /// <summary>What an answer says of a question that need not be asked then: who is too young for school has no trouble with it.</summary>
    private static Dictionary<string, string> WithImplied(IReadOnlyDictionary<string, string> answers)
    {
        var known = answers.ToDictionary(StringComparer.Ordinal);
        foreach (var (question, answer) in answers)
            if (question.StartsWith("age.", StringComparison.Ordinal) && int.TryParse(answer, out var years) && years < SchoolAge)
                known.TryAdd("school" + question["age".Length..], "young");
        return known;
    }

    /// <param name="overrides">The organisation's own files, by name relative to its <c>knowledge</c> folder; one of the same name replaces ours.</param>
    /// <exception cref="FormatException">The message names file and key.</exception>
    public static EligibilityRules Load(params IEnumerable<(string Name, string Content)> overrides) => new([.. Yaml.Files(Folder, overrides).Select(Read)]);

    private static EligibilityRule Read(YamlFile file) => new(
        file.Text("service"), file.Text("source"), Date(file, "since"), YamlFile.Node(file.Root, "until") is null ? null : Date(file, "until"),
        new(All: true, Conditions(file, file.Root, "when")))
    {
        Law = YamlFile.Node(file.Root, "law") is null ? null : file.Text("law"),
        ThenAsk = Values(file.Root, "then-ask"),
    };

    private static LocalDate Date(YamlFile file, string key) =>
        LocalDatePattern.Iso.Parse(file.Text(key)) is { Success: true } parsed ? parsed.Value : throw file.Bad(key, "a date such as 2021-01-31");

    private static ImmutableArray<Condition> Conditions(YamlFile file, YamlMappingNode map, string key) =>
        [.. file.List(map, key).Children.Select(node => Condition(file, node as YamlMappingNode ?? throw file.Bad(key, "a list of conditions")))];

    private static Condition Condition(YamlFile file, YamlMappingNode map)
    {
        if (YamlFile.Node(map, "any") is not null)
            return new Condition.Several(All: false, Conditions(file, map, "any"));
        if (YamlFile.Node(map, "all") is not null)
            return new Condition.Several(All: true, Conditions(file, map, "all"));
        var among = Values(map, "is");
        var (least, most) = (Limit(file, map, "at-least"), Limit(file, map, "at-most"));
        string? Name(string key) => YamlFile.Node(map, key) is null ? null : file.Text(map, key);
        return among.IsEmpty == (least is null && most is null)
            ? throw file.Bad(file.Text(map, "question"), "judged by either 'is' or 'at-least' and 'at-most'")
            : new Condition.Answer(file.Text(map, "question"), among, least, Values(map, "unsure"))
            {
                AtMost = most, Each = Name("each"), Reason = Name("because"), ReasonNot = Name("otherwise"),
            };
    }

    private static int? Limit(YamlFile file, YamlMappingNode map, string key) => YamlFile.Node(map, key) is null ? null : file.Number(map, key);

    private static ImmutableArray<string> Values(YamlMappingNode map, string key) => YamlFile.Node(map, key) switch
    {
        YamlScalarNode { Value: { } only } => [only],
        YamlSequenceNode several => [.. several.Children.OfType<YamlScalarNode>().Select(node => node.Value!)],
        _ => [],
    };
}
