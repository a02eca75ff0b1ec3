using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using NodaTime;

namespace Assistant.Tests.Dialogs;

/// <summary>Notes about families of the worker's own. Now is Monday, 23 November 2026, 18:00.</summary>
public sealed class VisitsOfFamiliesTests
{
    private const string Tamm = "00000000-0000-0000-0000-000000000001", Kask = "00000000-0000-0000-0000-000000000002";
    private const string Monday = "käisin täna tammedel kella kahest poole neljani kodus ema oli kodus tegime eelarvet leppisime kokku et ema helistab kooli";

    private static readonly FamilyFact tamm = new(Tamm, "KJ7GD", "Tamm", "T.", CanWrite: true);

    private static readonly Facts worker = Known.Facts with
    {
        Roles = [Audience.Parent, Audience.SupportPerson], HasConsent = true, Now = new(2026, 11, 23, 18, 0),
        Cases = new() { Me = "w", Roster = [tamm, new(Kask, "VHFXL", "Kask", "K.", CanWrite: true)], LeastMinutes = 90, GapDays = 8 },
    };

    [Theory]
    [InlineData("käisin eile tammedel kella kümnest poole kaheteistkümneni kodus ema oli kodus rääkisime koolist", "2026-11-22", "10:00+90")]
    [InlineData("käisin täna tammedel kella neljast poole kuueni koolis ema oli kohal rääkisime koolist", "2026-11-23", "16:00+90")]
    [InlineData("käisin kaskedel täna kella neljast poole kuueni kodus isa oli kodus rääkisime rahast", "2026-11-23", "16:00+90")]
    public void Another_visit_dictated_in_the_middle_is_another_act_and_no_answer(string note, string day, string time)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday);
        chat.Say(note);
        Assert.Equal((day, time), (chat.Conversation.Current!.Given["date"], chat.Conversation.Current.Given["time"]));
        var first = Assert.Single(chat.Conversation.Paused);
        Assert.Equal("14:00+90", first.Given["time"]);
        Assert.Equal(2, Kept(chat).Select(kept => kept.Key).Distinct().Count());
    }

    [Fact]
    public void A_whole_note_dictated_while_the_family_is_asked_is_another_act_and_no_family_s_name_too_long()
    {
        const string First = "käisin täna pere juures kella kahest poole neljani kodus ema oli kodus tegime eelarvet";
        const string Second = "käisin eile pere juures kella kümnest poole kaheteistkümneni kodus ema oli kodus rääkisime koolist";
        // Whoever has families on record, and whoever has none.
        foreach (var facts in (Facts[])[worker, worker with { Cases = worker.Cases with { Roster = [] } }])
        {
            var chat = new Chat(Known.Board, facts);
            chat.Say(First);
            Assert.Equal("family", chat.Conversation.Current!.Asked);
            chat.Say(Second);
            Assert.Equal(("2026-11-22", "10:00+90"), (chat.Conversation.Current!.Given["date"], chat.Conversation.Current.Given["time"]));
            Assert.Equal("14:00+90", Assert.Single(chat.Conversation.Paused).Given["time"]);
            Assert.Equal([Second, First], Kept(chat).Select(kept => kept.Given["note"]).Distinct().Reverse());
        }
    }

    [Fact]
    public void What_is_too_long_for_a_family_and_no_note_is_asked_again()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say("käisin täna pere juures kella kahest poole neljani kodus ema oli kodus tegime eelarvet");
        var said = chat.Say("see on see suur kollane maja kiriku taga kus ukse ees on alati kaks punast ratast").OfType<Effect.Say>().Select(say => say.Text.Key);
        Assert.Contains("engine.too-long", said);
        Assert.Empty(chat.Conversation.Paused);
    }

    [Theory]
    [InlineData("ei, tammedel olin kella kahest neljani")]
    [InlineData("tegime eelarvet ja ema ütles et eile kell kümme helistas kool")]
    public void A_correction_or_an_answer_begins_no_other_act(string said)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday);
        chat.Say(said);
        Assert.Empty(chat.Conversation.Paused);
    }

    [Fact]
    public void What_waits_is_named_when_it_is_taken_up_again()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday);
        chat.Say("käisin kaskedel täna kella neljast poole kuueni kodus isa oli kodus rääkisime rahast dokumenteerimine veerand tundi");
        chat.Say("korras");
        var said = chat.Say("jah").OfType<Effect.Say>().Select(say => Known.Texts.Render(chat.Facts.Lang, say.Text)).ToList();
        Assert.Contains("Läheme tagasi pooleli akti juurde: Tamm · esmaspäev, 23. november.", said);
        Assert.Equal("Kui kaua läheb akti vormistamiseks?", said[^1]);
    }

    [Fact]
    public void Of_several_goals_that_share_no_word_with_the_note_it_is_asked_which_was_meant()
    {
        var chat = OfTwoGoals();
        Assert.Equal("Millise eesmärgi kohta see käis?", Last(chat.Say(Monday)));
        Assert.Equal("Kui kaugel on eesmärk „школа каждый день“, 0 kuni 10?", Last(chat.Tap("„школа каждый день“")));
        foreach (var reply in (string[])["6", "veerand tundi", "korras", "jah"]) chat.Say(reply);
        var filed = Assert.Single(chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.File>()).Visit;
        Assert.Equal((2, 6), (filed.Goal, filed.Progress));
    }

    [Fact]
    public void Which_goal_was_meant_may_be_left_out()
    {
        var chat = OfTwoGoals();
        chat.Say(Monday);
        Assert.Equal("Kui kaua läheb akti vormistamiseks?", Last(chat.Say("jäta vahele")));
    }

    private static Chat OfTwoGoals()
    {
        var goals = ImmutableArray.Create(new GoalFact("1", 1, "денег хватает", null, true), new GoalFact("2", 2, "школа каждый день", null, true));
        return new(Known.Board, worker with { Cases = worker.Cases with { Roster = [tamm with { Goals = goals }] } });
    }

    [Theory]
    [InlineData(Assistant.Knowledge.Lang.Ru)]
    [InlineData(Assistant.Knowledge.Lang.En)]
    public void A_note_in_another_language_and_what_is_answered_about_it_leave_the_language_the_worker_chose(Assistant.Knowledge.Lang chosen)
    {
        var chat = new Chat(Known.Board, worker with { Lang = chosen });
        foreach (var said in (string[])[Monday, "kolmkümmend minutit läheb kirjutamiseks", "kõik oli korras ja rahulik", "käisin kaskedel täna kella neljast poole kuueni kodus isa oli kodus rääkisime rahast"]) chat.Say(said);
        Assert.Equal(chosen, chat.Facts.Lang);
        Assert.Empty(chat.Done.OfType<Effect.SpeakLanguage>());
    }

    [Fact]
    public void Plain_talk_outside_of_a_note_is_still_answered_in_its_language()
    {
        var chat = new Chat(Known.Board, worker with { Lang = Assistant.Knowledge.Lang.Ru });
        chat.Say("tere, kas sa oskad eesti keelt");
        Assert.Equal(Assistant.Knowledge.Lang.Et, chat.Facts.Lang);
    }

    [Theory]
    [InlineData("3", false)]
    [InlineData("kolm", false)]
    [InlineData("on oht", true)]
    public void Danger_is_said_in_words_or_tapped_and_never_by_a_number(string said, bool isAlarm)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday + " dokumenteerimine veerand tundi");
        chat.Say(said);
        Assert.Equal(isAlarm, chat.Done.OfType<Effect.RaiseConcern>().Any());
        Assert.Equal(isAlarm, chat.Conversation.Current!.Given.ContainsKey("safety"));
        if (!isAlarm) chat.Tap("on oht");
        Assert.Contains(chat.Done.OfType<Effect.RaiseConcern>(), raised => raised.Level == "noted-danger");
    }

    [Theory]
    [InlineData("oht", "danger")]
    [InlineData("Oht!", "danger")]
    [InlineData("ohtlik", "danger")]
    [InlineData("опасность", "danger")]
    [InlineData("danger", "danger")]
    [InlineData("mure", "worry")]
    [InlineData("тревога", "worry")]
    [InlineData("ohtu ei ole", null)]
    [InlineData("no danger", null)]
    [InlineData("опасности нет", null)]
    public void One_word_answers_how_safe_it_is_and_a_denied_one_is_no_alarm(string said, string? means)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday + " dokumenteerimine veerand tundi");
        chat.Say(said);
        Assert.Equal(means, chat.Conversation.Current?.Given.GetValueOrDefault("safety"));
        Assert.Equal("visit", chat.Conversation.Current?.Dialog);
        Assert.Equal(means == "danger", chat.Done.OfType<Effect.RaiseConcern>().Any());
    }

    [Fact]
    public void The_next_time_that_was_dictated_stays_though_the_draft_is_finished_after_it()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Monday + " järgmine kord neljapäeval kell neli dokumenteerimine veerand tundi");
        chat.Facts = chat.Facts with { Now = new(2026, 12, 14, 10, 0) };
        chat.Say("korras");
        chat.Say("jah");
        var filed = Assert.Single(chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.File>()).Visit;
        Assert.Equal((new LocalDate(2026, 11, 26), new LocalTime(16, 0)), (filed.NextOn, filed.NextAt));
    }

    [Fact]
    public void Nobody_at_home_keeps_the_hour_at_which_it_was_tried()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say("käisin täna kell kaks tammede juures aga kedagi polnud kodus proovin uuesti homme kell kolm");
        chat.Say("korras");
        chat.Say("jah");
        var filed = Assert.Single(chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.File>()).Visit;
        Assert.Equal(("nobody", new LocalTime(14, 0), new LocalDate(2026, 11, 24)), (filed.Outcome, filed.Start, filed.NextOn));
        Assert.Equal("14:00", filed.Given()["start"]);
    }

    [Fact]
    public void A_visit_told_once_more_is_asked_only_for_safety_and_the_reason_and_keeps_what_it_does_not_say()
    {
        var chat = new Chat(Known.Board, worker with
        {
            Cases = worker.Cases with { Recent = [new("a", Tamm, 5, new(2026, 11, 23), new(14, 0), 90)], Roster = [tamm with { Goals = [new("1", 1, "eelarve peab", 6, true)] }] },
        });
        Assert.Equal("Samast külastusest on juba akt nr 5. Kas parandame seda?", Last(chat.Say(Monday)));
        Assert.Equal("Kas lapsel ja perel on turvaline?", Last(chat.Tap("parandame seda akti")));
        Assert.Equal("Miks akti parandame?", Last(chat.Tap("korras")));
        chat.Say("dikteerisin kaks korda");
        chat.Say("jah");
        var filed = Assert.Single(chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.File>()).Visit;
        Assert.True(filed.IsSaidAgain);
        var before = new VisitFiled(Tamm, "held", new(2026, 11, 23)) { Minutes = 60, Documentation = 15, Done = "muu", Mood = "ema nuttis", Goal = 1, Progress = 6, NextOn = new(2026, 11, 26) };
        var over = filed.Over(before);
        Assert.Equal((90, 15, "tegime eelarvet", "ema nuttis", 1, 6, new LocalDate(2026, 11, 26)), (over.Minutes, over.Documentation, over.Done, over.Mood, over.Goal, over.Progress, over.NextOn));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("worry", 0)]
    [InlineData("danger", 0)]
    public void A_worry_that_coordinators_heard_is_not_told_again_when_its_act_is_corrected(string? before, int notices)
    {
        var was = new VisitFiled(Tamm, "held", new(2026, 11, 23)) { Start = new(14, 0), Minutes = 90, Place = "home", Done = "eelarve", Documentation = 15, Safety = before ?? "fine" };
        var chat = new Chat(Known.Board, worker with { Cases = worker.Cases with { Recent = [new("a", Tamm, 5, new(2026, 11, 23), new(14, 0), 90) { Heard = was.Heard }] } });
        chat.Say(Monday);
        chat.Tap("parandame seda akti");
        chat.Tap("on mure");
        chat.Say("dikteerisin kaks korda");
        chat.Say("jah");
        Assert.Equal("a", Assert.Single(chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.File>()).Visit.Corrects);
        Assert.Equal(notices, chat.Done.OfType<Effect.RaiseConcern>().Count());
    }

    [Theory]
    [InlineData("tegime eelarvet ema ise leidis et mobiilile läheb liiga palju leppisime kokku et ema helistab", "tegime eelarvet ema ise leidis et mobiilile läheb liiga palju")]
    [InlineData("arutasime kooli ema ütles et laps magab hästi järgmine kord reedel kell kolm", "arutasime kooli ema ütles et laps magab hästi")]
    public void What_was_done_and_said_stands_in_the_act_in_whole_clauses(string told, string done)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say("käisin täna tammedel kella kahest poole neljani kodus ema oli kodus " + told);
        Assert.Equal(done, chat.Conversation.Current!.Given["done"]);
    }

    private static string Last(ImmutableArray<Effect> effects) => Known.Texts.Render(Assistant.Knowledge.Lang.Et, effects.OfType<Effect.Say>().Last().Text);

    private static IEnumerable<CaseAct.Keep> Kept(Chat chat) => chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.Keep>();
}
