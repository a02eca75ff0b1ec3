using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Tests.Knowledge.Language.Concepts;

public sealed class WordPatternTests
{
    private static readonly Dictionary<string, string> endings = new() { ["ma"] = "ma|da" };

    [Theory]
    [InlineData("löö{b|n}", "lööb löön")]
    [InlineData("peks{~ma}", "peksma peksda")]
    [InlineData("{üks|kaks}{teist|}", "üksteist üks kaksteist kaks")]
    [InlineData("lõika*", "lõika*")]
    public void Braces_write_many_forms_at_once(string pattern, string forms) =>
        Assert.Equal(forms.Split(' '), WordPattern.Forms(pattern, endings));

    [Theory]
    [InlineData("{a{b|c}|d}")]
    [InlineData("löö{b|n")]
    [InlineData("{~ei}")]
    public void What_cannot_be_read_as_it_is_written_is_refused(string pattern) =>
        Assert.Throws<FormatException>(() => WordPattern.Forms(pattern, endings).Count());

    [Fact]
    public void A_choice_of_several_words_holds_no_other() =>
        Assert.Throws<FormatException>(() => WordPattern.Alternatives("{ilma {minu|sinu} teada|salaja}").Count());
}
