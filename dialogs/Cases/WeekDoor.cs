using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Learning;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Cases;

/// <summary>What this week needs of a worker, a line each.</summary>
internal static class WeekDoor
{
    /// <summary>Most things shown with an action of their own.</summary>
    private const int MostShown = 15;

    /// <summary>Each thing with the one action it needs.</summary>
    public static IEnumerable<Effect> Show(Facts facts)
    {
        if (facts.Cases.Week.IsEmpty)
            yield return new Effect.Say(new("week.nothing"));
        foreach (var item in facts.Cases.Week.Take(MostShown))
            yield return Say(item, facts);
        if (facts.Cases.MedianSeconds is { } seconds)
            yield return new Effect.Say(Line.Of("week.median", new Slot("time", Line: Seconds(seconds))));
    }

    /// <summary>"1 min 48 s".</summary>
    internal static Line Seconds(int seconds) => Line.Of("acts.took", new Slot("minutes", Words: VisitSpan.Count(seconds / SecondsAMinute)), new Slot("seconds", Words: VisitSpan.Count(seconds % SecondsAMinute)));

    private const int SecondsAMinute = 60;

    /// <summary>One thing and its action.</summary>
    internal static Effect.Say Say(WeekItem item, Facts facts) => new(Line.Of($"week.{item.Kind}", Slots(item, facts).AsSpan())) { Choices = Action(item, facts) };

    internal static ImmutableArray<Slot> Slots(WeekItem item, Facts facts) =>
    [
        FamilyOf(item, facts),
        new("count", Words: VisitSpan.Count(item.Count)),
        item.On is { } on ? Slot.Of("day", on, facts.Now) : new("day", Key: "engine.nothing"),
        new("who", Words: item.Who ?? "-"),
        item.Papers.IsEmpty ? new("what", Key: "engine.nothing") : new("what", Line: item.Papers.Select(static paper => new Line($"families.paper-{paper}")).Aggregate(Both)),
    ];

    private static Slot FamilyOf(WeekItem item, Facts facts) => item switch
    {
        { Family: null } => new("family", Key: "engine.nothing"),
        // "Kohtu perega" says "pere" itself.
        { Kind: "to-meet", Family: { } family } => VisitFamily.Bare(family, facts.CarriesLittle),
        { Family: { } family } => VisitFamily.Show(family, facts) with { Name = "family" },
    };

    private static Line Both(Line left, Line right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right));

    private static ImmutableArray<Choice> Action(WeekItem item, Facts facts) => item switch
    {
        { Kind: "drafts" } => [CaseDoor.Drafts],
        { Kind: "supervision" or "supervision-next" or "supervision-was" or "qualification" or "qualification-over" } => [LearningDoor.Show],
        { Kind: "act-missing" or "gap" or "first", Family: { } family } => [new($"family:visit:{family.Id}", new("week.write"))],
        { Kind: "goal-still" or "contract-day" or "contract-hours" or "visit", Family: { CanWrite: true } family } when !facts.CarriesLittle => [Families.FamilyPage.Open(family)],
        _ => [],
    };
}
