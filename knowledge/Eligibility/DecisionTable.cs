using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Assistant.Knowledge.Eligibility;

/// <summary>The rules as tables that a caseworker can read: a line is one way to fit, or one reason not to. Words are those that people are asked with.</summary>
public static class DecisionTable
{
    /// <returns>Markdown, one section a rule, in the order of the files.</returns>
    public static string Write(EligibilityRules rules, ITexts texts, Lang lang)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(texts.Get(lang, "rules.title")).Append("\n\n").Append(texts.Get(lang, "rules.intro")).Append('\n');
        foreach (var rule in rules.All)
            new Section(rule, texts, lang).AppendTo(page);
        return page.ToString();
    }

    private sealed class Section(EligibilityRule rule, ITexts texts, Lang lang)
    {
        public void AppendTo(StringBuilder page)
        {
            page.Append("\n## ").Append(texts.Get(lang, $"services.{rule.Service}.name")).Append("\n\n");
            Fact(page, "rules.source", rule.Source);
            if (rule.Law is { } law)
                Fact(page, "rules.law", law);
            Fact(page, "rules.since", rule.Since.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            if (rule.Until is { } until)
                Fact(page, "rules.until", until.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));

            ImmutableArray<string> questions = [.. Leaves(rule.When).Select(leaf => leaf.Question).Distinct()];
            Row(page.Append('\n'), [.. questions.Select(Question), Get("rules.verdict"), Get("rules.because")]);
            Row(page, [.. Enumerable.Repeat("---", questions.Length + 2)]);
            foreach (var way in Ways(rule.When))
                Row(page, [.. questions.Select(question => Cell(way.Where(leaf => leaf.Question == question))), Get("rules.fits"),
                    Reasons(way.Select(leaf => leaf.Reason), "because")]);
            foreach (var leaf in rule.When.Conditions.OfType<Condition.Answer>())
                Row(page, [.. questions.Select(question => leaf.Question == question ? Not(leaf) : ""), Get("rules.fits-not"), Reasons([leaf.ReasonNot], "otherwise")]);
            if (rule.When.Conditions.OfType<Condition.Several>().SelectMany(Leaves).ToArray() is { Length: > 0 } ways)
                Row(page, [.. questions.Select(_ => ""), Get("rules.fits-not"), string.Join("; ", new[] { Get("rules.none-of-ways"), Reasons(ways.Select(leaf => leaf.ReasonNot), "otherwise") }.Where(words => words.Length > 0))]);
            Row(page, [.. questions.Select(question => Unsure(Leaves(rule.When).Where(leaf => leaf.Question == question))), Get("rules.open"), Get("rules.open-human")]);
        }

        private void Fact(StringBuilder page, string key, string value) => page.Append("- ").Append(Get(key)).Append(": ").Append(value).Append('\n');

        private static void Row(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

        private string Get(string key) => texts.Get(lang, key);

        private string Question(string question) => Get($"eligibility.{question}.name");

        /// <summary>Several conditions on one question are rarely more than one.</summary>
        private string Cell(IEnumerable<Condition.Answer> leaves) => string.Join("; ", leaves.Select(Holds));

        private string Holds(Condition.Answer leaf) => (leaf.AtLeast, leaf.AtMost) switch
        {
            (null, null) => string.Join(" / ", leaf.Among.Select(value => Value(leaf.Question, value))),
            var (least, most) => string.Join(", ", new[] { least is null ? null : $"≥ {least}", most is null ? null : $"≤ {most}" }.OfType<string>()),
        } + (leaf.Each is null ? "" : $" ({Get("rules.any-child")})");

        private string Not(Condition.Answer leaf) => $"{Get("rules.not")}: {Holds(leaf)}";

        private string Unsure(IEnumerable<Condition.Answer> leaves) =>
            string.Join(" / ", leaves.SelectMany(leaf => leaf.Unsure.Select(value => Value(leaf.Question, value))).Append(Get("engine.unknown")).Distinct());

        private string Value(string question, string value) =>
            texts.Has($"eligibility.{question}.{value}") ? Get($"eligibility.{question}.{value}") : Get($"engine.{value}");

        private string Reasons(IEnumerable<string?> reasons, string prefix) => string.Join("; ", reasons.OfType<string>().Distinct().Select(reason => Get($"eligibility.{prefix}-{reason}")));
    }

    private static IEnumerable<Condition.Answer> Leaves(Condition condition) => condition switch
    {
        Condition.Several several => several.Conditions.SelectMany(Leaves),
        Condition.Answer answer => [answer],
        _ => [],
    };

    /// <summary>Every way in which it holds: one alternative of each "any", together.</summary>
    private static IEnumerable<ImmutableArray<Condition.Answer>> Ways(Condition condition) => condition switch
    {
        Condition.Several { All: true } all => all.Conditions.Aggregate<Condition, IEnumerable<ImmutableArray<Condition.Answer>>>([[]], (ways, next) => ways.SelectMany(way => Ways(next).Select(more => way.AddRange(more)))),
        Condition.Several any => any.Conditions.SelectMany(Ways),
        Condition.Answer answer => [[answer]],
        _ => [],
    };
}
