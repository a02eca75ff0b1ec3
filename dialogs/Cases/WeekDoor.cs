using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Cases;

/// <summary>What this week needs of a worker, a line each.</summary>
internal static class WeekDoor
{
    public static IEnumerable<Effect> Show(Facts facts)
    {
        if (facts.Cases.Week.IsEmpty)
            yield return new Effect.Say(new("week.nothing"));
        else
            yield return new Effect.Say(facts.Cases.Week.Select(item => Of(item, facts)).Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below))))
            {
                Choices = facts.Cases.Week.Any(item => item.Kind == "drafts") ? [CaseDoor.Drafts] : [],
            };
        if (facts.Cases.MedianSeconds is { } seconds)
            yield return new Effect.Say(Line.Of("week.median", new Slot("time", Line: Seconds(seconds))));
    }

    /// <summary>"1 min 48 s".</summary>
    internal static Line Seconds(int seconds) => Line.Of("acts.took", new Slot("minutes", Words: VisitSpan.Count(seconds / SecondsAMinute)), new Slot("seconds", Words: VisitSpan.Count(seconds % SecondsAMinute)));

    private const int SecondsAMinute = 60;

    private static Line Of(WeekItem item, Facts facts) => Line.Of($"week.{item.Kind}",
        item.Family is { } family ? VisitFamily.Show(family, facts) with { Name = "family" } : new("family", Key: "engine.nothing"),
        new("count", Words: VisitSpan.Count(item.Count)), item.On is { } on ? Slot.Of("day", on, facts.Now) : new("day", Key: "engine.nothing"));
}
