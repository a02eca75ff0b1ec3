using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;

namespace Assistant.Tests.Dialogs;

/// <summary>What a worker says while a note is being asked about. Now is Monday, 23 November 2026, 18:00.</summary>
public sealed class VisitInHandTests
{
    private const string Tamm = "00000000-0000-0000-0000-000000000001";
    private const string Monday = "käisin täna tammedel kella kahest poole neljani kodus olid ema isa ja kaks last tegime eelarvet leppisime kokku et ema helistab kooli";

    private static readonly FamilyFact tamm = new(Tamm, "KJ7GD", "Tamm", "T.", CanWrite: true);

    private static readonly Facts worker = Known.Facts with
    {
        Roles = [Audience.Parent, Audience.SupportPerson], HasConsent = true, Now = new(2026, 11, 23, 18, 0),
        Cases = new() { Me = "w", Roster = [tamm], LeastMinutes = 90, GapDays = 8 },
    };

    [Theory]
    [InlineData("ainult ema oli kohal", "mother")]
    [InlineData("isa ei olnud kohal", "mother,child:2")]
    [InlineData("дома была только мама", "mother")]
    [InlineData("dad was not there", "mother,child:2")]
    [InlineData("only mum was there", "mother")]
    [InlineData("kohal oli ka vanaema", "mother,father,child:2,grandmother")]
    [InlineData("kohal oli ainult ema", "=ainult ema")]
    public void Who_was_there_is_corrected_while_something_else_is_asked(string said, string present)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday);
        Assert.Equal("mother,father,child:2", chat.Conversation.Current!.Given["present"]);
        var asked = chat.Conversation.Current.Asked;
        chat.Say(said);
        Assert.Equal((present, asked), (chat.Conversation.Current!.Given["present"], chat.Conversation.Current.Asked));
    }

    [Fact]
    public void Danger_that_is_told_while_something_else_is_asked_is_told_on_at_once_and_once()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday);
        Assert.Equal("documentation", chat.Conversation.Current!.Asked);
        Assert.Contains("visit.call-112", chat.Say("laps ütles !now").OfType<Effect.Say>().Select(say => say.Text.Key));
        foreach (var reply in (string[])["20", "jah"]) chat.Say(reply);
        Assert.Single(chat.Done.OfType<Effect.ForCase>(), effect => effect.Act is CaseAct.File);
        Assert.Equal("noted-danger", Assert.Single(chat.Done.OfType<Effect.RaiseConcern>()).Level);
    }

    [Fact]
    public void The_same_visit_dictated_once_more_adds_to_its_draft_and_answers_nothing()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday);
        chat.Say("käisin täna tammedel kella kahest poole neljani kodus ema oli kodus rääkisime magamisest laps magab ainult kaks tundi");
        var draft = chat.Conversation.Current!;
        Assert.Equal(("documentation", "14:00+90", false), (draft.Asked, draft.Given["time"], draft.Given.ContainsKey("documentation")));
        Assert.Equal("tegime eelarvet; rääkisime magamisest laps magab ainult kaks tundi", draft.Given["done"]);
        Assert.Contains("magab ainult kaks tundi", draft.Given["note"], StringComparison.Ordinal);
        Assert.Empty(chat.Conversation.Paused);
    }

    [Theory]
    [InlineData("käisin täna tammedel kella kahest kodus ema oli kodus rääkisime magamisest. Laps magab ainult kaks tundi.")]
    [InlineData("был сегодня у семьи Тамм в два часа дома была мама говорили о сне. Ребёнок спит только два часа.")]
    [InlineData("I visited Tamm today at two at home mum was there we talked about sleep. The child sleeps only two hours.")]
    public void How_long_a_child_sleeps_is_not_how_long_the_visit_was(string note)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(note);
        Assert.Equal("time", chat.Conversation.Current!.Asked);
        Assert.DoesNotContain("time", chat.Conversation.Current.Given.Keys);
    }

    [Fact]
    public void A_note_that_a_button_began_is_kept_once_something_was_said_to_it()
    {
        var chat = new Chat(Known.Board, worker with { Cases = worker.Cases with { Family = tamm } });
        chat.Press($"family:visit:{Tamm}", null);
        Assert.Empty(Kept(chat));
        chat.Say("täna");
        Assert.NotEmpty(Kept(chat));
        Assert.Contains("visit.dropped", chat.Say("katkesta").OfType<Effect.Say>().Select(say => say.Text.Key));
    }

    [Fact]
    public void To_correct_is_pressed_twice_and_one_correction_is_open()
    {
        var act = new ActFact("a", 5, 1, new(Tamm, "held", new(2026, 11, 23)) { Start = new(14, 0), Minutes = 90, Place = "home", Present = "mother,father", Done = "eelarve", Documentation = 15 }, tamm, CanChange: true);
        var chat = new Chat(Known.Board, worker with { Cases = worker.Cases with { Act = act } });
        chat.Press("act:change:a", null);
        chat.Press("act:change:a", null);
        Assert.Empty(chat.Conversation.Paused);
        chat.Say("ainult ema oli kohal, eksisin");
        var draft = chat.Conversation.Current!;
        Assert.Equal(("mother", "ainult ema oli kohal, eksisin", true), (draft.Given["present"], draft.Given["reason"], draft.IsReviewed));
    }

    [Theory]
    [InlineData("eile oli üks ema väga väsinud ja karjus")]
    [InlineData("ühe pere laps nutab öösiti ja mina ei tea enam midagi")]
    public void A_worker_s_sentence_outside_of_a_note_asks_nobody_whether_they_are_safe(string said)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say("tere");
        Assert.Contains("visit.say-more", chat.Say(said).OfType<Effect.Say>().Select(say => say.Text.Key));
        Assert.Null(chat.Conversation.Current);
    }

    [Theory]
    [InlineData("5555 0000")]
    [InlineData("helistage 5555 0000")]
    [InlineData("+372 5555 0000")]
    public void A_number_typed_where_it_is_asked_how_to_answer_is_both(string said)
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        foreach (var before in (string[])["tere", "soovin aega", "tugiisik", "homme kell 10", "keskuses", said]) chat.Say(before);
        Assert.Equal(("phone", "+37255550000"), (chat.Conversation.Current!.Given["answer"], chat.Conversation.Current.Given["phone"]));
    }

    private static IEnumerable<CaseAct.Keep> Kept(Chat chat) => chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.Keep>();
}
