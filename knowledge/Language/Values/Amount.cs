using System.Globalization;
using NodaTime;

namespace Assistant.Knowledge.Language.Values;

/// <summary>A length of time in the units it was said in; <c>poolteist tundi</c> is 1.5 hours.</summary>
internal sealed class Amount(double years = 0, double months = 0, double weeks = 0, double days = 0, double hours = 0, double minutes = 0, double seconds = 0) : Value
{
    /// <summary>About 285 years.</summary>
    private const double MostSeconds = 9e9;

    private const double SecondsPerDay = 86400, DaysPerMonth = 30, DaysPerYear = 365;

    public double Years { get; } = years;
    public double Months { get; } = months;
    public double Weeks { get; } = weeks;
    public double Days { get; } = days;
    public double Hours { get; } = hours;
    public double Minutes { get; } = minutes;
    public double Secs { get; } = seconds;

    /// <summary>Nothing below a day was said.</summary>
    public bool IsCalendar => Hours == 0 && Minutes == 0 && Secs == 0 && !HasHalfDays;

    public bool HasClockPart => Hours != 0 || Minutes != 0 || Secs != 0;

    private bool HasHalfDays => Days % 1 != 0;

    /// <summary>A month counts 30 days, a year 365.</summary>
    public double TotalSeconds => ((Years * DaysPerYear) + (Months * DaysPerMonth) + (Weeks * 7) + Days) * SecondsPerDay + (Hours * 3600) + (Minutes * 60) + Secs;

    public override bool Means(Value? other) => other is Amount amount && ((amount.Years == Years && amount.Months == Months && amount.Weeks == Weeks && amount.Days == Days
        && amount.Hours == Hours && amount.Minutes == Minutes && amount.Secs == Secs) || (amount.TotalSeconds == TotalSeconds && amount.Iso == Iso));

    public string Iso
    {
        get
        {
            if (TotalSeconds == 0) return "PT0S";
            if (Weeks != 0 && Years == 0 && Months == 0 && Days == 0 && !HasClockPart) return Part("P", Weeks, "W");
            var date = Part("", Years, "Y") + Part("", Months, "M") + Part("", (Weeks * 7) + Days, "D");
            var time = Part("", Hours, "H") + Part("", Minutes, "M") + Part("", Secs, "S");
            return "P" + date + (time.Length > 0 ? "T" + time : "");
        }
    }

    public static Amount Of(double n, TimeUnit unit) => unit switch
    {
        TimeUnit.Second => new(seconds: n),
        TimeUnit.Minute => new(minutes: n),
        TimeUnit.Hour => new(hours: n),
        TimeUnit.Day or TimeUnit.WorkDay => new(days: n),
        TimeUnit.Weekend => new(days: 2 * n),
        TimeUnit.Week => new(weeks: n),
        TimeUnit.Fortnight => new(weeks: 2 * n),
        TimeUnit.Month => new(months: n),
        TimeUnit.Quarter => new(months: 3 * n),
        TimeUnit.Year => new(years: n),
        TimeUnit.Decade => new(years: 10 * n),
        TimeUnit.Century => new(years: 100 * n),
        _ => new(years: 1000 * n),
    };

    public static Amount operator +(Amount a, Amount b) => new(
        a.Years + b.Years, a.Months + b.Months, a.Weeks + b.Weeks, a.Days + b.Days, a.Hours + b.Hours, a.Minutes + b.Minutes, a.Secs + b.Secs);

    /// <summary>The moment this long after (<paramref name="sign"/> 1) or before (-1) another; <see langword="null"/> beyond the calendar. A half
    /// year is 6 months, half a month 15 days.</summary>
    public LocalDateTime? From(LocalDateTime from, int sign)
    {
        const double TooMuch = 1e7; // days: far beyond the calendar, yet safe to calculate with
        if (Math.Abs(TotalSeconds) > TooMuch * SecondsPerDay) return null;
        var months = (Years * 12) + Months;
        var wholeMonths = Math.Truncate(months + 1e-9);
        var days = (Weeks * 7) + Days + Math.Round((months - wholeMonths) * DaysPerMonth);
        var wholeDays = Math.Truncate(days + 1e-9);
        var ticks = (long)Math.Round((((days - wholeDays) * SecondsPerDay) + (Hours * 3600) + (Minutes * 60) + Secs) * NodaConstants.TicksPerSecond);
        try
        {
            return from.PlusMonths(sign * (int)wholeMonths).PlusDays(sign * (int)wholeDays).PlusTicks(sign * ticks);
        }
        catch (Exception beyond) when (beyond is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public Period ToPeriod()
    {
        var months = (long)Math.Truncate((Years * 12) + Months);
        var days = (Weeks * 7) + Days + (((Years * 12) + Months - months) * DaysPerMonth);
        var seconds = (long)Math.Round(((days - Math.Truncate(days)) * SecondsPerDay) + (Hours * 3600) + (Minutes * 60) + Secs);
        var period = new PeriodBuilder { Years = (int)Clamp(months / 12), Months = (int)(months % 12), Days = (int)Clamp(Math.Truncate(days)), Seconds = seconds }.Build();
        // Beyond that a period has no sum of nanoseconds; nobody needs its hours.
        return Math.Abs(period.Days * SecondsPerDay) + Math.Abs((double)seconds) < MostSeconds ? period.Normalize() : period;
    }

    private static double Clamp(double n) => Math.Clamp(n, -3_000_000, 3_000_000);

    private static string Part(string before, double n, string unit) => n == 0 ? "" : before + n.ToString("0.######", CultureInfo.InvariantCulture) + unit;
}
