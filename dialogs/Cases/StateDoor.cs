using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Learning;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Cases;

/// <summary>What the organisation's work needs, for coordinators: acts that are missing, families nobody works with, contracts, supervisions; and how many families each worker has.</summary>
internal static class StateDoor
{
    private const int MostShown = 15;

    public static IEnumerable<Effect> Show(Facts facts)
    {
        if (facts.Cases.State is not { } state) yield break;
        yield return new Effect.Say(Line.Of("state.sum", new("families", Words: VisitSpan.Count(facts.Cases.FamilyCount)), new("count", Words: VisitSpan.Count(state.Length))));
        foreach (var item in state.Take(MostShown))
            yield return new Effect.Say(Line.Of($"state.{item.Kind}", WeekDoor.Slots(item, facts).AsSpan())) { Choices = Action(item, facts) };
        if (facts.Cases.Workers is [] || facts.CarriesLittle) yield break;
        yield return new Effect.Say(facts.Cases.Workers.Select(worker => Load(worker, facts)).Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below))));
        if (facts.Cases.MedianSeconds is { } seconds) yield return new Effect.Say(Line.Of("state.median", new Slot("time", Line: WeekDoor.Seconds(seconds))));
    }

    /// <summary>How many families a worker has, and may have.</summary>
    internal static Line Load(Colleague worker, Facts facts) => Line.Of("state.load", new("who", Words: Families.FamilyAssignDialog.NameOf(worker)),
        new("count", Words: VisitSpan.Count(facts.Cases.LoadOf(worker.Id))), new("most", Words: VisitSpan.Count(facts.Cases.MostFamilies)));

    private static ImmutableArray<Choice> Action(WeekItem item, Facts facts) => item.Kind is "supervision" or "qualification" or "qualification-over" ? [LearningDoor.Show]
        : item is { Kind: "uncovered", About: { } worker } ? facts.CarriesLittle ? [] : [Families.CoverDialog.Choice(worker)]
        : facts.CarriesLittle || item.Family is not { } family ? []
        : item.Kind switch
        {
            "act-missing" => [new($"family:nudge:{family.Id}", new("state.nudge"))],
            "no-worker" => [new($"family:assign:{family.Id}", new("families.step-assign"))],
            "unsigned" => [new($"family:sign:{family.Id}", new("families.step-sign"))],
            "contract-day" or "contract-hours" => [new($"family:extend:{family.Id}", new("families.step-extend"))],
            _ => [Families.FamilyPage.Open(family)],
        };
}
