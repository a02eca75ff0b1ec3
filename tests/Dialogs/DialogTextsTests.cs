using Assistant.Dialogs;
using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Tests.Dialogs;

public sealed class DialogTextsTests
{
    public static TheoryData<string> Ids => [.. Known.Board.Dialogs.Select(dialog => dialog.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Every_question_can_be_put_in_three_ways_explained_and_answered(string id)
    {
        var dialog = Known.Board.Dialogs.Single(found => found.Id == id);
        foreach (var question in dialog.Questions.OfType<Question>().Where(question => !question.IsCarried))
        {
            var key = question.TextKey(dialog.Id);
            Assert.All(["ask", "again", "examples"], how => Has($"{key}.{how}"));
            Has(question.Why);
            Has(question.SkipLabel);
            if (dialog.Review && question.InReview)
                Has($"{key}.name");
            foreach (var facts in new[] { Known.Facts, Known.Facts with { HasConsent = true } })
                foreach (var option in question.Options(new Answers(), facts))
                    Has(option.Label ?? $"{key}.{option.Id}");
        }
        if (dialog.Review)
            Has($"{dialog.Id}.review.ask");
    }

    [Fact]
    public void A_review_shows_every_answer()
    {
        foreach (var dialog in Known.Board.Dialogs.Where(dialog => dialog.Review))
        {
            var placeholders = Texts.Placeholders(Known.Texts.Get(Lang.Et, $"{dialog.Id}.review.ask"));
            // A card shows whatever there is.
            if (placeholders.SequenceEqual(["card"]))
                continue;
            Assert.Equal(dialog.Questions.OfType<Question>().Where(question => !question.IsCarried).Select(question => question.Id).Order(StringComparer.Ordinal),
                placeholders.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Other_words_for_a_choice_belong_to_a_choice_there_is() =>
        Assert.All(Known.Understanding.Replies.KnownLabels, Has);

    [Fact]
    public void What_a_menu_button_says_can_be_typed_as_well()
    {
        Choice[] menu = [Menu.Begin, Menu.Appointment, Menu.Services, Menu.Human, Menu.Requests, Menu.Queue, .. Menu.Languages(except: null)];
        foreach (var lang in Langs.All)
            Assert.All(menu, choice => Assert.NotEqual(Command.None, Known.Understanding.Commands.Read(Known.Texts.Render(lang, choice.Label))));
    }

    [Fact]
    public void Every_word_the_help_promises_works()
    {
        foreach (var lang in Langs.All)
            Assert.All(Known.Texts.Get(lang, "help.words").TrimEnd('.').Split(':')[1].Split(','), word => Assert.NotEqual(Command.None, Known.Understanding.Commands.Read(word)));
    }

    [Fact]
    public void Every_dialogue_that_another_hands_over_to_needs_nothing_loaded() =>
        Assert.All(Known.Board.Dialogs.Where(dialog => dialog.Id is "appointment" or "human" or "eligibility" or "consent" or "crisis"), dialog => Assert.Equal(Needs.Nothing, dialog.Needs));

    [Theory]
    [InlineData("waiting")]
    [InlineData("taken")]
    [InlineData("proposed")]
    [InlineData("confirmed")]
    [InlineData("declined")]
    [InlineData("cancelled")]
    [InlineData("expired")]
    public void Notices_have_words_in_every_state_and_tell_coordinators_neither_names_nor_notes(string state)
    {
        var request = new RequestFact("r1", "K7M2", state, IsMine: true, new("appointment", "support-person", new(2026, 11, 25, 17, 0), null, "salajane", "Olga", "+37255550000"),
            new(2026, 11, 26, 10, 0), new(2026, 11, 26, 10, 0), new(2026, 11, 24, 16, 0), "Anne");
        Effect.Say[] coordinators = [.. Notices.Filed(request), .. Notices.DeadlineNear(request), .. Notices.Accepted(request), .. Notices.Refused(request, null), .. Notices.Cancelled(request),
            .. Notices.ExpiredToCoordinators(request), .. ((string[])["now", "need", "implied", "noted", "noted-danger"]).SelectMany(level => Notices.Concern("c1", level, "K7M2")), new(RequestSteps.ForCoordinators("queue.item", request))];
        Effect.Say[] parents = [.. Notices.Taken(request), .. Notices.Proposed(request), .. Notices.Confirmed(request), .. Notices.Declined(request, null), .. Notices.Declined(request, "põhjus"),
            .. Notices.ExpiredToParent(request, ""), .. Notices.ExpiredToParent(request, "+372 5555 0000"), .. Notices.Taken(request with { OwnerName = null }), new(RequestSteps.Settled(request))];
        foreach (var lang in Langs.All)
        {
            Assert.All(coordinators, say => Assert.DoesNotMatch("Olga|salajane|5555|[{}]", Known.Texts.Render(lang, say.Text)));
            Assert.All(parents, say => Assert.DoesNotMatch("[{}]|salajane", Known.Texts.Render(lang, say.Text)));
        }
    }

    private static void Has(string key) => Assert.True(Known.Texts.Has(key), $"no text '{key}'");
}
