using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Safety;
using NodaTime;

namespace Assistant.Dialogs.Visits;

/// <summary>A finished act, between the dialogue's answers and the record: the one place where each is said in terms of the other.</summary>
/// <param name="Family">Id.</param>
/// <param name="Outcome"><c>held</c>, <c>nobody</c>, <c>cancelled</c>, or <c>mistaken</c>: the act should not be there.</param>
/// <param name="On">Local day.</param>
public sealed record VisitFiled(string Family, string Outcome, LocalDate On)
{
    /// <summary>Of the draft it was; <see langword="null"/>: an older one that is not stored.</summary>
    public string? Key { get; init; }
    /// <summary>Id of the act of which this is a new version.</summary>
    public string? Corrects { get; init; }
    /// <summary>The new version is a note that told of the visit once more: what it does not say stays as it is.</summary>
    public bool IsSaidAgain { get; init; }
    /// <summary>Why there is a new version.</summary>
    public string? Reason { get; init; }
    /// <summary>Local time of day.</summary>
    public LocalTime? Start { get; init; }
    /// <summary>With the family; 0: it was not held.</summary>
    public int Minutes { get; init; }
    /// <summary>For writing it up.</summary>
    public int Documentation { get; init; }
    /// <summary>Code, or words after <c>=</c>.</summary>
    public string? Place { get; init; }
    /// <summary>Roles, or words after <c>=</c>.</summary>
    public string? Present { get; init; }
    /// <summary>In the worker's words.</summary>
    public string? Done { get; init; }
    /// <summary>In the worker's words.</summary>
    public string? Agreements { get; init; }
    /// <summary>In the worker's words.</summary>
    public string? Mood { get; init; }
    /// <summary>Words that tell of danger or need.</summary>
    public string? Concern { get; init; }
    /// <summary><c>fine</c>, <c>worry</c> or <c>danger</c>.</summary>
    public string Safety { get; init; } = "fine";
    /// <summary>When they meet next, or when it is tried again.</summary>
    public LocalDate? NextOn { get; init; }
    /// <summary>With <see cref="NextOn"/>, where it was said.</summary>
    public LocalTime? NextAt { get; init; }
    /// <summary>Of counselling: <c>family</c> or <c>individual</c>.</summary>
    public string? Session { get; init; }
    /// <summary>Why it was not the whole family.</summary>
    public string? Alone { get; init; }
    /// <summary>Why it was longer than usual.</summary>
    public string? Long { get; init; }
    /// <summary>Why it was shorter than usual.</summary>
    public string? Short { get; init; }
    /// <summary>Why it was so long since the last one.</summary>
    public string? Gap { get; init; }
    /// <summary>Number of the goal whose progress was asked.</summary>
    public int? Goal { get; init; }
    /// <summary>How far that goal is, 0 to 10.</summary>
    public int? Progress { get; init; }
    /// <summary>The note as it was dictated.</summary>
    public string? Note { get; init; }

    /// <summary>Code of <see cref="Outcome"/> of an act that should not be there.</summary>
    public const string Mistaken = "mistaken";

    /// <summary>Code of <see cref="Safety"/> that outweighs every other.</summary>
    internal const string Danger = "danger";

    /// <summary>What the coordinators heard when the act was finished: <c>danger</c>, or the kind of worry; <see langword="null"/>: nothing.</summary>
    public string? Heard => HeardOf(Safety, Concern);

    internal static string? HeardOf(string? safety, string? concern) => safety == Danger ? Danger : safety == "worry" || concern is not null ? KindOf(concern) : null;

    /// <summary>What kind of worry words tell of.</summary>
    internal static string KindOf(string? concern) => CrisisKinds.Code(ConcernReader.Default.Read(concern ?? "").Concerns is [var first, ..] ? first.Kind : CrisisKind.None);

    /// <summary>With what an earlier version holds where this one says nothing.</summary>
    public VisitFiled Over(VisitFiled before) => this with
    {
        Start = Start ?? before.Start, Minutes = Minutes > 0 ? Minutes : before.Minutes, Documentation = Documentation > 0 ? Documentation : before.Documentation,
        Place = Place ?? before.Place, Present = Present ?? before.Present, Done = Said(Done, before.Done), Agreements = Said(Agreements, before.Agreements), Mood = Said(Mood, before.Mood),
        Concern = Concern ?? before.Concern, NextOn = NextOn ?? before.NextOn, NextAt = NextOn is null ? before.NextAt : NextAt, Session = before.Session, Alone = before.Alone, Long = before.Long,
        Short = before.Short, Gap = before.Gap, Goal = before.Goal, Progress = before.Progress,
    };

    private static string? Said(string? now, string? before) => string.IsNullOrEmpty(now) ? before : now;

    internal static VisitFiled Of(Answers answers, Facts facts)
    {
        VisitSpan? span = answers.Has(VisitDraftDialog.Time) ? answers.Get(VisitDraftDialog.Time) : null;
        WishedTime? next = answers.Has(VisitDraftDialog.Next) ? answers.Get(VisitDraftDialog.Next) : null;
        return new(answers.Get(VisitDraftDialog.Family), answers.Get(VisitDraftDialog.Outcome), answers.Get(VisitDraftDialog.Date))
        {
            Key = answers.Find(VisitDraftDialog.Began),
            Corrects = VisitDraftDialog.Corrected(answers, facts),
            IsSaidAgain = VisitDraftDialog.IsSaidAgain(answers),
            Reason = answers.Find(VisitDraftDialog.Reason),
            Start = span?.Start ?? (answers.Find(VisitDraftDialog.Start) is { } begun && VisitSpan.Clock.Parse(begun) is { Success: true } clock ? clock.Value : null),
            Minutes = span?.Minutes ?? 0,
            Documentation = answers.Has(VisitDraftDialog.Documentation) ? answers.Get(VisitDraftDialog.Documentation) : 0,
            Place = answers.Find(VisitDraftDialog.Place),
            Present = answers.Find(VisitDraftDialog.Present),
            Done = answers.Find(VisitDraftDialog.Done),
            Agreements = answers.Find(VisitDraftDialog.Agreements),
            Mood = answers.Find(VisitDraftDialog.Mood),
            Concern = answers.Find(VisitDraftDialog.Concern),
            Safety = answers.Get(VisitDraftDialog.Safety),
            NextOn = next?.Date,
            NextAt = next?.Time,
            Session = answers.Find(VisitDraftDialog.Session),
            Alone = answers.Find(VisitDraftDialog.Alone),
            Long = answers.Find(VisitDraftDialog.Long),
            Short = answers.Find(VisitDraftDialog.Short),
            Gap = answers.Find(VisitDraftDialog.Gap),
            Goal = answers.Has(VisitDraftDialog.Progress) ? VisitDraftDialog.GoalOf(answers, facts)?.Number : null,
            Progress = answers.Has(VisitDraftDialog.Progress) ? answers.Get(VisitDraftDialog.Progress) : null,
            Note = answers.Find(VisitDraftDialog.Note),
        };
    }

    /// <summary>The act as answers, for showing and for correcting it.</summary>
    internal ImmutableDictionary<string, string> Given()
    {
        var given = ImmutableDictionary.CreateBuilder<string, string>();
        Put(VisitDraftDialog.Outcome, Outcome);
        Put(VisitDraftDialog.Family, Family);
        given[VisitDraftDialog.Date.Id] = VisitDraftDialog.Date.Stored(On);
        if (VisitSpan.Of(Start, null, Minutes) is { } span) given[VisitDraftDialog.Time.Id] = span.Write();
        else if (Start is { } start) given[VisitDraftDialog.Start.Id] = VisitSpan.Clock.Format(start);
        Put(VisitDraftDialog.Place, Place);
        Put(VisitDraftDialog.Present, Present);
        Put(VisitDraftDialog.Done, Done);
        given[VisitDraftDialog.Agreements.Id] = Agreements ?? "";
        Put(VisitDraftDialog.Mood, Mood);
        Put(VisitDraftDialog.Felt, Mood is null ? null : "yes");
        given[VisitDraftDialog.Next.Id] = NextOn is { } next ? new WishedTime(next, NextAt).Write() : "";
        Put(VisitDraftDialog.Session, Session);
        Put(VisitDraftDialog.Alone, Alone);
        Put(VisitDraftDialog.Long, Long);
        Put(VisitDraftDialog.Short, Short);
        Put(VisitDraftDialog.Gap, Gap);
        if (Goal is { } goal) given[VisitDraftDialog.Goal.Id] = VisitSpan.Count(goal);
        given[VisitDraftDialog.Progress.Id] = Progress is { } progress ? VisitSpan.Count(progress) : "";
        if (Documentation > 0) given[VisitDraftDialog.Documentation.Id] = VisitSpan.Count(Documentation);
        Put(VisitDraftDialog.Safety, Safety);
        Put(VisitDraftDialog.Concern, Concern);
        Put(VisitDraftDialog.Note, Note);
        Put(VisitDraftDialog.Reason, Reason);
        return given.ToImmutable();

        void Put(Question question, string? stored)
        {
            if (!string.IsNullOrEmpty(stored)) given[question.Id] = stored;
        }
    }
}
