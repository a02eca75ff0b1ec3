using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Dialogs;

[Collection(Alone.Name)]
public sealed class InterviewTests
{
    private static readonly Facts facts = Known.Facts;
    private static readonly Interview interview = new(Known.Understanding);

    // Questions of a real dialogue lend their texts, so that labels render.
    private static readonly Question<int> a = Number("a"), b = Number("b"), c = Number("c"), d = Number("d");

    private static Question<int> Number(string id) => Ask.Number(id, 0, 9) with { Home = "eligibility", Key = "children" };

    [Fact]
    public void A_question_inserted_before_the_one_seen_is_asked_after_the_reply_was_taken()
    {
        var next = Say(new Release(d, a, b, c), AfterA(), "2").Next!;
        Assert.Equal("2", next.Given["b"]);
        Assert.Equal("d", next.Asked);
    }

    [Fact]
    public void A_reply_to_a_question_that_is_gone_is_not_mistaken_for_another_answer()
    {
        var next = Say(new Release(a, c), AfterA(), "2").Next!;
        Assert.Equal("c", next.Asked);
        Assert.DoesNotContain("c", next.Given.Keys);
    }

    [Fact]
    public void A_stored_answer_that_no_longer_fits_is_asked_again() =>
        Assert.Equal("a", Say(new Release(Ask.Number("a", 5, 9) with { Home = "eligibility", Key = "children" }, b, c), AfterA(), "2").Next!.Asked);

    [Fact]
    public void A_question_that_became_required_is_asked_though_it_was_skipped()
    {
        var optional = new Release(a with { IsOptional = true }, b);
        var turn = interview.Skip(optional, interview.Begin(optional, Nothing, 0, facts).Next!, 1, facts);
        Assert.Equal("b", turn.Next!.Asked);
        Assert.Equal("a", interview.Resume(new Release(a, b), turn.Next, turn.Serial, facts).Next!.Asked);
    }

    [Fact]
    public void A_block_is_asked_once_for_each_of_a_number()
    {
        var age = Number("age");
        var dialog = new Release(a, new Repeat("each", a, age));
        var turn = Say(dialog, interview.Begin(dialog, Nothing, 0, facts).Next!, "2");
        Assert.Equal("age.1", turn.Next!.Asked);
        turn = Say(dialog, turn.Next, "3");
        Assert.Equal("age.2", turn.Next!.Asked);
        Assert.Contains(new Slot("n", Words: "2"), Assert.IsType<Effect.Say>(turn.Effects[^1]).Text.Slots);
        turn = Say(dialog, turn.Next, "4");
        Assert.Equal([2, 3, 4], [dialog.Ended!.Get(a), dialog.Ended.Get(age.At(1)), dialog.Ended.Get(age.At(2))]);
    }

    [Fact]
    public void The_yes_of_a_review_is_never_stored_and_holds_for_the_answers_it_was_said_to()
    {
        var dialog = new Release(a, b) { WithReview = true };
        var turn = Say(dialog, Say(dialog, interview.Begin(dialog, Nothing, 0, facts).Next!, "1").Next!, "2");
        Assert.Equal("review", turn.Next!.Asked);
        Assert.Null(dialog.Ended);
        // Help, a FAQ or a crisis between: the review is only shown again.
        Assert.Equal("review", interview.Resume(dialog, turn.Next, turn.Serial, facts).Next!.Asked);
        // A new release asks one question more: the yes comes too early.
        var more = new Release(a, b, c) { WithReview = true };
        Assert.Equal("c", Say(more, turn.Next, "jah").Next!.Asked);
        Assert.Null(more.Ended);
        Assert.Null(Say(dialog, turn.Next, "jah").Next);
        Assert.NotNull(dialog.Ended);
    }

    [Fact]
    public void Changing_an_answer_hides_the_later_ones_it_decided()
    {
        var dialog = new Release(a, b with { When = static (answers, _) => answers.Get(a) == 1 }, c) { WithReview = true };
        var turn = Say(dialog, Say(dialog, Say(dialog, interview.Begin(dialog, Nothing, 0, facts).Next!, "1").Next!, "2").Next!, "3");
        turn = interview.Reply(dialog, turn.Next!, turn.Serial, new("", Lang.Et, "change:a", turn.Serial), facts);
        Assert.Equal("a", turn.Next!.Asked);
        turn = Say(dialog, Say(dialog, turn.Next, "5").Next!, "jah");
        Assert.False(dialog.Ended!.Has(b));
        Assert.Equal(3, dialog.Ended.Get(c));
    }

    [Fact]
    public void Going_back_and_answering_the_same_changes_nothing()
    {
        var dialog = new Release(a, b, c);
        var before = Say(dialog, interview.Begin(dialog, Nothing, 0, facts).Next!, "1");
        var back = interview.Back(dialog, before.Next!, before.Serial, facts);
        Assert.Equal("a", back.Next!.Asked);
        Assert.Equal(before.Next!.Given, Say(dialog, back.Next, "1").Next!.Given);
    }

    [Fact]
    public void An_interruption_keeps_the_buttons_of_the_question_and_a_new_asking_does_not()
    {
        var dialog = new Release(a, b);
        var turn = interview.Begin(dialog, Nothing, 0, facts);
        Assert.Equal(turn.Serial, interview.Resume(dialog, turn.Next!, turn.Serial, facts).Serial);
        var next = interview.Reply(dialog, turn.Next!, turn.Serial, new("", Lang.Et, "1", turn.Serial), facts);
        Assert.True(next.Serial > turn.Serial);
        var stale = interview.Reply(dialog, next.Next!, next.Serial, new("", Lang.Et, "1", turn.Serial), facts);
        Assert.Equal("b", stale.Next!.Asked);
        Assert.Equal(next.Next!.Given, stale.Next.Given);
    }

    [Fact]
    public void A_turn_of_a_long_interview_with_its_state_read_and_written_costs_next_to_nothing()
    {
        // Tests run unoptimised, beside others: the limit of a release build is a tenth of this.
        const double LimitMicroseconds = 1000;
        var questions = Enumerable.Range(0, 30).Select(i => Number($"q{i}")).ToArray<Step>();
        var dialog = new Release(questions);
        var json = ConversationJson.Write(new(new("release", questions.Take(28).ToImmutableDictionary(q => q.Id, _ => "1"), "q28", 29, 0), 29, null));
        var best = ThreadTime.Best(20, () =>
        {
            for (var i = 0; i < 200; i++)
                _ = ConversationJson.Write(new(Say(dialog, ConversationJson.Read(json).Current!, "1").Next, 30, null));
        }) / 200;
        Assert.True(best < LimitMicroseconds, $"{best:F1} us");
    }

    private static ImmutableDictionary<string, string> Nothing => ImmutableDictionary<string, string>.Empty;

    private static Turn Say(Dialog dialog, InterviewState state, string text)
    {
        var stored = ConversationJson.Read(ConversationJson.Write(new(state, state.Serial, null))).Current!;
        return interview.Reply(dialog, stored, stored.Serial, new(text, Lang.Et), facts);
    }

    private static InterviewState AfterA()
    {
        var old = new Release(a, b, c);
        return Say(old, interview.Begin(old, Nothing, 0, facts).Next!, "1").Next!;
    }

    private sealed class Release(params Step[] questions) : Dialog
    {
        public bool WithReview { get; init; }
        public Answers? Ended { get; private set; }
        public override string Id => "release";
        public override bool Review => WithReview;
        public override IReadOnlyList<Step> Questions => questions;

        public override Conclusion Conclude(Answers answers, Facts facts)
        {
            Ended = answers;
            return new();
        }
    }
}
