using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Dialogs.People;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.Services;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

// Choices that stand whatever is under way.
partial class Switchboard
{
    /// <summary>Standing choices: valid whatever is under way.</summary>
    private bool Standing(Stage stage, Utterance said)
    {
        var door = Door.Of(said);
        if (door is not null && !Rights.May(stage.Facts, door, said.Pressed!))
        {
            Refuse(stage, door, said.Pressed!);
            return true;
        }
        switch (door)
        {
            case Door.Language language:
                Speak(stage, language.Lang, language.Register);
                return true;
            case Door.Service pressed when services.Find(pressed.Id) is { } service:
                stage.TalkedAbout(service.Id);
                stage.Do(ServiceDoor.Show(service));
                stage.GoOn();
                return true;
            case Door.Answer pressed when understanding.Questions.Find(pressed.Label, stage.Facts.Lang) is { } answer:
                Tell(stage, answer);
                stage.Resume();
                return true;
            case Door.Request pressed:
                var (effects, ask) = RequestDoor.Press(pressed.Step, stage.Facts);
                stage.Do(effects);
                if (ask is not null)
                {
                    if (stage.Running is RequestDialog)
                        stage.Drop(andPaused: false);
                    stage.Pause();
                    stage.Begin(ask);
                }
                else stage.GoOn();
                return true;
            case Door.Rate rate:
                stage.Do(new Effect.RateMeeting(rate.Id, rate.Score));
                stage.Say(rate.Score == 1 ? "feedback.sorry" : "feedback.thanks", rate.Score == 1 ? [Menu.Human] : []);
                stage.GoOn();
                return true;
            case Door.Concern seen:
                stage.Do(new Effect.AcknowledgeConcern(seen.Id));
                stage.Say("notice.concern-thanks");
                stage.GoOn();
                return true;
            case Door.Relay pressed:
                RelayDoor.Press(stage, pressed, words => Take(stage, new(words, stage.Facts.Lang)));
                return true;
            case Door.Group { Step: "new" }:
                if (Rights.May(stage.Facts, Command.NewGroup))
                    GroupDoor.New(stage, services);
                else
                    stage.Refuse(Command.NewGroup);
                return true;
            case Door.Group pressed:
                GroupDoor.Press(stage, pressed);
                return true;
            case Door.Broadcast { Step: "reply", Id: var about }:
                Human(stage, about);
                return true;
            case Door.Broadcast { Step: ToMany or ToQuestion } pressed:
                Meant(stage, pressed.Step == ToMany);
                return true;
            case Door.Broadcast pressed:
                BroadcastDoor.Press(stage, pressed);
                return true;
            case Door.Duty pressed:
                DutyDoor.Press(stage, pressed);
                return true;
            case Door.People pressed when PeopleDoor.Press(pressed.What, pressed.Id) is { } settles:
                stage.Pause();
                stage.Begin(settles);
                return true;
            case Door.Case pressed:
                CaseDoor.Press(stage, pressed);
                return true;
            case Door.Go { Where: var where, What: var what } when CaseDoor.Take(stage, where, what):
                return true;
            case Door.Go { Where: Command.Human }:
                Human(stage);
                return true;
            case Door.Go { Where: Command.Help or Command.MyData } always:
                return Always(stage, always.Where);
            case Door.Go go:
                return Open(stage, go.Where, go.What);
            default:
                if (said.Pressed is null || said.Prompt is not null)
                    return false;
                stage.Say("engine.passed");
                stage.Resume();
                return true;
        }
    }

    /// <summary>Somebody else's button: what it leads to is told as what is not there.</summary>
    private static void Refuse(Stage stage, Door door, string pressed)
    {
        switch (door)
        {
            case Door.Case about:
                CaseDoor.Refuse(stage, about);
                return;
            case Door.Request:
                stage.Do(new Effect.Denied(Rights.KindOf(pressed)), new Effect.Say(RequestSteps.Settled(null)));
                stage.GoOn();
                return;
            default:
                stage.Do(new Effect.Denied(Rights.KindOf(pressed)), new Effect.Say(new("engine.not-yours")) { Choices = Menu.For(stage.Facts) });
                return;
        }
    }
}
