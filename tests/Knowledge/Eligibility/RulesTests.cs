using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;
using Assistant.Tests.Dialogs;
using NodaTime;

namespace Assistant.Tests.Knowledge.Eligibility;

public sealed class RulesTests
{
    private static readonly LocalDate today = new(2026, 11, 23);

    /// <summary>One row a family: answers, what the rule says, and why.</summary>
    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var service in Known.Services.All.Select(service => service.Id))
            foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "eligibility", $"{service}.tsv")).Where(line => line.Length > 0 && line[0] != '#'))
                rows.Add(service, line.Split('\t')[0], line.Split('\t')[1], line.Split('\t')[2]);
        return rows;
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_family_is_judged_as_the_decision_table_says(string service, string answers, string verdict, string reasons)
    {
        var judged = Known.Rules.Judge(Answers(answers), today).Single(judged => judged.Service == service);
        Assert.Equal((verdict, reasons), (judged.Verdict.ToString().ToLowerInvariant(), string.Join(' ', judged.Reasons)));
    }

    private static Dictionary<string, string> Answers(string row) =>
        row.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(answer => answer.Split('=')[0], answer => answer.Split('=')[1]);

    [Fact]
    public void Leaving_out_questions_that_cannot_matter_never_changes_the_outcome()
    {
        string[] order = ["children", "age.1", "age.2", "involved", "areas", "school.1", "school.2", "coping", "factors", "help", "peers"];
        foreach (var full in Families())
        {
            var asked = new Dictionary<string, string>();
            foreach (var question in order)
                if (full.TryGetValue(question, out var answer) && Known.Rules.StillNeeds(question, asked, today))
                    asked[question] = answer;
            Assert.Equal(Verdicts(full), Verdicts(asked));
        }
    }

    private static string Verdicts(Dictionary<string, string> answers) => string.Join(' ', Known.Rules.Judge(answers, today).Select(judged => $"{judged.Service}={judged.Verdict}"));

    private static IEnumerable<Dictionary<string, string>> Families() =>
        from children in new[] { "0", "1", "2" }
        from age in new[] { "3", "9", "19" }
        where age == "9" || children == "2"
        from involved in new[] { "yes", "school", "no" }
        from areas in new[] { "school,money", "money", "other", "unknown" }
        from school in new[] { "goes", "refuses", "struggles" }
        from coping in new[] { "disturbed", "no", "unknown" }
        from factors in new[] { "social", "other" }
        from help in new[] { "beside", "parents", "talk", "unknown" }
        from peers in new[] { "yes", "no", "unknown" }
        let family = new Dictionary<string, string> { ["children"] = children, ["involved"] = involved, ["areas"] = areas, ["coping"] = coping, ["factors"] = factors, ["help"] = help, ["peers"] = peers }
        let each = Enumerable.Range(1, int.Parse(children)).SelectMany(n => new[] { KeyValuePair.Create($"age.{n}", n == 1 ? age : "12"), KeyValuePair.Create($"school.{n}", n == 1 && int.Parse(age) < 6 ? "young" : school) })
        select new Dictionary<string, string>(family.Concat(each));

    [Theory]
    [InlineData("children=0")]
    [InlineData("children=1 age.1=19")]
    public void A_family_without_a_child_under_age_is_asked_nothing_more(string answers) => Assert.DoesNotContain(
        new[] { "age.1", "involved", "areas", "school.1", "coping", "factors", "help", "peers", "household", "municipality", "urgency" }, question => Known.Rules.StillNeeds(question, Answers(answers), today));

    [Fact]
    public void Whom_to_turn_to_is_asked_only_while_a_service_may_fit()
    {
        Assert.True(Known.Rules.StillNeeds("municipality", Answers("children=1 age.1=7 involved=yes"), today));
        Assert.False(Known.Rules.StillNeeds("municipality", Answers("children=1 age.1=7 involved=no areas=money coping=no help=talk peers=no"), today));
        Assert.False(Known.Rules.StillNeeds("municipality", Answers("children=1 age.1=7 involved=yes municipality=unknown"), today));
    }

    [Fact]
    public void Every_reason_has_its_words() => Assert.All(Known.Rules.All.SelectMany(rule => Reasons(rule.When)), reason => Assert.True(Known.Texts.Has(reason), reason));

    private static IEnumerable<string> Reasons(Condition condition) => condition switch
    {
        Condition.Several several => several.Conditions.SelectMany(Reasons),
        Condition.Answer answer => [.. answer.Reason is { } yes ? [$"eligibility.because-{yes}"] : Array.Empty<string>(), .. answer.ReasonNot is { } no ? [$"eligibility.otherwise-{no}"] : Array.Empty<string>()],
        _ => [],
    };

    [Fact]
    public void A_yes_always_says_why() => Assert.All(Families(), family =>
        Assert.All(Known.Rules.Judge(family, today).Where(judged => judged.Verdict == Verdict.Yes), judged => Assert.NotEmpty(judged.Reasons)));

    [Fact]
    public void Every_rule_is_dated_names_its_source_and_a_service_we_have() => Assert.All(Known.Rules.All, rule =>
    {
        Assert.NotEmpty(rule.Source);
        Assert.True(rule.IsInForce(today));
        Assert.False(rule.IsInForce(rule.Since.PlusDays(-1)));
        Assert.NotNull(Known.Services.Find(rule.Service));
    });

    [Fact]
    public void Rules_ask_only_what_the_dialogue_asks() => Assert.Subset(
        Known.Board.Dialogs.Single(dialog => dialog.Id == "eligibility").Questions.SelectMany(step => step is Assistant.Dialogs.Engine.Repeat block ? block.Questions.Select(question => question.Id) : [step.Id]).ToHashSet(),
        Known.Rules.All.SelectMany(rule => rule.When.Questions.Concat(rule.ThenAsk)).ToHashSet());

    [Fact]
    public void An_organisations_rule_replaces_ours_of_the_same_name()
    {
        var own = EligibilityRules.Load(("Eligibility/rules/1-support-person.yaml", "service: support-person\nsource: oma\nsince: 2026-01-01\nwhen:\n  - any:\n      - { question: children, at-least: 5 }\n      - { question: peers, is: \"yes\" }\n"));
        Assert.Equal(Verdict.Yes, own.Judge(new Dictionary<string, string> { ["children"] = "5" }, today).Single(judged => judged.Service == "support-person").Verdict);
        Assert.Equal(Verdict.Unknown, own.Judge(new Dictionary<string, string> { ["children"] = "4" }, today).Single(judged => judged.Service == "support-person").Verdict);
    }

    [Theory]
    [InlineData("service: x\nsource: y\nsince: kunagi\nwhen: []", "'since' must be a date")]
    [InlineData("service: x\nsince: 2020-01-01\nwhen: []", "'source' must be a text")]
    [InlineData("service: x\nsource: y\nsince: 2020-01-01\nwhen:\n  - { question: a }", "'a' must be judged by")]
    [InlineData("service: [", "line")]
    public void A_rule_we_cannot_read_is_named_with_the_reason(string content, string reason)
    {
        var problem = Assert.Throws<FormatException>(() => EligibilityRules.Load(("Eligibility/rules/own.yaml", content)));
        Assert.StartsWith("Eligibility/rules/own.yaml", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_of_a_service_has_its_source()
    {
        Assert.Equal(["support-person", "family-counselling", "support-group"], ServiceCatalogue.Load().All.Select(service => service.Id));
        Assert.All(Known.Services.All, service => Assert.All(service.Policy.Values, number => Assert.NotEmpty(number.Source)));
        Assert.Equal(90, Known.Services.Find("support-person")!.Policy["meeting-least-minutes"].Value);
        Assert.Equal(2500, Known.Services.Find("family-counselling")!.Policy["rate-an-hour-cents"].Value);
    }
}
