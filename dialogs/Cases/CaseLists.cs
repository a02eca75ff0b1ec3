using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Visits;
using NodaTime;

namespace Assistant.Dialogs.Cases;

/// <summary>Acts, families and the notebook as they are listed and shown; where a channel may carry little, without names.</summary>
internal static class CaseLists
{
    /// <summary>Most lines of a notebook shown at once.</summary>
    private const int MostShown = 20;

    /// <summary>Furthest that anybody turns pages.</summary>
    private const int Furthest = 100_000;

    /// <returns>How many were shown before, as it stands in a button; 0: nothing of ours stands there.</returns>
    public static int From(string what) =>
        int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from <= Furthest ? from : 0;

    /// <summary>There are more than those shown.</summary>
    /// <param name="shown">With those of the pages before.</param>
    public static Effect.Say More(int shown) => new(new("families.more")) { Choices = [new($"go:families:{VisitSpan.Count(shown)}", new("families.next"))] };

    /// <summary>An act as text; where little may be said, only that it is there.</summary>
    public static Effect.Say Act(ActFact act, Facts facts)
    {
        var head = Head(act, facts);
        List<Choice> choices = [];
        if (act.CanChange) choices.Add(new($"act:change:{act.Id}", new("acts.change")));
        if (!facts.CarriesLittle) choices.Add(new($"act:file:{act.Id}", new("acts.file")));
        var text = facts.CarriesLittle
            ? Line.Of("acts.little", new Slot("act", Line: head))
            : Line.Of("visit.rows", new Slot("above", Line: head), new Slot("below", Line: VisitCard.Of(new VisitDraftDialog(), act.Filed.Given(), facts)));
        return new(text) { Choices = [.. choices] };
    }

    private static Line Head(ActFact act, Facts facts) => Line.Of(act.Version > 1 ? "acts.one-version" : "acts.one",
        new("number", Words: VisitSpan.Count(act.Number)), VisitFamily.Show(act.Family, facts) with { Name = "family" }, Slot.Of("day", act.Filed.On.AtMidnight(), facts.Now),
        new("version", Words: VisitSpan.Count(act.Version)));

    /// <summary>The newest acts, to choose one from.</summary>
    public static Effect.Say Acts(Facts facts) => facts.Cases.Acts.IsEmpty
        ? new(new("acts.none"))
        : new(new("acts.which")) { Choices = [.. facts.Cases.Acts.Select(act => new Choice($"act:show:{act.Id}", Head(act, facts)))] };

    /// <summary>A page of families: a worker's own, or everybody's for a coordinator.</summary>
    public static IEnumerable<Effect> Families(Facts facts) => facts.Is(Audience.Coordinator) ? AllFamilies(facts) : OwnFamilies(facts);

    private static IEnumerable<Effect> AllFamilies(Facts facts)
    {
        foreach (var family in facts.Cases.Families.Take(CaseFacts.Page))
            yield return new Effect.Say(Family(family, facts))
            {
                Choices = facts.CarriesLittle ? [] : [FamilyPage.Open(family), new($"family:assign:{family.Id}", new("families.step-assign"))],
            };
        var shown = facts.Cases.FamiliesFrom + facts.Cases.Families.Length;
        if (shown < facts.Cases.FamilyCount)
            yield return More(shown);
        yield return new Effect.Say(Line.Of("families.count", new Slot("count", Words: VisitSpan.Count(facts.Cases.FamilyCount))))
        {
            Choices = facts.CarriesLittle ? [] : [new("go:family-add", new("families.add")), new($"go:family-add:{FamilyAddDialog.Adult}", new("families.add-adult"))],
        };
    }

    /// <summary>A worker's own families; the one they are to meet as well.</summary>
    private static IEnumerable<Effect> OwnFamilies(Facts facts)
    {
        if (facts.Cases.Roster.IsEmpty)
        {
            yield return new Effect.Say(new("families.none-own"));
            yield break;
        }
        foreach (var family in facts.Cases.Roster.Skip(facts.Cases.FamiliesFrom).Take(CaseFacts.Page))
            yield return new Effect.Say(Line.Of("families.item", VisitFamily.Show(family, facts) with { Name = "family" }, new("reference", Words: family.Reference)))
            {
                Choices = facts.CarriesLittle || !family.CanWrite ? [] : [FamilyPage.Open(family)],
            };
        var shown = facts.Cases.FamiliesFrom + CaseFacts.Page;
        if (shown < facts.Cases.Roster.Length)
            yield return More(shown);
    }

    private static Line Family(FamilyFact family, Facts facts)
    {
        Slot name = VisitFamily.Show(family, facts) with { Name = "family" }, reference = new("reference", Words: family.Reference);
        List<Line> rows = [Line.Of("families.item", name, reference)];
        if (!family.Workers.IsEmpty) rows.Add(Line.Of("families.workers", Names(family.Workers)));
        if (!family.ToMeet.IsEmpty) rows.Add(Line.Of("families.meeting", Names(family.ToMeet)));
        if (family is { Workers.IsEmpty: true, ToMeet.IsEmpty: true }) rows.Add(new("families.no-worker"));
        if (family.Contract is { } contract)
            rows.Add(contract.IsSigned ? FamilyPage.Clock(contract, facts) : Line.Of("families.unsigned", new Slot("number", Words: contract.Number)));
        rows.Add(family.LastHeld is { } last
            ? Line.Of(Period.DaysBetween(last, facts.Now.Date) > facts.Cases.GapDays ? "families.missing" : "families.last", Slot.Of("day", last.AtMidnight(), facts.Now))
            : new("families.never"));
        return rows.Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below)));
    }

    private static Slot Names(ImmutableArray<Colleague> people) => new("who", Line: people.Select(one => Line.Of("engine.words", new Slot("words", Words: FamilyAssignDialog.NameOf(one))))
        .Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right))));

    /// <summary>The family's notebook; where little may be said, the times alone.</summary>
    public static IEnumerable<Effect> Notebook(Facts facts)
    {
        NotebookFact[] lines = [.. facts.Cases.Notebook.Where(line => !facts.CarriesLittle || line.Kind == "next").Take(MostShown)];
        if (lines is [])
            return [new Effect.Say(new(facts.Cases.Notebook.IsEmpty ? "notebook.empty" : "notebook.elsewhere"))];
        return lines.Select(line => new Effect.Say(Line.Of($"notebook.{line.Kind}", new Slot("words", Words: line.Words), Slot.Of("day", line.On, facts.Now)))
        {
            Choices = line is { Kind: "task", IsDone: false } ? [new($"notebook:done:{line.Id}", new("notebook.mark-done"))] : [],
        });
    }
}
