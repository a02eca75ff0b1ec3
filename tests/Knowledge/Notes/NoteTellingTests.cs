using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using NodaTime;

namespace Assistant.Tests.Knowledge.Notes;

public class NoteTellingTests
{
    [Theory]
    [InlineData("luikede juures eile kell kolm tund aega kodus ema rääkis töökaotusest järgmine kord reedel", Lang.Et, "töökaotusest")]
    [InlineData("вчера была у поповых с трёх до четырёх дома мама рассказывала про развод следующая встреча в пятницу", Lang.Ru, "развод")]
    [InlineData("saw the rauds yesterday three to four at home mum told me about the divorce next visit friday", Lang.En, "divorce")]
    public void What_somebody_told_of_is_the_topic_when_none_is_named(string note, Lang lang, string topic) => Assert.Equal([topic], Texts(note, Read(note, lang).Topics));

    [Theory]
    [InlineData("luikede juures eile kodus ema rääkis et kaotas töö järgmine kord reedel", Lang.Et)]
    [InlineData("saw the rauds yesterday at home mum said that she lost her job next visit friday", Lang.En)]
    public void A_clause_that_somebody_said_is_no_topic(string note, Lang lang) => Assert.Empty(Read(note, lang).Topics);

    [Theory]
    [InlineData("raud family yesterday started at quarter to four and finished half five mum", 15, 45, 17, 30)]
    [InlineData("raud family yesterday got there at ten to five and left about half six mum", 16, 50, 18, 30)]
    [InlineData("took the raud kids to the park on saturday eleven stayed an hour and a half", 11, 0, 12, 30)]
    public void Hours_are_heard_with_the_minutes_before_them(string note, int hour, int minute, int endHour, int endMinute)
    {
        var draft = Read(note, Lang.En);
        Assert.Equal(new LocalTime(hour, minute), draft.Start?.Value);
        Assert.Equal(new LocalTime(endHour, endMinute), draft.End?.Value);
    }

    [Fact]
    public void One_is_no_hour_where_the_hour_is_said_after_the_day()
    {
        var next = Read("raud family yesterday three to four mum talked about the washing machine i look for a better one next wednesday at six", Lang.En).Next;
        Assert.Equal(new LocalTime(18, 0), next?.Value.Time);
    }

    [Fact]
    public void An_hour_in_the_evening_is_one_though_other_words_stand_between()
    {
        var next = Read("luikede juures eile ema teema uni järgmine kord homme õhtul koos isaga kell seitse", Lang.Et).Next;
        Assert.Equal(new LocalTime(19, 0), next?.Value.Time);
    }

    [Theory]
    [InlineData("luikede juures eile kodus ema teema uni koristame koos laste toa järgmine kord reedel", Lang.Et, "koristame koos laste toa")]
    [InlineData("saw the rauds yesterday mum topic was sleep theyll start a sleep diary tonight next visit friday", Lang.En, "theyll start a sleep diary tonight")]
    [InlineData("вчера была у поповых мама говорили про уроки договорились без криков неделю прожить следующая встреча в пятницу", Lang.Ru, "без криков неделю прожить")]
    public void What_will_be_done_together_is_agreed(string note, Lang lang, string agreement) => Assert.Equal([agreement], Texts(note, Read(note, lang).Agreements));

    [Theory]
    [InlineData("luikede juures eile ema teema kool homme lähen koos nendega kooli", Lang.Et)]
    [InlineData("luikede juures eile ema teema kool kümme päeva puudumisi", Lang.Et)]
    public void Words_that_only_end_like_a_verb_agree_on_nothing(string note, Lang lang) => Assert.DoesNotContain(Texts(note, Read(note, lang).Agreements), text => text.StartsWith("homme", StringComparison.Ordinal) || text.StartsWith("kümme", StringComparison.Ordinal));

    [Fact]
    public void How_the_mood_was_may_stand_before_its_word() => Assert.Equal(["great mood"], Texts(Great, Read(Great, Lang.En).Mood));

    [Fact]
    public void Who_is_away_is_not_who_stands_before_the_and()
    {
        var draft = Read("luikede juures eile kell kolm kodus ema ja väike poiss ja suurem oli lasteaias teema uni", Lang.Et);
        Assert.Equal(["mother", "child"], draft.Present.Select(person => person.Role));
    }

    private const string Great = "saw the rauds yesterday three to four mum talked about the new job great mood next visit friday";

    private static NoteDraft Read(string note, Lang lang) => NoteReader.Default.Read(note, lang, NoteSamples.Now, NoteSamples.Families);

    private static IEnumerable<string> Texts(string note, IEnumerable<Span> spans) => spans.Select(span => note.Substring(span.Start, span.Length));
}
