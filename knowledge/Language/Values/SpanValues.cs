using NodaTime;

namespace Assistant.Knowledge.Language.Values;

/// <summary>A part of a day without a date: morning, late evening.</summary>
internal sealed class PartValue(PartOfDay part, LocalTime start, LocalTime end) : Value
{
    public PartOfDay Part { get; } = part;
    public LocalTime Start { get; } = start;

    /// <summary>Midnight is the end of the day.</summary>
    public LocalTime End { get; } = end;

    public string Timex => Part switch
    {
        PartOfDay.Morning or PartOfDay.Forenoon => "TMO",
        PartOfDay.Noon => "TMI",
        PartOfDay.Day => "TDT",
        PartOfDay.Afternoon => "TAF",
        PartOfDay.Evening => "TEV",
        _ => "TNI",
    };

    public override bool Means(Value? other) => other is PartValue part && part.Timex == Timex && part.Start == Start && part.End == End;

    public static PartValue Of(PartOfDay part) => part switch
    {
        PartOfDay.Morning => new(part, new(8, 0), new(12, 0)),
        PartOfDay.Forenoon => new(part, new(9, 0), new(12, 0)),
        PartOfDay.Noon => new(part, new(12, 0), new(14, 0)),
        PartOfDay.Day => new(part, new(12, 0), new(17, 0)),
        PartOfDay.Afternoon => new(part, new(12, 0), new(16, 0)),
        PartOfDay.Evening => new(part, new(16, 0), new(20, 0)),
        _ => new(part, new(20, 0), LocalTime.Midnight),
    };
}

/// <summary>From one time of day to another; the end may be on the next day.</summary>
internal sealed class ClockRange(ClockValue start, ClockValue end) : Value
{
    public ClockValue Start { get; } = start;
    public ClockValue End { get; } = end;
    public override bool Means(Value? other) => other is ClockRange range && Start.Means(range.Start) && End.Means(range.End);

    /// <returns>Every sensible pairing of start and end, the likeliest first.</returns>
    public IEnumerable<(LocalTime Start, LocalTime End)> Readings()
    {
        if (!Start.Twelve && !End.Twelve)
        {
            yield return (Start.Time, End.Time);
            yield break;
        }
        if (Start.Twelve && !End.Twelve)
        {
            // "from 10 to 11 in the evening", "3:30-6 p.m.": the start nearest before the end.
            var (early, late) = Start.Hour == 12 ? (Start.Other, Start.Time) : (Start.Time, Start.Other);
            yield return late < End.Time ? (late, End.Time) : (early, End.Time);
            if (late < End.Time && Minutes(early, End.Time) <= 12 * 60) yield return (early, End.Time);
            yield break;
        }
        foreach (var start in Start.Twelve ? new[] { Start.Preferred, Start.Alternative!.Value } : [Start.Time])
        {
            var (first, second) = Minutes(start, End.Time) <= Minutes(start, End.Other) ? (End.Time, End.Other) : (End.Other, End.Time);
            // The same hour again is twelve hours later, not at once.
            yield return (start, Minutes(start, first) == 0 ? second : first);
        }
    }

    private static long Minutes(LocalTime from, LocalTime to) => (((to.TickOfDay - from.TickOfDay) / NodaConstants.TicksPerMinute) + 1440) % 1440 is 0 ? 1440 : (((to.TickOfDay - from.TickOfDay) / NodaConstants.TicksPerMinute) + 1440) % 1440;
}

/// <summary>A date with a time of day, or a moment reckoned from now.</summary>
internal sealed class MomentValue : Value
{
    public DateValue? Date { get; init; }
    public ClockValue? Clock { get; init; }

    /// <summary>Reckoned from now: in two hours.</summary>
    public LocalDateTime? Exact { get; init; }

    public string Timex
    {
        get => timex ??= Exact is { } exact ? Written.Moment(exact) : Date!.Timex + Clock!.Timex;
        init => timex = value;
    }

    private string? timex;

    public override bool Means(Value? other) => other is MomentValue moment && moment.Exact == Exact && Same(Date, moment.Date) && Same(Clock, moment.Clock) && timex is "PRESENT_REF" == moment.timex is "PRESENT_REF";
}

/// <summary>A stretch of time within or across days: a date with a part of day or with two times, or two moments.</summary>
internal sealed class StretchValue : Value
{
    public DateValue? Date { get; init; }
    public PartValue? Part { get; init; }
    public ClockRange? Clocks { get; init; }
    public LocalDateTime? Start { get; init; }
    public LocalDateTime? End { get; init; }
    public MomentValue? From { get; init; }
    public MomentValue? Until { get; init; }
    public string Timex
    {
        get => timex ??= Part is not null ? Date!.Timex + Part.Timex : Clocks is not null ? $"({Date!.Timex}{Clocks.Start.Timex},{Date.Timex}{Clocks.End.Timex})" : Written.Range(Start!.Value, End!.Value);
        init => timex = value;
    }

    private string? timex;

    public override bool Means(Value? other) => other is StretchValue stretch && stretch.Start == Start && (Start is null || stretch.Timex == Timex) && stretch.End == End && Same(Date, stretch.Date) && Same(Part, stretch.Part) && Same(Clocks, stretch.Clocks);
}

/// <summary>A recurrence.</summary>
/// <param name="timexes">TIMEX of every reading, the likeliest first.</param>
internal sealed class SetValue(params string[] timexes) : Value
{
    public string[] Timexes { get; } = timexes;
    public DateValue? Date { get; init; }
    /// <summary>Of a weekly recurrence: every so many weeks. TIMEX has no sign for it.</summary>
    public int Weeks { get; init; } = 1;
    public override bool Means(Value? other) => other is SetValue set && set.Weeks == Weeks && Timexes.AsSpan().SequenceEqual(set.Timexes);
}

/// <summary>An age.</summary>
internal sealed class AgeValue(double number, TimeUnit unit) : Value
{
    public double Number { get; } = number;
    public TimeUnit Unit { get; } = unit;

    /// <summary>"at the age of 8": no unit was said.</summary>
    public bool UnitOpen { get; init; }

    public override bool Means(Value? other) => other is AgeValue age && age.Number.Equals(Number) && age.Unit == Unit;
}
