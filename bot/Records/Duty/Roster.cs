using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Duty;

/// <summary>Who is asked first.</summary>
public enum DutyRank
{
    /// <summary>On duty.</summary>
    First,
    /// <summary>Asked when the first does not answer, or is away.</summary>
    Second,
}

/// <summary>A coordinator's hours, every week. Local to the organisation.</summary>
/// <param name="From">First minute, included.</param>
/// <param name="To">First minute after; not later than <paramref name="From"/> means over midnight, into the next day.</param>
public sealed record DutyShift(Guid Id, PersonId Person, DutyRank Rank, IsoDayOfWeek Day, LocalTime From, LocalTime To);

/// <summary>One day that goes otherwise: somebody is away, and perhaps a colleague stands in.</summary>
/// <param name="Date">The day on which the shift begins.</param>
/// <param name="Away">Who is not there.</param>
/// <param name="Instead">Who takes their shifts; <see langword="null"/>: nobody, the next in rank moves up.</param>
public sealed record DutyException(LocalDate Date, PersonId Away, PersonId? Instead);

/// <summary>The weekly pattern and the days that go otherwise.</summary>
public sealed record Roster(ImmutableArray<DutyShift> Shifts, ImmutableArray<DutyException> Exceptions)
{
    /// <summary>Nobody is entered.</summary>
    public static Roster Empty { get; } = new([], []);

    /// <returns>Who is on duty at that moment, the first to be asked first; nobody twice. Empty: nobody is entered for it.</returns>
    public ImmutableArray<PersonId> At(LocalDateTime time) =>
        [.. Shifts.Where(shift => Begun(shift, time) is { }).OrderBy(shift => shift.Rank).ThenBy(shift => shift.From).ThenBy(shift => shift.Id)
            .Select(shift => On(Begun(shift, time)!.Value, shift.Person)).OfType<PersonId>().Distinct()];

    /// <returns>The first moment from <paramref name="time"/> on, within a week, at which somebody is on duty; <see langword="null"/>: none.</returns>
    public LocalDateTime? Next(LocalDateTime time)
    {
        if (!At(time).IsEmpty) return time;
        return Enumerable.Range(0, DaysAhead).SelectMany(ahead => Shifts.Where(shift => shift.Day == time.Date.PlusDays(ahead).DayOfWeek).Select(shift => time.Date.PlusDays(ahead) + shift.From))
            .Where(begins => begins > time && !At(begins).IsEmpty).Order().Select(begins => (LocalDateTime?)begins).FirstOrDefault();
    }

    /// <summary>Who works somebody's shifts of a day, as <see langword="null"/> when nobody does.</summary>
    public PersonId? On(LocalDate date, PersonId person)
    {
        // Who stands in may fall ill as well; nobody stands in for themselves in a circle.
        PersonId? now = person;
        for (var steps = 0; now is { } who && steps <= Exceptions.Length; steps++)
        {
            if (Exceptions.LastOrDefault(exception => exception.Date == date && exception.Away == who) is not { } change) return who;
            now = change.Instead;
        }
        return null;
    }

    /// <summary>A week and a day, so that today's shifts of next week are seen.</summary>
    private const int DaysAhead = 8;

    /// <returns>The date on which the shift that covers the moment began.</returns>
    private static LocalDate? Begun(DutyShift shift, LocalDateTime time)
    {
        var isOvernight = shift.To <= shift.From;
        if (time.DayOfWeek == shift.Day && time.TimeOfDay >= shift.From && (isOvernight || time.TimeOfDay < shift.To)) return time.Date;
        var yesterday = time.Date.PlusDays(-1);
        return isOvernight && yesterday.DayOfWeek == shift.Day && time.TimeOfDay < shift.To ? yesterday : null;
    }
}

/// <summary>The roster as kept.</summary>
public interface IDuty
{
    /// <summary>All shifts, and the exceptions from <paramref name="from"/> on.</summary>
    Roster Read(IUnit unit, LocalDate from);

    /// <summary>Enters a shift; audited.</summary>
    void Add(IUnit unit, DutyShift shift, PersonId by);

    /// <summary>Takes a shift out; audited. Nothing happens when it is gone already.</summary>
    void Remove(IUnit unit, Guid shift, PersonId by);

    /// <summary>Changes one day; what was said of the same person and day before is replaced. Audited.</summary>
    void Change(IUnit unit, DutyException exception, PersonId by);
}
