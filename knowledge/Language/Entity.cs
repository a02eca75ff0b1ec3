using NodaTime;

namespace Assistant.Knowledge.Language;

/// <summary>How a time that could be past or future is read.</summary>
public enum TimePolicy
{
    /// <summary>What has happened: a visit. The latest date not after the reference.</summary>
    Past,
    /// <summary>What will happen: an appointment. The first date not before the reference.</summary>
    Future,
}

/// <summary>What an expression is.</summary>
public enum EntityType
{
    /// <summary>One day.</summary>
    Date,
    /// <summary>A time of day.</summary>
    Time,
    /// <summary>A day with a time of day, or a moment reckoned from now.</summary>
    DateTime,
    /// <summary>Days from one to another: a week, a month, "Monday to Friday".</summary>
    DateRange,
    /// <summary>From one time of day to another.</summary>
    TimeRange,
    /// <summary>A stretch within a day or across days.</summary>
    DateTimeRange,
    /// <summary>A length of time.</summary>
    Duration,
    /// <summary>A recurrence.</summary>
    Set,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A place in an order.</summary>
    Ordinal,
    /// <summary>Somebody's age.</summary>
    Age,
}

/// <summary>What an expression is to its neighbours: the Estonian endings and the prepositions that carry meaning.</summary>
public enum TimeRole
{
    /// <summary>Nothing said, or "on", "at".</summary>
    None,
    /// <summary>The start of something: kolmest, с трёх, from three.</summary>
    From,
    /// <summary>The end of something: viieni, до пяти, until five.</summary>
    Until,
    /// <summary>Due then: homseks, к пятнице, by Friday.</summary>
    By,
}

/// <summary>Why an expression could not be resolved.</summary>
public enum TimeProblem
{
    /// <summary>All is well.</summary>
    None,
    /// <summary>The calendar has no such date: "31. veebruar". Nothing is guessed.</summary>
    NoSuchDate,
    /// <summary>Two or more readings are alive; ask which is meant.</summary>
    Ambiguous,
}

/// <summary>One reading of an expression. Only what the type asks for is set.</summary>
/// <param name="Timex">TIMEX 3 of this reading.</param>
public sealed record Resolution(string Timex)
{
    /// <summary>The day (<see cref="EntityType.Date"/>, <see cref="EntityType.DateTime"/>, a part of a day).</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The time of day.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>The moment, local. For a bare time of day: on the day that the policy picks.</summary>
    public LocalDateTime? Moment { get; init; }

    /// <summary>First day of a range.</summary>
    public LocalDate? StartDate { get; init; }

    /// <summary>The day after the last of a range.</summary>
    public LocalDate? EndDate { get; init; }

    /// <summary>Start of a time range.</summary>
    public LocalTime? StartTime { get; init; }

    /// <summary>End of a time range, not included; not after the start: on the next day.</summary>
    public LocalTime? EndTime { get; init; }

    /// <summary>Start of a stretch, local.</summary>
    public LocalDateTime? Start { get; init; }

    /// <summary>End of a stretch, local, not included.</summary>
    public LocalDateTime? End { get; init; }

    /// <summary>TIMEX name of the part of day (MO, AF, EV, NI, DT, MI).</summary>
    public string? Part { get; init; }

    /// <summary>A length in seconds; a month counts 30 days, a year 365.</summary>
    public double? Seconds { get; init; }

    /// <summary>A length as a period.</summary>
    public Period? Length { get; init; }

    /// <summary>A number, an ordinal or an age.</summary>
    public double? Number { get; init; }

    /// <summary>Unit of an age: Year, Month, Week, Day; Age when it was not said.</summary>
    public string? Unit { get; init; }
}

/// <summary>Something understood in a text.</summary>
/// <param name="Start">First UTF-16 unit in the original text.</param>
/// <param name="End">After the last UTF-16 unit.</param>
/// <param name="Type">What it is.</param>
/// <param name="Text">The words themselves.</param>
/// <param name="Timex">TIMEX 3 of the expression, undecided parts as X.</param>
/// <param name="Resolutions">Its readings, the one that the policy prefers first; empty when the date does not exist.</param>
/// <param name="Confidence">0-1; below <see cref="Sure"/> it is to be confirmed.</param>
/// <param name="RuleId">The rule that made it.</param>
public sealed record Entity(int Start, int End, EntityType Type, string Text, string Timex, IReadOnlyList<Resolution> Resolutions, double Confidence, string RuleId)
{
    /// <summary>From here on a reading needs no confirmation.</summary>
    public const double Sure = 0.8;

    /// <summary>What its ending or preposition says.</summary>
    public TimeRole Role { get; init; }

    /// <summary>Why it can't be taken as it is.</summary>
    public TimeProblem Problem { get; init; }

    /// <summary>Said vaguely or with a time but no day part: "umbes", "paiku".</summary>
    public bool IsApproximate { get; init; }

    /// <summary>Expressions inside it, and other things the same words can be (1.10 as a number and as the first of October).</summary>
    public IReadOnlyList<Entity> Also { get; init; } = [];

    /// <summary>The reading that the policy prefers.</summary>
    public Resolution? Best => Resolutions.Count > 0 ? Resolutions[0] : null;
}
