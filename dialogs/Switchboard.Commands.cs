using System.Collections.Immutable;
using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Dialogs.MyData;
using Assistant.Dialogs.People;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.SafeContact;
using Assistant.Dialogs.Services;
using Assistant.Dialogs.Visits;
using Assistant.Dialogs.Welcome;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

// Commands, and what the menu leads to.
partial class Switchboard
{
    /// <summary>Commands that work at any point and keep the place.</summary>
    private bool Always(Stage stage, Command command)
    {
        if (CaseDoor.Take(stage, command))
            return true;
        if (Rights.IsWordToOthers(command) && !Rights.May(stage.Facts, command))
            return false;
        switch (command)
        {
            case Command.Help:
                stage.Say(stage.Facts.Is(Audience.Coordinator) ? "help.coordinator" : stage.Facts.Is(Audience.SupportPerson) || stage.Facts.Is(Audience.Counsellor) ? "help.support-person"
                    : stage.Facts.Is(Audience.Caseworker) ? "help.caseworker" : Menu.IsWorker(stage.Facts) ? "help.worker" : "help.parent");
                stage.Say("help.words");
                stage.Resume();
                return true;
            case Command.Cancel:
                var wasRunning = stage.Running is not null;
                // Words that were dictated are not thrown away with it, and it is said where they are.
                var wasNote = stage.Running is VisitDraftDialog && stage.Conversation.Current is { Given: var noted } && noted.ContainsKey(VisitDraftDialog.Began.Id) && !VisitDrafts.IsEmpty(noted);
                stage.Drop(andPaused: stage.Running is ConsentDialog);
                stage.Say(!wasRunning ? "engine.nothing-to-cancel" : wasNote ? dialogs["visit"].Dropped : "engine.cancelled");
                stage.Resume();
                return true;
            case Command.Back or Command.Skip or Command.Why:
                if (stage.Try((i, dialog, state, serial, facts) => command switch
                {
                    Command.Back => i.Back(dialog, state, serial, facts),
                    Command.Skip => i.Skip(dialog, state, serial, facts),
                    _ => i.Why(dialog, state, serial, facts),
                }) is { } turn)
                    stage.After(turn);
                else
                    stage.Resume();
                return true;
            case Command.Human:
                Human(stage);
                return true;
            case Command.Hide:
                stage.Do(new Effect.HideChat());
                return true;
            case Command.Duty:
                stage.Do(DutyDoor.Roster(stage.Facts));
                return true;
            case Command.Groups:
                GroupDoor.List(stage);
                return true;
            case Command.NewGroup:
                GroupDoor.New(stage, services);
                return true;
            case Command.Broadcast:
                BroadcastDoor.New(stage, null);
                return true;
            case Command.Broadcasts:
                BroadcastDoor.List(stage);
                return true;
            case Command.MyData:
                if (stage.Running is not MyDataDialog)
                    stage.Pause();
                if (stage.Running is null)
                    stage.Begin(new("mydata"));
                else
                    stage.Resume();
                return true;
            case Command.Who:
                Threshold.Tell(stage);
                return true;
            case Command.Link:
                stage.Do(new Effect.ShowLinkCode());
                return true;
            case Command.Safe:
                if (stage.Running is not SafeContactDialog)
                    stage.Pause();
                if (stage.Running is null)
                    stage.Begin(new("safe"));
                else
                    stage.Resume();
                return true;
            case Command.Name:
                stage.Pause();
                stage.Begin(new(NameDialog.Name));
                return true;
            case Command.Language:
                stage.Say("menu.which-language", Menu.Languages(except: null));
                return true;
            case Command.Et or Command.Ru or Command.En:
                Speak(stage, Langs.Parse(command.ToString().ToLowerInvariant())!.Value, Register.Ordinary);
                return true;
            case Command.Easy:
                Speak(stage, Lang.Et, Register.Easy);
                return true;
            case Command.Thanks when stage.Running is null:
                stage.Say("menu.thanks");
                return true;
            case Command.Hello when stage.Running is not null:
                stage.Resume();
                return true;
            case Command.Start or Command.Hello:
                stage.Drop(andPaused: true);
                stage.Greeted();
                stage.Do(Greeting.Say(stage.Facts));
                return true;
            default:
                return false;
        }
    }

    private static void Speak(Stage stage, Lang lang, Register register)
    {
        stage.Do(new Effect.SpeakLanguage(lang) { Register = register });
        if (stage.Conversation.Serial == 0)
        {
            stage.Greeted();
            stage.Do(Greeting.Say(stage.Facts));
            return;
        }
        stage.Say("menu.language-set");
        stage.Resume();
    }

    /// <summary>A worker says their name unasked.</summary>
    private bool Name(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || !Menu.IsWorker(stage.Facts) || understanding.Naming.Read(said.Text) is null)
            return false;
        stage.Pause();
        stage.Begin(new(NameDialog.Name), said);
        return true;
    }

    /// <param name="about">The message to many that is answered; <see langword="null"/>: none is.</param>
    private static void Human(Stage stage, string? about = null)
    {
        // Whom else should a coordinator reach?
        if (stage.Facts.Is(Audience.Coordinator))
        {
            stage.Do(DutyDoor.Roster(stage.Facts));
            return;
        }
        stage.Greeted();
        if (stage.Facts.Organisation.Contact.Length > 0)
            stage.Do(new Effect.Say(Line.Of("human.contact", new Slot("contact", Words: stage.Facts.Organisation.Contact))));
        if (stage.Running is ConsentDialog)
            stage.Drop(andPaused: false);
        stage.Answer(null);
        stage.Pause();
        stage.Begin(new(RelayDialog.Name, about is null ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add(RelayDialog.About, about)));
    }

    /// <summary>What the menu leads to. What was under way is left for it.</summary>
    /// <param name="opening">The words that led here, which may say more.</param>
    private bool Open(Stage stage, Command where, string? what = null, Utterance? opening = null)
    {
        if (where == Command.None || Rights.IsWordToOthers(where))
            return false;
        if (!Rights.May(stage.Facts, where))
        {
            stage.Refuse(where);
            return true;
        }
        switch (where)
        {
            case Command.Eligibility:
                stage.Drop(andPaused: true);
                FindHelp(stage, opening);
                return true;
            case Command.Appointment:
                stage.Drop(andPaused: true);
                var given = ImmutableDictionary<string, string>.Empty;
                stage.Begin(new("appointment", what is not null && services.Find(what) is not null ? given.Add("service", what) : given), opening);
                return true;
            case Command.Services:
                stage.Do(ServiceDoor.List(services));
                stage.GoOn();
                return true;
            case Command.Requests:
                stage.Do(RequestDoor.Mine(stage.Facts));
                stage.GoOn();
                return true;
            case Command.People or Command.Invite or Command.Merge:
                if (where == Command.People)
                    stage.Do(PeopleDoor.List(stage.Facts));
                else
                {
                    stage.Pause();
                    stage.Begin(PeopleDoor.Press(where == Command.Invite ? "invite" : "merge", null)!);
                }
                return true;
            case Command.Queue or Command.Today or Command.Feedback:
                stage.Do(where switch
                {
                    Command.Queue => RequestDoor.Queue(stage.Facts),
                    Command.Today => RequestDoor.Today(stage.Facts),
                    _ => RequestDoor.Feedback(stage.Facts),
                });
                if (where == Command.Queue)
                    stage.Do(RelayQueue.List(stage.Facts));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Nothing is kept of the interview before consent but the talk itself, which is said first.</summary>
    private static void FindHelp(Stage stage, Utterance? opening)
    {
        if (!stage.Facts.HasConsent)
            stage.Say("eligibility.privacy");
        stage.Begin(new("eligibility"), opening);
    }
}
