using System.Text.Json;
using Assistant.Host.Turns;

namespace Assistant.Tests.Host.Turns;

public sealed class MaskingTests
{
    /// <summary>Valid by its check digit, and nobody's: the year 1899 is behind everybody.</summary>
    private const string Code = "37605030299";

    [Theory]
    [InlineData("""{"child":"CODE"}""")]
    [InlineData("""{"a":{"b":["x",{"c":"isikukood CODE, aitäh"}]}}""")]
    [InlineData("""["CODE"]""")]
    [InlineData("""{"code":CODE}""")]
    [InlineData("\"CODE\"")]
    [InlineData("""{"CODE":"x"}""")]
    public void No_field_of_a_form_keeps_a_personal_code(string json)
    {
        var masked = Masking.Mask(new() { Value = JsonDocument.Parse(json.Replace("CODE", Code, StringComparison.Ordinal)).RootElement }).Value!.Value.GetRawText();
        Assert.DoesNotContain(Code, masked, StringComparison.Ordinal);
        Assert.Contains("376", masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"press":"AAAAAAAAAAAAAAAAAAAAAA:1"}""")]
    [InlineData("""{"n":12.50,"yes":true,"none":null,"list":[1,2],"text":"tere"}""")]
    public void What_is_no_code_stays_as_it_came(string json) =>
        Assert.Equal(json, Masking.Mask(new() { Value = JsonDocument.Parse(json).RootElement }).Value!.Value.GetRawText());

    [Fact]
    public void A_value_too_deep_or_too_large_to_be_a_form_is_cut_and_does_no_harm()
    {
        var deep = JsonDocument.Parse(string.Concat(Enumerable.Repeat("[", 60)) + $"\"{Code}\"" + string.Concat(Enumerable.Repeat("]", 60))).RootElement;
        Assert.DoesNotContain(Code, Masking.Mask(new() { Value = deep }).Value!.Value.GetRawText(), StringComparison.Ordinal);
        var wide = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat($"\"{Code}\"", 5_000))}]").RootElement;
        Assert.DoesNotContain(Code, Masking.Mask(new() { Value = wide }).Value!.Value.GetRawText(), StringComparison.Ordinal);
    }
}
