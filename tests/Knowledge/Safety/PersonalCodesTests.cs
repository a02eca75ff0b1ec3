using System.Text.Json;
using Assistant.Knowledge.Safety;
using Assistant.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Knowledge.Safety;

[Collection(Alone.Name)]
public class PersonalCodesTests
{
    private const int LongText = 10_000, ShortText = 1_000;

    public static TheoryData<string, string[], string[]> Numbers()
    {
        var rows = new TheoryData<string, string[], string[]>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "pii", "numbers.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            string[] Strings(string name) => [.. row.RootElement.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
            rows.Add(row.RootElement.GetProperty("input").GetString()!, Strings("codes"), Strings("phones"));
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Codes_and_phones_are_told_from_other_numbers(string text, string[] codes, string[] phones)
    {
        Assert.Equal(codes, PersonalCodes.Find(text).Select(code => code.Digits));
        Assert.Equal(phones, PhoneNumbers.Find(text).Select(phone => phone.Value));
    }

    [Theory]
    [InlineData("ema 59911210012 helistas", "ema 599*****012 helistas")]
    [InlineData("viis üheksa üheksa üks üks kaks üks null null üks kaks ja kõik", "599*****012 ja kõik")]
    public void A_masked_code_shows_its_first_and_last_three_digits(string text, string masked) => Assert.Equal(masked, PersonalCodes.Mask(text).Text);

    [Fact]
    public void A_code_with_a_wrong_check_digit_is_masked_and_said_to_be_wrong()
    {
        var code = Assert.Single(PersonalCodes.Find("59911210013"));
        Assert.False(code.IsValid);
        Assert.True(Assert.Single(PersonalCodes.Find("59911210012")).IsValid);
    }

    [Fact]
    public void A_text_without_codes_stays_the_same_text()
    {
        const string text = "tulen reedel kell 14.30, arve 20261118";
        Assert.Same(text, PersonalCodes.Mask(text).Text);
    }

    [Fact]
    public void However_a_valid_code_is_cut_up_it_is_masked()
    {
        var cuts = Gen.Elements(true, false).ArrayOf(PersonalCode.DigitCount);
        var separators = Gen.Elements(" ", "-", " - ", "\u00a0", ".", "/", "\u200b", "\n");
        var prefixes = Gen.Elements("", "isikukood", "ik:", "код ", "ema ", "(");
        var cases = from code in Codes() from cut in cuts from separator in separators from prefix in prefixes
                    select prefix + string.Concat(code.Select((digit, i) => cut[i] && i > 0 ? separator + digit : digit.ToString()));
        Prop.ForAll(cases.ToArbitrary(), text =>
        {
            var masked = PersonalCodes.Mask(text);
            return masked.Count == 1 && !masked.Text.Contains(string.Concat(text.Where(char.IsAsciiDigit)), StringComparison.Ordinal) && masked.Text.Count(char.IsAsciiDigit) == 6;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_written_masking_neither_throws_nor_leaves_a_code_behind()
    {
        var pieces = Gen.OneOf(Codes(), Gen.Elements(" 7 ", "x37 ", "null", "üks", " ", "-", "+", "\ud800", "\u0301", "EE", "x", " ٣ ", "x０x", "kakskümmend"), ArbMap.Default.ArbFor<string>().Generator.Select(text => $" {text} "));
        var texts = pieces.ListOf().Select(list => string.Concat(list));
        Prop.ForAll(texts.ToArbitrary(), text => PersonalCodes.Find(PersonalCodes.Mask(text).Text).All(code => !code.IsValid)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_a_mask_leaves_belongs_to_no_other_number()
    {
        var masked = PersonalCodes.Mask("59911210012 7 0 7 59911210012").Text;
        Assert.Equal("599*****012 7 0 7 599*****012", masked);
        Assert.Empty(PersonalCodes.Find("599*****599 1121 0012"));
        Assert.Single(PersonalCodes.Find("599*****012 59911210012"));
        Assert.Single(PersonalCodes.Find("599*****01259911210012"));
    }

    [Theory]
    [InlineData("1 ")]
    [InlineData("3")]
    [InlineData("üks ")]
    [InlineData("kakskümmend-")]
    [InlineData("59911210012 ")]
    [InlineData("ükskaks")]
    public void Time_grows_with_the_text_alone(string piece)
    {
        var (small, large) = (Repeat(piece, ShortText), Repeat(piece, LongText));
        const double generous = 4;
        Assert.True(Best(large) < Best(small) * (LongText / ShortText) * generous);
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static double Best(string text) => 20 + ThreadTime.Best(20, () =>
    {
        PersonalCodes.Mask(text);
        PhoneNumbers.Find(text);
    });

    /// <summary>Codes of the years 2080-2099: nobody has one yet.</summary>
    private static Gen<string> Codes() =>
        from century in Gen.Elements('5', '6') from year in Gen.Choose(80, 99) from month in Gen.Choose(1, 12) from day in Gen.Choose(1, 28) from number in Gen.Choose(0, 999)
        let start = $"{century}{year:00}{month:00}{day:00}{number:000}"
        select start + Enumerable.Range(0, 10).First(check => PersonalCode.HasRightCheckDigit(start + check));
}
