using Assistant.Knowledge.Replies;

namespace Assistant.Tests.Knowledge.Replies;

/// <summary>What is changed at a review by its name.</summary>
public sealed class AmendsTests
{
    private static readonly Amends amends = new();

    private static ChoiceWords Named(string name) => new([Words.Of(name)], []);

    [Theory]
    [InlineData("Kohal", "kohal oli ainult isa", "ainult isa")]
    [InlineData("Kohal", "ei, kohal olid ema ja isa", "ema ja isa")]
    [InlineData("Kohal", "Kohal: Ema, isa", "Ema, isa")]
    [InlineData("Eesmärk", "tegelikult on eesmärk 7", null)]
    [InlineData("Eesmärk", "tegelikult eesmärk on 7", "7")]
    [InlineData("Vormistamine", "vormistamise aeg võttis pool tundi", "aeg võttis pool tundi")]
    [InlineData("Aeg", "jah, aga aeg on vale", "")]
    [InlineData("Aeg", "muuda aeg", "")]
    [InlineData("Aeg", "kell kolm", null)]
    [InlineData("Kohal", "kohal ei olnud isa", "ei olnud isa")]
    [InlineData("Mida tehti", "mida tehti: arvutasime", "arvutasime")]
    [InlineData("Присутствовали", "нет, присутствовал только папа", "только папа")]
    [InlineData("Время", "время неправильное", "")]
    [InlineData("Paperwork", "no, the paperwork took half an hour", "half an hour")]
    [InlineData("Place", "at school", null)]
    public void What_follows_the_name_is_taken_as_it_was_said(string name, string said, string? rest) => Assert.Equal(rest, amends.Rest(said, Named(name)));

    [Theory]
    [InlineData("jah, aga koht oli vale", true)]
    [InlineData("да, только время не то", true)]
    [InlineData("yes except the date", true)]
    [InlineData("jah, kõik on õige", false)]
    public void A_yes_may_be_taken_back_by_what_follows(string said, bool isTakenBack) => Assert.Equal(isTakenBack, amends.IsYesBut(said));

    [Theory]
    [InlineData("ei, leppisime kokku midagi muud", true)]
    [InlineData("на самом деле папа позвонит сам", true)]
    [InlineData("ja veel tegime eelarvet", false)]
    public void What_stood_there_is_taken_back_or_stays(string said, bool isTakenBack) => Assert.Equal(isTakenBack, amends.TakesBack(said));
}
