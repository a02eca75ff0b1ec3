using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using Assistant.Knowledge.Safety;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Visits;

/// <summary>From what a worker dictated to answers of <see cref="VisitDraftDialog"/>. Only what was said is filled; what was read with doubt is a guess to confirm.</summary>
internal static class VisitNotes
{
    /// <summary>Begins words that are kept as they were said, where codes are stored otherwise.</summary>
    public const char InWords = '=';
    internal const string Other = "other", Worry = "worry", Danger = "danger";
    private const string Safe = "fine";

    /// <summary>A reply to one question names no family by itself.</summary>
    internal static readonly FamilyLinker nobody = new([]);

    /// <returns>What a message tells of a visit; <see langword="null"/>: it is none.</returns>
    public static NoteDraft? In(Understanding with, Utterance said, Facts facts) =>
        said.Pressed is not null ? null : with.Notes.Find(said.Text, null, facts.Now, facts.Cases.Linker) ?? Begun(with, said.Text, facts);

    /// <summary>"Käisin täna Tammede juures", and no more: a family of the worker's own, a day that has been, and no question.</summary>
    private static NoteDraft? Begun(Understanding with, string text, Facts facts) => !text.Contains('?', StringComparison.Ordinal) && facts.Cases.Linker.Mentions(text) is [{ Doubt: < FamilyMention.Doubtful }]
        && with.Notes.Read(text, null, facts.Now, facts.Cases.Linker) is { Family: not null, TellsOfVisit: true } draft && (draft.VisitDate is { } day && day.Value <= facts.Now.Date || draft.Outcome?.Value is VisitOutcome.NoContact or VisitOutcome.Cancelled) ? draft : null;

    /// <summary>A reply to one question, read as a note of its own: in the person's language first, as short replies tell little of theirs.</summary>
    public static T? Reply<T>(Hearing hearing, Func<NoteDraft, T?> what) where T : struct => Read(hearing.Said, hearing.Facts, hearing.With, what);

    /// <summary>A reply read in each language, the person's first.</summary>
    public static IReadOnlyList<NoteDraft> All(Hearing hearing) =>
        [.. Langs.All.OrderBy(lang => lang != hearing.Said.Lang).Select(lang => hearing.With.Notes.Read(hearing.Said.Text, lang, hearing.Facts.Now, nobody))];

    /// <summary>As <see cref="Reply"/>, of whatever was said.</summary>
    public static T? Read<T>(Utterance said, Facts facts, Understanding with, Func<NoteDraft, T?> what) where T : struct =>
        Langs.All.OrderBy(lang => lang != said.Lang).Select(lang => what(with.Notes.Read(said.Text, lang, facts.Now, nobody))).FirstOrDefault(found => found is not null);

    /// <summary>What a note says, in stored form by question id.</summary>
    /// <param name="draft">As it was read.</param>
    /// <param name="serial">Of the last asking in the chat, and which of several notes in the message it is: both tell this draft from others.</param>
    public static (ImmutableDictionary<string, string> Given, IReadOnlyList<NoteProblem> Problems) Draft(Understanding with, string note, NoteDraft draft, Facts facts, string serial)
    {
        var given = ImmutableDictionary.CreateBuilder<string, string>();
        if (facts.Cases.Me.Length > 0)
        {
            given[VisitDraftDialog.Began.Id] = KeyOf(facts, serial);
            given[VisitDraftDialog.Note.Id] = Short(note);
        }
        if (draft.Family is { } family && VisitFamily.Named(family.Value, facts) is [var only])
            Put(VisitDraftDialog.Family.Id, only.Id, family.IsSure);
        else if (draft.Family is null && VisitFamily.Open(facts) is [var single])
            Put(VisitDraftDialog.Family.Id, single.Id, isSure: false);
        given[VisitDraftDialog.Outcome.Id] = draft.Outcome?.Value switch { VisitOutcome.NoContact => "nobody", VisitOutcome.Cancelled => "cancelled", _ => "held" };
        if (draft.VisitDate is { } date && date.Value <= facts.Now.Date)
            Put(VisitDraftDialog.Date.Id, VisitDraftDialog.Date.Stored(date.Value), date.IsSure);
        var problems = draft.Problems;
        if (!draft.Problems.Contains(NoteProblem.TimesContradict))
            if (VisitSpan.Of(draft.Start?.Value, draft.End?.Value, draft.DurationMinutes?.Value) is { } span)
            {
                // What has not ended yet is asked about, never kept in silence.
                if (draft.VisitDate is { } day && span.IsAhead(day.Value, facts.Now)) problems = [.. problems, NoteProblem.Ahead];
                else Put(VisitDraftDialog.Time.Id, span.Write(), draft.Start?.IsSure != false && draft.End?.IsSure != false && draft.DurationMinutes?.IsSure != false);
            }
            else if (draft.Start is { IsSure: true } start)
                given[VisitDraftDialog.Start.Id] = VisitSpan.Clock.Format(start.Value);
        if (draft.Place is { } place)
            Put(VisitDraftDialog.Place.Id, place.Value == Other ? InWords + Words(note, place.Source) : place.Value, place.IsSure);
        if (draft.Present.Count > 0)
            given[VisitDraftDialog.Present.Id] = VisitPresence.Of(draft.Present);
        Spans(VisitDraftDialog.Done.Id, draft.Told);
        Spans(VisitDraftDialog.Agreements.Id, draft.Agreements);
        Spans(VisitDraftDialog.Mood.Id, draft.Mood);
        if (given.ContainsKey(VisitDraftDialog.Mood.Id)) given[VisitDraftDialog.Felt.Id] = "yes";
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
        return (given.ToImmutable(), problems);

        void Put(string id, string stored, bool isSure) => given[isSure ? id : Dialog.Guess(id)] = stored;

        void Spans(string id, IReadOnlyList<Span> spans)
        {
            if (spans.Count > 0)
                given[id] = Short(string.Join("; ", spans.Select(span => Words(note, span))));
        }
    }

    /// <summary>What a draft is kept under: when it began, which asking of the chat, whose.</summary>
    public static string KeyOf(Facts facts, string serial) => $"{LocalDateTimePattern.ExtendedIso.Format(facts.Now)}#{serial}#{facts.Cases.Me}";

    /// <summary>The notes in one message: one for each family of the roster that it names, where each part tells of a visit by itself; otherwise the message as it is.</summary>
    /// <param name="whole">What the message tells, read as one.</param>
    public static IReadOnlyList<(string Note, NoteDraft Draft)> Parts(Understanding with, string note, NoteDraft whole, Facts facts)
    {
        var first = facts.Cases.Linker.Mentions(note).GroupBy(mention => mention.Family).Select(group => group.Min(mention => mention.Start)).Order().ToList();
        if (first.Count < 2) return [(note, whole)];
        List<(string Note, NoteDraft Draft)> parts = [];
        for (var n = 0; n < first.Count; n++)
        {
            var part = note[(n == 0 ? 0 : Cut(note, first[n - 1], first[n]))..(n + 1 == first.Count ? note.Length : Cut(note, first[n], first[n + 1]))].Trim(' ', ',', '.', '\n');
            var draft = with.Notes.Read(part, null, facts.Now, facts.Cases.Linker);
            if (part.Length <= ShortestPart || draft.Outcome is null) return [(note, whole)];
            parts.Add((part, draft));
        }
        return parts;
    }

    /// <summary>Whether a family of the roster is named, and not this one.</summary>
    public static bool NamesOther(string note, string family, Facts facts) =>
        facts.Cases.Linker.Link(note) is { Doubt: < FamilyMention.Doubtful } link && VisitFamily.Named(link.Family, facts) is [_, ..] named && !named.Any(one => one.Id == family);

    /// <summary>Whether a whole note, and no correction, tells of a visit on another day or at another hour than what is known of this one.</summary>
    /// <param name="known">In stored form by question id.</param>
    public static bool IsOtherVisit(Understanding with, string note, ImmutableDictionary<string, string> known, Facts facts)
    {
        var draft = with.Notes.Read(note, null, facts.Now, facts.Cases.Linker);
        if (draft.Family is null || draft.Told.Count == 0 && draft.Agreements.Count == 0 && draft.Outcome?.Value is null or VisitOutcome.Held) return false;
        if (draft.VisitDate is { } day && Known(VisitDraftDialog.Date) is { } on && VisitDraftDialog.Date.Stored(day.Value) != on) return true;
        return draft.Start is { } start && Known(VisitDraftDialog.Time) is { } stored && VisitSpan.Parse(stored)?.Start is { } begun && begun != start.Value;

        string? Known(Question question) => known.GetValueOrDefault(question.Id) ?? known.GetValueOrDefault(Dialog.Guess(question.Id));
    }

    /// <summary>The day of the note before, where this one says none.</summary>
    public static ImmutableDictionary<string, string> WithDate(ImmutableDictionary<string, string> given, ImmutableDictionary<string, string> before)
    {
        var (day, guess) = (VisitDraftDialog.Date.Id, Dialog.Guess(VisitDraftDialog.Date.Id));
        return given.ContainsKey(day) || given.ContainsKey(guess) ? given
            : (before.GetValueOrDefault(day) ?? before.GetValueOrDefault(guess)) is { } said ? given.SetItem(before.ContainsKey(day) ? day : guess, said) : given;
    }

    /// <summary>Shorter tells of nothing, in UTF-16 units.</summary>
    private const int ShortestPart = 12;

    /// <summary>Where the next visit begins to be told: at the last break before its family's name, or at the name.</summary>
    private static int Cut(string note, int from, int name)
    {
        var best = -1;
        foreach (var words in breaks.Value)
            if (note.LastIndexOf(words, Math.Max(0, name - 1), Math.Max(0, name - 1 - from), StringComparison.OrdinalIgnoreCase) is > 0 and var at) best = Math.Max(best, at);
        return best > from ? best : name;
    }

    private static readonly Lazy<ImmutableArray<string>> breaks = new(() => NoteBreaks.Load());

    /// <returns>How many words two texts share, by their first letters, so that inflected forms meet.</returns>
    public static int Shared(string one, string other)
    {
        const int stem = 5;
        var stems = Stems(one);
        return Stems(other).Count(stems.Contains);

        static HashSet<string> Stems(string text) => [.. Knowledge.Replies.Words.Of(text).Where(word => word.Length >= stem).Select(word => word[..stem])];
    }

    internal static string Words(string note, Span span) => note.Substring(span.Start, span.Length);

    internal static string Short(string words) => words.Length <= Ask.LongestText ? words : words[..Ask.LongestText];
}
