using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Knowledge;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Dialogs.Relay;

/// <summary>A coordinator with several talks: no word ever goes to a person they did not mean.</summary>
public sealed class WhomTests
{
    private const int Walks = 500, Steps = 40;

    private static readonly ImmutableArray<RelayFact> talks = [Talk("a", "CCCCC"), Talk("b", "DDDDD"), Talk("c", "FFFFF")];

    private static RelayFact Talk(string id, string reference) => new(id, reference, "taken", IsMine: true, null, "et", 0, Holds: true, IsQuiet: false, LastHeard: 0);

    private static Chat Chat(params IEnumerable<RelayFact> mine) => new(Known.Board, Known.Facts with { Roles = [Audience.Parent, Audience.Coordinator], HasConsent = true, Relays = [.. mine] });

    [Fact]
    public void An_answer_to_one_persons_message_goes_to_that_person()
    {
        var chat = Chat([talks[0] with { LastHeard = 1 }, talks[1] with { LastHeard = 2 }]);
        Assert.Equal([("a", "tulen kell kolm")], Sent(chat.Take(new("tulen kell kolm", Lang.Et) { ReplyTo = "a" })));
        // What follows goes on to them; an answer to somebody who is gone is asked about.
        Assert.Equal([("a", "või neli")], Sent(chat.Say("või neli")));
        Assert.Equal([("b", "tere")], Sent(chat.Take(new("tere", Lang.Et) { ReplyTo = "b" })));
        chat.Facts = chat.Facts with { Relays = [talks[0] with { LastHeard = 3 }] };
        Assert.Empty(Sent(chat.Take(new("head aega", Lang.Et) { ReplyTo = "b" })));
    }

    [Fact]
    public void Such_an_answer_takes_no_words_along_that_wait_for_an_addressee()
    {
        var chat = Chat(talks);
        Assert.Empty(Sent(chat.Say("kellele see on")));
        Assert.Equal([("a", "tulen")], Sent(chat.Take(new("tulen", Lang.Et) { ReplyTo = "a" })));
        Assert.Equal([("b", "kellele see on")], Sent(chat.Press("relay:send:b", null)));
    }

    [Fact]
    public void Words_go_to_the_talk_chosen_last_while_nobody_else_wrote_since() => Prop.ForAll(Gen.Choose(0, 11).ArrayOf(Steps).ToArbitrary(), picks =>
    {
        var chat = Chat(talks);
        var number = 0;
        string? chosen = null;
        var isClear = false;
        foreach (var pick in picks)
        {
            var which = pick % 3;
            switch (pick / 3)
            {
                case 0:
                    // Somebody writes to the coordinator.
                    chat.Facts = chat.Facts with { Relays = chat.Facts.Relays.SetItem(which, chat.Facts.Relays[which] with { LastHeard = ++number }) };
                    isClear &= chosen == talks[which].Id;
                    break;
                case 1:
                    var waiting = chat.Conversation.Answering?.Words;
                    Assert.Equal(waiting is null ? [] : [(talks[which].Id, waiting)], Sent(chat.Press($"relay:answer:{talks[which].Id}", null)));
                    (chosen, isClear) = (talks[which].Id, true);
                    break;
                case 2:
                    var words = $"sõnad {++number}";
                    var sent = Sent(chat.Say(words));
                    if (isClear && sent is not [var only] || isClear && sent[0] != (chosen!, words) || !isClear && sent is not [])
                        return false;
                    // Now it waits for a choice.
                    isClear &= sent is not [];
                    break;
                default:
                    chat.Press("relay:send:none", null);
                    if (chat.Conversation.Answering is { Words: not null })
                        return false;
                    // Whom the next words are for is as it was.
                    isClear = chosen is not null && chat.Conversation.Answering is { } answering && chat.Facts.Relays.All(talk => talk.Id == chosen || talk.LastHeard <= answering.Since);
                    break;
            }
        }
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Walks));

    [Fact]
    public void A_reference_before_the_words_names_the_talk()
    {
        var chat = Chat(talks);
        Assert.Equal([("b", "tere")], Sent(chat.Say("ddddd: tere")));
        Assert.Empty(Sent(chat.Say("ABCDE: tere")));
        Assert.Equal("ABCDE: tere", chat.Conversation.Answering!.Words);
    }

    [Fact]
    public void Words_for_a_talk_that_is_over_go_to_nobody_and_not_into_the_one_that_is_left()
    {
        var chat = Chat(talks);
        chat.Press("relay:answer:a", null);
        chat.Facts = chat.Facts with { Relays = [.. talks.Skip(1)] };
        Assert.Empty(Sent(chat.Say("kohtume homme kell kümme")));
        chat.Facts = chat.Facts with { Relays = [] };
        chat.Press("relay:send:none", null);
        Assert.Equal("relay.is-over", Assert.Single(chat.Say("kas said aru").OfType<Effect.Say>()).Text.Key);
    }

    [Fact]
    public void While_a_question_is_open_a_word_written_meanwhile_makes_it_unclear_what_is_answered()
    {
        var chat = Chat(talks[0]);
        chat.Press("relay:answer:a", null);
        chat.Press("duty:add", null);
        chat.Facts = chat.Facts with { Duty = new([], [], [], []) };
        chat.Press("duty:add", null);
        Assert.Empty(Sent(chat.Say("esmaspäev")));
        Assert.Equal("hours", chat.Conversation.Current!.Asked);
        chat.Facts = chat.Facts with { Relays = [talks[0] with { LastHeard = 7 }] };
        Assert.Empty(Sent(chat.Say("9-17")));
        Assert.Equal("hours", chat.Conversation.Current!.Asked);
        Assert.Empty(Sent(chat.Press("relay:send:bot", null)));
        Assert.Equal("rank", chat.Conversation.Current!.Asked);
    }

    [Fact]
    public void A_coordinators_words_about_danger_are_said_to_the_person_and_raise_no_alarm()
    {
        var chat = Chat(talks[0]);
        chat.Press("relay:answer:a", null);
        Assert.Equal([("a", "!now helista 112")], Sent(chat.Say("!now helista 112")));
        Assert.Empty(chat.Done.OfType<Effect.RaiseConcern>());
    }

    private static ImmutableArray<(string To, string Words)> Sent(IEnumerable<Effect> effects) =>
        [.. effects.OfType<Effect.ForRelay>().Select(effect => effect.Act).OfType<RelayAct.Say>().Select(say => (say.Id, say.Words))];
}
