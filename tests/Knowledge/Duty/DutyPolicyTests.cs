using Assistant.Knowledge.Duty;

namespace Assistant.Tests.Knowledge.Duty;

public sealed class DutyPolicyTests
{
    [Fact]
    public void Every_number_has_its_reason_and_the_steps_come_one_after_another()
    {
        var policy = DutyPolicy.Load();
        Assert.All(policy.All.Values, number => Assert.NotEmpty(number.Source));
        foreach (var order in new[] { "relay-second relay-all relay-late", "relay-remind relay-tell relay-release relay-close", "concern-second concern-all" })
            Assert.Equal(order.Split(' '), order.Split(' ').OrderBy(policy.Minutes));
    }

    [Fact]
    public void An_organisation_may_change_single_numbers()
    {
        var own = DutyPolicy.Load(("Duty/policy.yaml", "concern-second: { value: 3, source: \"our own rule\" }"));
        Assert.Equal((3, 20), (own.Minutes("concern-second"), own.Minutes("concern-all")));
    }

    [Theory]
    [InlineData("concern-third: { value: 3, source: x }", "concern-third")]
    [InlineData("concern-second: { value: 0, source: x }", "concern-second")]
    [InlineData("concern-second: { value: 10 }", "source")]
    [InlineData("concern-second: { value: 99999, source: x }", "concern-second")]
    public void A_wrong_number_is_refused_by_name(string content, string key) =>
        Assert.Contains(key, Assert.Throws<FormatException>(() => DutyPolicy.Load(("Duty/policy.yaml", content))).Message, StringComparison.Ordinal);
}
