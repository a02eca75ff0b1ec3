using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Safety;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Visits;

/// <summary>A worker dictated a visit: asks what a finished act (kodukülastusakt) still needs, and gives the act as text. Nothing is interrupted, whatever it tells.</summary>
public sealed class VisitDraftDialog : Dialog
{
    private const int LongestPlace = 100, LongestPresent = 200;
    private const string Needed = "visit.why";
    private static readonly ImmutableArray<string> usualMinutes = ["10", "15", "20", "30"];
    private static readonly ImmutableArray<Option> places = ["home", "school", "kindergarten", "office", "municipality", "phone", "online"];

    internal static readonly Question<string> Outcome = Ask.OneOf("outcome", "held", "nobody", "cancelled") with { Why = Needed };

    /// <summary>When the note began, and what tells it from others: it is kept under this.</summary>
    internal static readonly Question<string> Began = Ask.Carried("began");

    /// <summary>The note as it was dictated.</summary>
    internal static readonly Question<string> Note = Ask.Carried("note");

    /// <summary>The act that is corrected.</summary>
    internal static readonly Question<string> Act = Ask.Carried("act");

    /// <summary>What the coordinators heard of that act: <see cref="VisitFiled.Heard"/>; they do not hear the same again.</summary>
    internal static readonly Question<string> Heard = Ask.Carried("heard");

    internal static readonly Question<string> Family = new("family",
        static h => VisitFamily.Read(h),
        static family => family,
        static (stored, _, facts) => VisitFamily.Revive(stored, facts) is { } family ? family : default(Reading<string>))
    {
        Options = static (_, facts) => VisitFamily.Options(facts),
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (family, facts) => VisitFamily.Show(family, facts),
    };

    internal static readonly Question<LocalDate> Date = new("date",
        static h => h.Said.Pressed switch
        {
            "today" => h.Facts.Now.Date,
            "yesterday" => h.Facts.Now.Date.PlusDays(-1),
            null => VisitNotes.Reply<LocalDate>(h, draft => draft.VisitDate?.Value) is not { } date ? default(Reading<LocalDate>)
                : date > h.Facts.Now.Date ? Reading.Refused<LocalDate>("visit.date.future") : date,
            _ => default(Reading<LocalDate>),
        },
        LocalDatePattern.Iso.Format,
        static (stored, _, facts) => LocalDatePattern.Iso.Parse(stored) is { Success: true } parsed && parsed.Value <= facts.Now.Date ? parsed.Value : default(Reading<LocalDate>))
    {
        Options = static (_, _) => ["today", "yesterday"],
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (date, _) => new("", Time: date.AtMidnight()),
    };

    /// <summary>Said without an end or a length; the answer about the time goes on from it.</summary>
    internal static readonly Question<string> Start = Ask.Carried("start");

    internal static readonly Question<VisitSpan> Time = new("time",
        static h => h.Said.Pressed is not null || VisitNotes.Reply(h, draft => SpanOf(draft, h.Answers)) is not { } span ? default(Reading<VisitSpan>)
            : h.Answers.Has(Date) && span.IsAhead(h.Answers.Get(Date), h.Facts.Now) ? Reading.Refused<VisitSpan>("visit.time.ahead") : span,
        static span => span.Write(),
        static (stored, answers, facts) => VisitSpan.Parse(stored) is { } span && !(answers.Has(Date) && span.IsAhead(answers.Get(Date), facts.Now)) ? span : default(Reading<VisitSpan>))
    {
        When = WasHeld,
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (span, _) => new("", Line: span.Start is { } start
            ? Line.Of("visit.time.from-to", new("start", Words: VisitSpan.Clock.Format(start)), new("end", Words: VisitSpan.Clock.Format(start.PlusMinutes(span.Minutes))), new("minutes", Words: VisitSpan.Count(span.Minutes)))
            : Line.Of("visit.time.minutes", new Slot("minutes", Words: VisitSpan.Count(span.Minutes)))),
    };

    internal static readonly Question<string> Place = new("place",
        static h => h.Chosen is { } chosen ? chosen
            : h.Said.Pressed is not null || h.Said.Text.Trim() is not { Length: > 0 and <= LongestPlace } words || words.Contains('?', StringComparison.Ordinal) ? default(Reading<string>)
            : VisitNotes.InWords + words,
        static place => place,
        static (stored, _, _) => stored is [VisitNotes.InWords, _, ..] || places.Any(option => option.Id == stored) ? stored : default(Reading<string>))
    {
        Options = static (_, _) => places,
        When = WasHeld,
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (place, facts) => place is [VisitNotes.InWords, .. var words] ? Words(words, facts) : new("", Key: $"visit.place.{place}"),
    };

    internal static readonly Question<string> Present = new("present",
        static h => h.Said.Pressed is null && h.Said.Text.Trim() is { Length: > 0 and <= LongestPresent } words ? VisitNotes.InWords + words : default(Reading<string>),
        static present => present,
        static (stored, _, _) => stored.Length > 0 ? stored : default(Reading<string>))
    {
        When = WasHeld,
        TakesWords = true,
        Why = Needed,
        Shown = static (present, facts) => present is [VisitNotes.InWords, .. var words] ? Words(words, facts)
            : new("", Line: VisitWords.Present(present)),
    };

    internal static readonly Question<string> Done = Ask.Text("done") with { When = WasHeld, Why = Needed, Shown = Words };
    internal static readonly Question<string> Agreements = Ask.Text("agreements") with { When = WasHeld, IsOptional = true, Why = Needed, Shown = Words };
    /// <summary>The note told how people were: that can be changed then, and is asked of nobody else.</summary>
    internal static readonly Question<string> Felt = Ask.Carried("felt");
    internal static readonly Question<string> Mood = Ask.Text("mood") with { When = static (answers, _) => answers.Has(Felt), CountsUnasked = true, IsOptional = true, Why = Needed, Shown = Words };
    internal static readonly Question<WishedTime> Next = Ask.Moment("next", staysWhenPast: true) with { IsOptional = true, MayBeGuessed = true, Why = Needed };

    /// <summary>The same meeting is an act already.</summary>
    internal static readonly Question<string> Same = Ask.OneOf("same", "edit", "new") with
    {
        When = static (answers, facts) => Known(answers, facts) is not null,
        InReview = false,
        Slots = static (answers, facts) => [new("number", Words: VisitSpan.Count(Known(answers, facts)?.Number ?? 0))],
        Why = "visit.same.why",
    };

    /// <summary>Why there is a new version.</summary>
    internal static readonly Question<string> Reason = Ask.Text("reason") with { When = static (answers, facts) => Corrected(answers, facts) is not null, Why = "visit.reason.why", Shown = Words };

    /// <summary>Which of several goals the note is about, where it shares no word with any: they may be written in another language.</summary>
    internal static readonly Question<string> Goal = Ask.OneOf("goal", static (answers, facts) => [.. GoalsOf(answers, facts).Select(goal => new Option(VisitSpan.Count(goal.Number), facts.CarriesLittle ? "visit.progress.number" : "visit.progress.goal")
    {
        Slots = facts.CarriesLittle ? [new("number", Words: VisitSpan.Count(goal.Number))] : [new("words", Words: goal.Words)],
    })]) with
    {
        When = static (answers, facts) => WasHeld(answers, facts) && !IsSaidAgain(answers) && !answers.Has(Act) && GoalsOf(answers, facts).Length > 1 && SharedGoal(answers, facts) is null,
        IsOptional = true,
        InReview = false,
        CountsUnasked = true,
        Why = "visit.progress.why",
    };

    /// <summary>How far the goal is that the note is about.</summary>
    internal static readonly Question<int> Progress = Ask.Number("progress", 0, 10) with
    {
        When = static (answers, facts) => WasHeld(answers, facts) && !IsSaidAgain(answers) && GoalOf(answers, facts) is not null,
        IsOptional = true,
        Why = "visit.progress.why",
        Slots = static (answers, facts) => [GoalOf(answers, facts) is not { } goal ? new("goal", Key: "engine.nothing") : new("goal", Line: facts.CarriesLittle
            ? Line.Of("visit.progress.number", new Slot("number", Words: VisitSpan.Count(goal.Number))) : Line.Of("visit.progress.goal", new Slot("words", Words: goal.Words)))],
        Shown = static (value, _) => new("", Line: Line.Of("visit.progress.of-ten", new Slot("value", Words: VisitSpan.Count(value)))),
    };

    /// <summary>Counselling: the whole family, or by exception one of it ("Perede nõustamine", tegevus).</summary>
    internal static readonly Question<string> Session = Ask.OneOf("session", "family", "individual") with
    {
        When = static (answers, facts) => WasHeld(answers, facts) && !IsSaidAgain(answers) && facts.Cases.Find(answers.Find(Family))?.IsCounselled == true, Why = "visit.session.why",
    };

    /// <summary>Why it was not the whole family.</summary>
    internal static readonly Question<string> Alone = Ask.Text("alone") with { When = static (answers, _) => answers.Find(Session) == "individual", Why = "visit.session.why", Shown = Words };

    /// <summary>Why it was longer than a counselling session is.</summary>
    internal static readonly Question<string> Long = Ask.Text("long") with
    {
        When = static (answers, facts) => !IsSaidAgain(answers) && facts.Cases.Find(answers.Find(Family))?.IsCounselled == true && answers.Has(Time) && facts.Cases.SessionMostMinutes > 0 && answers.Get(Time).Minutes > facts.Cases.SessionMostMinutes,
        Why = "visit.long.why",
        Shown = Words,
    };

    /// <summary>Why it was shorter than a meeting is.</summary>
    internal static readonly Question<string> Short = Ask.Text("short") with
    {
        When = static (answers, facts) => IsRecorded(answers, facts) && !IsSaidAgain(answers) && answers.Has(Time) && answers.Get(Time).Minutes < (facts.Cases.Find(answers.Find(Family))?.IsCounselled == true ? facts.Cases.SessionLeastMinutes : facts.Cases.LeastMinutes),
        Why = "visit.short.why",
        Shown = Words,
    };

    /// <summary>Why it was so long since the last one.</summary>
    internal static readonly Question<string> Gap = Ask.Text("gap") with
    {
        When = static (answers, facts) => IsRecorded(answers, facts) && !IsSaidAgain(answers) && answers.Has(Date) && WasHeld(answers, facts)
            && facts.Cases.Find(answers.Find(Family))?.LastHeld is { } last && Period.DaysBetween(last, answers.Get(Date)) > facts.Cases.GapDays,
        Slots = static (answers, facts) => [facts.Cases.Find(answers.Find(Family))?.LastHeld is { } last ? Slot.Of("last", last.AtMidnight(), facts.Now) : new("last", Key: "engine.nothing")],
        Why = "visit.gap.why",
        Shown = Words,
    };

    internal static readonly Question<int> Documentation = Ask.Number("documentation", 1, VisitSpan.LongestMinutes) with
    {
        When = static (answers, facts) => IsRecorded(answers, facts) && WasHeld(answers, facts) && !IsSaidAgain(answers),
        CountsUnasked = true,
        Understand = static h => h.Said.Pressed is null && VisitNotes.Reply<int>(h, draft => draft.DocumentationMinutes?.Value ?? draft.DurationMinutes?.Value) is { } said and > 0 and <= VisitSpan.LongestMinutes ? said
            : (h.Said.Pressed ?? h.Said.Text.Trim()) is var typed && int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= VisitSpan.LongestMinutes ? minutes
            : default(Reading<int>),
        Options = static (_, _) => [.. usualMinutes.Select(minutes => new Option(minutes, "visit.time.minutes") { Slots = [new("minutes", Words: minutes)] })],
        Why = "visit.documentation.why",
        Shown = static (minutes, _) => new("", Line: Line.Of("visit.time.minutes", new Slot("minutes", Words: VisitSpan.Count(minutes)))),
    };

    /// <summary>The words that told of danger or need.</summary>
    internal static readonly Question<string> Concern = Ask.Carried("concern") with { Shown = Words };

    private static readonly Question<string> howSafe = Ask.OneOf("safety", "fine", "worry", "danger");

    /// <summary>Danger is tapped or said in words: it calls people at once, and a number may have been the answer to something else.</summary>
    internal static readonly Question<string> Safety = howSafe with
    {
        Understand = static h => howSafe.Understand(h) is { Understood: true, Value: "danger" } && h.Said.Pressed is null && h.With.Replies.CountsPlaces(h.Said.Text) ? default : howSafe.Understand(h),
        MayBeGuessed = true,
        Why = "visit.safety.why",
        Then = static (said, answers, _) => said == "danger" ? [new Effect.Say(new("visit.call-112")), Alarm(answers.Find(Concern))] : [],
    };

    /// <inheritdoc/>
    public override string Id => "visit";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } =
        [Began, Note, Act, Heard, Outcome, Family, Date, Start, Time, Same, Place, Present, Done, Agreements, Felt, Mood, Next, Goal, Progress, Session, Alone, Short, Long, Gap, Documentation, Safety, Concern, Reason];
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
    public override ImmutableDictionary<string, string> Correct(Utterance said, Facts facts, Understanding with) => VisitNotes.Corrections(said, facts, with);

    /// <inheritdoc/>
    public override Line? Card(IReadOnlyDictionary<string, string> answers, Facts facts) => VisitHint.Of(answers, facts) is { } hint
        ? Line.Of("visit.rows", new Slot("above", Line: VisitCard.Of(this, answers, facts)), new Slot("below", Line: hint)) : VisitCard.Of(this, answers, facts);

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
        return VisitFiled.HeardOf(answers.Find(Safety), answers.Find(Concern)) is not { } heard || before == heard || before == VisitFiled.Danger ? [] : [Raise("noted", answers.Find(Concern))];
    }

    private static Effect Raise(string level, string? concern) => new Effect.RaiseConcern(level, VisitFiled.KindOf(concern));

    /// <summary>The family is one of the worker's own, so that the act is stored.</summary>
    private static bool IsRecorded(Answers answers, Facts facts) => facts.Cases.Find(answers.Find(Family)) is { CanFile: true };

    /// <summary>The act of the same meeting, where there is one.</summary>
    private static KnownVisit? Known(Answers answers, Facts facts) => answers.Has(Act) || !answers.Has(Family) || !answers.Has(Date) ? null
        : facts.Cases.Recent.FirstOrDefault(visit => visit.Family == answers.Get(Family) && visit.On == answers.Get(Date)
            && (answers.Has(Time) ? visit.Start is { } start && answers.Get(Time).Start == start || visit.Minutes == answers.Get(Time).Minutes && (visit.Start is null || answers.Get(Time).Start is null) : visit.Minutes == 0));

    /// <returns>Id of the act of which this becomes a new version; <see langword="null"/>: it is a new act.</returns>
    internal static string? Corrected(Answers answers, Facts facts) => answers.Find(Act) ?? (answers.Find(Same) == "edit" ? Known(answers, facts)?.Id : null);

    /// <summary>The note tells once more of a visit that is an act: what the act holds and the note does not say stays, and is not asked again.</summary>
    internal static bool IsSaidAgain(Answers answers) => answers.Find(Same) == "edit";

    /// <returns>The goal that was chosen, whose words the note shares, or the only one; <see langword="null"/>: none to ask about.</returns>
    internal static GoalFact? GoalOf(Answers answers, Facts facts) => GoalsOf(answers, facts) is [var only] ? only
        : SharedGoal(answers, facts) ?? (answers.Find(Goal) is { } chosen ? GoalsOf(answers, facts).FirstOrDefault(goal => VisitSpan.Count(goal.Number) == chosen) : null);

    private static ImmutableArray<GoalFact> GoalsOf(Answers answers, Facts facts) => facts.Cases.Find(answers.Find(Family))?.Goals is { IsDefault: false } goals ? goals : [];

    private static GoalFact? SharedGoal(Answers answers, Facts facts) => GoalsOf(answers, facts)
        .Select(goal => (Goal: goal, Shared: VisitNotes.Shared(goal.Words, answers.Find(Done) ?? answers.Find(Note) ?? ""))).Where(found => found.Shared > 0).OrderByDescending(found => found.Shared).Select(found => found.Goal).FirstOrDefault();

    private static bool WasHeld(Answers answers, Facts facts) => answers.Find(Outcome) is null or "held";

    private static VisitSpan? SpanOf(NoteDraft draft, Answers answers)
    {
        var start = draft.Start?.Value ?? (answers.Find(Start) is { } stored && VisitSpan.Clock.Parse(stored) is { Success: true } parsed ? parsed.Value : null);
        // "Until four" after a start that was said; a bare "at four" after it is the end as well.
        return answers.Has(Start) && draft is { Start: { } only, End: null, DurationMinutes: null } && VisitSpan.Clock.Parse(answers.Get(Start)) is { Success: true } begun
            ? VisitSpan.Of(begun.Value, only.Value, null)
            : VisitSpan.Of(start, draft.End?.Value, draft.DurationMinutes?.Value);
    }

    /// <summary>People's own words, which may hold names: only where the channel may carry them.</summary>
    private static Slot Words(string words, Facts facts) => facts.CarriesLittle ? new("", Key: "visit.as-said") : new("", Words: words);
}
