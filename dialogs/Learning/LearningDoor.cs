using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using NodaTime;

namespace Assistant.Dialogs.Learning;

/// <summary>Hours of supervision and training: a worker's own, and all workers' for a coordinator. Standing choices <c>learning:held:ID</c>, <c>learning:cancelled:ID</c>.</summary>
internal static class LearningDoor
{
    private const int MostShown = 20, MinutesAnHour = 60;

    public static Choice Show { get; } = new("go:learning", new("learning.show"));

    public static IEnumerable<Effect> List(Facts facts)
    {
        foreach (var one in facts.Cases.Learning.Take(MostShown))
        {
            yield return new Effect.Say(Rows(one, facts).Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below))));
            foreach (var open in one.Open)
                yield return new Effect.Say(Line.Of("learning.was-it", new("kind", Key: $"learning.{open.Kind}"), Slot.Of("day", open.On.AtMidnight(), facts.Now)))
                {
                    Choices = [new($"learning:held:{open.Id}", new("learning.held")), new($"learning:cancelled:{open.Id}", new("learning.cancelled"))],
                };
        }
        yield return new Effect.Say(new(facts.Cases.Learning.IsEmpty ? "learning.none" : "learning.more")) { Choices = [new("go:learning-add", new("learning.add"))] };
    }

    /// <summary>A press on what was booked.</summary>
    /// <returns><see langword="null"/>: not one of ours.</returns>
    public static CaseAct? Press(Door.Case pressed) => pressed is { Kind: "learning", Step: "held" or "cancelled" } ? new CaseAct.SettleLearning(pressed.Id, pressed.Step == "held") : null;

    private static IEnumerable<Line> Rows(LearningFact one, Facts facts)
    {
        if (one.Name is { } name) yield return Line.Of("engine.words", new Slot("words", Words: name));
        yield return Line.Of("learning.sum", new("supervision", Words: Hours(one.SupervisionMinutes)), new("supervision-wanted", Words: VisitSpan.Count(one.SupervisionHours)),
            new("training", Words: Hours(one.TrainingMinutes)), new("training-wanted", Words: VisitSpan.Count(one.TrainingHours)));
        yield return one.Next is { } next ? Line.Of("learning.next", Slot.Of("day", next, facts.Now))
            : one.Last is { } last ? Line.Of(one.IsOverdue ? "learning.overdue" : "learning.last", Slot.Of("day", last.AtMidnight(), facts.Now))
            : new(one.IsOverdue ? "learning.overdue-never" : "learning.never");
        if (one.Qualifications.IsEmpty) yield return new("learning.unqualified");
        foreach (var learnt in one.Qualifications)
            yield return Line.Of("learning.qualification", new("what", Words: learnt.What), new("hours", Line: learnt.Minutes > 0 ? Line.Of("learning.hours", new Slot("count", Words: Hours(learnt.Minutes))) : new("learning.no-hours")), new("until", Line: Until(learnt, facts)));
    }

    /// <summary>Until when a certificate holds, or that it does not any more.</summary>
    internal static Line Until(QualificationFact learnt, Facts facts) => learnt.Until is not { } last ? new("learning.no-end")
        : Line.Of(learnt.IsOver ? "learning.ended" : learnt.IsEnding ? "learning.ends-soon" : "learning.until", Slot.Of("day", last.AtMidnight(), facts.Now));

    private static string Hours(int minutes) => minutes % MinutesAnHour == 0 ? VisitSpan.Count(minutes / MinutesAnHour) : $"{VisitSpan.Count(minutes / MinutesAnHour)},{VisitSpan.Count(minutes % MinutesAnHour * 10 / MinutesAnHour)}";
}
