using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Visits;

/// <summary>A worker dictated a visit: asks what a finished act (kodukülastusakt) still needs, and gives the act as text. Nothing is interrupted, whatever it tells.</summary>
public sealed partial class VisitDraftDialog : Dialog
{
    private const string Needed = "visit.why";

    /// <inheritdoc/>
    public override string Id => "visit";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } =
    [
        Began, Note, Act, Heard, Outcome, Family, Date, Start, Time, Same, Colleague, Place, Present, Done, Agreements, Felt, Mood, Next,
        Goal, Progress, Session, Alone, Short, Long, Gap, Documentation, Safety, Concern, Reason,
    ];
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "visit.review-yes";
    /// <inheritdoc/>
    public override string Dropped => "visit.dropped";

    /// <summary>Whether the person may dictate visits.</summary>
    public static bool IsFor(Facts facts) => facts.Roles.Any(Rights.Visitors.Contains);

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Visitors;
    /// <inheritdoc/>
    public override Line NotYours => new("visit.not-yours");

    /// <inheritdoc/>
    /// <remarks>Of several notes that wait, the question alone does not tell which is meant.</remarks>
    public override Line? TakenUp(ImmutableDictionary<string, string> given, Facts facts) =>
        given.TryGetValue(Began.Id, out var key) ? Line.Of("drafts.again", new Slot("draft", Line: VisitDrafts.Which(key, given, facts))) : null;

    /// <inheritdoc/>
    /// <remarks>"Ei, vabandust, neljapäeval": a family, a date, times, a place or the next visit said in free words stand for themselves.</remarks>
    public override ImmutableDictionary<string, string> Correct(Utterance said, ImmutableDictionary<string, string> given, Facts facts, Understanding with) => VisitCorrections.Of(said, given, facts, with);

    /// <inheritdoc/>
    /// <remarks>Why an act is corrected tells of other days and other talks as well: only what can hardly be meant otherwise is taken from it.</remarks>
    public override ImmutableDictionary<string, string> Besides(Utterance said, ImmutableDictionary<string, string> given, Facts facts, Understanding with) =>
        VisitCorrections.Of(said, given, facts, with) is var all && all.Keys.Any(Plain.Contains) ? all.RemoveRange(all.Keys.Except(Plain)) : ImmutableDictionary<string, string>.Empty;

    private static ImmutableArray<string> Plain => [Time.Id, Present.Id, Documentation.Id, Safety.Id, Concern.Id];

    /// <inheritdoc/>
    /// <remarks>A goal and its rating, and why meetings were far apart, belong to the family they were told of.</remarks>
    public override ImmutableArray<string> GoWith(string id) => id == Family.Id ? [Goal.Id, Progress.Id, Gap.Id] : [];

    /// <inheritdoc/>
    public override Line? Card(IReadOnlyDictionary<string, string> answers, Facts facts)
    {
        var card = VisitCard.Of(this, answers, facts);
        return VisitHint.Of(answers, facts) is { } hint ? Line.Of("visit.rows", new Slot("above", Line: card), new Slot("below", Line: hint)) : card;
    }

    /// <inheritdoc/>
    /// <remarks>Nobody was interrupted while dictating; the coordinators hear of a worry when the act is right, without a name and without its words. Of danger they heard at once.</remarks>
    public override Conclusion Conclude(Answers answers, Facts facts) => IsRecorded(answers, facts)
        ? new([new Effect.ForCase(new CaseAct.File(VisitFiled.Of(answers, facts))), .. Worry(answers, facts)])
        : new(
        [
            new Effect.Say(new("visit.act")),
            new Effect.Say(VisitCard.Of(this, answers.AsText, facts)),
            .. answers.Has(Began) ? [new Effect.Say(new("visit.waits"))] : ImmutableArray<Effect>.Empty,
            .. Worry(answers, facts),
        ]);

    /// <summary>The coordinators hear of danger, without a name and without words.</summary>
    internal static Effect Alarm(string? concern) => Raise("noted-danger", concern);

    private static ImmutableArray<Effect> Worry(Answers answers, Facts facts)
    {
        if (answers.Find(Safety) == VisitFiled.Danger)
            return answers.Has(Began) ? [] : [Alarm(answers.Find(Concern))];
        var before = answers.Find(Heard) ?? (IsSaidAgain(answers) ? Known(answers, facts)?.Heard : null);
        var heard = VisitFiled.HeardOf(answers.Find(Safety), answers.Find(Concern));
        return heard is null || before == heard || before == VisitFiled.Danger ? [] : [Raise("noted", answers.Find(Concern))];
    }

    private static Effect Raise(string level, string? concern) => new Effect.RaiseConcern(level, VisitFiled.KindOf(concern));

    /// <summary>The family is one of the worker's own, so that the act is stored.</summary>
    private static bool IsRecorded(Answers answers, Facts facts) => CaseOf(answers, facts) is { CanFile: true };

    private static FamilyFact? CaseOf(Answers answers, Facts facts) => facts.Cases.Find(answers.Find(Family));

    /// <summary>The act of the same meeting, where there is one.</summary>
    private static KnownVisit? Known(Answers answers, Facts facts)
    {
        if (answers.Has(Act) || !answers.Has(Family) || !answers.Has(Date))
            return null;
        return facts.Cases.Recent.FirstOrDefault(visit => visit.Family == answers.Get(Family) && visit.On == answers.Get(Date)
            && (answers.Has(Time) ? IsSameTime(visit, answers.Get(Time)) : visit.Minutes == 0));
    }

    /// <summary>They begin at the same time; where one does not say when it began, they are equally long.</summary>
    private static bool IsSameTime(KnownVisit visit, VisitSpan span) => visit.Start is { } begun && span.Start is { } start && begun == start
        || (visit.Start is null || span.Start is null) && visit.Minutes == span.Minutes;

    /// <returns>Id of the act of which this becomes a new version; <see langword="null"/>: it is a new act.</returns>
    internal static string? Corrected(Answers answers, Facts facts) => answers.Find(Act) ?? (answers.Find(Same) == "edit" ? Known(answers, facts)?.Id : null);

    /// <summary>The note tells once more of a visit that is an act: what the act holds and the note does not say stays, and is not asked again.</summary>
    internal static bool IsSaidAgain(Answers answers) => answers.Find(Same) == "edit";

    private static bool WasHeld(Answers answers, Facts facts) => answers.Find(Outcome) is null or "held";

    /// <summary>People's own words, which may hold names: only where the channel may carry them.</summary>
    private static Slot Words(string words, Facts facts) => facts.CarriesLittle ? new("", Key: "visit.as-said") : new("", Words: words);
}
