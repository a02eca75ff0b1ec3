using System.Globalization;
using System.Text;

namespace Assistant.Knowledge.Language;

/// <summary>
/// A TIMEX 3 value: a date with unknown parts, a time of day, both, a length, or a range. <see cref="Parse"/> and <see cref="ToString"/> are each
/// other's inverse. Written by hand: 2026-11-18, XXXX-WXX-3T18:30, PT1H30M, (2026-11-18,2026-11-20,P2D), XXXX-WXX-3T18/XXXX-WXX-3T20.
/// </summary>
public sealed record Timex
{
    private const int LongestText = 200;

    /// <summary>Year 1-9999.</summary>
    public int? Year { get; init; }

    /// <summary>Month 1-12.</summary>
    public int? Month { get; init; }

    /// <summary>Day of the month 1-31.</summary>
    public int? Day { get; init; }

    /// <summary>ISO week 1-53.</summary>
    public int? Week { get; init; }

    /// <summary>ISO weekday, Monday 1; 0 with <see cref="Nth"/>: any day.</summary>
    public int? Weekday { get; init; }

    /// <summary>WE for weekend, WD for working days.</summary>
    public string? Days { get; init; }

    /// <summary>Which of the month's weekdays; negative: from the end.</summary>
    public int? Nth { get; init; }

    /// <summary>SP, SU, FA or WI.</summary>
    public string? Season { get; init; }

    /// <summary>Hour 0-24.</summary>
    public int? Hour { get; init; }

    /// <summary>Minute 0-59.</summary>
    public int? Minute { get; init; }

    /// <summary>Second 0-59.</summary>
    public int? Second { get; init; }

    /// <summary>MO, MI, DT, AF, EV or NI.</summary>
    public string? Part { get; init; }

    /// <summary>A length, as it is written: PT1H30M.</summary>
    public string? Length { get; init; }

    /// <summary>Start of a range.</summary>
    public Timex? Start { get; init; }

    /// <summary>End of a range.</summary>
    public Timex? End { get; init; }

    /// <summary>The range is written with a slash, without brackets.</summary>
    public bool IsSlashed { get; init; }

    /// <summary>Now.</summary>
    public bool IsPresent { get; init; }

    /// <returns><see langword="null"/> when the text is no TIMEX.</returns>
    public static Timex? Parse(string text)
    {
        if (text.Length is 0 or > LongestText) return null;
        if (text == "PRESENT_REF") return new Timex { IsPresent = true };
        if (text[0] == '(' && text[^1] == ')')
        {
            var parts = text[1..^1].Split(',');
            if (parts.Length is not (2 or 3) || Single(parts[0]) is not { } start || Single(parts[1]) is not { } end || (parts.Length == 3 && !IsLength(parts[2]))) return null;
            return new Timex { Start = start, End = end, Length = parts.Length == 3 ? parts[2] : null };
        }
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            return Single(text[..slash]) is { } start && Single(text[(slash + 1)..]) is { } end ? new Timex { Start = start, End = end, IsSlashed = true } : null;
        }
        return Single(text);
    }

    /// <returns>The TIMEX as it is written.</returns>
    public override string ToString()
    {
        if (IsPresent) return "PRESENT_REF";
        if (Start is not null && End is not null) return IsSlashed ? $"{Start}/{End}" : $"({Start},{End}{(Length is null ? "" : "," + Length)})";
        var text = new StringBuilder(Length);
        WriteDate(text);
        WriteTime(text);
        return text.ToString();
    }

    private void WriteDate(StringBuilder text)
    {
        var hasDate = Year is not null || Month is not null || Day is not null || Week is not null || Weekday is not null || Days is not null || Season is not null;
        if (!hasDate) return;
        text.Append(Year is { } year ? year.ToString("0000", CultureInfo.InvariantCulture) : "XXXX");
        if (Season is not null) text.Append('-').Append(Season);
        else if (Nth is { } nth)
        {
            text.Append('-').Append(Two(Month)).Append("-WXX-").Append(Weekday ?? 0).Append("-#").Append(nth);
        }
        else if (Week is not null || Weekday is not null || Days is not null)
        {
            text.Append("-W").Append(Two(Week));
            if (Weekday is { } weekday) text.Append('-').Append(weekday);
            if (Days is not null) text.Append('-').Append(Days);
        }
        else if (Month is not null || Day is not null)
        {
            text.Append('-').Append(Two(Month));
            if (Day is not null) text.Append('-').Append(Two(Day));
        }
    }

    private void WriteTime(StringBuilder text)
    {
        if (Part is not null) text.Append('T').Append(Part);
        if (Hour is not { } hour) return;
        text.Append('T').Append(Two(hour));
        if (Minute is { } minute) text.Append(':').Append(Two(minute));
        if (Second is { } second) text.Append(':').Append(Two(second));
    }

    private static string Two(int? n) => n is { } value ? value.ToString("00", CultureInfo.InvariantCulture) : "XX";

    private static Timex? Single(string text)
    {
        var cursor = new Cursor(text);
        var timex = new Timex();
        if (cursor.Peek == 'P')
        {
            var time = cursor.LengthEnd();
            if (time < 0) return null;
            timex = timex with { Length = text[..time] };
            cursor.Skip(time);
        }
        else if (cursor.Peek != 'T')
        {
            if (Date(ref cursor) is not { } date) return null;
            timex = date;
        }
        if (cursor.Peek == 'T')
        {
            if (Time(ref cursor, timex) is not { } whole) return null;
            timex = whole;
        }
        return cursor.AtEnd ? timex : null;
    }

    private static bool IsLength(string text) => new Cursor(text).LengthEnd() == text.Length;

    private static Timex? Date(ref Cursor cursor)
    {
        if (!cursor.Number(4, out var year)) return null;
        var timex = new Timex { Year = year };
        if (!cursor.Take('-')) return year is null ? null : timex;
        if (cursor.Peek == 'W' && !cursor.Ahead("WI")) return InWeek(ref cursor, timex);
        foreach (var season in (string[])["SP", "SU", "FA", "WI"])
        {
            if (cursor.Take(season)) return timex with { Season = season };
        }
        if (!cursor.Number(2, out var month) || month is < 1 or > 12) return null;
        timex = timex with { Month = month };
        if (!cursor.Take('-')) return month is null ? null : timex;
        if (cursor.Take("WXX-"))
        {
            if (!cursor.Digit(out var weekday) || !cursor.Take("-#")) return null;
            var sign = cursor.Take('-') ? -1 : 1;
            return cursor.Digits(out var nth) && nth > 0 ? timex with { Weekday = weekday, Nth = sign * nth } : null;
        }
        return cursor.Number(2, out var day) && day is >= 1 and <= 31 ? timex with { Day = day } : null;
    }

    private static Timex? InWeek(ref Cursor cursor, Timex timex)
    {
        cursor.Take('W');
        if (!cursor.Number(2, out var week) || week is < 1 or > 53) return null;
        timex = timex with { Week = week };
        if (!cursor.Take('-')) return week is null ? null : timex;
        if (cursor.Take("WE")) return timex with { Days = "WE" };
        if (cursor.Take("WD")) return timex with { Days = "WD" };
        return cursor.Digit(out var weekday) && weekday is >= 1 and <= 7 ? timex with { Weekday = weekday } : null;
    }

    private static Timex? Time(ref Cursor cursor, Timex timex)
    {
        cursor.Take('T');
        foreach (var part in (string[])["MO", "MI", "DT", "AF", "EV", "NI"])
        {
            if (cursor.Take(part)) return timex with { Part = part };
        }
        if (!cursor.Number(2, out var hour) || hour is null or > 24) return null;
        timex = timex with { Hour = hour };
        if (!cursor.Take(':')) return timex;
        if (!cursor.Number(2, out var minute) || minute is null or > 59) return null;
        timex = timex with { Minute = minute };
        if (!cursor.Take(':')) return timex;
        return cursor.Number(2, out var second) && second is <= 59 ? timex with { Second = second } : null;
    }

    private ref struct Cursor(string text)
    {
        private int at;

        public readonly char Peek => at < text.Length ? text[at] : '\0';
        public readonly bool AtEnd => at == text.Length;
        public readonly bool Ahead(string what) => text.AsSpan(at).StartsWith(what, StringComparison.Ordinal);
        public void Skip(int to) => at = to;

        public bool Take(char c)
        {
            if (Peek != c) return false;
            at++;
            return true;
        }

        public bool Take(string what)
        {
            if (!Ahead(what)) return false;
            at += what.Length;
            return true;
        }

        public bool Digit(out int digit)
        {
            digit = Peek - '0';
            if (!char.IsAsciiDigit(Peek)) return false;
            at++;
            return true;
        }

        public bool Digits(out int number)
        {
            number = 0;
            var start = at;
            while (char.IsAsciiDigit(Peek) && at - start < 4) number = (number * 10) + text[at++] - '0';
            return at > start;
        }

        /// <summary>So many digits, or so many X: unknown.</summary>
        public bool Number(int length, out int? number)
        {
            number = null;
            if (at + length > text.Length) return false;
            var part = text.AsSpan(at, length);
            if (part.IndexOfAnyExcept('X') < 0)
            {
                at += length;
                return true;
            }
            var value = 0;
            foreach (var c in part)
            {
                if (!char.IsAsciiDigit(c)) return false;
                value = (value * 10) + c - '0';
            }
            number = value;
            at += length;
            return true;
        }

        /// <returns>Where a length that begins here ends; -1: none does. A following time of day ("P1WT18") is not part of it.</returns>
        public readonly int LengthEnd()
        {
            var i = at + 1;
            if (Peek != 'P') return -1;
            var end = -1;
            var inTime = false;
            while (i < text.Length)
            {
                if (text[i] == 'T' && !inTime)
                {
                    inTime = true;
                    i++;
                    continue;
                }
                var start = i;
                while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == '.')) i++;
                if (i == start || i >= text.Length || (inTime ? "HMS" : "YMWD").IndexOf(text[i], StringComparison.Ordinal) < 0) break;
                end = ++i;
            }
            return end;
        }
    }
}
