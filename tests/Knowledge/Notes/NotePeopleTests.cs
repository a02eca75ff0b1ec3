using Assistant.Knowledge;
using static Assistant.Tests.Knowledge.Notes.NoteSamples;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>Whose visit it was and who was there.</summary>
public class NotePeopleTests
{
    [Fact]
    public void A_correction_takes_back_the_family_before_it() => Assert.Equal("Luik", Read("olin kallaste juures ei vabandust luikede juures tund aega")?.Family?.Value);

    [Theory]
    [InlineData("täna kallaste juures kodus ema isa ei olnud", Lang.Et)]
    [InlineData("сегодня у поповых дома мама папы не было", Lang.Ru)]
    [InlineData("raud family today at home mum dad was not there", Lang.En)]
    public void Who_was_away_is_not_present(string note, Lang lang) => Assert.Equal("mother", Assert.Single(Read(note, lang).Present).Role);

    [Theory]
    [InlineData("eile luikede juures vestlesime vanaema ja pojaga koolist", Lang.Et, "koolist")]
    [InlineData("вчера у поповых беседовали с бабушкой и внуком про кружки", Lang.Ru, "про кружки")]
    public void With_whom_it_was_talked_is_who_was_there_and_no_topic(string note, Lang lang, string topic)
    {
        var draft = Read(note, lang);
        Assert.Equal(["child", "grandmother"], draft.Present.Select(person => person.Role).Order());
        Assert.Equal([topic], Texts(note, draft.Topics));
    }

    [Theory]
    [InlineData("eile luikede juures tund aega ema poissi ennast ei kutsutud", Lang.Et)]
    [InlineData("вчера у поповых час дома мама подросток из комнаты не вышел", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum the teenager stayed in his room", Lang.En)]
    public void Who_stayed_away_is_not_present(string note, Lang lang) => Assert.Equal("mother", Assert.Single(Read(note, lang).Present).Role);

    [Theory]
    [InlineData("kallas zoomis täna kella kolmest neljani ema", "Kallas")]
    [InlineData("täna hoolduspere juures tund aega", null)]
    [InlineData("täna luigepere juures tund aega", "Luik")]
    public void A_name_as_heading_or_glued_to_its_family_is_a_name(string note, string? family) => Assert.Equal(family, Read(note).Family?.Value);
}
