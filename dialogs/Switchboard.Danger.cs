using System.Collections.Immutable;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Crisis;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs;

// Words of danger, and the bare cry for help.
partial class Switchboard
{
    /// <summary>Danger comes before everything. A worker who files something is not interrupted.</summary>
    private bool Crisis(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || stage.Conversation.Current is not null && IsWorker(stage.Facts))
            return false;
        // A command and nothing else is what it says: "/peida" tells of nobody who hides.
        if (understanding.Commands.Read(said.Text) != Command.None)
            return false;
        // A code that was handed out is random letters, whatever they look like.
        if (CodeIn(said) is { } code && (stage.Facts.Group is { IsByLink: true } || stage.Facts.Code is { State: "good" } good && good.Code == code))
            return false;
        // What a coordinator writes to somebody is no cry for help of their own.
        if (RelayTurn.IsToPerson(stage.Facts))
            return false;
        var reading = understanding.Crisis(said.Text, said.Lang);
        stage.Danger = (said.Text, reading);
        if (!reading.IsCrisis || IsNote(stage, said))
            return false;
        // What is only faintly like danger and answers a question, or goes to a human, is heard by whoever asked.
        if (reading.IsFaint && (stage.Conversation.Current is not null || stage.Facts.Relay is not null))
            return false;
        // Somebody who is being asked whether they are safe, and goes on telling, is not asked as if nothing had been said.
        if (reading.Level == CrisisLevel.Implied && IsAskedIfSafe(stage) && Heard(stage, said, reading.Kind))
        {
            // Whoever talks with a human tells it to them too.
            if (stage.Facts.Relay is { Holds: true } listener)
                stage.Do(new Effect.ForRelay(new RelayAct.Say(listener.Id, said.Text)));
            return true;
        }

        // Workers tell of families: where danger is only hinted at, nobody asks them whether they are safe.
        if (reading.Level == CrisisLevel.Implied && IsWorker(stage.Facts))
            return ToldByWorker(stage);

        // Words of danger are answered in the language they came in, at once.
        if (understanding.Languages.Of(said.Text) is { } heard && heard != stage.Facts.Lang)
            stage.Do(new Effect.SpeakLanguage(heard));
        var (level, kind) = (CrisisDialog.LevelOf(reading), reading.Kind.Code());
        stage.Do(new Effect.RaiseConcern(level, kind));
        if (level != "implied")
            stage.Do(CrisisDialog.Card(level, kind));
        if (stage.Facts.Relay is { Holds: true } talk)
            stage.Do(new Effect.ForRelay(new RelayAct.Say(talk.Id, said.Text)));
        // Words told to a question that takes words are kept as its answer, so that nobody has to say them twice.
        if (stage.Try((i, dialog, state, serial, facts) => i.ReplyInWords(dialog, state, serial, said, facts)) is { Missed: false, Next: { } next })
            stage.Keep(next);
        if (stage.Running is CrisisDialog)
            stage.Drop(andPaused: false);
        stage.Pause();
        // A story in which danger was only heard, and not said, is not told in vain: once they are known to be safe, the questions go on from it.
        if (reading is { IsOnlyHeard: true } && stage.Conversation.Paused is [] && stage.Facts.Relay is null && IsStory(stage.Facts, said))
            stage.Await(new("eligibility"), said);
        stage.Begin(new("crisis", ImmutableDictionary<string, string>.Empty.Add("level", level).Add("kind", kind)));
        return true;
    }

    /// <summary>A worker's sentence that hints at danger, and is no note yet: 112 is named, and how it becomes a note.</summary>
    private static bool ToldByWorker(Stage stage)
    {
        stage.Greeted();
        stage.Say("visit.call-112");
        stage.Say(VisitDraftDialog.IsFor(stage.Facts) ? "visit.say-more" : "visit.own-trouble", Menu.For(stage.Facts));
        return true;
    }

    /// <summary>"Help me!" and no more: whether somebody is in danger is asked softly, 112 is named, and a human offered. A worker means the instructions.</summary>
    private void Rescue(Stage stage)
    {
        if (IsWorker(stage.Facts))
        {
            Always(stage, Command.Help);
            return;
        }
        stage.Greeted();
        if (stage.Running is CrisisDialog or ConsentDialog)
            stage.Drop(andPaused: false);
        stage.Pause();
        stage.Begin(new("crisis", ImmutableDictionary<string, string>.Empty.Add("level", CrisisDialog.Unsaid)));
    }
}
