using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Learning;

/// <summary>What workers do to go on learning ("Tugiisikuteenus", kvaliteet: täiendkoolitused ja supervisioon).</summary>
public enum LearningKind
{
    /// <summary>Supervisioon.</summary>
    Supervision,
    /// <summary>Kovisioon: among colleagues.</summary>
    Covision,
    /// <summary>Koolitus.</summary>
    Training,
    /// <summary>Pädevus: what somebody has learnt, with its certificate ("Tugiisikuteenus", nõuded: perede alal väljaõppe saanud; "Tugigrupiteenus", personal).</summary>
    Qualification,
}

/// <summary>What became of it.</summary>
public enum LearningState
{
    /// <summary>Agreed, and not told to have been yet.</summary>
    Booked,
    /// <summary>It took place.</summary>
    Held,
    /// <summary>It did not.</summary>
    Cancelled,
}

/// <summary>A supervision or training of one worker.</summary>
/// <param name="On">Local day.</param>
/// <param name="At">Local time of day; <see langword="null"/>: not said.</param>
/// <param name="Topic">Sealed with the worker's key; <see langword="null"/>: not said.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record LearningHour(Guid Id, PersonId Worker, LearningKind Kind, LocalDate On, LocalTime? At, int Minutes, LearningState State, string? Topic, int Version)
{
    /// <summary>Longest, minutes: a whole day of training.</summary>
    public const int MostMinutes = 12 * 60;

    /// <summary>Longest training behind a certificate, minutes: studies of years.</summary>
    public const int MostTraining = 10_000 * 60;

    /// <summary>Of a qualification: last day on which its certificate holds; <see langword="null"/>: it does not end.</summary>
    public LocalDate? ValidUntil { get; init; }

    /// <summary>Of a qualification: whether its certificate holds on that day.</summary>
    public bool Holds(LocalDate on) => Kind == LearningKind.Qualification && (ValidUntil is not { } last || last >= on);

    /// <returns>It took place; <see langword="null"/>: that was told already, or its day is still ahead.</returns>
    public LearningHour? Hold(LocalDate today) => State == LearningState.Booked && On <= today ? this with { State = LearningState.Held } : null;

    /// <returns>It did not take place; <see langword="null"/>: something was told already.</returns>
    public LearningHour? Cancel() => State == LearningState.Booked ? this with { State = LearningState.Cancelled } : null;
}

/// <summary>A worker's learning in a period, against what the organisation agreed on.</summary>
/// <param name="SupervisionMinutes">Supervision and covision that took place.</param>
/// <param name="TrainingMinutes">Trainings that took place.</param>
/// <param name="LastSupervision">Day of the last one that took place.</param>
/// <param name="Next">The next that is booked.</param>
public sealed record LearningSum(int SupervisionMinutes, int TrainingMinutes, LocalDate? LastSupervision, LearningHour? Next)
{
    /// <summary>Adds up one worker's hours.</summary>
    /// <param name="from">First day that counts.</param>
    public static LearningSum Of(ImmutableArray<LearningHour> hours, LocalDate from, LocalDate today)
    {
        var held = hours.Where(hour => hour.State == LearningState.Held && hour.On >= from && hour.On <= today).ToList();
        var supervised = hours.Where(hour => hour.State == LearningState.Held && IsSupervision(hour)).Select(hour => (LocalDate?)hour.On).Max();
        return new(held.Where(IsSupervision).Sum(hour => hour.Minutes), held.Where(hour => hour.Kind == LearningKind.Training).Sum(hour => hour.Minutes), supervised,
            hours.Where(hour => hour.State == LearningState.Booked && hour.On >= today).OrderBy(hour => hour.On).ThenBy(hour => hour.At).FirstOrDefault());
    }

    private static bool IsSupervision(LearningHour hour) => hour.Kind is LearningKind.Supervision or LearningKind.Covision;

    /// <summary>Whether the next supervision should have been by now ("Tugiisikuteenus", nõuded: regulaarne tööalane supervisioon).</summary>
    /// <param name="most">Most days between two.</param>
    /// <param name="since">When the worker began, for one who never had any.</param>
    public bool IsOverdue(LocalDate today, int most, LocalDate since) => Next is null && Period.DaysBetween(LastSupervision ?? since, today) > most;
}

/// <summary>Supervision and training of workers.</summary>
public interface ILearning
{
    /// <summary>Books or records; audited.</summary>
    void Add(IUnit unit, LearningHour hour, PersonId by);

    /// <summary>Saves a change; audited.</summary>
    /// <exception cref="ConflictException">It changed since it was read.</exception>
    void Save(IUnit unit, LearningHour hour, PersonId by);

    /// <returns><see langword="null"/>: unknown, or its worker was erased.</returns>
    LearningHour? Find(IUnit unit, Guid id);

    /// <returns>A worker's qualifications, what holds longest first.</returns>
    ImmutableArray<LearningHour> Qualifications(IUnit unit, PersonId worker);

    /// <returns>A worker's hours from a day on, in order; qualifications are no hours.</returns>
    ImmutableArray<LearningHour> Of(IUnit unit, PersonId worker, LocalDate from);
}
