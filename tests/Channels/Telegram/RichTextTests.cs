using System.Text;
using Assistant.Channels.Telegram.Sending;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Channels.Telegram;

public sealed class RichTextTests
{
    [Fact]
    public void Formatting_is_counted_in_the_units_of_the_vendor()
    {
        var text = RichText.Plain("Tere 👋, ").Bold("Mari").Add("!");
        Assert.Equal("Tere 👋, Mari!", text.Text);
        Assert.Equal(("bold", 9, 4), (text.Entities[0].Type, text.Entities[0].Offset, text.Entities[0].Length));
    }

    [Fact]
    public void What_people_wrote_is_never_markup() => Assert.Empty(RichText.Plain("<b>*_[x](tg://user?id=1)`").Entities);

    [Fact]
    public void A_long_text_is_cut_between_paragraphs()
    {
        var first = new string('a', 3000);
        var parts = RichText.Plain($"{first}\n\n{new string('b', 3000)}").Split();
        Assert.Equal([first, new string('b', 3000)], parts.Select(part => part.Text));
    }

    [Fact]
    public void Formatting_that_fits_stays_in_one_message()
    {
        var parts = RichText.Plain(new string('a', 60) + ". ").Bold("b c d e f g").Add(" end").Split(limit: 68);
        var bold = Assert.Single(parts.SelectMany(part => part.Entities.Select(entity => part.Text.Substring(entity.Offset, entity.Length))));
        Assert.Equal("b c d e f g", bold);
    }

    [Fact]
    public void Formatting_longer_than_a_message_goes_on_in_the_next()
    {
        var parts = RichText.Empty.Bold(new string('x', 50)).Split(limit: 20);
        Assert.Equal([20, 20, 10], parts.Select(part => part.Entities.Single().Length));
    }

    [Fact]
    public void Emoji_of_several_parts_are_never_torn()
    {
        const string family = "👨‍👩‍👧‍👦";
        var parts = RichText.Plain(string.Concat(Enumerable.Repeat(family, 10))).Split(limit: 10);
        Assert.All(parts, part => Assert.Equal(0, part.Text.Length % family.Length));
    }

    [Fact]
    public void A_limit_counts_what_the_vendor_counts() => Assert.Single(RichText.Plain(string.Concat(Enumerable.Repeat("😀", RichText.MaxMessage))).Split());

    [Fact]
    public void Nothing_readable_is_ever_lost_and_no_part_is_refused() => Prop.ForAll(Texts(), ArbMap.Default.ArbFor<PositiveInt>(), (text, limit) =>
    {
        var most = limit.Get % 40 + 2;
        var parts = text.Split(most);
        var joined = string.Concat(parts.Select(part => part.Text)).Where(c => !char.IsWhiteSpace(c));
        return joined.SequenceEqual(text.Text.Where(c => !char.IsWhiteSpace(c)))
            && parts.All(part => RichText.Count(part.Text) is > 0 and var count && count <= most
                && !char.IsWhiteSpace(part.Text[0]) && !char.IsWhiteSpace(part.Text[^1]) && IsWhole(part.Text)
                && part.Entities.All(entity => entity.Offset >= 0 && entity.Length > 0 && entity.Offset + entity.Length <= part.Text.Length));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool IsWhole(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal))
                return false;
        return true;
    }

    private static Arbitrary<RichText> Texts()
    {
        var piece = Gen.Elements("tere", " ", "\n", "\n\n", ". ", "õhtust", "👨‍👩‍👧‍👦", "😀", "Здравствуйте", "e\u0301\u0302", "!", new string('x', 30));
        return Gen.ListOf(Gen.Zip(piece, Gen.Choose(0, 1)))
            .Select(pieces => pieces.Aggregate(RichText.Empty, (text, next) => next.Item2 switch { 0 => text.Bold(next.Item1), _ => text.Add(next.Item1) }))
            .ToArbitrary();
    }
}
