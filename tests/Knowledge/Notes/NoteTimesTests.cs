using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using NodaTime;
using static Assistant.Tests.Knowledge.Notes.NoteSamples;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>When the visit was: day, hours, lengths, writing-up.</summary>
public class NoteTimesTests
{
    [Fact]
    public void A_correction_takes_back_the_day_before_it()
    {
        var draft = Read("käisin kallaste juures reedel ei vabandust neljapäeval kell kaks");
        Assert.Equal(new LocalDate(2027, 2, 4), draft.VisitDate?.Value);
        Assert.Equal(new LocalTime(14, 0), draft.Start?.Value);
    }

    [Theory]
    [InlineData("kallaste juures täna kodus ema leppisime et laps tõuseb iga päev kell seitse", Lang.Et)]
    [InlineData("сегодня у поповых дома мама договорились что сын приходит каждый день к восьми", Lang.Ru)]
    [InlineData("raud family today at home mum the goal is that the boy is in bed by nine every night", Lang.En)]
    public void Habits_and_goals_are_no_times_of_the_visit(string note, Lang lang)
    {
        var draft = Read(note, lang);
        Assert.Null(draft.Start);
        Assert.Null(draft.End);
        Assert.Null(draft.Next);
        Assert.Single(draft.Agreements);
    }

    [Theory]
    [InlineData("täna jäi ära luikede juures laps on haige", Lang.Et, 0)]
    [InlineData("luikede juures täna jäi ära laps haige uus aeg reedel kell kaks", Lang.Et, 0)]
    [InlineData("eile jäi ära luikede visiit laps haige", Lang.Et, -1)]
    [InlineData("у поповых сегодня не состоялось мама заболела", Lang.Ru, 0)]
    [InlineData("у поповых вчера не состоялось мама заболела", Lang.Ru, -1)]
    [InlineData("rauds cancelled today mum is ill", Lang.En, 0)]
    [InlineData("nobody home at the rauds today", Lang.En, 0)]
    public void The_day_is_read_of_a_visit_that_was_called_off_too(string note, Lang lang, int daysFromToday) =>
        Assert.Equal(Now.Date.PlusDays(daysFromToday), Read(note, lang).VisitDate?.Value);

    [Theory]
    [InlineData("luikede visiit jäi ära isa kirjutas eile õhtul et laps on haige", Lang.Et)]
    [InlineData("rauds visit was cancelled because mum felt ill so she wrote to me yesterday", Lang.En)]
    public void The_day_on_which_somebody_wrote_is_not_the_day_that_was_called_off(string note, Lang lang) => Assert.Null(Read(note, lang).VisitDate);

    [Fact]
    public void Times_that_do_not_agree_are_flagged_and_kept_as_said()
    {
        var draft = Read("täna luikede juures kell kaks kuni kolm kestis kaks tundi");
        Assert.Contains(NoteProblem.TimesContradict, draft.Problems);
        Assert.Equal((new LocalTime(15, 0), 120), (draft.End!.Value, draft.DurationMinutes!.Value));
    }

    [Fact]
    public void The_end_is_reckoned_from_start_and_length_and_says_so()
    {
        var draft = Read("täna luikede juures kell kaks poolteist tundi ema");
        Assert.Equal(new LocalTime(15, 30), draft.End?.Value);
        Assert.True(draft.End?.IsDerived);
    }

    [Fact]
    public void Same_time_is_the_time_of_this_visit() =>
        Assert.Equal(new NextVisit(new(2027, 2, 15), new LocalTime(16, 0), null), Read("täna kallaste juures kell neli ema järgmine kord esmaspäeval samal kellaajal").Next?.Value);

    [Fact]
    public void Writing_up_is_counted_apart()
    {
        var draft = Read("täna kallaste juures kella neljast viieni ema dokumenteerimine veerand tundi");
        Assert.Equal((60, 15), (draft.DurationMinutes?.Value, draft.DocumentationMinutes?.Value));
    }

    [Fact]
    public void What_was_planned_is_no_time_of_the_visit() =>
        Assert.Equal(new LocalTime(14, 30), Read("raud family today was supposed to be at two but we started at half past two mum", Lang.En).Start?.Value);

    [Theory]
    [InlineData("eile luikede juures alustasime pool viis lõpetasime kuus", Lang.Et, 16, 30, 18, 0)]
    [InlineData("eile luikede juures kell kuusteist kuni kell seitseteist viis kodus", Lang.Et, 16, 0, 17, 5)]
    [InlineData("вчера у поповых с двенадцати тридцати до часу сорока дома", Lang.Ru, 12, 30, 13, 40)]
    [InlineData("вчера вечером у поповых дома с семи до восьми", Lang.Ru, 19, 0, 20, 0)]
    [InlineData("вчера у поповых дома в одиннадцать сорок минут были с мамой", Lang.Ru, 11, 0, 11, 40)]
    [InlineData("yesterday at the rauds came in at four left at ten past six", Lang.En, 16, 0, 18, 10)]
    [InlineData("rauds on monday february eighth sixteen forty five to eighteen hundred", Lang.En, 16, 45, 18, 0)]
    public void Hours_are_read_from_what_stands_beside_them(string note, Lang lang, int hour, int minute, int endHour, int endMinute)
    {
        var draft = Read(note, lang);
        Assert.Equal((new LocalTime(hour, minute), new LocalTime(endHour, endMinute)), (draft.Start!.Value, draft.End!.Value));
    }
}
