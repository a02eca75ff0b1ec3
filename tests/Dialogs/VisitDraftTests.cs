using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;

namespace Assistant.Tests.Dialogs;

/// <summary>Dictated notes in a running conversation. Now is Monday, 23 November 2026, 7:40.</summary>
public sealed class VisitDraftTests
{
    private const string Note = "käisin neljapäeval kella kolmest poole viieni pere juures kodus kohal olid ema ja kaks last rääkisime koolist leppisime kokku et ema helistab kooli";

    private static readonly Facts worker = Known.Facts with { Roles = [Audience.Parent, Audience.SupportPerson], HasConsent = true };

    [Fact]
    public void A_whole_note_needs_only_the_family_and_safety() => new Chat(Known.Board, worker).Check($"""
        > {Note}
        < Sain aru nii.
        < Kuupäev: neljapäev, 19. november / Aeg: 15:00–16:30 (90 min) / Koht: kodus / Kohal: ema, laps (2) / Mida tehti: rääkisime koolist / Kokkulepped: ema helistab kooli
        < Millise pere juures sa olid? Piisab lühendist, näiteks „pere T.“.
        > pere T.
        < Kas lapsel ja perel on turvaline? [korras | on mure | on oht]
        """);

    [Fact]
    public void Only_who_works_with_families_dictates_visits()
    {
        var chat = new Chat();
        chat.Say("tere");
        chat.Say(Note);
        Assert.NotEqual("visit", chat.Conversation.Current?.Dialog);

        chat = new Chat(Known.Board, worker with { Roles = [Audience.Parent, Audience.Coordinator] });
        chat.Say(Note);
        Assert.Equal("visit", chat.Conversation.Current?.Dialog);
    }

    [Fact]
    public void A_note_about_danger_is_not_interrupted_and_112_stands_on_its_card()
    {
        var chat = new Chat(Known.Board, worker);
        var said = Texts(chat, chat.Say(Note + " !now"));
        Assert.Equal("visit", chat.Conversation.Current?.Dialog);
        Assert.Contains("on oht", said[1], StringComparison.Ordinal);
        Assert.Contains("112", said[1], StringComparison.Ordinal);
        Assert.Equal("visit", AfterSaying(chat, "pere T. !now").Conversation.Current?.Dialog);
    }

    [Fact]
    public void Danger_to_the_worker_comes_before_everything_when_nothing_is_dictated()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say("!now");
        Assert.Equal("crisis", chat.Conversation.Current?.Dialog);
    }

    [Fact]
    public void That_all_is_safe_is_confirmed_by_two_buttons_and_can_be_denied()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Note + " turvalisus korras");
        var asked = chat.Say("pere T.").OfType<Effect.Say>().Last();
        Assert.Equal("Turvalisus: korras. Kas on nii?", Known.Texts.Render(Lang.Et, asked.Text));
        Assert.Equal(["yes", "no"], asked.Choices.Select(choice => choice.Id));
        Assert.False(chat.Conversation.Current!.Given.ContainsKey("safety"));
        chat.Check("""
            > [Ei ole]
            < Kas lapsel ja perel on turvaline? [korras | on mure | on oht]
            """);
    }

    [Fact]
    public void A_guess_may_be_answered_in_other_words()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Note + " turvalisus korras");
        chat.Say("pere T.");
        chat.Say("on mure");
        Assert.Equal("worry", chat.Conversation.Current!.Given["safety"]);
        Assert.DoesNotContain(chat.Conversation.Current.Given.Keys, key => key.EndsWith('?'));
    }

    [Theory]
    [InlineData("poolteist tundi", "15:00+90")]
    [InlineData("kella poole viieni", "15:00+90")]
    public void A_start_said_alone_goes_on_with_the_answer_about_the_time(string reply, string stored)
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say("käisin eile pere juures kodus kohal oli ema algus kell 15.00 rääkisime koolist");
        chat.Say("pere T.");
        chat.Say(reply);
        Assert.Equal(stored, chat.Conversation.Current!.Given["time"]);
    }

    [Fact]
    public void Times_that_do_not_agree_are_flagged_and_asked()
    {
        var chat = new Chat(Known.Board, worker);
        Assert.Contains("Algus, lõpp ja kestus ei klapi omavahel.", Texts(chat, chat.Say("käisin eile kella kolmest viieni pere juures kodus kestis pool tundi rääkisime koolist")));
        Assert.DoesNotContain("time", chat.Conversation.Current!.Given.Keys);
    }

    [Fact]
    public void A_visit_where_nobody_was_home_asks_neither_place_nor_who_was_there()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say("käisin eile kell kolm pere juures aga kedagi polnud kodus helistasin ei vastatud järgmine kord reedel kell kolm");
        chat.Say("pere T.");
        var review = Texts(chat, chat.Say("korras"))[^1];
        Assert.Contains("kedagi ei olnud", review, StringComparison.Ordinal);
        Assert.Contains("Kas kõik on õige?", review, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_little_may_be_carried_neither_names_nor_words_appear()
    {
        var chat = new Chat(Known.Board, worker with { CarriesLittle = true });
        string[] all = [.. Texts(chat, chat.Say(Note.Replace("rääkisime koolist", "rääkisime Mardi diagnoosist", StringComparison.Ordinal))),
            .. Texts(chat, chat.Say("Tamme")), .. Texts(chat, chat.Say("korras")), .. Texts(chat, chat.Say("jah"))];
        Assert.DoesNotContain(all, text => text.Contains("Tamme", StringComparison.Ordinal) || text.Contains("Mardi", StringComparison.Ordinal) || text.Contains("helistab", StringComparison.Ordinal));
        Assert.Contains("pere T.", all[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ei, vabandust, kolmapäeval", "date", "2026-11-18")]
    [InlineData("tegelikult kella neljast viieni", "time", "16:00+60")]
    public void A_correction_in_words_changes_what_it_names_and_nothing_else(string said, string id, string stored)
    {
        var chat = AfterSaying(new(Known.Board, worker), Note, "pere T.", "korras");
        var before = chat.Conversation.Current!.Given;
        chat.Say(said);
        Assert.Equal(before.SetItem(id, stored).OrderBy(pair => pair.Key), chat.Conversation.Current!.Given.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void A_plain_no_puts_the_note_aside()
    {
        var chat = AfterSaying(new(Known.Board, worker), Note, "pere T.", "korras", "ei");
        Assert.Null(chat.Conversation.Current);
    }

    [Fact]
    public void The_longest_note_leaves_a_small_state()
    {
        var chat = new Chat(Known.Board, worker);
        chat.Say(Note + string.Concat(Enumerable.Repeat(" rääkisime koolist ja kodust", 270)));
        Assert.InRange(ConversationJson.Write(chat.Conversation).Length, 1, 6000);
    }

    [Fact]
    public void What_waits_goes_on_when_the_act_is_done()
    {
        var chat = AfterSaying(new(Known.Board, worker), "soovin aega", Note, "pere T.", "korras", "jah");
        Assert.Equal("appointment", chat.Conversation.Current?.Dialog);
    }

    private static Chat AfterSaying(Chat chat, params string[] texts)
    {
        foreach (var text in texts)
            chat.Say(text);
        return chat;
    }

    private static string[] Texts(Chat chat, ImmutableArray<Effect> effects) =>
        [.. effects.OfType<Effect.Say>().Select(say => Known.Texts.Render(chat.Facts.Lang, say.Text))];
}
