using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Notes;

namespace Assistant.Dialogs;

// Dictated visits.
partial class Switchboard
{
    private bool IsNote(Stage stage, Utterance said) => NoteIn(stage, said) is not null;

    private NoteDraft? NoteIn(Stage stage, Utterance said) => VisitDraftDialog.IsFor(stage.Facts) ? stage.Note(said, () => VisitNotes.In(understanding, said, stage.Facts)) : null;

    /// <summary>A worker dictates a visit: what was understood is shown, what is missing asked. What was under way waits.</summary>
    private bool Note(Stage stage, Utterance said)
    {
        if (NoteIn(stage, said) is not { } whole)
            return false;
        stage.Greeted();
        stage.Pause();
        var parts = VisitNotes.Parts(understanding, said.Text, whole, stage.Facts);
        var serial = stage.Conversation.Serial;
        var drafts = parts.Select((part, n) => VisitNotes.Draft(understanding, part.Note, part.Draft, stage.Facts, $"{serial}.{n}")).ToList();
        // "Today" is said once for all of them.
        for (var n = 1; n < drafts.Count; n++)
            drafts[n] = (VisitNotes.WithDate(drafts[n].Given, drafts[0].Given), drafts[n].Problems);
        if (drafts.Count > 1)
            stage.Do(VisitDrafts.Several([.. drafts.Skip(1).Select(draft => draft.Given)], stage.Facts));
        Show(stage, drafts[0].Given, drafts[0].Problems);
        return true;
    }

    /// <summary>
    /// Another visit is dictated while one is being asked about: it names another family of the worker's, or tells of another day or hour of the same.
    /// While the family is asked, what is too long to be one is a note of its own: refused, its words would be lost.
    /// </summary>
    private bool IsAnotherNote(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || stage.Running is not VisitDraftDialog || stage.Conversation.Current is not { } draft)
            return false;
        var family = draft.Given.GetValueOrDefault(VisitDraftDialog.Family.Id) ?? draft.Given.GetValueOrDefault(Dialog.Guess(VisitDraftDialog.Family.Id));
        return (family is null
            ? draft.Asked == VisitDraftDialog.Family.Id && VisitFamily.IsTooLong(said.Text)
            : VisitNotes.NamesOther(said.Text, family, stage.Facts) || VisitNotes.IsOtherVisit(understanding, said.Text, draft.Given, stage.Facts)) && IsNote(stage, said);
    }

    private void Show(Stage stage, ImmutableDictionary<string, string> given, IReadOnlyList<NoteProblem> problems)
    {
        stage.Do(VisitCard.Understood(dialogs["visit"], given, problems, stage.Facts));
        // Danger is told before anything else is asked.
        if (given.GetValueOrDefault(VisitDraftDialog.Safety.Id) == "danger" && given.ContainsKey(VisitDraftDialog.Began.Id))
            stage.Do(VisitDraftDialog.Alarm(given.GetValueOrDefault(VisitDraftDialog.Concern.Id)));
        stage.Begin(new("visit", given));
    }

    /// <summary>A note changed while its draft is open changes the draft; what was answered besides stays. Any other message was read when it came.</summary>
    private void Edited(Stage stage, Utterance said)
    {
        if (stage.Running is not VisitDraftDialog visit || stage.Conversation.Current is not { } draft || NoteIn(stage, said) is not { } whole)
        {
            stage.Say("menu.edited");
            stage.GoOn();
            return;
        }
        var (given, problems) = VisitNotes.Draft(understanding, said.Text, whole, stage.Facts, $"{stage.Conversation.Serial}.0");
        // It stays the draft it was, and danger that was told is told once.
        if (draft.Given.TryGetValue(VisitDraftDialog.Began.Id, out var began))
            given = given.SetItem(VisitDraftDialog.Began.Id, began);
        var told = given.Where(answer => answer.Value.Length > 0).ToImmutableDictionary();
        var kept = draft.Given.Where(answer => !told.ContainsKey(Dialog.QuestionOf(answer.Key)) && !told.ContainsKey(Dialog.Guess(Dialog.QuestionOf(answer.Key))));
        stage.Drop(andPaused: false);
        var isAlarm = told.GetValueOrDefault(VisitDraftDialog.Safety.Id) == "danger" && draft.Given.GetValueOrDefault(VisitDraftDialog.Safety.Id) != "danger";
        stage.Do(VisitCard.Understood(visit, told.AddRange(kept), problems, stage.Facts));
        if (isAlarm && told.ContainsKey(VisitDraftDialog.Began.Id))
            stage.Do(VisitDraftDialog.Alarm(told.GetValueOrDefault(VisitDraftDialog.Concern.Id)));
        stage.Begin(new("visit", told.AddRange(kept)));
    }
}
