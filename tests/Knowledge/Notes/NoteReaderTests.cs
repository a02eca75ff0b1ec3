using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using Assistant.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static Assistant.Tests.Knowledge.Notes.NoteSamples;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>Notes as a whole.</summary>
[Collection(Alone.Name)]
public class NoteReaderTests
{
    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Most_notes_come_out_right_and_hardly_anything_is_invented(string lang)
    {
        const double fewestRight = 0.93, mostInvented = 0.01;
        var score = new NoteScore();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "notes", lang + ".jsonl"))) score.Add(line);
        Assert.True(score.Right >= fewestRight * score.Fields, $"{score.Right} of {score.Fields} right:\n{score.Wrong}");
        Assert.True(score.Invented <= mostInvented * score.Fields, $"{score.Invented} invented:\n{score.Wrong}");
    }

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public void However_a_note_is_put_together_it_comes_out_right(string lang)
    {
        const int notes = 330;
        const double fewestRight = 0.965, mostInvented = 0.005;
        var score = new NoteScore();
        foreach (var line in NoteMaker.Make(lang, notes)) score.Add(line);
        Assert.True(score.Right >= fewestRight * score.Fields, $"{score.Right} of {score.Fields} right:\n{score.Wrong}");
        Assert.True(score.Invented <= mostInvented * score.Fields, $"{score.Invented} invented:\n{score.Wrong}");
    }

    [Fact]
    public void What_was_not_said_stays_empty()
    {
        var draft = Read("kallase ema helistas");
        Assert.Null(draft.VisitDate);
        Assert.Null(draft.Start);
        Assert.Null(draft.DurationMinutes);
        Assert.Null(draft.Next);
        Assert.Empty(draft.Topics);
        Assert.Empty(draft.Agreements);
    }

    [Fact]
    public void Every_field_carries_the_words_it_was_read_from()
    {
        const string note = "eile luikede juures kell kaks kuni kolm kodus ema teema kooliraskused";
        var draft = Read(note);
        Assert.Equal(["eile", "kodus"], Texts(note, [draft.VisitDate!.Source, draft.Place!.Source]));
        Assert.Equal(["kooliraskused"], Texts(note, draft.Topics));
    }

    [Theory]
    [InlineData("raudade kohtumine jääb ära leppisime et saame kokku kolmapäeval kell üksteist", Lang.Et, VisitOutcome.Cancelled)]
    [InlineData("встреча с поповыми не состоится договорились по телефону что увидимся в среду в одиннадцать", Lang.Ru, VisitOutcome.Cancelled)]
    [InlineData("today's meeting with the rauds is off we agreed on the phone to meet next wednesday at eleven", Lang.En, VisitOutcome.Cancelled)]
    [InlineData("mrs raud was due at the office at four but never turned up", Lang.En, VisitOutcome.NoContact)]
    public void A_visit_that_failed_is_none_whatever_was_agreed_instead(string note, Lang lang, VisitOutcome outcome)
    {
        var draft = Read(note, lang);
        Assert.Equal(outcome, draft.Outcome?.Value);
        Assert.Empty(draft.Agreements);
        Assert.Null(draft.Place);
    }

    [Fact]
    public void Russian_in_Latin_letters_is_read_as_Russian()
    {
        const string note = "vchera u popovyh doma chas mama i dochka govorili pro druzhbu mama ustala sledujuschij vizit vosemnadtsatogo fevralja v tri";
        var draft = Read(note, Lang.Ru);
        Assert.Equal(["mother", "child"], draft.Present.Select(person => person.Role));
        Assert.Equal(["pro druzhbu", "mama ustala"], Texts(note, draft.Topics.Concat(draft.Mood)));
        Assert.Equal(new LocalDate(2027, 2, 18), draft.Next?.Value.Date);
    }

    [Theory]
    [InlineData("täna käisin luikede juures kella kahest kolmeni kodus olid ema ja laps", true)]
    [InlineData("сегодня была у поповых час дома мама", true)]
    [InlineData("kas teenus on tasuta ja kui kaua peab ootama", false)]
    [InlineData("tere", false)]
    [InlineData("soovin aega broneerida reedel kell kolm", false)]
    public void A_note_is_told_from_other_messages(string message, bool expected) => Assert.Equal(expected, NoteReader.Default.Find(message, null, NoteSamples.Now, NoteSamples.Families) is not null);

    [Fact]
    public void Whatever_is_dictated_the_spans_lie_within_it()
    {
        var pieces = Gen.Elements("käisin", "kell", "kolm", "ei vabandust", "ema", "teema", "leppisime et", "järgmine kord", "samal ajal", "tund", "kestis", "kolmeni", "isa ei olnud", "rääkisime viis minutit", "\ud800", "—", "у", "31. veebruar", "oli", "väsinud", "aga", "täna", "ütles et");
        var notes = pieces.ListOf().Select(list => string.Join(' ', list));
        Prop.ForAll(notes.ToArbitrary(), note =>
        {
            var draft = Read(note);
            return draft.Topics.Concat(draft.Agreements).Concat(draft.Mood).Append(draft.VisitDate?.Source ?? default).Append(draft.Start?.Source ?? default).All(span => span.Start >= 0 && span.Start + span.Length <= note.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("ema ")]
    [InlineData("kell kolm ei neli ")]
    [InlineData("rääkisime tund ")]
    [InlineData("järgmine kord teisipäeval ")]
    public void Time_grows_with_the_note_alone(string piece)
    {
        const int small = 1_000, large = 10_000, rounds = 15;
        // Quadratic work would be near ten times as much.
        const double generous = 6;
        string Repeat(int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        double Best(string note) => ThreadTime.Best(rounds, () => Read(note));
        Best(Repeat(small));
        Best(Repeat(large));
        Assert.True(Best(Repeat(large)) < Best(Repeat(small)) * (large / small) * generous);
    }
}
