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
    /// <summary>Whether it is in force on the day.</summary>
    public bool IsInForce(LocalDate day) => day >= Since && (Until is null || day <= Until);
}

/// <summary>All rules. Data: <c>Eligibility/rules/*.yaml</c>.</summary>
public sealed class EligibilityRules
{
    private const string Folder = "Eligibility/rules/";
    private readonly ImmutableArray<EligibilityRule> rules;

    private EligibilityRules(ImmutableArray<EligibilityRule> rules) => this.rules = rules;

    /// <summary>Every rule, in force or not.</summary>
    public IEnumerable<EligibilityRule> All => rules;

    /// <returns>What each service's rule in force on the day says.</returns>
    public ImmutableArray<(string Service, Verdict Verdict)> Judge(IReadOnlyDictionary<string, string> answers, LocalDate day) =>
        [.. rules.Where(rule => rule.IsInForce(day)).Select(rule => (rule.Service, rule.When.Judge(answers)))];

    /// <summary>Whether an answer could still change what any rule says.</summary>
    public bool StillNeeds(string question, IReadOnlyDictionary<string, string> answers, LocalDate day) =>
        rules.Any(rule => rule.IsInForce(day) && rule.When.StillNeeds(question, answers));

    /// <param name="overrides">The organisation's own files, by name relative to its <c>knowledge</c> folder; one of the same name replaces ours.</param>
    /// <exception cref="FormatException">The message names file and key.</exception>
    public static EligibilityRules Load(params IEnumerable<(string Name, string Content)> overrides) => new([.. Yaml.Files(Folder, overrides).Select(Read)]);

    private static EligibilityRule Read(YamlFile file) => new(
        file.Text("service"), file.Text("source"), Date(file, "since"), YamlFile.Node(file.Root, "until") is null ? null : Date(file, "until"),
        new(All: true, Conditions(file, file.Root, "when")));

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
        int? least = YamlFile.Node(map, "at-least") is null ? null : file.Number(map, "at-least");
        return among.IsEmpty == least is null
            ? throw file.Bad(file.Text(map, "question"), "judged by exactly one of 'is' and 'at-least'")
            : new Condition.Answer(file.Text(map, "question"), among, least, Values(map, "unsure"));
    }

    private static ImmutableArray<string> Values(YamlMappingNode map, string key) => YamlFile.Node(map, key) switch
    {
        YamlScalarNode { Value: { } only } => [only],
        YamlSequenceNode several => [.. several.Children.OfType<YamlScalarNode>().Select(node => node.Value!)],
        _ => [],
    };
}
