using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using NodaTime;
using static Assistant.Tests.Knowledge.Notes.NoteSamples;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>When worker and family meet again.</summary>
public class NoteNextVisitTests
{
    [Theory]
    [InlineData("eile kallaste juures tund aega ema ja poeg tulen nende juurde jälle kaheksateistkümnendal veebruaril kell kolm", Lang.Et)]
    [InlineData("вчера у поповых час мама и сын восемнадцатого февраля в три снова встреча", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum and the boy i shall call on them on the eighteenth of february at three", Lang.En)]
    public void A_day_and_an_hour_that_the_worker_goes_there_is_the_next_visit(string note, Lang lang) =>
        Assert.Equal(new NextVisit(new(2027, 2, 18), new LocalTime(15, 0), null), Read(note, lang).Next?.Value);

    [Theory]
    [InlineData("eile luikede juures tund aega ema teema kool tuju hea viieteistkümnendal veebruaril kell neli", Lang.Et)]
    [InlineData("вчера у поповых час мама тема школа мама довольна пятнадцатого февраля в четыре", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum topic school mum pleased fifteenth of february at four", Lang.En)]
    [InlineData("eile luikede juures tund aega ema esmaspäeval kell neli näeme jälle", Lang.Et)]
    [InlineData("вчера у поповых час мама в понедельник в четыре увидимся", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum on monday at four i'm going there", Lang.En)]
    public void A_day_ahead_and_an_hour_said_last_or_before_the_verb_are_the_next_visit(string note, Lang lang) =>
        Assert.Equal(new NextVisit(new(2027, 2, 15), new LocalTime(16, 0), null), Read(note, lang).Next?.Value);

    [Theory]
    [InlineData("täna luikedel kedagi ei olnud kodus proovin homme uuesti kell kolm", Lang.Et)]
    [InlineData("today nobody was home at the rauds, tomorrow at three i will try again", Lang.En)]
    public void Nobody_tries_again_at_night(string note, Lang lang) => Assert.Equal(new LocalTime(15, 0), Read(note, lang).Next?.Value.Time);

    [Theory]
    [InlineData("eile luikede juures tund aega ema leppisime et lähme koos panka reedel", Lang.Et)]
    [InlineData("yesterday at the rauds an hour mum we agreed they will try the bank on friday", Lang.En)]
    public void To_go_somewhere_else_is_an_agreement_and_no_next_visit(string note, Lang lang)
    {
        Assert.Null(Read(note, lang).Next);
        Assert.Single(Read(note, lang).Agreements);
    }

    [Theory]
    [InlineData("eile luikede juures tund aega ema järgmine kord pole veel teada helistan emale reedel", Lang.Et)]
    [InlineData("yesterday at the rauds an hour mum next visit not yet set mum will ring me friday", Lang.En)]
    public void A_next_visit_said_to_be_open_stays_open(string note, Lang lang) => Assert.Null(Read(note, lang).Next);

    [Fact]
    public void An_hour_after_a_month_is_no_year() =>
        Assert.Equal(new NextVisit(new(2027, 2, 25), new LocalTime(15, 15), null), Read("raud family today an hour mum next visit twenty fifth february fifteen fifteen", Lang.En).Next?.Value);
}
