using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Goals;
using Assistant.Records.People;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>What a worker's week needs, from the records.</summary>
public sealed class WeekReader(CaseMemory memory, CaseGate gate, CaseNumbers numbers, OpenCases open, LearningReader learning)
{
    /// <summary>Acts of so long ago are measured.</summary>
    private static readonly Duration measured = Duration.FromDays(30);

    /// <summary>By family, the most pressing first.</summary>
    public ImmutableArray<WeekItem> Items(IUnit unit, Person person, ImmutableArray<FamilyFact> roster)
    {
        var today = gate.Today(unit);
        var items = ImmutableArray.CreateBuilder<WeekItem>();
        var drafts = memory.Visits.DraftsOf(unit, person.Id).Length;
        if (drafts > 0) items.Add(new("drafts", null, drafts, null));
        foreach (var family in roster)
        {
            if (!family.CanWrite)
            {
                if (memory.Families.WorkersOf(unit, new(Guid.Parse(family.Id))).Any(assignment => assignment.Worker == person.Id && assignment.Met is null && assignment.Until is null))
                    items.Add(new("to-meet", family, 0, null));
                continue;
            }
            var id = new FamilyId(Guid.Parse(family.Id));
            foreach (var mine in open.WorkedOn(unit, id, person))
            {
                Visits(unit, family, mine, today, items);
                Goals(unit, family, mine, today, items);
            }
            Contracts(unit, family, today, items);
        }
        Learning(unit, person, items);
        Qualification(unit, person, items);
        return items.DrainToImmutable();
    }

    /// <returns>The day a meeting of the case was agreed on that has no act; <see langword="null"/>: none is missing.</returns>
    public LocalDate? Missing(IUnit unit, CaseId of) => Missing(memory.Visits.LastOfCase(unit, of), gate.Today(unit));

    /// <param name="last">The case's last act.</param>
    internal static LocalDate? Missing(VisitAct? last, LocalDate today) => last is { Content.NextOn: { } next } && next < today ? next : null;

    /// <returns>Open cases of a family with such a day, each with its own: a family may have two services at once.</returns>
    public IEnumerable<(ServiceCase Case, LocalDate Day)> Missing(IUnit unit, FamilyId family) =>
        from of in memory.Cases.Of(unit, family)
        where OpenCases.IsOpen(of)
        let day = Missing(unit, of.Id)
        where day is not null
        select (of, day.Value);

    private void Learning(IUnit unit, Person person, ImmutableArray<WeekItem>.Builder items)
    {
        var mine = learning.Of(unit, person.Id, null);
        foreach (var open in mine.Open) items.Add(new("supervision-was", null, 0, open.On.AtMidnight()));
        if (mine.Next is { } next && next.Date < gate.Today(unit).PlusDays(numbers.WeekDays)) items.Add(new("supervision-next", null, 0, next));
        else if (mine.IsOverdue) items.Add(new("supervision", null, numbers.SupervisionDays, null));
    }

    private void Qualification(IUnit unit, Person person, ImmutableArray<WeekItem>.Builder items)
    {
        if (learning.Ending(unit, person.Id) is { } last) items.Add(new(last < gate.Today(unit) ? "qualification-over" : "qualification", null, 0, last.AtMidnight()));
    }

    /// <returns>Half of the acts took no longer, seconds; <see langword="null"/>: none was measured.</returns>
    public int? Median(IUnit unit, PersonId worker)
    {
        int[] seconds = [.. memory.Visits.OfWorker(unit, worker, mostMeasured).Where(visit => visit.Filed >= unit.Now - measured).Select(visit => visit.Seconds).OfType<int>().Order()];
        return seconds.Length == 0 ? null : seconds[(seconds.Length - 1) / 2];
    }

    /// <returns>As <see cref="Median(IUnit, PersonId)"/>, of all workers.</returns>
    public int? Median(IUnit unit) => memory.Visits.Seconds(unit, unit.Now - measured) is { IsEmpty: false } seconds ? seconds[(seconds.Length - 1) / 2] : null;

    private const int mostMeasured = 100;

    private void Visits(IUnit unit, FamilyFact family, ServiceCase of, LocalDate today, ImmutableArray<WeekItem>.Builder items)
    {
        var last = memory.Visits.LastOfCase(unit, of.Id);
        if (last is { Content.NextOn: { } next } act)
        {
            if (next < today) items.Add(new("act-missing", family, 0, next.AtMidnight()));
            else if (next < today.PlusDays(numbers.WeekDays)) items.Add(new("visit", family, 0, next.At(act.Content.NextAt ?? LocalTime.Midnight)));
        }
        else if (memory.Visits.LastHeld(unit, of.Family, LocalDate.MaxIsoValue, of.Id)?.On is { } held && Period.DaysBetween(held, today) is var days && days > numbers.GapDays) items.Add(new("gap", family, days, null));
        else if (last is null) items.Add(new("first", family, 0, null));
    }

    private void Goals(IUnit unit, FamilyFact family, ServiceCase of, LocalDate today, ImmutableArray<WeekItem>.Builder items)
    {
        var still = memory.Goals.Of(unit, of.Id).Where(goal => goal.State == GoalState.Open).Select(goal => Period.DaysBetween(goal.MovedOn, today)).DefaultIfEmpty(0).Max();
        if (still >= numbers.GoalStillDays) items.Add(new("goal-still", family, still, null));
    }

    /// <summary>Marks that the family's contracts in force have reached, each service's own.</summary>
    public void Contracts(IUnit unit, FamilyFact family, LocalDate today, ImmutableArray<WeekItem>.Builder items)
    {
        foreach (var contract in memory.Contracts.Of(unit, new(Guid.Parse(family.Id))).Where(one => one.IsInForce(today))) Marks(family, contract, Clock(unit, contract, today), items);
    }

    /// <summary>As <see cref="Contracts"/>, of one that is in force.</summary>
    /// <param name="usedMinutes">Under it, all in all.</param>
    internal void Marks(FamilyFact family, Contract contract, int usedMinutes, LocalDate today, ImmutableArray<WeekItem>.Builder items) => Marks(family, contract, Clock(contract, usedMinutes, today), items);

    private void Marks(FamilyFact family, Contract contract, ContractClock clock, ImmutableArray<WeekItem>.Builder items)
    {
        if (clock.DayMark is { } mark && clock.Day - mark < numbers.WeekDays) items.Add(new("contract-day", family, clock.Day, contract.Ends.AtMidnight()));
        if (clock.HoursMark is not null) items.Add(new("contract-hours", family, clock.HoursPercent, null));
    }

    /// <summary>A contract's clock on a day.</summary>
    internal ContractClock Clock(IUnit unit, Contract contract, LocalDate today) => Clock(contract, memory.Visits.UsedMinutes(unit, contract.Id), today);

    private ContractClock Clock(Contract contract, int usedMinutes, LocalDate today) =>
        ContractClock.Of(contract, usedMinutes, today, numbers.ClockDays.AsSpan(), numbers.ClockPercents.AsSpan());
}
