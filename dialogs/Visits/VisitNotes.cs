using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs.Visits;

/// <summary>From what a worker dictated to answers of <see cref="VisitDraftDialog"/>. Only what was said is filled; what was read with doubt is a guess to confirm.</summary>
internal static class VisitNotes
{
    /// <summary>Begins words that are kept as they were said, where codes are stored otherwise.</summary>
    public const char InWords = '=';
    private const string Other = "other", Safe = "fine", Worry = "worry", Danger = "danger";

    /// <summary>No families are recorded: which one it was is asked.</summary>
    private static readonly FamilyLinker nobody = new([]);

    public static bool IsNote(Understanding with, Utterance said, Facts facts) =>
        said.Pressed is null && with.Notes.LooksLikeNote(said.Text, null, facts.Now, nobody);

    /// <summary>A reply to one question, read as a note of its own: in the person's language first, as short replies tell little of theirs.</summary>
    public static T? Reply<T>(Hearing hearing, Func<NoteDraft, T?> what) where T : struct => Read(hearing.Said, hearing.Facts, hearing.With, what);

    /// <summary>As <see cref="Reply"/>, of whatever was said.</summary>
    public static T? Read<T>(Utterance said, Facts facts, Understanding with, Func<NoteDraft, T?> what) where T : struct =>
        Langs.All.OrderBy(lang => lang != said.Lang).Select(lang => what(with.Notes.Read(said.Text, lang, facts.Now, nobody))).FirstOrDefault(found => found is not null);

    /// <summary>What a note says, in stored form by question id.</summary>
    public static (ImmutableDictionary<string, string> Given, IReadOnlyList<NoteProblem> Problems) Draft(Understanding with, Utterance said, Facts facts)
    {
        var (note, draft) = (said.Text, with.Notes.Read(said.Text, null, facts.Now, nobody));
        var given = ImmutableDictionary.CreateBuilder<string, string>();
        given[VisitDraftDialog.Outcome.Id] = draft.Outcome?.Value switch { VisitOutcome.NoContact => "nobody", VisitOutcome.Cancelled => "cancelled", _ => "held" };
        if (draft.VisitDate is { } date && date.Value <= facts.Now.Date)
            Put(VisitDraftDialog.Date.Id, VisitDraftDialog.Date.Stored(date.Value), date.IsSure);
        if (!draft.Problems.Contains(NoteProblem.TimesContradict))
            if (VisitSpan.Of(draft.Start?.Value, draft.End?.Value, draft.DurationMinutes?.Value) is { } span)
                Put(VisitDraftDialog.Time.Id, span.Write(), draft.Start?.IsSure != false && draft.End?.IsSure != false && draft.DurationMinutes?.IsSure != false);
            else if (draft.Start is { IsSure: true } start)
                given[VisitDraftDialog.Start.Id] = VisitSpan.Clock.Format(start.Value);
        if (draft.Place is { } place)
            Put(VisitDraftDialog.Place.Id, place.Value == Other ? InWords + Words(note, place.Source) : place.Value, place.IsSure);
        if (draft.Present.Count > 0)
            given[VisitDraftDialog.Present.Id] = string.Join(',', draft.Present.Select(person => person.Count > 1 ? $"{person.Role}:{VisitSpan.Count(person.Count)}" : person.Role));
        Spans(VisitDraftDialog.Done.Id, draft.Topics);
        Spans(VisitDraftDialog.Agreements.Id, draft.Agreements);
        Spans(VisitDraftDialog.Mood.Id, draft.Mood);
        given.TryAdd(VisitDraftDialog.Agreements.Id, "");
        if (draft.Next is { } next && next.Value.Date >= facts.Now.Date)
            Put(VisitDraftDialog.Next.Id, new WishedTime(next.Value.Date, next.Value.Time).Write(), next.IsSure);
        else
            given[VisitDraftDialog.Next.Id] = "";
        if (draft.DocumentationMinutes is { } minutes)
            given[VisitDraftDialog.Documentation.Id] = VisitSpan.Count(minutes.Value);
        if (draft.SafetyConcern is { } concern)
        {
            given[VisitDraftDialog.Concern.Id] = Short(Words(note, concern));
            given[VisitDraftDialog.Safety.Id] = Worry;
        }
        if (with.Crisis(note, null) is { IsCrisis: true, Level: CrisisLevel.Now })
            given[VisitDraftDialog.Safety.Id] = Danger;
        else if (draft is { IsSaidSafe: true, SafetyConcern: null })
            Put(VisitDraftDialog.Safety.Id, Safe, isSure: false);
        return (given.ToImmutable(), draft.Problems);

        void Put(string id, string stored, bool isSure) => given[isSure ? id : Dialog.Guess(id)] = stored;

        void Spans(string id, IReadOnlyList<Span> spans)
        {
            if (spans.Count > 0)
                given[id] = Short(string.Join("; ", spans.Select(span => Words(note, span))));
        }
    }

    private static string Words(string note, Span span) => note.Substring(span.Start, span.Length);

    private static string Short(string words) => words.Length <= Ask.LongestText ? words : words[..Ask.LongestText];
}
