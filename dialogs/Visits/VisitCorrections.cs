using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs.Visits;

/// <summary>What a correction in free words changes of an act. What was told besides is added; what is taken back is replaced.</summary>
internal static class VisitCorrections
{
    private const string Between = "; ";

    /// <returns>In stored form by question id; empty: it corrects nothing.</returns>
    public static ImmutableDictionary<string, string> Of(Utterance said, ImmutableDictionary<string, string> given, Facts facts, Understanding with)
    {
        var text = said.Text;
        // "Eesmärk on 7" is no English day: words that are plainly of one language are read in it alone.
        ImmutableArray<Lang> langs = with.Languages.Of(text) is { } heard ? [heard] : [.. Langs.All.OrderBy(lang => lang != said.Lang)];
        ImmutableArray<NoteDraft> drafts = [.. langs.Select(lang => with.Notes.Read(text, lang, facts.Now, VisitNotes.nobody))];
        var changed = ImmutableDictionary.CreateBuilder<string, string>();
        if (facts.Cases.Linker.Mentions(text) is [{ Doubt: < FamilyMention.Doubtful } mention] && VisitFamily.Named(mention.Family, facts) is [var family])
            changed[VisitDraftDialog.Family.Id] = family.Id;
        if (First(draft => draft.VisitDate?.Value) is { } date && date <= facts.Now.Date)
            changed[VisitDraftDialog.Date.Id] = VisitDraftDialog.Date.Stored(date);
        if (First(draft => VisitSpan.Of(draft.Start?.Value, draft.End?.Value, draft.DurationMinutes?.Value)) is { } span)
            changed[VisitDraftDialog.Time.Id] = span.Write();
        if (drafts.Select(draft => draft.Place).FirstOrDefault(place => place is { IsSure: true, IsDerived: false, Value: not VisitNotes.Other }) is { } place)
            changed[VisitDraftDialog.Place.Id] = place.Value;
        if (First<WishedTime>(draft => draft.Next is { } next ? new(next.Value.Date, next.Value.Time) : null) is { } ahead && !ahead.IsBefore(facts.Now))
            changed[VisitDraftDialog.Next.Id] = VisitDraftDialog.Next.Stored(ahead);
        if (VisitPresence.Corrected(given.GetValueOrDefault(VisitDraftDialog.Present.Id), text, drafts, with) is { } present)
            changed[VisitDraftDialog.Present.Id] = present;
        if (First(draft => draft.DocumentationMinutes?.Value) is { } minutes)
            changed[VisitDraftDialog.Documentation.Id] = VisitSpan.Count(minutes);
        switch (First(draft => draft.Outcome?.Value))
        {
            // "Папы не было дома": somebody else was.
            case VisitOutcome.NoContact when changed.ContainsKey(VisitDraftDialog.Present.Id): break;
            case VisitOutcome.NoContact: changed[VisitDraftDialog.Outcome.Id] = "nobody"; break;
            case VisitOutcome.Cancelled: changed[VisitDraftDialog.Outcome.Id] = "cancelled"; break;
        }
        Add(VisitDraftDialog.Agreements.Id, draft => draft.Agreements);
        Add(VisitDraftDialog.Done.Id, draft => draft.Told);
        Add(VisitDraftDialog.Mood.Id, draft => draft.Mood);
        if (changed.ContainsKey(VisitDraftDialog.Mood.Id)) changed[VisitDraftDialog.Felt.Id] = "yes";
        if (drafts.Select(draft => draft.SafetyConcern).FirstOrDefault(concern => concern is not null) is { } worry)
        {
            var words = VisitNotes.Words(text, worry);
            changed[VisitDraftDialog.Concern.Id] = given.GetValueOrDefault(VisitDraftDialog.Concern.Id) is { Length: > 0 } known ? Joined(known, words) : words;
            if (given.GetValueOrDefault(VisitDraftDialog.Safety.Id) != VisitNotes.Danger) changed[VisitDraftDialog.Safety.Id] = VisitNotes.Worry;
        }
        if (with.Crisis(text, null) is { IsCrisis: true, Level: CrisisLevel.Now })
            changed[VisitDraftDialog.Safety.Id] = VisitNotes.Danger;
        return changed.ToImmutable();

        T? First<T>(Func<NoteDraft, T?> what) where T : struct => drafts.Select(what).FirstOrDefault(found => found is not null);

        void Add(string id, Func<NoteDraft, IReadOnlyList<Span>> what)
        {
            if (drafts.Select(what).FirstOrDefault(spans => spans.Count > 0) is not { } spans) return;
            var words = string.Join(Between, spans.Select(span => VisitNotes.Words(text, span)));
            changed[id] = VisitNotes.Short(given.GetValueOrDefault(id) is { Length: > 0 } known && !with.Amends.TakesBack(text) ? Joined(known, words) : words);
        }
    }

    private static string Joined(string known, string more) => known.Contains(more, StringComparison.OrdinalIgnoreCase) ? known : VisitNotes.Short(known + Between + more);
}
