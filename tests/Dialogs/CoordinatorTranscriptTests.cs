using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;

namespace Assistant.Tests.Dialogs;

public sealed class CoordinatorTranscriptTests
{
    private static readonly RequestFact waiting = new("r1", "K7M2", "waiting", IsMine: false,
        new("appointment", "support-person", new(2026, 11, 25, 17, 0), null, "koolis on raske", "Olga", "+37255550000") { Place = "office" }, null, null, new(2026, 11, 24, 16, 0), null);

    [Fact]
    public void A_coordinator_sees_the_queue_and_takes_a_request() => Coordinator(waiting).Check("""
        > tere
        < Tere! Siin on perede soovid, mis ootavad vastust. [Järjekord | Minu päev | Русский | English]
        > [Järjekord]
        < Ootel soove: 1.
        < K7M2 · Tugiisik (keskuses) · kolmapäev, 25. november, kell 17.00 · ootab vastust / Vastata hiljemalt: teisipäev, 24. november, kell 16.00. [Võtan]
        > [Võtan]
        < (Take r1  )
        < Nimi: Olga. Vastus: +37255550000.
        < Lisa: koolis on raske
        < K7M2 on nüüd sinu: Tugiisik (keskuses), kolmapäev, 25. november, kell 17.00. [Kinnita soovitud aeg | Paku muud aega | Ei saa]
        """);

    [Fact]
    public void A_coordinator_confirms_the_wished_time_with_one_tap()
    {
        var chat = Press(waiting with { State = "taken", IsMine = true }, "confirm");
        Assert.Equal(new Effect.StepRequest("r1", RequestStep.Confirm, new(2026, 11, 25, 17, 0)), Assert.Single(chat.Done));
        Assert.Null(chat.Conversation.Current);
    }

    [Fact]
    public void A_coordinator_offers_another_time() => Press(waiting with { State = "taken", IsMine = true }, "propose").Check("""
        > reedel
        < Mis kell?
        > abi
        < Kirjuta „järjekord“, „minu päev“, „valve“ või „tagasiside“. Nupud on iga soovi juures.
        < Alati saad kirjutada: tagasi, jäta vahele, miks, loobu, räägi inimesega, peida, minu andmed.
        < Mis kell?
        > kell 10.30
        < (Propose r1 2026-11-27 10:30 )
        < Pakkusin aja: reede, 27. november, kell 10.30. Annan teada, kui pere vastab.
        """);

    [Fact]
    public void Without_a_wished_time_there_is_nothing_to_confirm_but_a_time_to_offer()
    {
        var request = waiting with { Draft = waiting.Draft with { Wish = null } };
        var chat = Coordinator(request);
        chat.Press("request:take:r1", null);
        Assert.Equal(["Paku muud aega", "Ei saa"], chat.Shown[^1].Choices.Select(choice => Known.Texts.Render(Lang.Et, choice.Label)));
        chat.Facts = chat.Facts with { Request = request with { State = "taken", IsMine = true } };
        chat.Press("request:confirm:r1", null);
        Assert.Equal("propose", chat.Conversation.Current?.Dialog);
    }

    [Fact]
    public void A_wish_to_talk_to_a_human_is_answered_without_a_time()
    {
        var request = waiting with { Draft = new("human", null, null, null, null, "Olga", null) };
        var chat = Coordinator(request);
        chat.Press("request:take:r1", null);
        chat.Facts = chat.Facts with { Request = request with { State = "taken", IsMine = true } };
        chat.Check("""
            > [Vastatud]
            < (Confirm r1  )
            < Märkisin, et soovile on vastatud. Pere saab teate.
            """);
        var told = Assert.Single(Notices.Confirmed(request with { State = "confirmed" }));
        Assert.DoesNotContain(": .", Known.Texts.Render(Lang.Et, told.Text), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_takes_a_request_without_an_hour_reads_the_familys_own_words_about_the_time()
    {
        var chat = Coordinator(waiting with { Draft = waiting.Draft with { Wish = new(2026, 11, 25, 0, 0), WishWords = "kolmapäeval pärast tööd" } });
        Assert.Contains(chat.Press("request:take:r1", null).OfType<Effect.Say>(), say => Known.Texts.Render(Lang.Et, say.Text) == "Aja kohta kirjutati: kolmapäeval pärast tööd");
    }

    [Fact]
    public void A_coordinator_declines_with_a_reason() => Press(waiting with { State = "taken", IsMine = true }, "decline").Check("""
        > Praegu ei ole vabu aegu.
        < (Decline r1  Praegu ei ole vabu aegu.)
        < Vastus on saadetud. Pere saab ka inimesega rääkida.
        """);

    [Fact]
    public void Whoever_comes_second_is_told_kindly()
    {
        var chat = Coordinator(waiting);
        chat.Say("järjekord");
        chat.Facts = chat.Facts with { Request = waiting with { State = "taken", OwnerName = "Anne" } };
        chat.Check("""
            > [Võtan]
            < Soovi K7M2 võttis juba Anne.
            """);
    }

    [Fact]
    public void Where_little_may_be_carried_neither_name_nor_note_appears()
    {
        var chat = Coordinator(waiting);
        chat.Facts = chat.Facts with { CarriesLittle = true };
        var said = chat.Press("request:take:r1", null).OfType<Effect.Say>().Select(say => Known.Texts.Render(chat.Facts.Lang, say.Text)).ToArray();
        Assert.DoesNotContain(said, text => text.Contains("Olga", StringComparison.Ordinal) || text.Contains("koolis", StringComparison.Ordinal) || text.Contains("5555", StringComparison.Ordinal));
    }

    [Fact]
    public void A_parent_may_not_press_a_coordinators_button()
    {
        var chat = new Chat(Known.Board, Known.Facts with { Request = waiting });
        Assert.DoesNotContain(chat.Press("request:take:r1", null), effect => effect is Effect.StepRequest);
    }

    [Fact]
    public void A_request_settled_by_somebody_else_ends_the_dialogue_about_it()
    {
        var chat = Press(waiting with { State = "taken", IsMine = true }, "propose");
        chat.Facts = chat.Facts with { Request = waiting with { State = "cancelled", IsMine = true } };
        Assert.DoesNotContain(chat.Say("homme kell 10"), effect => effect is Effect.StepRequest);
        Assert.Null(chat.Conversation.Current);
    }

    private static Chat Coordinator(RequestFact request) => new(Known.Board, Known.Facts with { Roles = [Audience.Parent, Audience.Coordinator], Queue = [request], Request = request, HasConsent = true });

    private static Chat Press(RequestFact request, string step)
    {
        var chat = Coordinator(request);
        chat.Press($"request:{step}:r1", null);
        return chat;
    }
}
