using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Tests.Dialogs;

/// <summary>After a hand-over two people may write of one visit: it is asked kindly, and no word is lost. Now is Monday, 23 November 2026, 18:00.</summary>
public sealed class VisitOfColleagueTests
{
    private const string Tamm = "00000000-0000-0000-0000-000000000001";
    private const string Monday = "käisin täna tammedel kella kahest poole neljani kodus ema oli kodus tegime eelarvet leppisime kokku et ema helistab kooli";

    [Theory]
    [InlineData("14:00", 90, true)]
    [InlineData("15:00", 60, true)]
    [InlineData("12:30", 91, true)]
    [InlineData("12:30", 90, false)]
    [InlineData("15:30", 60, false)]
    [InlineData(null, 45, true)]
    public void A_colleagues_act_of_overlapping_time_is_asked_about_and_any_other_is_not(string? start, int minutes, bool isAsked)
    {
        LocalTime? began = start is null ? null : NodaTime.Text.LocalTimePattern.ExtendedIso.Parse(start + ":00").Value;
        Assert.Equal(isAsked, Asked(new("a", Tamm, 5, new(2026, 11, 23), began, minutes)).StartsWith("Kolleegil on sellest päevast juba akt", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_family_and_another_day_are_not_the_same_visit()
    {
        Assert.DoesNotContain("Kolleegil", Asked(new("a", "00000000-0000-0000-0000-000000000002", 5, new(2026, 11, 23), new(14, 0), 90)), StringComparison.Ordinal);
        Assert.DoesNotContain("Kolleegil", Asked(new("a", Tamm, 5, new(2026, 11, 22), new(14, 0), 90)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("see oli teine kohtumine")]
    [InlineData("olime seal koos")]
    public void Another_meeting_or_one_of_both_becomes_an_act(string tapped)
    {
        var (chat, _) = Told(Theirs);
        chat.Tap(tapped);
        chat.Say("15");
        chat.Tap("korras");
        chat.Say("jah");
        Assert.Single(chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.File>());
    }

    [Fact]
    public void The_same_meeting_makes_no_second_act_and_its_note_stays_a_draft_that_can_be_thrown_away()
    {
        var (chat, _) = Told(Theirs);
        var kept = Assert.Single(chat.Done.OfType<Effect.ForCase>().Select(effect => effect.Act).OfType<CaseAct.Keep>().Select(keep => keep.Key).Distinct());
        var said = chat.Tap("sama kohtumine").OfType<Effect.Say>().First();
        Assert.Equal("visit.colleague.left", said.Text.Key);
        Assert.Equal([$"draft:drop:{kept}"], said.Choices.Select(choice => choice.Id));
        Assert.Null(chat.Conversation.Current);
        Assert.DoesNotContain(chat.Done.OfType<Effect.ForCase>(), effect => effect.Act is CaseAct.File or CaseAct.Drop);
    }

    private static KnownVisit Theirs => new("a", Tamm, 5, new(2026, 11, 23), new(14, 30), 60);

    private static (Chat Chat, string Asked) Told(KnownVisit theirs)
    {
        var chat = new Chat(Known.Board, Known.Facts with
        {
            Roles = [Audience.Parent, Audience.SupportPerson], HasConsent = true, Now = new(2026, 11, 23, 18, 0),
            Cases = new() { Me = "w", Roster = [new(Tamm, "KJ7GD", "Tamm", "T.", CanWrite: true)], LeastMinutes = 90, GapDays = 8, OfColleagues = [theirs] },
        });
        return (chat, Known.Texts.Render(Assistant.Knowledge.Lang.Et, chat.Say(Monday).OfType<Effect.Say>().Last().Text));
    }

    private static string Asked(KnownVisit theirs) => Told(theirs).Asked;
}
