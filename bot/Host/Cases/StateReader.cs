using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>What the organisation's work needs, for its coordinators.</summary>
public sealed class StateReader(CaseMemory memory, CaseGate gate, WeekReader week, LearningReader learning, CaseReader reader, IStaff staff)
{
    /// <summary>Acts that are missing first, then families without anybody, contracts, supervisions.</summary>
    public ImmutableArray<WeekItem> Items(IUnit unit, ImmutableArray<Colleague> workers)
    {
        var items = ImmutableArray.CreateBuilder<WeekItem>();
        var today = gate.Today(unit);
        // Every family is looked at, so each kind of record is read once for all of them, not once a family.
        var (workersOf, casesOf, contractsOf) = (memory.Families.WorkersOfOpen(unit), memory.Cases.OpenOfAll(unit), memory.Contracts.OfOpen(unit));
        var (acts, used) = (memory.Visits.LastOfOpenCases(unit), memory.Visits.UsedMinutesOn(unit, today));
        var papersOf = new PapersOfAll(memory, unit);
        foreach (var family in memory.Families.Open(unit, int.MaxValue))
        {
            var fact = new FamilyFact(family.Id.ToString(), family.Reference, family.Content.Name, family.Content.Alias, CanWrite: false);
            if (!workersOf[family.Id].Any(one => one.ReachOn(today, 0) is CaseReach.Write or CaseReach.Meet)) items.Add(new("no-worker", fact, 0, null));
            foreach (var of in casesOf[family.Id])
                if (WeekReader.Missing(acts.GetValueOrDefault(of.Id), today) is { } missing) items.Add(new("act-missing", fact, 0, missing.AtMidnight()));
            foreach (var contract in contractsOf[family.Id].Where(contract => contract.Ends >= today && !contract.IsSigned)) items.Add(new("unsigned", fact, 0, contract.Ends.AtMidnight()));
            foreach (var contract in contractsOf[family.Id].Where(contract => contract.IsInForce(today))) week.Marks(fact, contract, used.GetValueOrDefault(contract.Id), today, items);
            foreach (var of in casesOf[family.Id])
                if (reader.MissingPapers(of, papersOf.Of(of, contractsOf[family.Id]), papersOf.HasBegun(of), today) is { IsEmpty: false } papers)
                    items.Add(new("papers", fact, papers.Length, null) { Papers = [.. papers.Select(CaseReader.Kebab)] });
        }
        foreach (var absence in staff.AwayOn(unit, today))
            if (workers.FirstOrDefault(one => one.Id == absence.Person.ToString()) is { } away && reader.Uncovered(unit, absence.Person, today).Count() is var count and > 0)
                items.Add(new("uncovered", null, count, absence.Until.AtMidnight()) { Who = Dialogs.Families.FamilyAssignDialog.ShownAs(away), About = away.Id });
        foreach (var worker in workers.Where(worker => learning.IsOverdue(unit, new(Guid.Parse(worker.Id)))))
            items.Add(new("supervision", null, 0, null) { Who = Dialogs.Families.FamilyAssignDialog.ShownAs(worker) });
        foreach (var worker in workers)
            if (learning.Ending(unit, new(Guid.Parse(worker.Id))) is { } last)
                items.Add(new(last < today ? "qualification-over" : "qualification", null, 0, last.AtMidnight()) { Who = Dialogs.Families.FamilyAssignDialog.ShownAs(worker) });
        return [.. items.OrderBy(item => order.IndexOf(item.Kind))];
    }

    private static readonly ImmutableArray<string> order = ["act-missing", "uncovered", "no-worker", "unsigned", "contract-hours", "contract-day", "papers", "supervision", "qualification-over", "qualification"];
}
