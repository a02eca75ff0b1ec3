using Assistant.Host.Cli.Understand;

namespace Assistant.Tests.Host.Cli;

public sealed class UnderstandVerbTests
{
    [Fact]
    public void Every_input_line_gets_one_answer_line_in_order_with_its_own_id()
    {
        var (code, output, error) = Run(["expressions"], """
            {"id":"a","input":"tere"}

            {"id":7,"input":"õhk ja \"jutumärgid\""}
            """);

        Assert.Equal(0, code);
        Assert.Equal(["{\"id\":\"a\",\"pred\":[]}", "{\"id\":7,\"pred\":[]}"], output);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"id\":1}")]
    public void A_bad_line_costs_one_line_on_stderr_with_its_number_and_exit_1_but_the_rest_is_answered(string bad)
    {
        var (code, output, error) = Run(["expressions"], "{\"id\":1,\"input\":\"a\"}\n" + bad + "\n{\"id\":3,\"input\":\"b\"}");

        Assert.Equal(1, code);
        Assert.Equal(2, output.Length);
        Assert.StartsWith("line 2:", Assert.Single(error), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_reason_not_to_answer()
    {
        var (code, output, error) = Run(["expressions"], "{\"id\":1,\"lang\":\"et\",\"input\":\"tere \\ud83d homme\\n\",\"reference\":\"2026-11-18T16:20:00\"}");

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Contains("2026-11-19", Assert.Single(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("expressions", "--colour", "red")]
    [InlineData("expressions", "--lang")]
    [InlineData("expressions", "--lang", "fi")]
    [InlineData("expressions", "--policy", "maybe")]
    public void An_unknown_kind_or_option_is_answered_with_usage_and_exit_2(params string[] args)
    {
        var (code, output, error) = Run(args, "{\"input\":\"a\"}");

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith("usage: understand ", Assert.Single(error), StringComparison.Ordinal);
    }

    private static (int Code, string[] Output, string[] Error) Run(string[] args, string input)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = UnderstandVerb.Run(args, new StringReader(input), output, error);
        return (code, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
