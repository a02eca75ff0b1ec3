using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs;

// Dictated visits.
partial class Switchboard
{
    private bool IsNote(Facts facts, Utterance said) => VisitDraftDialog.IsFor(facts) && VisitNotes.IsNote(understanding, said, facts);

    /// <summary>A worker dictates a visit: what was understood is shown, what is missing asked. What was under way waits.</summary>
    private bool Note(Stage stage, Utterance said)
    {
        if (!IsNote(stage.Facts, said))
            return false;
        stage.Greeted();
        stage.Pause();
        var (given, problems) = VisitNotes.Draft(understanding, said, stage.Facts);
        stage.Do(VisitCard.Understood(dialogs["visit"], given, problems, stage.Facts));
        stage.Begin(new("visit", given));
        return true;
    }

    /// <summary>A note changed while its draft is open changes the draft; what was answered besides stays. Any other message was read when it came.</summary>
    private void Edited(Stage stage, Utterance said)
    {
        if (stage.Running is not VisitDraftDialog visit || stage.Conversation.Current is not { } draft || !IsNote(stage.Facts, said))
        {
            stage.Say("menu.edited");
            stage.GoOn();
            return;
        }
        var (given, problems) = VisitNotes.Draft(understanding, said, stage.Facts);
        var told = given.Where(answer => answer.Value.Length > 0).ToImmutableDictionary();
        var kept = draft.Given.Where(answer => !told.ContainsKey(Dialog.QuestionOf(answer.Key)) && !told.ContainsKey(Dialog.Guess(Dialog.QuestionOf(answer.Key))));
        stage.Drop(andPaused: false);
        stage.Do(VisitCard.Understood(visit, told.AddRange(kept), problems, stage.Facts));
        stage.Begin(new("visit", told.AddRange(kept)));
    }
}
