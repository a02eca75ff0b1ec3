using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Safety;

namespace Assistant.Tests.Dialogs;

/// <summary>Questions about the services at any point of a conversation.</summary>
public sealed class QuestionsTests
{
    private static readonly Switchboard board = new(Known.Understanding with { Questions = FaqQuestions.Default }, Known.Services, Known.Rules);

    [Fact]
    public void An_unsure_question_offers_at_most_three_answers_and_a_human_and_is_counted_without_its_words()
    {
        var chat = new Chat(board, Known.Facts);
        chat.Say("tere");
        var say = Assert.Single(chat.Say("kui tihti see toimub?").OfType<Effect.Say>());
        Assert.InRange(say.Choices.Length, 2, 4);
        Assert.Equal(Menu.Human, say.Choices[^1]);
        Assert.Equal(new Effect.CountUnanswered(chat.Facts.Lang), Assert.Single(chat.Done));
    }

    [Fact]
    public void A_suggestion_is_answered_in_the_language_spoken_now_and_keeps_the_place()
    {
        var chat = new Chat(board, Known.Facts with { HasConsent = true });
        chat.Say("alustame");
        chat.Say("kui tihti see toimub?");
        var before = chat.Conversation.Current;
        var effects = chat.Press("answer:support_group.how_often", null).OfType<Effect.Say>().ToArray();
        Assert.Equal(2, effects.Length);
        Assert.Equal((before!.Asked, before.Serial, before.Misses), (chat.Conversation.Current!.Asked, chat.Conversation.Current.Serial, chat.Conversation.Current.Misses));
        Assert.Equal("support-group", chat.Conversation.LastService);
    }

    [Fact]
    public void A_sure_question_is_answered_even_where_any_words_would_do()
    {
        var chat = new Chat(board, Known.Facts with { HasConsent = true });
        chat.Facts = chat.Facts with { Relay = Known.Waiting };
        chat.Press("relay:call:t1", null);
        var asked = chat.Conversation.Current!.Asked;
        chat.Say("mida tugiisik teeb?");
        Assert.Equal(asked, chat.Conversation.Current!.Asked);
        Assert.Empty(chat.Conversation.Current.Given);
        chat.Say("koolis on raske, mida teha?");
        Assert.Equal("koolis on raske, mida teha?", chat.Conversation.Current.Given[asked!]);
    }

    [Fact]
    public void Another_offices_business_is_said_plainly_with_a_human_and_counted()
    {
        var chat = new Chat(board, Known.Facts);
        chat.Say("tere");
        Assert.Contains(chat.Say("kuidas ma passi uuendan?").OfType<Effect.Say>(), say => say.Choices.SequenceEqual([Menu.Human]));
        Assert.IsType<Effect.CountUnanswered>(Assert.Single(chat.Done));
    }

    [Fact]
    public void A_worry_that_nothing_answers_is_heard_out()
    {
        var chat = new Chat(new(Known.Understanding with { Questions = new NothingNear() }, Known.Services, Known.Rules), Known.Facts);
        chat.Say("tere");
        chat.Say("ma ei tea kuidas edasi poiss ei taha magada");
        Assert.Empty(chat.Done);
        Assert.NotNull(chat.Conversation.Current);
    }

    [Theory]
    [InlineData("ma ei tea enam mida teha", Lang.Et)]
    [InlineData("Ma tõesti ei tea, mis teha...", Lang.Et)]
    [InlineData("не знаю что делать", Lang.Ru)]
    [InlineData("я уже просто не знаю как быть", Lang.Ru)]
    [InlineData("i don't know what to do", Lang.En)]
    [InlineData("I really have no idea what to do anymore", Lang.En)]
    public void Who_does_not_know_what_to_do_is_told_that_a_human_is_near_and_asked_again(string said, Lang lang)
    {
        var chat = new Chat(board, Known.Facts with { Lang = lang });
        chat.Say(lang switch { Lang.Et => "alustame", Lang.Ru => "начнём", _ => "begin" });
        var asked = chat.Conversation.Current!.Asked;
        Assert.Equal(["engine.lost", $"eligibility.{asked}.again"], chat.Say(said).OfType<Effect.Say>().Select(say => say.Text.Key));
        Assert.Contains(Menu.Human, chat.Shown.SelectMany(say => say.Choices));
    }

    [Theory]
    [InlineData("ei tea", Lang.Et)]
    [InlineData("не знаю что такое тугиизик", Lang.Ru)]
    [InlineData("i don't know what a support person does", Lang.En)]
    public void Not_knowing_something_else_is_not_that(string said, Lang lang) => Assert.False(Known.Understanding.Replies.IsAtALoss(said), lang.Code());

    [Fact]
    public void Danger_is_read_once_a_turn()
    {
        var (gate, asked) = (0, new List<CrisisReading?>());
        var seen = new SeesDanger(asked);
        var understanding = Known.Understanding with { Questions = seen, Crisis = (text, lang) => { gate++; return CrisisReading.None; } };
        var chat = new Chat(new(understanding, Known.Services, Known.Rules), Known.Facts);
        chat.Say("mis see tugiisik maksab?");
        Assert.Equal(1, gate);
        Assert.Same(CrisisReading.None, Assert.Single(asked));
    }

    [Fact]
    public void A_question_whose_danger_was_read_is_not_read_for_danger_again()
    {
        Assert.IsType<QuestionReading.NoQuestion>(FaqQuestions.Default.Read("mees peksab mind, mis tugiisik maksab?", Lang.Et, null));
        Assert.IsNotType<QuestionReading.NoQuestion>(FaqQuestions.Default.Read("mees peksab mind, mis tugiisik maksab?", Lang.Et, null, CrisisReading.None));
    }

    private sealed class SeesDanger(List<CrisisReading?> seen) : IQuestions
    {
        public QuestionReading Read(string text, Lang lang, string? lastService, CrisisReading? danger = null)
        {
            seen.Add(danger);
            return new QuestionReading.NoQuestion();
        }

        public KnownAnswer? Find(string label, Lang lang) => null;
    }

    private sealed class NothingNear : IQuestions
    {
        public QuestionReading Read(string text, Lang lang, string? lastService, CrisisReading? danger = null) => new QuestionReading.Unsure([]);

        public KnownAnswer? Find(string label, Lang lang) => null;
    }

    [Fact]
    public void A_button_of_an_answer_that_is_gone_has_passed()
    {
        var chat = new Chat(board, Known.Facts);
        chat.Say("tere");
        Assert.Equal("engine.passed", chat.Press("answer:nonsense", null).OfType<Effect.Say>().First().Text.Key);
    }
}
