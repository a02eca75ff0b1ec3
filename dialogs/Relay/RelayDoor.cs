using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Relay;

/// <summary>Buttons of talks: standing choices <c>relay:…</c>.</summary>
internal static class RelayDoor
{
    /// <summary>In place of a talk in <see cref="Conversation.Answering"/>: the person chose to go on with the bot.</summary>
    public const string WithBot = "bot";

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
        var mine = RelayAddressee.Mine(stage.Facts);
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
                RelayAddressee.Choose(stage, mine, talk!, "");
                break;
            case "take" when talk is { IsLive: false }:
                stage.Pause();
                stage.Answer(new(talk.Id, mine.Select(other => other.LastHeard).Append(talk.LastHeard).Max(), null));
                stage.Do(new Effect.ForRelay(new RelayAct.Step(talk.Id, RelayStep.Take)));
                break;
            case "answer" when isMine:
                RelayAddressee.Choose(stage, mine, talk!, "");
                break;
            case "hand" when isMine:
                var others = stage.Facts.Duty?.Colleagues.Where(colleague => !colleague.IsMe) ?? [];
                stage.Do(new Effect.Say(RelayNotices.Card(others.Any() ? "relay.to-which-colleague" : "relay.no-colleague", talk!)) { Choices = [.. others.Select(colleague => RelayChoices.Colleague(talk!, colleague))] });
                break;
            case "to" when isMine && pressed.To is not null:
                RelayAddressee.Done(stage, talk!);
                stage.Do(new Effect.ForRelay(new RelayAct.Step(talk!.Id, RelayStep.HandOver, pressed.To)));
                break;
            case "back" when isMine:
                RelayAddressee.Done(stage, talk!);
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
            RelayAddressee.Choose(stage, mine, talk, "");
        else if (whom is "bot" or "none")
        {
            stage.Answer(answering with { Words = null, Since = mine.Select(other => other.LastHeard).Append(answering.Since).Max() });
            if (whom == "bot")
                take(words);
            else
                stage.Say("relay.not-sent");
        }
        else
            RelayAddressee.AskWhom(stage, mine, words);
    }
}
