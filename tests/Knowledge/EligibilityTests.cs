using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;
using Assistant.Tests.Dialogs;
using NodaTime;

namespace Assistant.Tests.Knowledge;

public sealed class EligibilityTests
{
    private static readonly LocalDate today = new(2026, 11, 23);

    // Rows are families: children, a worker is involved, coping, what it is about, wants to meet other parents; "" was not asked.
    [Theory]
    [InlineData("2", "yes", "no", "", "no", "support-person")]
    [InlineData("2", "no", "no", "", "no", "")]
    [InlineData("0", "", "", "", "", "")]
    [InlineData("1", "no", "disturbed", "economic", "no", "family-counselling")]
    [InlineData("1", "no", "threatened", "social,health", "no", "family-counselling")]
    [InlineData("1", "no", "disturbed", "other", "no", "family-counselling?")]
    [InlineData("1", "no", "disturbed", "unknown", "no", "family-counselling?")]
    [InlineData("1", "no", "unknown", "health", "no", "family-counselling?")]
    [InlineData("3", "unknown", "no", "", "yes", "support-group support-person?")]
    [InlineData("3", "yes", "disturbed", "psychological", "yes", "family-counselling support-group support-person")]
    [InlineData("3", "no", "no", "", "unknown", "support-group?")]
    [InlineData("", "", "", "", "", "family-counselling? support-group? support-person?")]
    public void What_may_fit(string children, string involved, string coping, string factors, string peers, string expected)
    {
        var answers = new (string Id, string Value)[] { ("children", children), ("involved", involved), ("coping", coping), ("factors", factors), ("peers", peers) }
            .Where(answer => answer.Value.Length > 0).ToDictionary(answer => answer.Id, answer => answer.Value);
        Assert.Equal(expected, string.Join(' ', Known.Rules.Judge(answers, today).Where(judged => judged.Verdict != Verdict.No)
            .Select(judged => judged.Service + (judged.Verdict == Verdict.Unknown ? "?" : "")).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Leaving_out_questions_that_cannot_matter_never_changes_the_outcome()
    {
        string[] order = ["children", "involved", "coping", "factors", "peers"];
        foreach (var full in Families())
        {
            var asked = new Dictionary<string, string>();
            foreach (var question in order)
                if (Known.Rules.StillNeeds(question, asked, today))
                    asked[question] = full[question];
            Assert.Equal(Known.Rules.Judge(full, today).ToArray(), Known.Rules.Judge(asked, today).ToArray());
        }
    }

    private static IEnumerable<Dictionary<string, string>> Families() =>
        from children in new[] { "0", "2" }
        from involved in new[] { "yes", "no", "unknown" }
        from coping in new[] { "disturbed", "threatened", "no", "unknown" }
        from factors in new[] { "social", "economic,health", "other", "unknown" }
        from peers in new[] { "yes", "no", "unknown" }
        select new Dictionary<string, string> { ["children"] = children, ["involved"] = involved, ["coping"] = coping, ["factors"] = factors, ["peers"] = peers };

    [Fact]
    public void A_family_without_children_is_asked_nothing_more() => Assert.DoesNotContain(
        new[] { "involved", "coping", "factors", "peers" }, question => Known.Rules.StillNeeds(question, new Dictionary<string, string> { ["children"] = "0" }, today));

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
        Known.Board.Dialogs.Single(dialog => dialog.Id == "eligibility").Questions.Select(question => question.Id).ToHashSet(),
        Known.Rules.All.SelectMany(rule => rule.When.Questions).ToHashSet());

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
