using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Visits;

// What is asked besides, because a rule of the service, an act before or a danger makes it matter.
partial class VisitDraftDialog
{
    private static readonly ImmutableArray<string> usualMinutes = ["10", "15", "20", "30"];

    /// <summary>The same meeting is an act already.</summary>
    internal static readonly Question<string> Same = Ask.OneOf("same", "edit", "new") with
    {
        When = static (answers, facts) => Known(answers, facts) is not null,
        InReview = false,
        Slots = static (answers, facts) => [new("number", Words: VisitSpan.Count(Known(answers, facts)?.Number ?? 0))],
        Why = "visit.same.why",
    };

    /// <summary>Why there is a new version.</summary>
    internal static readonly Question<string> Reason = Ask.Text("reason") with { When = static (answers, facts) => Corrected(answers, facts) is not null, MayCorrect = true, Why = "visit.reason.why", Shown = Words };

    /// <summary>Which of several goals the note is about, where it shares no word with any: they may be written in another language.</summary>
    internal static readonly Question<string> Goal = Ask.OneOf("goal", static (answers, facts) => [.. GoalsOf(answers, facts).Select(goal => new Option(VisitSpan.Count(goal.Number), NameKey(facts))
    {
        Slots = [NameSlot(goal, facts)],
    })]) with
    {
        When = static (answers, facts) => WasHeld(answers, facts) && !IsSaidAgain(answers) && !answers.Has(Act)
            && GoalsOf(answers, facts).Length > 1 && SharedGoal(answers, facts) is null,
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
        Slots = static (answers, facts) =>
            [GoalOf(answers, facts) is { } goal ? new("goal", Line: Line.Of(NameKey(facts), NameSlot(goal, facts))) : new("goal", Key: "engine.nothing")],
        Shown = static (value, _) => new("", Line: Line.Of("visit.progress.of-ten", new Slot("value", Words: VisitSpan.Count(value)))),
    };

    /// <summary>Counselling: the whole family, or by exception one of it ("Perede nõustamine", tegevus).</summary>
    internal static readonly Question<string> Session = Ask.OneOf("session", "family", "individual") with
    {
        When = static (answers, facts) => WasHeld(answers, facts) && !IsSaidAgain(answers) && IsCounselled(answers, facts),
        Why = "visit.session.why",
    };

    /// <summary>Why it was not the whole family.</summary>
    internal static readonly Question<string> Alone = Ask.Text("alone") with { When = static (answers, _) => answers.Find(Session) == "individual", Why = "visit.session.why", Shown = Words };

    /// <summary>Why it was longer than a counselling session is.</summary>
    internal static readonly Question<string> Long = Ask.Text("long") with
    {
        When = static (answers, facts) => !IsSaidAgain(answers) && IsCounselled(answers, facts) && answers.Has(Time)
            && facts.Cases.SessionMostMinutes > 0 && answers.Get(Time).Minutes > facts.Cases.SessionMostMinutes,
        Why = "visit.long.why",
        Shown = Words,
    };

    /// <summary>Why it was shorter than a meeting is. A call needs no reason for that.</summary>
    internal static readonly Question<string> Short = Ask.Text("short") with
    {
        When = static (answers, facts) => IsRecorded(answers, facts) && !IsSaidAgain(answers) && answers.Has(Time) && answers.Find(Place) != "phone"
            && answers.Get(Time).Minutes < (IsCounselled(answers, facts) ? facts.Cases.SessionLeastMinutes : facts.Cases.LeastMinutes),
        Why = "visit.short.why",
        Shown = Words,
    };

    /// <summary>Why it was so long since the last one.</summary>
    internal static readonly Question<string> Gap = Ask.Text("gap") with
    {
        When = static (answers, facts) => IsRecorded(answers, facts) && !IsSaidAgain(answers) && answers.Has(Date) && WasHeld(answers, facts)
            && CaseOf(answers, facts)?.LastHeld is { } last && Period.DaysBetween(last, answers.Get(Date)) > facts.Cases.GapDays,
        Slots = static (answers, facts) => [CaseOf(answers, facts)?.LastHeld is { } last ? Slot.Of("last", last.AtMidnight(), facts.Now) : new("last", Key: "engine.nothing")],
        Why = "visit.gap.why",
        Shown = Words,
    };

    internal static readonly Question<int> Documentation = Ask.Number("documentation", 1, VisitSpan.LongestMinutes) with
    {
        When = static (answers, facts) => IsRecorded(answers, facts) && WasHeld(answers, facts) && !IsSaidAgain(answers),
        CountsUnasked = true,
        Understand = static h => MinutesSaid(h) is { } minutes and > 0 and <= VisitSpan.LongestMinutes ? minutes : default(Reading<int>),
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
        Understand = static h =>
        {
            if (OneWord(h) is { } word)
                return word;
            var read = howSafe.Understand(h);
            var isCounted = h.Said.Pressed is null && h.With.Replies.CountsPlaces(h.Said.Text);
            return read is { Understood: true, Value: "danger" } && isCounted ? default : read;
        },
        MayBeGuessed = true,
        Slots = static (answers, facts) => [new("who", Key: CaseOf(answers, facts) is { IsAdult: true } ? "visit.safety.of-adult" : "visit.safety.of-family")],
        FollowsUnasked = true,
        Why = "visit.safety.why",
        Then = static (said, answers, _) => said == "danger" ? [new Effect.Say(new("visit.call-112")), Alarm(answers.Find(Concern))] : [],
    };

    /// <summary>What a single word means as the whole answer; among others it may be denied ("ohtu ei ole").</summary>
    private static readonly ImmutableArray<(string Key, string Means)> oneWords =
        [("visit.safety.alone-danger", VisitFiled.Danger), ("visit.safety.alone-dangerous", VisitFiled.Danger), ("visit.safety.alone-worry", "worry")];

    private static string? OneWord(Hearing h) => h.Said.Pressed is not null ? null
        : oneWords.FirstOrDefault(word => h.With.Labels.Is(Knowledge.Replies.Words.Of(h.Said.Text), word.Key)).Means;

    /// <returns>The goal that was chosen, whose words the note shares, or the only one; <see langword="null"/>: none to ask about.</returns>
    internal static GoalFact? GoalOf(Answers answers, Facts facts)
    {
        var goals = GoalsOf(answers, facts);
        if (goals is [var only])
            return only;
        return SharedGoal(answers, facts)
            ?? (answers.Find(Goal) is { } chosen ? goals.FirstOrDefault(goal => VisitSpan.Count(goal.Number) == chosen) : null);
    }

    private static ImmutableArray<GoalFact> GoalsOf(Answers answers, Facts facts) => CaseOf(answers, facts)?.Goals is { IsDefault: false } goals ? goals : [];

    /// <returns>The goal that shares the most words with the note.</returns>
    private static GoalFact? SharedGoal(Answers answers, Facts facts)
    {
        var told = answers.Find(Done) ?? answers.Find(Note) ?? "";
        return GoalsOf(answers, facts)
            .Select(goal => (Goal: goal, Shared: VisitNotes.Shared(goal.Words, told)))
            .Where(found => found.Shared > 0)
            .OrderByDescending(found => found.Shared)
            .Select(found => found.Goal)
            .FirstOrDefault();
    }

    /// <summary>A goal by its number where little may be said, else in its words.</summary>
    private static string NameKey(Facts facts) => facts.CarriesLittle ? "visit.progress.number" : "visit.progress.goal";

    private static Slot NameSlot(GoalFact goal, Facts facts) => facts.CarriesLittle ? new("number", Words: VisitSpan.Count(goal.Number)) : new("words", Words: goal.Words);

    private static bool IsCounselled(Answers answers, Facts facts) => CaseOf(answers, facts)?.IsCounselled == true;

    private static int? MinutesSaid(Hearing heard)
    {
        var said = heard.Said.Pressed is null ? VisitNotes.Reply<int>(heard, draft => draft.DocumentationMinutes?.Value ?? draft.DurationMinutes?.Value) : null;
        if (said is > 0 and <= VisitSpan.LongestMinutes)
            return said;
        return int.TryParse(heard.Said.Pressed ?? heard.Said.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : null;
    }
}
