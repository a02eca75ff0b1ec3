using System.Runtime.CompilerServices;
using Assistant.Knowledge;
using Assistant.Knowledge.Eligibility;
using Assistant.Tests.Dialogs;

namespace Assistant.Tests.Knowledge.Eligibility;

/// <summary>The page that caseworkers read says what the rules say. <c>UPDATE_DOCS=1</c> writes it anew.</summary>
public sealed class DecisionTableTests
{
    private static string Page([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "eligibility.md"));

    [Fact]
    public void The_page_of_tables_is_in_step_with_the_rules()
    {
        var written = DecisionTable.Write(Known.Rules, Known.Texts, Lang.Et);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(Page(), written);
        Assert.Equal(File.ReadAllText(Page()), written);
    }

    [Fact]
    public void A_table_has_a_line_for_each_way_to_fit_and_for_each_reason_not_to()
    {
        var rules = EligibilityRules.Load(("Eligibility/rules/1-support-person.yaml", """
            service: support-person
            source: oma
            since: 2026-01-01
            until: 2026-12-31
            when:
              - { question: children, at-least: 1, otherwise: no-child }
              - any:
                  - { question: involved, is: "yes", unsure: school, because: involved }
                  - all:
                      - { question: coping, is: disturbed, because: disturbed }
                      - { each: children, question: age, at-least: 3, at-most: 17 }
            """));
        var table = DecisionTable.Write(rules, Known.Texts, Lang.En);
        Assert.Contains("- In force until: 2026-12-31\n", table, StringComparison.Ordinal);
        Assert.Contains("| ≥ 1 | Yes, a worker of the municipality |  |  | may fit | a worker of the municipality is already in touch with the family |", table, StringComparison.Ordinal);
        Assert.Contains("| ≥ 1 |  | It already does | ≥ 3, ≤ 17 (at least one child) | may fit | the worry gets in the way of daily life |", table, StringComparison.Ordinal);
        Assert.Contains("| not: ≥ 1 |  |  |  | does not fit | Our services are for families with children, but a person helps you find the right place. |", table, StringComparison.Ordinal);
        Assert.Contains("| I don't know | Only school or kindergarten / I don't know | I don't know | I don't know | not known yet |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_can_be_written_in_every_language() =>
        Assert.All(Langs.All, lang => Assert.DoesNotContain("{", DecisionTable.Write(Known.Rules, Known.Texts, lang), StringComparison.Ordinal));
}
