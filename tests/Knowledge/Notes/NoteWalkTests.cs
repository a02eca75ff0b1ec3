using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using NodaTime;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>Notes of a month as a support person dictates them, and what once went wrong in them.</summary>
public sealed class NoteWalkTests
{
    private static readonly LocalDateTime now = new(2026, 12, 9, 17, 0);
    private static readonly FamilyLinker families = new(["Tamm", "Mägi", "Иванов", "Petrov", "Smith"]);

    private static NoteDraft Read(string note, Lang lang) => NoteReader.Default.Read(note, lang, now, families);

    private static IEnumerable<string> Moods(string note, NoteDraft draft) => draft.Mood.Select(span => note.Substring(span.Start, span.Length));

    [Theory]
    [InlineData(Lang.Et, "mägedel esmaspäeval kell pool kaksteist kuni kolmveerand üks ema ja tütar oli vaikne päev tegime süüa")]
    [InlineData(Lang.En, "smiths today two to three mum and the girl it was a quiet day we cooked")]
    [InlineData(Lang.Ru, "у ивановых сегодня с двух до трёх мама и дочка был тихий день готовили суп")]
    public void A_quiet_day_is_nobodys_mood(Lang lang, string note) => Assert.Empty(Read(note, lang).Mood);

    [Fact]
    public void A_mood_ends_before_the_day_was_quiet()
    {
        const string note = "tammedel täna kahest kolmeni ema oli väsinud oli vaikne päev tegime süüa";
        Assert.Equal(["ema oli väsinud"], Moods(note, Read(note, Lang.Et)));
    }

    [Fact]
    public void That_somebody_came_an_hour_later_is_no_hour_of_the_visit()
    {
        var draft = Read("приехала к ивановым а семилетний мальчик один дома мама пришла через час поговорили это было сегодня с четырех до полшестого", Lang.Ru);
        Assert.Equal((new LocalTime(16, 0), new LocalTime(17, 30)), (draft.Start!.Value, draft.End!.Value));
    }

    [Theory]
    [InlineData(Lang.Et, "ei käinud kohal rääkisime mägi emaga telefonis nelikümmend minutit töötukassa asjust")]
    [InlineData(Lang.Et, "täna helistasin tammedele rääkisime emaga nelikümmend minutit töötukassa asjust")]
    [InlineData(Lang.En, "talked to mum smith on the phone for forty minutes today about the nursery")]
    public void How_long_a_call_was_is_its_length(Lang lang, string note)
    {
        var draft = Read(note, lang);
        Assert.Equal(("phone", 40), (draft.Place?.Value, draft.DurationMinutes?.Value));
    }

    [Theory]
    [InlineData(Lang.En, "visited the smiths today two to four mum and both kids we sorted the bills")]
    [InlineData(Lang.Et, "käisin täna tammedel kahest neljani ema ja mõlemad lapsed vaatasime arveid")]
    [InlineData(Lang.Ru, "был сегодня у ивановых с двух до четырёх мама и оба ребёнка разбирали счета")]
    public void Both_children_are_two(Lang lang, string note) => Assert.Equal(2, Assert.Single(Read(note, lang).Present, person => person.Role == "child").Count);

    [Theory]
    [InlineData(Lang.En, "visited the smiths today at four the six year old was alone mum came half an hour later", true)]
    [InlineData(Lang.En, "visited the smiths today at four the six year old was alone in his room with lego", false)]
    [InlineData(Lang.Ru, "сегодня у ивановых с четырех до пяти ребёнок семи лет был один дома", true)]
    [InlineData(Lang.Et, "tammede juures täna neljast viieni viieaastane oli üksi kuni ema tuli", true)]
    public void A_small_child_that_was_alone_is_a_worry(Lang lang, string note, bool isWorry) => Assert.Equal(isWorry, Read(note, lang).SafetyConcern is not null);

    [Theory]
    [InlineData(Lang.Et, "käisin täna tamm", true)]
    [InlineData(Lang.Et, "tamme arve on maksmata", false)]
    public void Half_a_note_tells_of_a_visit(Lang lang, string note, bool isTold) => Assert.Equal(isTold, Read(note, lang).TellsOfVisit);
}
