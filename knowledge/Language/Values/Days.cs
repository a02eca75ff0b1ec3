using Assistant.Knowledge.Language.Grammar;
using NodaTime;

namespace Assistant.Knowledge.Language.Values;

/// <summary>A run of days. A single date is a run of one.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">The day after the last.</param>
internal readonly record struct Days(LocalDate Start, LocalDate End)
{
    public static Days Single(LocalDate date) => new(date, date == LocalDate.MaxIsoValue ? date : date.PlusDays(1));
}

/// <summary>How finely a date is known.</summary>
internal enum Grain : byte
{
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Other,
}

/// <summary>
/// A date, or a stretch of days, with every day it can mean. <see cref="Y"/>, <see cref="M"/>, <see cref="D"/> and <see cref="Wd"/> keep what was said
/// (0: not said), so that a later word can complete it.
/// </summary>
/// <param name="timex"><see langword="null"/>: written when it is asked for, from what was said or, if nothing was, as a range of days.</param>
internal sealed class DateValue(Days[] readings, int past, int future, Grain grain, string? timex = null) : Value
{
    private string? timex = timex;

    public Days[] Readings { get; } = readings;

    /// <summary>Index of the latest reading not after the reference; -1: none.</summary>
    public int Past { get; } = past;

    /// <summary>Index of the first reading not before the reference; -1: none.</summary>
    public int Future { get; } = future;

    public Grain Grain { get; } = grain;
    public string Timex => timex ??= (Y | M | D | Wd) == 0 ? Dates.RangeTimex(First.Start, First.End) : Written.Said(Y, M, D, Wd);
    public int Y { get; init; }
    public int M { get; init; }
    public int D { get; init; }

    /// <summary>ISO weekday, Monday 1.</summary>
    public int Wd { get; init; }

    /// <summary>A date that the calendar does not have, as "31. veebruar".</summary>
    public bool Missing { get; init; }

    /// <summary>Said as a distance or name from now (tomorrow, in two weeks); no year can be added.</summary>
    public bool Relative { get; init; }

    public override bool Means(Value? other) => other is DateValue date && date.Missing == Missing && (Missing || SameFirst(date)) && SaysSame(date);

    private bool SameFirst(DateValue other) => Readings.Length == 0 ? other.Readings.Length == 0 : other.Readings.Length > 0 && Readings[0] == other.Readings[0];

    /// <summary>As equal TIMEX, without writing them where they would be written from the same words.</summary>
    private bool SaysSame(DateValue other) =>
        (timex is null && other.timex is null && Y == other.Y && M == other.M && D == other.D && Wd == other.Wd && (Y | M | D | Wd) != 0) || Timex == other.Timex;

    public Days First => Readings[0];
}
