using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Relay;

/// <summary>
/// What a message means while somebody talks with a human: whose words go to whom. A coordinator's words go to the talk they chose; when another
/// person wrote since, or a question of the bot is open, it is asked, never guessed.
/// </summary>
internal static class RelayTurn
{
    /// <param name="isCode">The message carries a one-time code: it is no word for anybody else.</param>
    /// <param name="isNote">The message reads as a dictated visit.</param>
    /// <returns>True: the message has been dealt with.</returns>
    public static bool Take(Stage stage, Utterance said, Understanding understanding, bool isCode, Func<bool> isNote)
    {
        if (stage.Facts.Relay is { Holds: true } talk)
        {
            stage.IsHeld = true;
            return OfPerson(stage, said, understanding, talk, isCode);
        }
        return stage.Facts.Is(Audience.Coordinator) && OfCoordinator(stage, said, understanding, isCode, isNote);
    }

    /// <summary>Whether a message of this person is said to another human: then words of danger in it are no cry for help of their own.</summary>
    public static bool IsToPerson(Facts facts) => facts.Relays.Any(talk => talk is { IsMine: true, IsLive: true });

    private static bool OfPerson(Stage stage, Utterance said, Understanding understanding, RelayFact talk, bool isCode)
    {
        if (said.Pressed is not null)
        {
            if (said.Prompt is null || stage.Conversation.Current is not null)
                return false;
            // A button of the question that waits.
            stage.Do(new Effect.Say(new("relay.waits")) { Choices = [talk.IsLive ? RelayChoices.Of("end", talk.Id) : RelayChoices.Of("bot", talk.Id)] });
            return true;
        }
        var command = understanding.Commands.Read(said.Text);
        if (command == Command.Cancel)
        {
            stage.Do(new Effect.Say(new("relay.end-sure")) { Choices = [RelayChoices.Of("end", talk.Id), RelayChoices.Of("stay", talk.Id)] });
            return true;
        }
        if (isCode || IsSlash(said) || command is Command.Hide or Command.Human)
            return false;
        // "Are you safe?" gets its answer; other words are for the human.
        if (stage.Conversation.Current is not null && command != Command.Rescue
            && stage.Try((i, dialog, state, serial, facts) => i.Reply(dialog, state, serial, said, facts)) is { Missed: false } turn)
        {
            stage.After(turn);
            return true;
        }
        stage.Do(new Effect.ForRelay(new RelayAct.Say(talk.Id, said.Text)));
        // "My data" may be said to the human or to us: the human reads it, and it is one tap away.
        if (command == Command.MyData)
            stage.Say("relay.mydata", Menu.MyData);
        return command != Command.Rescue;
    }

    /// <summary>
    /// Nobody was there when the person asked for a human, and nothing else is under way: what they write next is for the human, not a story for us.
    /// Whoever chose to go on with the bot, or has left words already, talks with the bot.
    /// </summary>
    public static bool Leave(Stage stage, Utterance said)
    {
        if (stage.Facts.Relay is not { Holds: false, IsLive: false, LastHeard: 0 } talk || said.Pressed is not null || stage.Conversation.Current is not null
            || !stage.Conversation.Paused.IsEmpty || stage.Conversation.Answering?.To == WithBot)
            return false;
        stage.Do(new Effect.ForRelay(new RelayAct.Say(talk.Id, said.Text)));
        return true;
    }

    /// <summary>In place of a talk in <see cref="Conversation.Answering"/>: the person chose to go on with the bot.</summary>
    private const string WithBot = "bot";

    private static bool OfCoordinator(Stage stage, Utterance said, Understanding understanding, bool isCode, Func<bool> isNote)
    {
        if (said.Pressed is not null)
            return false;
        ImmutableArray<RelayFact> mine = [.. stage.Facts.Relays.Where(talk => talk is { IsMine: true, IsLive: true })];
        var answering = stage.Conversation.Answering;
        var command = understanding.Commands.Read(said.Text);
        if (mine.IsEmpty)
        {
            if (answering is null)
                return false;
            stage.Answer(null);
            if (command != Command.None || isCode || stage.Conversation.Current is not null || isNote())
                return false;
            // Words meant for somebody who is gone are nobody else's.
            stage.Say("relay.is-over");
            return true;
        }
        // Said alone, these are words to the house, never to a family.
        if (isCode || IsSlash(said) || command is Command.Queue or Command.Duty or Command.Help or Command.Hide or Command.Today or Command.People or Command.Invite or Command.Merge
            or Command.Week or Command.Families or Command.Statements or Command.Broadcast or Command.Broadcasts or Command.NewGroup)
            return false;
        if (said.ReplyTo is { } to && mine.FirstOrDefault(talk => talk.Id == to) is { } answered)
        {
            // Words that wait for an addressee go on waiting: this answer says nothing of them.
            if (answering?.Words is null)
                Choose(stage, mine, answered, said.Text);
            else
                stage.Do(new Effect.ForRelay(new RelayAct.Say(answered.Id, said.Text)));
            return true;
        }
        // Alone it may answer a question that is open, such as which record stays.
        if (Named(mine, said.Text) is var (named, words) && (words.Length > 0 || stage.Conversation.Current is null))
        {
            Choose(stage, mine, named, words);
            return true;
        }
        var isClear = answering is { To: { } last, Words: null } && mine.Any(talk => talk.Id == last) && mine.All(talk => talk.Id == last || talk.LastHeard <= answering.Since);
        if (stage.Conversation.Current is not null && answering?.Words is null && mine.All(talk => talk.LastHeard <= (answering?.Since ?? 0)))
            return false;
        if (isClear && stage.Conversation.Current is null && !IsNamed(said.Text) && !isNote())
            Send(stage, mine, mine.First(talk => talk.Id == answering!.To), said.Text);
        else
            AskWhom(stage, mine, answering?.Words is { } waiting ? $"{waiting}\n{said.Text}" : said.Text);
        return true;
    }

    /// <summary>A standing choice of a talk.</summary>
    /// <param name="take">Lets the bot take words after all.</param>
    public static void Press(Stage stage, Door.Relay pressed, Action<string> take)
    {
        if (stage.Facts.Relay is { } own && own.Id == pressed.Id && pressed.Step is "bot" or "read" or "leave" or "call" or "end" or "stay")
            PressOfPerson(stage, pressed.Step, stage.Facts.Relay!);
        else if (stage.Facts.Is(Audience.Coordinator))
            PressOfCoordinator(stage, pressed, take);
        else
        {
            stage.Do(new Effect.Denied("relay"));
            stage.Say("relay.gone", Menu.Human);
            stage.Resume();
        }
    }

    private static void PressOfPerson(Stage stage, string step, RelayFact talk)
    {
        switch (step)
        {
            case "end":
                stage.IsHeld = false;
                stage.Do(new Effect.ForRelay(new RelayAct.Step(talk.Id, RelayStep.End)));
                stage.Say("relay.ended");
                stage.Resume();
                break;
            case "read":
                stage.Do(new Effect.ForRelay(new RelayAct.Read(talk.Id)));
                break;
            case "stay":
                stage.Say("relay.stays");
                break;
            case "leave":
                stage.Pause();
                stage.Do(new Effect.ForRelay(new RelayAct.Step(talk.Id, RelayStep.Hold)));
                stage.Do(RelayNotices.Leave());
                break;
            case "bot" or "call" when talk.IsLive:
                stage.Do(RelayNotices.Here(talk.Id));
                break;
            default:
                stage.IsHeld = false;
                // Who asks for a call and has said nothing here waits for the call alone.
                if (step == "call" && talk is { IsLive: false, LastHeard: 0 })
                    stage.Do(new Effect.ForRelay(new RelayAct.Step(talk.Id, RelayStep.End)));
                else if (talk.Holds)
                    stage.Do(new Effect.ForRelay(new RelayAct.Step(talk.Id, RelayStep.LetGo)));
                if (step == "call")
                {
                    stage.Pause();
                    stage.Begin(new("human"));
                }
                else
                {
                    stage.Answer(new(WithBot, 0, null));
                    stage.Do(RelayNotices.LetGo());
                    stage.Resume();
                }
                break;
        }
    }

    private static void PressOfCoordinator(Stage stage, Door.Relay pressed, Action<string> take)
    {
        ImmutableArray<RelayFact> mine = [.. stage.Facts.Relays.Where(found => found is { IsMine: true, IsLive: true })];
        if (pressed.Step == "send")
        {
            Sort(stage, pressed.Id, mine, take);
            return;
        }
        var talk = stage.Facts.Relays.FirstOrDefault(found => found.Id == pressed.Id);
        var isMine = talk is { IsMine: true, IsLive: true };
        switch (pressed.Step)
        {
            case "take" when isMine:
                Choose(stage, mine, talk!, "");
                break;
            case "take" when talk is { IsLive: false }:
                stage.Pause();
                stage.Answer(new(talk.Id, mine.Select(other => other.LastHeard).Append(talk.LastHeard).Max(), null));
                stage.Do(new Effect.ForRelay(new RelayAct.Step(talk.Id, RelayStep.Take)));
                break;
            case "answer" when isMine:
                Choose(stage, mine, talk!, "");
                break;
            case "hand" when isMine:
                var others = stage.Facts.Duty?.Colleagues.Where(colleague => !colleague.IsMe) ?? [];
                stage.Do(new Effect.Say(RelayNotices.Card(others.Any() ? "relay.to-which-colleague" : "relay.no-colleague", talk!)) { Choices = [.. others.Select(colleague => RelayChoices.Colleague(talk!, colleague))] });
                break;
            case "to" when isMine && pressed.To is not null:
                Leave(stage, talk!);
                stage.Do(new Effect.ForRelay(new RelayAct.Step(talk!.Id, RelayStep.HandOver, pressed.To)));
                break;
            case "back" when isMine:
                Leave(stage, talk!);
                stage.Do(new Effect.ForRelay(new RelayAct.Step(talk!.Id, RelayStep.GiveBack)));
                stage.Do(new Effect.Say(RelayNotices.Card("relay.back-done", talk!)));
                break;
            case "show" when isMine:
                stage.Do(new Effect.ForRelay(new RelayAct.Show(talk!.Id)));
                break;
            default:
                stage.Do(new Effect.Say(talk is null ? new("relay.gone")
                    : talk is { OwnerName: { } name, IsLive: true } ? RelayNotices.Card("relay.taken-by", talk, new Slot("name", Words: name))
                    : RelayNotices.Card(talk.IsLive ? "relay.taken" : "relay.not-yours", talk)));
                break;
        }
    }

    /// <summary>The coordinator says whom the waiting words are for.</summary>
    private static void Sort(Stage stage, string whom, ImmutableArray<RelayFact> mine, Action<string> take)
    {
        if (stage.Conversation.Answering is not { Words: { } words } answering)
            stage.Say("engine.passed");
        else if (mine.FirstOrDefault(talk => talk.Id == whom) is { } talk)
            Choose(stage, mine, talk, "");
        else if (whom is "bot" or "none")
        {
            stage.Answer(answering with { Words = null, Since = mine.Select(other => other.LastHeard).Append(answering.Since).Max() });
            if (whom == "bot")
                take(words);
            else
                stage.Say("relay.not-sent");
        }
        else
            AskWhom(stage, mine, words);
    }

    /// <summary>From now on words go to this talk; those that waited and those said with the choice go at once.</summary>
    private static void Choose(Stage stage, ImmutableArray<RelayFact> mine, RelayFact talk, string words)
    {
        var waiting = stage.Conversation.Answering?.Words;
        var all = waiting is null ? words : words.Length == 0 ? waiting : $"{waiting}\n{words}";
        Send(stage, mine, talk, all);
        if (all.Length == 0)
            stage.Do(new Effect.Say(RelayNotices.Card("relay.answering", talk)) { Choices = [RelayChoices.Of("hand", talk.Id), RelayChoices.Of("back", talk.Id), RelayChoices.Of("show", talk.Id)] });
        else if (waiting is not null)
            stage.Do(new Effect.Say(RelayNotices.Card("relay.sent", talk)));
    }

    private static void Send(Stage stage, ImmutableArray<RelayFact> mine, RelayFact talk, string words)
    {
        if (words.Length > 0)
            stage.Do(new Effect.ForRelay(new RelayAct.Say(talk.Id, words)));
        stage.Answer(new(talk.Id, mine.Max(other => other.LastHeard), null));
    }

    private static void AskWhom(Stage stage, ImmutableArray<RelayFact> mine, string words)
    {
        stage.Answer(new(stage.Conversation.Answering?.To, stage.Conversation.Answering?.Since ?? 0, words));
        stage.Do(new Effect.Say(new("relay.to-whom"))
        {
            Choices = [.. mine.Select(talk => RelayChoices.Of("send", talk)), new("relay:send:bot", new("relay.send-bot")), new("relay:send:none", new("relay.send-none"))],
        });
    }

    /// <summary>The coordinator is done with this talk: what they write next is for nobody until they choose.</summary>
    private static void Leave(Stage stage, RelayFact talk)
    {
        if (stage.Conversation.Answering is { } answering && answering.To == talk.Id)
            stage.Answer(answering.Words is null ? null : answering with { To = null });
    }

    /// <returns>The talk whose reference the words begin with, and the rest of them.</returns>
    private static (RelayFact Talk, string Words)? Named(ImmutableArray<RelayFact> mine, string text)
    {
        var trimmed = text.Trim();
        foreach (var talk in mine)
        {
            if (!trimmed.StartsWith(talk.Reference, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = trimmed[talk.Reference.Length..];
            if (rest.Length == 0 || rest[0] is ':' or ' ' or ',')
                return (talk, rest.TrimStart(':', ' ', ','));
        }
        return null;
    }

    /// <summary>Whether the words begin with what looks like the reference of a talk: "K7M2X: hello". It is not one of the coordinator's own.</summary>
    private static bool IsNamed(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon == ReferenceLength && text.AsSpan(0, colon).IndexOfAnyExceptInRange('0', 'Z') < 0;
    }

    private const int ReferenceLength = 5;

    private static bool IsSlash(Utterance said) => said.Text.StartsWith('/');
}
