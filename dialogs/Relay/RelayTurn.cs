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
            || !stage.Conversation.Paused.IsEmpty || stage.Conversation.Answering?.To == RelayDoor.WithBot)
            return false;
        stage.Do(new Effect.ForRelay(new RelayAct.Say(talk.Id, said.Text)));
        return true;
    }

    private static bool OfCoordinator(Stage stage, Utterance said, Understanding understanding, bool isCode, Func<bool> isNote)
    {
        if (said.Pressed is not null)
            return false;
        var mine = RelayAddressee.Mine(stage.Facts);
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
                RelayAddressee.Choose(stage, mine, answered, said.Text);
            else
                stage.Do(new Effect.ForRelay(new RelayAct.Say(answered.Id, said.Text)));
            return true;
        }
        // Alone it may answer a question that is open, such as which record stays.
        if (Named(mine, said.Text) is var (named, words) && (words.Length > 0 || stage.Conversation.Current is null))
        {
            RelayAddressee.Choose(stage, mine, named, words);
            return true;
        }
        var isClear = answering is { To: { } last, Words: null } && mine.Any(talk => talk.Id == last) && mine.All(talk => talk.Id == last || talk.LastHeard <= answering.Since);
        if (stage.Conversation.Current is not null && answering?.Words is null && mine.All(talk => talk.LastHeard <= (answering?.Since ?? 0)))
            return false;
        if (isClear && stage.Conversation.Current is null && !IsNamed(said.Text) && !isNote())
            RelayAddressee.Send(stage, mine, mine.First(talk => talk.Id == answering!.To), said.Text);
        else
            RelayAddressee.AskWhom(stage, mine, answering?.Words is { } waiting ? $"{waiting}\n{said.Text}" : said.Text);
        return true;
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
