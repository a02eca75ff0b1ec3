using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Replies;

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
        var (note, question) = (said.Text, "");
        if (understanding.NoteQuestions.In(note) is { } from && VisitNotes.In(understanding, said with { Text = note[..from].TrimEnd(' ', ',') }, stage.Facts) is { } told)
            (note, question, whole) = (note[..from].TrimEnd(' ', ','), note[from..].Trim(), told);
        var parts = VisitNotes.Parts(understanding, note, whole, stage.Facts);
        var serial = stage.Conversation.Serial;
        var drafts = parts.Select((part, n) => VisitNotes.Draft(understanding, part.Note, part.Draft, stage.Facts, $"{serial}.{n}")).ToList();
        // "Today" is said once for all of them.
        for (var n = 1; n < drafts.Count; n++)
            drafts[n] = (VisitNotes.WithDate(drafts[n].Given, drafts[0].Given), drafts[n].Problems);
        // The note stays as it was dictated, with what was asked.
        if (question.Length > 0 && drafts is [var (given, problems)] && given.ContainsKey(VisitDraftDialog.Note.Id))
            drafts[0] = (given.SetItem(VisitDraftDialog.Note.Id, VisitNotes.Short(said.Text)), problems);
        if (drafts.Count > 1)
            stage.Do(VisitDrafts.Several([.. drafts.Skip(1).Select(draft => draft.Given)], stage.Facts));
        Show(stage, drafts[0].Given, drafts[0].Problems, question);
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

    /// <summary>Words from which on a whole note is no answer to what is asked.</summary>
    private const int FewestOfWhole = 13;

    /// <summary>The visit that is being asked about is dictated once more: what is new is added to its draft, and no number in it is taken for an answer.</summary>
    private bool IsSaidAgain(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || stage.Running is not VisitDraftDialog visit || stage.Conversation.Current is not { IsReviewed: false } draft
            || Words.Of(said.Text).Length < FewestOfWhole || NoteIn(stage, said) is not { Family: not null, Outcome: not null } whole || whole.Told.Count + whole.Agreements.Count == 0
            || whole.VisitDate is null && whole.Start is null)
            return false;
        var changed = VisitCorrections.Of(said, draft.Given, stage.Facts, understanding);
        var note = draft.Given.GetValueOrDefault(VisitDraftDialog.Note.Id);
        if (note is not null && !note.Contains(said.Text, StringComparison.Ordinal)) changed = changed.SetItem(VisitDraftDialog.Note.Id, VisitNotes.Short($"{note}\n{said.Text}"));
        var isAlarm = changed.GetValueOrDefault(VisitDraftDialog.Safety.Id) == "danger" && draft.Given.GetValueOrDefault(VisitDraftDialog.Safety.Id) != "danger";
        var given = draft.Given.RemoveRange(changed.Keys.Select(Dialog.Guess)).SetItems(changed);
        stage.Drop(andPaused: false);
        stage.Do(VisitCard.Understood(visit, given, whole.Problems, stage.Facts));
        if (isAlarm && given.ContainsKey(VisitDraftDialog.Began.Id))
            stage.Do(VisitDraftDialog.Alarm(given.GetValueOrDefault(VisitDraftDialog.Concern.Id)));
        stage.Begin(new("visit", given));
        return true;
    }

    /// <param name="question">What the note ended by asking us; empty: nothing.</param>
    private void Show(Stage stage, ImmutableDictionary<string, string> given, IReadOnlyList<NoteProblem> problems, string question)
    {
        stage.Do(VisitCard.Understood(dialogs["visit"], given, problems, stage.Facts));
        // Danger is told before anything else is asked.
        if (given.GetValueOrDefault(VisitDraftDialog.Safety.Id) == "danger" && given.ContainsKey(VisitDraftDialog.Began.Id))
            stage.Do(VisitDraftDialog.Alarm(given.GetValueOrDefault(VisitDraftDialog.Concern.Id)));
        if (question.Length > 0 && understanding.Questions.Read(question, stage.Facts.Lang, stage.Conversation.LastService, null) is QuestionReading.Sure { Answer: var answer })
            Tell(stage, answer);
        else if (question.Length > 0)
            stage.Say("visit.asked");
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
