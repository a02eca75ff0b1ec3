using Assistant.Knowledge;
using Assistant.Knowledge.Eligibility;

namespace Assistant.Tests.Knowledge.Eligibility;

public sealed class SituationReaderTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("7, 9 ja 12", "7 9 12")]
    [InlineData("3 8 11", "3 8 11")]
    [InlineData("seitse", "7")]
    [InlineData("viis ja kaheksa", "5 8")]
    [InlineData("poolteist", "1")]
    [InlineData("kuus kuud", "0")]
    [InlineData("ta on 9-aastane", "9")]
    [InlineData("kaheaastane ja viieaastane", "2 5")]
    [InlineData("6 ja 9 aastat", "6 9")]
    [InlineData("4 года", "4")]
    [InlineData("пять и восемь", "5 8")]
    [InlineData("6 ja 9 лет", "6 9")]
    [InlineData("seven and ten", "7 10")]
    [InlineData("8 and 15", "8 15")]
    [InlineData("200", "200")]
    [InlineData("tütar ei taha enam kooli minna, ta on 12", "12")]
    [InlineData("poeg on seitse, tütar on 9", "7 9")]
    [InlineData("сыну 9, дочери 12", "9 12")]
    [InlineData("she is seven", "7")]
    [InlineData("väike", "")]
    [InlineData("", "")]
    public void Ages_in_years(string text, string ages) => Assert.Equal(ages, string.Join(' ', SituationReader.Default.Ages(text, lang: null)));

    [Theory]
    [InlineData(Lang.Et, "poeg ei taha enam kooli minna", "child", "school", true)]
    [InlineData(Lang.Et, "olen vanaema ja muretsen lapselapse pärast", "relative", "", false)]
    [InlineData(Lang.Et, "jäin töötuks ja raha ei ole", "me", "money", false)]
    [InlineData(Lang.Et, "mu mees joob", "home", "health", false)]
    [InlineData(Lang.Ru, "сын не ходит в школу", "child", "school", true)]
    [InlineData(Lang.Ru, "я бабушка, переживаю за внучку", "relative", "", false)]
    [InlineData(Lang.Ru, "не хватает денег на аренду", null, "money", false)]
    [InlineData(Lang.En, "my daughter refuses to go to school", "child", "school", true)]
    [InlineData(Lang.En, "my grandson lives with me", "relative", "", false)]
    [InlineData(Lang.En, "my husband lost his job", "home", "money", false)]
    [InlineData(Lang.Et, "täna on ilus ilm", null, "", false)]
    public void A_story_tells_whom_it_is_about_and_what_is_hard(Lang lang, string story, string? about, string areas, bool refuses)
    {
        var told = SituationReader.Default.Read(story, lang);
        Assert.Equal((about, areas, refuses), (told.About, string.Join(',', told.Areas), told.RefusesSchool));
    }

    [Theory]
    [InlineData("meil on kolm last", 3)]
    [InlineData("у меня двое детей", 2)]
    [InlineData("we have 4 children", 4)]
    [InlineData("laps on 9-aastane", null)]
    [InlineData("ta on 12", null)]
    [InlineData("kolm korda nädalas", null)]
    public void A_number_of_children_is_a_number_before_them(string text, int? count) => Assert.Equal(count, SituationReader.Default.Read(text, null).Children);

    [Theory]
    [InlineData("elame Tapal", "Tapa vald", null)]
    [InlineData("elame Sindis", "Tori vald", "Sindi linn")]
    [InlineData("мы живём в Нарве", "Narva linn", null)]
    [InlineData("we live in Kiviõli", "Lüganuse vald", "Kiviõli linn")]
    [InlineData("Anna ja Rae tulevad külla", null, null)]
    public void A_home_told_in_passing_is_one_that_was_surely_meant(string text, string? municipality, string? former)
    {
        var place = SituationReader.Default.Read(text, null).Place;
        Assert.Equal((municipality, former), (place?.Municipality.Name, place?.Former));
    }

    [Fact]
    public void No_text_is_too_odd() => HostileTexts.Check(text =>
    {
        _ = SituationReader.Default.Read(text, null);
        _ = SituationReader.Default.Ages(text, null);
    });
}
