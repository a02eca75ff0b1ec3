using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Knowledge;

namespace Assistant.Tests.Dialogs;

/// <summary>People are answered in the language they write in.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("здравствуйте", Lang.Ru)]
    [InlineData("привет", Lang.Ru)]
    [InlineData("hello, I need help", Lang.En)]
    [InlineData("hello", Lang.En)]
    [InlineData("мне нужна помощь с сыном", Lang.Ru)]
    public void First_words_after_the_pages_greeting_change_the_language(string text, Lang expected)
    {
        var chat = new Chat();
        chat.Say("/start");
        chat.Say(text);
        Assert.Equal(expected, chat.Facts.Lang);
        Assert.Single(chat.Done.OfType<Effect.SpeakLanguage>());
    }

    [Fact]
    public void A_second_reply_in_another_language_changes_it_and_keeps_the_place()
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        chat.Say("tere");
        chat.Say("soovin aega");
        chat.Say("группа поддержки");
        chat.Say("я пока не знаю");
        Assert.Equal(Lang.Et, chat.Facts.Lang);
        chat.Check("""
            > можно завтра в 10
            < (speak ru)
            < Хорошо, говорим по-русски. [Eesti keel]
            < Записано: вторник, 24 ноября, 10:00.
            < Где вам удобно встретиться? [Дома | В центре | В школе | По телефону | Онлайн | Подойдёт любое место]
            > [Подойдёт любое место]
            < Как вам ответить? [Ответьте здесь | Позвоните]
            """);
    }

    [Fact]
    public void A_name_or_a_number_changes_nothing()
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        foreach (var said in new[] { "tere", "soovin aega", "tugiisik", "homme kell 10", "siin", "Ольга", "John Smith" })
            chat.Say(said);
        Assert.Equal(Lang.Et, chat.Facts.Lang);
    }

    [Fact]
    public void Words_of_danger_are_answered_in_their_own_language_at_once()
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        chat.Say("tere");
        chat.Say("soovin aega");
        var said = chat.Say("!now помогите мне пожалуйста").OfType<Effect.Say>().First();
        Assert.Equal(Lang.Ru, chat.Facts.Lang);
        Assert.True(said.IsSafety);
    }

    [Fact]
    public void A_worker_may_write_a_reason_in_the_familys_language()
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true, Roles = [Audience.Parent, Audience.Coordinator] });
        chat.Say("tere");
        chat.Say("soovin aega");
        chat.Say("мне нужна помощь");
        chat.Say("я не знаю");
        Assert.Equal(Lang.Et, chat.Facts.Lang);
    }

    [Theory]
    [InlineData("I want an appointment")]
    [InlineData("tahan aega")]
    [InlineData("soovin kohtumist")]
    [InlineData("хочу записаться на приём")]
    [InlineData("можно встречу")]
    public void A_wish_to_meet_leads_to_the_appointment(string text)
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        chat.Say("tere");
        chat.Say(text);
        Assert.Equal("appointment", chat.Conversation.Current?.Dialog);
    }

    [Theory]
    [InlineData("appi")]
    [InlineData("Appi!!!")]
    [InlineData("помогите")]
    [InlineData("help me")]
    public void A_cry_for_help_is_asked_softly_whether_somebody_is_in_danger(string text)
    {
        var chat = new Chat();
        var said = chat.Say(text).OfType<Effect.Say>().Last();
        Assert.Equal("crisis.soft.ask", said.Text.Key);
        Assert.Contains("112", Known.Texts.Render(chat.Facts.Lang, said.Text), StringComparison.Ordinal);
        Assert.Contains(said.Choices, choice => choice.Id == "human");
        Assert.DoesNotContain(chat.Done, effect => effect is Effect.RaiseConcern or Effect.CountUnanswered);
    }

    [Fact]
    public void A_cry_for_help_in_danger_raises_a_concern_and_without_danger_leads_on()
    {
        var danger = new Chat();
        danger.Say("appi");
        danger.Say("jah");
        Assert.Equal("now", Assert.Single(danger.Done.OfType<Effect.RaiseConcern>()).Level);
        var calm = new Chat();
        calm.Say("appi");
        calm.Check("""
            > ei
            < Hea, et praegu ohtu ei ole. Räägi mulle, mis on mure, või vali siit. [Alustame | Teenused | Räägi inimesega]
            """);
        Assert.Empty(calm.Done);
        var human = new Chat();
        human.Say("appi");
        Assert.IsType<RelayAct.Open>(Assert.Single(human.Say("räägi inimesega").OfType<Effect.ForRelay>()).Act);
    }
}
