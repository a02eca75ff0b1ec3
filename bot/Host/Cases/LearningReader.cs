using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Learning;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>Workers' supervision and training of the last twelve months, against the policy.</summary>
public sealed class LearningReader(CaseMemory memory, CaseGate gate, CaseNumbers numbers)
{
    /// <summary>One worker's.</summary>
    /// <param name="name"><see langword="null"/>: the one who asks.</param>
    public LearningFact Of(IUnit unit, PersonId worker, string? name)
    {
        var (today, from) = (gate.Today(unit), From(unit));
        var hours = memory.Learning.Of(unit, worker, from);
        var sum = LearningSum.Of(hours, from, today);
        return new(name, sum.SupervisionMinutes, numbers.SupervisionHours, sum.TrainingMinutes, numbers.TrainingHours, sum.LastSupervision,
            sum.Next is { } next ? next.On.At(next.At ?? LocalTime.Midnight) : null, IsOverdue(unit, worker, sum),
            [.. hours.Where(hour => hour.State == LearningState.Booked && hour.On <= today).Select(hour => new BookedFact(hour.Id.ToString("D"), CaseReader.Kebab(hour.Kind), hour.On))])
        {
            Qualifications = [.. Qualifications(unit, worker)],
        };
    }

    /// <summary>What a worker is qualified by, what holds longest first.</summary>
    public IEnumerable<QualificationFact> Qualifications(IUnit unit, PersonId worker)
    {
        var today = gate.Today(unit);
        return memory.Learning.Qualifications(unit, worker).Select(one => new QualificationFact(one.Topic ?? "-", one.Minutes, one.On, one.ValidUntil, !one.Holds(today), one.Holds(today) && !one.Holds(today.PlusDays(numbers.QualificationDays))));
    }

    /// <returns>The last day of what holds longest, when it ends soon or is over; <see langword="null"/>: nothing ends, or nothing is known.</returns>
    public LocalDate? Ending(IUnit unit, PersonId worker) => Qualifications(unit, worker).FirstOrDefault() is { } longest && (longest.IsOver || longest.IsEnding) ? longest.Until : null;

    /// <summary>Whether the worker's next supervision should have been by now.</summary>
    public bool IsOverdue(IUnit unit, PersonId worker) => IsOverdue(unit, worker, LearningSum.Of(memory.Learning.Of(unit, worker, From(unit)), From(unit), gate.Today(unit)));

    // Whoever supports nobody needs none; time counts from the first family.
    private bool IsOverdue(IUnit unit, PersonId worker, LearningSum sum) =>
        memory.Families.AssignmentsOf(unit, worker, gate.Today(unit), 0) is { IsEmpty: false } all && sum.IsOverdue(gate.Today(unit), numbers.SupervisionDays, all.Min(one => one.From));

    private LocalDate From(IUnit unit) => gate.Today(unit).PlusYears(-1).PlusDays(1);
}
