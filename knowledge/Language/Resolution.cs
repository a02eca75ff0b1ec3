using NodaTime;

namespace Assistant.Knowledge.Language;

/// <summary>One reading of an expression. Only what the type asks for is set.</summary>
/// <remarks>Readings are many and short-lived, so they keep two moments and a number whatever they are of, and which of their properties are set.</remarks>
/// <param name="Timex">TIMEX 3 of this reading.</param>
public sealed record Resolution(string Timex)
{
    private LocalDateTime first, second;
    private double number;
    private object? said;
    private Parts parts;

    [Flags]
    private enum Parts : ushort
    {
        None,
        Date = 1 << 0,
        Time = 1 << 1,
        Moment = 1 << 2,
        StartDate = 1 << 3,
        EndDate = 1 << 4,
        StartTime = 1 << 5,
        EndTime = 1 << 6,
        Start = 1 << 7,
        End = 1 << 8,
        Seconds = 1 << 9,
        Number = 1 << 10,
    }

    /// <summary>The day (<see cref="EntityType.Date"/>, <see cref="EntityType.DateTime"/>, a part of a day).</summary>
    public LocalDate? Date { get => Day(Parts.Date, first); init => Set(Parts.Date, value, ref first); }

    /// <summary>The time of day.</summary>
    public LocalTime? Time { get => Clock(Parts.Time, first); init => Set(Parts.Time, value, ref first); }

    /// <summary>The moment, local. For a bare time of day: on the day that the policy picks.</summary>
    public LocalDateTime? Moment { get => Whole(Parts.Moment, first); init => Set(Parts.Moment, value, ref first); }

    /// <summary>First day of a range.</summary>
    public LocalDate? StartDate { get => Day(Parts.StartDate, first); init => Set(Parts.StartDate, value, ref first); }

    /// <summary>The day after the last of a range.</summary>
    public LocalDate? EndDate { get => Day(Parts.EndDate, second); init => Set(Parts.EndDate, value, ref second); }

    /// <summary>Start of a time range.</summary>
    public LocalTime? StartTime { get => Clock(Parts.StartTime, first); init => Set(Parts.StartTime, value, ref first); }

    /// <summary>End of a time range, not included; not after the start: on the next day.</summary>
    public LocalTime? EndTime { get => Clock(Parts.EndTime, second); init => Set(Parts.EndTime, value, ref second); }

    /// <summary>Start of a stretch, local.</summary>
    public LocalDateTime? Start { get => Whole(Parts.Start, first); init => Set(Parts.Start, value, ref first); }

    /// <summary>End of a stretch, local, not included.</summary>
    public LocalDateTime? End { get => Whole(Parts.End, second); init => Set(Parts.End, value, ref second); }

    /// <summary>TIMEX name of the part of day (MO, AF, EV, NI, DT, MI).</summary>
    public string? Part { get => IsSet(Parts.Number) ? null : said as string; init => said = value; }

    /// <summary>A length in seconds; a month counts 30 days, a year 365.</summary>
    public double? Seconds { get => IsSet(Parts.Seconds) ? number : null; init => Set(Parts.Seconds, value); }

    /// <summary>A length as a period.</summary>
    public Period? Length { get => said as Period; init => said = value; }

    /// <summary>A number, an ordinal or an age.</summary>
    public double? Number { get => IsSet(Parts.Number) ? number : null; init => Set(Parts.Number, value); }

    /// <summary>Unit of an age: Year, Month, Week, Day; Age when it was not said.</summary>
    public string? Unit { get => IsSet(Parts.Number) ? said as string : null; init => said = value; }

    private bool IsSet(Parts part) => (parts & part) != 0;

    private LocalDate? Day(Parts part, LocalDateTime of) => IsSet(part) ? of.Date : null;

    private LocalTime? Clock(Parts part, LocalDateTime of) => IsSet(part) ? of.TimeOfDay : null;

    private LocalDateTime? Whole(Parts part, LocalDateTime of) => IsSet(part) ? of : null;

    private void Set(Parts part, LocalDate? value, ref LocalDateTime into)
    {
        if (Given(part, value is not null)) into = value!.Value + into.TimeOfDay;
    }

    private void Set(Parts part, LocalTime? value, ref LocalDateTime into)
    {
        if (Given(part, value is not null)) into = into.Date + value!.Value;
    }

    private void Set(Parts part, LocalDateTime? value, ref LocalDateTime into)
    {
        if (Given(part, value is not null)) into = value!.Value;
    }

    private void Set(Parts part, double? value)
    {
        if (Given(part, value is not null)) number = value!.Value;
    }

    private bool Given(Parts part, bool isGiven)
    {
        parts = isGiven ? parts | part : parts & ~part;
        return isGiven;
    }
}
