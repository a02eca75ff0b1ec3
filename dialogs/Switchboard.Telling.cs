using Assistant.Dialogs.Crisis;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs;

// Somebody tells more where a short answer was asked for, or says that they do not know what to do.
partial class Switchboard
{
    private static bool IsAskedIfSafe(Stage stage) => stage.Running is CrisisDialog && stage.Conversation.Current?.Asked is { } asked && CrisisDialog.IsIfSafe(asked);

    /// <summary>A story told while it is asked whether they are safe is no answer to that: it is thanked for and kept for the questions that follow, and the question is asked once more.</summary>
    /// <param name="kind">What it hints at; <see cref="CrisisKind.None"/>: nothing.</param>
    private bool Heard(Stage stage, Utterance said, CrisisKind kind = CrisisKind.None)
    {
        if (said.Pressed is not null || stage.Running is not CrisisDialog || !IsStory(stage.Facts, said)
            || stage.Try((i, dialog, state, serial, facts) => i.Reply(dialog, state, serial, said, facts)) is not { Missed: true } missed)
            return false;
        if (kind != CrisisKind.None && stage.Conversation.Current?.Given.GetValueOrDefault("kind") != kind.Code())
            stage.Do(new Effect.RaiseConcern("implied", kind.Code()));
        stage.Say("crisis.heard");
        stage.Await(new("eligibility"), said);
        stage.After(missed);
        return true;
    }

    /// <summary>"I don't know what to do": nothing is suggested. They are told that we go step by step, a human is near, and the question is asked in other words.</summary>
    private bool IsAtALoss(Stage stage, Utterance said, Turn? turn)
    {
        if (said.Pressed is not null || IsWorker(stage.Facts) || !understanding.Replies.IsAtALoss(said.Text))
            return false;
        if (turn is null && stage.Conversation.Serial > 0 && !IsStory(stage.Facts, said))
        {
            stage.Say("engine.lost");
            stage.Resume();
        }
        else if (turn is null)
            NothingRunning(stage, said);
        else
        {
            stage.Say("engine.lost", Menu.Human);
            stage.After(turn);
        }
        return true;
    }
}
