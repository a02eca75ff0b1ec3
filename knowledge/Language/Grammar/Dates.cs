using System.Globalization;
using Assistant.Knowledge.Language.Values;
using NodaTime;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>What dates mean at a reference: every reading, past and future.</summary>
internal static class Dates
{
    /// <summary>How many years around the reference a day and month are looked for (29 February, weekdays that must fit).</summary>
    private const int YearsAround = 8;

    /// <summary>How many months around the reference a day is looked for, with a weekday and without.</summary>
    private const int ReachOfWeekday = 14, ReachOfDay = 3;

    private const int MostFits = (2 * ReachOfWeekday) + 1;

    /// <summary>Two-digit years up to this many after the reference are of its century.</summary>
    private const int YearsAhead = 20;

    public static LocalDate? OrNull(int year, int month, int day) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    public static int FullYear(int twoDigits, int now)
    {
        var year = (now / 100 * 100) + twoDigits;
        return year > now + YearsAhead ? year - 100 : year;
    }

    /// <summary>A date as it was said; 0: not said.</summary>
    public static DateValue Said(Parse parse, int year, int month, int day, int weekday) => Said(parse.Today, year, month, day, weekday);

    public static DateValue Said(LocalDate today, int year, int month, int day, int weekday)
    {
        Span<LocalDate> fits = stackalloc LocalDate[MostFits];
        var count = 0;
        if (year > 0)
        {
            if (month > 0 && OrNull(year, month, day) is { } exact) fits[count++] = exact;
        }
        else if (month > 0)
        {
            for (var y = today.Year - YearsAround; y <= today.Year + YearsAround; y++)
            {
                if (OrNull(y, month, day) is { } date) fits[count++] = date;
            }
        }
        else if (day > 0) count = AroundMonths(today, fits, day, weekday);
        else
        {
            var same = today.PlusDays(weekday - (int)today.DayOfWeek);
            if (same >= today) fits[count++] = same.PlusDays(-7);
            fits[count++] = same;
            if (same <= today) fits[count++] = same.PlusDays(7);
        }
        if (weekday > 0 && day > 0 && year == 0) count = OnWeekday(today, fits[..count], weekday);
        // A weekday said on that very day: the next one for an appointment, this one for a visit; both are kept.
        var alsoToday = year == 0 && month == 0 && day == 0;
        return Value(today, fits[..count], null, year, month, day, weekday, todayIsFuture: !alsoToday);
    }

    /// <summary>Keeps the dates that are that weekday this year or beside it. A weekday that fits no year nearby was a slip; the date stands.</summary>
    private static int OnWeekday(LocalDate today, Span<LocalDate> fits, int weekday)
    {
        var near = 0;
        foreach (var date in fits) near += IsNear(date) ? 1 : 0;
        if (near == 0) return fits.Length;
        var kept = 0;
        foreach (var date in fits)
        {
            if (IsNear(date)) fits[kept++] = date;
        }
        return kept;

        bool IsNear(LocalDate date) => (int)date.DayOfWeek == weekday && Math.Abs(date.Year - today.Year) <= 1;
    }

    private static DateValue Value(LocalDate today, ReadOnlySpan<LocalDate> fits, string? timex, int year, int month, int day, int weekday, bool todayIsFuture)
    {
        int past = -1, future = -1;
        for (var i = 0; i < fits.Length; i++)
        {
            if (fits[i] <= today) past = i;
            if (future < 0 && (todayIsFuture ? fits[i] >= today : fits[i] > today)) future = i;
        }
        // Only the readings next to the reference matter, and the year around when it is today.
        var low = Math.Max(0, past < 0 ? 0 : fits[past] == today ? past - 1 : past);
        var high = future < 0 ? fits.Length - 1 : Math.Min(fits.Length - 1, fits[future] == today ? future + 1 : future);
        return new DateValue(Singles(fits.IsEmpty ? [] : fits[low..(high + 1)]), past < 0 ? -1 : past - low, future < 0 ? -1 : future - low, Grain.Day, timex)
        {
            Y = year, M = month, D = day, Wd = weekday, Missing = fits.IsEmpty,
        };
    }

    private static Days[] Singles(ReadOnlySpan<LocalDate> dates)
    {
        if (dates.IsEmpty) return [];
        var days = new Days[dates.Length];
        for (var i = 0; i < days.Length; i++) days[i] = Days.Single(dates[i]);
        return days;
    }

    private static int AroundMonths(LocalDate today, Span<LocalDate> fits, int day, int weekday)
    {
        // A weekday and a day of the month meet within 14 months; without a weekday the neighbours do.
        var reach = weekday > 0 ? ReachOfWeekday : ReachOfDay;
        var count = 0;
        for (var i = -reach; i <= reach; i++)
        {
            var month = today.PlusMonths(i);
            if (OrNull(month.Year, month.Month, day) is { } date && (weekday == 0 || (int)date.DayOfWeek == weekday)) fits[count++] = date;
        }
        return count;
    }

    /// <summary>One date beyond doubt.</summary>
    public static DateValue Exactly(LocalDate date, bool relative = true) => new([Days.Single(date)], 0, 0, Grain.Day) { Relative = relative, Y = date.Year, M = date.Month, D = date.Day };

    /// <summary>One date, and others it could be.</summary>
    public static DateValue OneOf(LocalDate likely, string timex, params LocalDate[] others)
    {
        List<Days> all = new(others.Length + 1) { Days.Single(likely) };
        foreach (var other in others)
        {
            if (Days.Single(other) is var day && !all.Contains(day)) all.Add(day);
        }
        return new([.. all], 0, 0, Grain.Day, timex) { Relative = true };
    }

    /// <summary>A stretch of days beyond doubt.</summary>
    public static DateValue Between(LocalDate start, LocalDate end, Grain grain, string? timex = null) => new([new Days(start, end)], 0, 0, grain, timex) { Relative = true };

    public static string RangeTimex(LocalDate start, LocalDate end) => $"({Iso(start)},{Iso(end)},P{NodaTime.Period.DaysBetween(start, end)}D)";

    /// <summary>Both, the first likelier.</summary>
    public static DateValue Either(DateValue a, DateValue b)
    {
        if (b.Missing) return a;
        var future = a.Future;
        return new([.. a.Readings, .. b.Readings], a.Past, future, a.Grain, a.Timex) { Y = a.Y, M = a.M, D = a.D, Wd = a.Wd };
    }

    /// <summary>A month; year 0: not said.</summary>
    public static DateValue Month(Parse parse, int month, int year)
    {
        var today = parse.Today;
        var timex = $"{(year > 0 ? year.ToString("0000", CultureInfo.InvariantCulture) : "XXXX")}-{month:00}";
        if (year > 0) return new([OneMonth(year, month)], 0, 0, Grain.Month, timex) { Y = year, M = month };
        var thisYear = OneMonth(today.Year, month);
        if (today.Month == month) return new([OneMonth(today.Year - 1, month), thisYear, OneMonth(today.Year + 1, month)], 1, 1, Grain.Month, timex) { M = month };
        return today.Month > month
            ? new([thisYear, OneMonth(today.Year + 1, month)], 0, 1, Grain.Month, timex) { M = month }
            : new([OneMonth(today.Year - 1, month), thisYear], 0, 1, Grain.Month, timex) { M = month };
    }

    public static Days OneMonth(int year, int month)
    {
        var start = new LocalDate(Math.Clamp(year, 1, 9998), month, 1);
        return new(start, start.PlusMonths(1));
    }

    public static DateValue? Year(int year) => year is < 1 or > 9990 ? null
        : new([new Days(new LocalDate(year, 1, 1), new LocalDate(year + 1, 1, 1))], 0, 0, Grain.Year, year.ToString("0000", CultureInfo.InvariantCulture)) { Y = year };

    /// <summary>The unit that holds the day, and <paramref name="offset"/> units on: this week 0, next week 1.</summary>
    public static DateValue? Unit(LocalDate today, TimeUnit unit, int offset)
    {
        if (Math.Abs((long)offset) > 3000) return null;
        switch (unit)
        {
            case TimeUnit.Day: return Exactly(today.PlusDays(offset));
            case TimeUnit.Week:
            case TimeUnit.Fortnight when offset == 0:
                var monday = Monday(today).PlusWeeks(offset);
                return Between(monday, monday.PlusWeeks(1), Grain.Week, WeekTimex(monday));
            case TimeUnit.Weekend:
                var saturday = Monday(today).PlusWeeks(offset).PlusDays(5);
                return Between(saturday, saturday.PlusDays(2), Grain.Weekend, WeekTimex(saturday) + "-WE");
            case TimeUnit.WorkDay:
                var first = Monday(today).PlusWeeks(offset);
                return Between(first, first.PlusDays(5), Grain.Week, WeekTimex(first));
            case TimeUnit.Month:
                var month = new LocalDate(today.Year, today.Month, 1).PlusMonths(offset);
                return new([new Days(month, month.PlusMonths(1))], 0, 0, Grain.Month, $"{month.Year:0000}-{month.Month:00}") { Relative = true, Y = month.Year, M = month.Month };
            case TimeUnit.Quarter:
                var quarter = new LocalDate(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).PlusMonths(3 * offset);
                return Between(quarter, quarter.PlusMonths(3), Grain.Quarter);
            case TimeUnit.Year: return today.Year + offset is var y && Year(y) is { } value ? new(value.Readings, 0, 0, Grain.Year, value.Timex) { Relative = true, Y = y } : null;
            case TimeUnit.Decade:
                var decade = (today.Year / 10 * 10) + (10 * offset);
                return decade is > 0 and < 9900 ? Between(new LocalDate(decade, 1, 1), new LocalDate(decade + 10, 1, 1), Grain.Decade) : null;
            case TimeUnit.Century:
                var century = (today.Year / 100 * 100) + (100 * offset);
                return century is > 0 and < 9800 ? Between(new LocalDate(century, 1, 1), new LocalDate(century + 100, 1, 1), Grain.Century) : null;
            default: return null;
        }
    }

    public static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    /// <summary>Weekday of the week <paramref name="weeks"/> on from this one.</summary>
    public static LocalDate WeekdayOf(LocalDate today, int weekday, int weeks) => Monday(today).PlusDays(weekday - 1).PlusWeeks(weeks);

    public static string Iso(LocalDate date) => Written.Date(date);

    public static string WeekTimex(LocalDate day)
    {
        var rule = NodaTime.Calendars.WeekYearRules.Iso;
        return $"{rule.GetWeekYear(day):0000}-W{rule.GetWeekOfWeekYear(day):00}";
    }

    /// <summary>The n-th weekday of a month; n = -1: the last. Weekday 0: the n-th day.</summary>
    public static LocalDate? Nth(LocalDate month, int n, int weekday)
    {
        var days = CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month);
        if (weekday == 0) return OrNull(month.Year, month.Month, n > 0 ? n : days + 1 + n);
        var first = new LocalDate(month.Year, month.Month, 1);
        if (n > 0)
        {
            var date = first.PlusDays(((weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (n - 1)));
            return date.Month == month.Month ? date : null;
        }
        var last = new LocalDate(month.Year, month.Month, days);
        var found = last.PlusDays(-(((int)last.DayOfWeek - weekday + 7) % 7) + (7 * (n + 1)));
        return found.Month == month.Month ? found : null;
    }

    /// <summary>A holiday by its code in the tables of feasts.</summary>
    public static LocalDate? Feast(int code, int year) => code switch
    {
        >= 29000 => Easter(year, orthodox: true).PlusDays(code - 30000),
        >= 20000 when code % 100 / 10 == 5 => Nth(new LocalDate(year, (code - 20000) / 100, 1), -1, code % 10),
        >= 20000 => Nth(new LocalDate(year, (code - 20000) / 100, 1), code % 100 / 10, code % 10),
        >= 9000 => Easter(year, orthodox: false).PlusDays(code - 10000),
        _ => OrNull(year, code / 100, code % 100),
    };

    public static DateValue FeastDay(Parse parse, int code, int year = 0)
    {
        var fixedDay = code < 9000;
        if (year > 0) return Feast(code, year) is { } date ? Exactly(date, relative: false) : Missing();
        if (fixedDay) return Said(parse, 0, code / 100, code % 100, 0);
        Span<LocalDate> fits = stackalloc LocalDate[MostFits];
        var count = 0;
        for (var y = parse.Today.Year - YearsAround; y <= parse.Today.Year + YearsAround; y++)
        {
            if (Feast(code, y) is { } date) fits[count++] = date;
        }
        return Value(parse.Today, fits[..count], "XXXX-XX-XX", 0, 0, 0, 0, todayIsFuture: true);
    }

    private static DateValue Missing() => new([], -1, -1, Grain.Day, "") { Missing = true };

    /// <summary>Easter Sunday, after Meeus; the orthodox one in the Gregorian calendar (valid 1900-2099).</summary>
    private static LocalDate Easter(int year, bool orthodox)
    {
        if (orthodox)
        {
            int d0 = ((19 * (year % 19)) + 15) % 30, e0 = ((2 * (year % 4)) + (4 * (year % 7)) - d0 + 34) % 7;
            return new LocalDate(year, (d0 + e0 + 114) / 31, ((d0 + e0 + 114) % 31) + 1).PlusDays(13);
        }
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = ((19 * a) + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + (2 * e) + (2 * i) - h - k) % 7, m = (a + (11 * h) + (22 * l)) / 451;
        return new LocalDate(year, (h + l - (7 * m) + 114) / 31, ((h + l - (7 * m) + 114) % 31) + 1);
    }
}
