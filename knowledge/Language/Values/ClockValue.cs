using NodaTime;

namespace Assistant.Knowledge.Language.Values;

/// <summary>A time of day.</summary>
/// <param name="hour">0-23; 1-12 when <paramref name="twelve"/>.</param>
/// <param name="minute">0-59.</param>
/// <param name="second">0-59; -1: not said.</param>
/// <param name="twelve">Morning or evening was not said and the hour is 1-12, so both are meant.</param>
internal sealed class ClockValue(int hour, int minute, int second = -1, bool twelve = false) : Value
{
    public int Hour { get; } = hour;
    public int Minute { get; } = minute;
    public int Second { get; } = second;
    public bool Twelve { get; } = twelve;

    /// <summary>Midnight: the end of its day rather than the beginning.</summary>
    public bool EndOfDay { get; init; }

    /// <summary>Part of day it was said with, if any.</summary>
    public PartOfDay? Part { get; init; }

    /// <summary>The number of minutes was said (or written); "kell kolm" leaves it open.</summary>
    public bool HasMinutes { get; init; }

    /// <summary>Nothing but a plain hour in digits or words: a clock time only with help from its neighbours.</summary>
    public bool Bare { get; init; }

    public override bool Means(Value? other) => other is ClockValue clock && clock.Hour == Hour && clock.Minute == Minute && Math.Max(clock.Second, 0) == Math.Max(Second, 0)
        && clock.Twelve == Twelve && clock.EndOfDay == EndOfDay && clock.Part == Part;

    public LocalTime Time => new(Hour, Minute, Math.Max(Second, 0));

    /// <summary>The other half of the day; only when <see cref="Twelve"/>.</summary>
    public LocalTime Other => new((Hour + 12) % 24, Minute, Math.Max(Second, 0));

    /// <summary>Whether the afternoon is the likelier reading of an open hour: 1-6 are, 7-12 are not.</summary>
    public bool PrefersAfternoon => Twelve && Hour is >= 1 and <= 6 || Hour == 12;

    public LocalTime Preferred => Twelve && Hour == 12 ? Time : PrefersAfternoon && Twelve ? Other : Time;

    public LocalTime? Alternative => !Twelve ? null : Preferred == Time ? Other : Time;

    public string Timex => TimexOf(Time, Second >= 0);

    public static string TimexOf(LocalTime time, bool seconds = false) => Written.Time(time, seconds);

    public ClockValue With(PartOfDay part) => Part is not null ? this : Placed(part, new ClockValue(PlaceHour(part), Minute, Second) { Part = part, HasMinutes = HasMinutes, EndOfDay = EndOfDay });

    /// <summary>An hour said with a part of the day (5 in the evening) is that hour of that part.</summary>
    private ClockValue Placed(PartOfDay part, ClockValue placed) => Twelve ? placed : new ClockValue(Hour, Minute, Second) { Part = part, HasMinutes = HasMinutes, EndOfDay = EndOfDay };

    private int PlaceHour(PartOfDay part)
    {
        var hour = Hour % 12;
        return part switch
        {
            PartOfDay.Morning => hour == 0 ? 12 : hour,
            PartOfDay.Noon => hour is >= 10 ? hour : hour + 12,
            PartOfDay.Day => hour is >= 8 ? hour : hour + 12,
            PartOfDay.Afternoon => hour + 12,
            PartOfDay.Evening => hour == 0 ? 0 : hour + 12,
            PartOfDay.Night => hour is >= 6 ? hour + 12 : hour,
            _ => Hour,
        };
    }
}

/// <summary>Parts of a day.</summary>
public enum PartOfDay : byte
{
    /// <summary>Morning, TIMEX <c>TMO</c>.</summary>
    Morning,
    /// <summary>Before noon: ennelõuna.</summary>
    Forenoon,
    /// <summary>Lunch time, around noon.</summary>
    Noon,
    /// <summary>Daytime: päeval, днём; TIMEX <c>TDT</c>.</summary>
    Day,
    /// <summary>Afternoon, TIMEX <c>TAF</c>.</summary>
    Afternoon,
    /// <summary>Evening, TIMEX <c>TEV</c>.</summary>
    Evening,
    /// <summary>Night, TIMEX <c>TNI</c>.</summary>
    Night,
}
