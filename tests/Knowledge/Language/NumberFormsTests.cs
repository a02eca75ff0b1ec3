using Assistant.Knowledge;
using Assistant.Knowledge.Language;

namespace Assistant.Tests.Knowledge.Language;

public sealed class NumberFormsTests
{
    [Theory]
    [InlineData("üheteistkümnesse", 11)]
    [InlineData("seitsekümmend üks tuhat", 71000)]
    [InlineData("kolmekümneviie", 35)]
    [InlineData("sadakond", null)]
    [InlineData("kahe tuhande kahekümne kuuendani", 2026)]
    public void Estonian_numbers_are_understood_in_every_case(string text, int? value) => Assert.Equal(value, (int?)Recognition.Shared.Number(text, Lang.Et));

    [Theory]
    [InlineData("двумястами тридцатью пятью", 235)]
    [InlineData("девяноста девяти", 99)]
    [InlineData("тысяча девятьсот восемьдесят четвёртого", 1984)]
    public void Russian_numbers_are_understood_in_every_case(string text, int value) => Assert.Equal(value, (int?)Recognition.Shared.Number(text, Lang.Ru));

    [Theory]
    [InlineData("two hundred and six", 206)]
    [InlineData("one hundredth", 100)]
    [InlineData("ninety-ninth", 99)]
    public void English_numbers_are_understood(string text, int value) => Assert.Equal(value, (int?)Recognition.Shared.Number(text, Lang.En));
}
