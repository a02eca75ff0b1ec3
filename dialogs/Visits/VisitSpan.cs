using System.Globalization;
using Assistant.Dialogs.Engine;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Visits;

/// <summary>How long a visit was, with its times where they were said.</summary>
/// <param name="Start">Local time of day; <see langword="null"/>: not said.</param>
/// <param name="Minutes">From start to end; 1 to <see cref="LongestMinutes"/>.</param>
internal readonly record struct VisitSpan(LocalTime? Start, int Minutes)
{
    /// <summary>Longer is a slip, in minutes.</summary>
    public const int LongestMinutes = 12 * 60;
    private const int MinutesADay = 24 * 60;

    public static LocalTimePattern Clock { get; } = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <returns><see langword="null"/> when what was said does not give a length, or no possible one.</returns>
    /// <param name="start">Start, as far as it was said.</param>
    /// <param name="end">End; before the start: on the next day.</param>
    /// <param name="minutes">Length as it was said.</param>
    public static VisitSpan? Of(LocalTime? start, LocalTime? end, int? minutes)
    {
        var length = start is { } from && end is { } until
            ? (int)(Period.Between(from, until, PeriodUnits.Minutes).Minutes + MinutesADay) % MinutesADay
            : minutes;
        return length is > 0 and <= LongestMinutes ? new(start ?? (end is { } at ? at.PlusMinutes(-length.Value) : null), length.Value) : null;
    }

    /// <summary>It had not ended when it was told: times are read wrongly, or slipped.</summary>
    public bool IsAhead(LocalDate on, LocalDateTime now) => Start is { } start && on.At(start).PlusMinutes(Minutes - Grace) > now;

    /// <summary>People round times up, and dictate on the stairs, minutes.</summary>
    private const int Grace = 30;

    /// <summary>Whether both, on one day, can be the same time: those that do not say when they began can.</summary>
    public bool Overlaps(VisitSpan other) => Start is not { } mine || other.Start is not { } theirs || Minute(mine) < Minute(theirs) + other.Minutes && Minute(theirs) < Minute(mine) + Minutes;

    private static int Minute(LocalTime time) => time.Hour * 60 + time.Minute;

    /// <summary>In words: from when to when, or how long.</summary>
    public Line Show() => Start is { } start
        ? Line.Of("visit.time.from-to", new("start", Words: Clock.Format(start)), new("end", Words: Clock.Format(start.PlusMinutes(Minutes))), new("minutes", Words: Count(Minutes)))
        : Line.Of("visit.time.minutes", new Slot("minutes", Words: Count(Minutes)));

    public string Write() => Start is { } start ? $"{Clock.Format(start)}+{Count(Minutes)}" : Count(Minutes);

    public static VisitSpan? Parse(string stored) => stored.Split('+') switch
    {
        [var start, var minutes] when Clock.Parse(start) is { Success: true } parsed => Of(parsed.Value, null, Number(minutes)),
        [var minutes] => Of(null, null, Number(minutes)),
        _ => null,
    };

    /// <summary>In figures.</summary>
    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
