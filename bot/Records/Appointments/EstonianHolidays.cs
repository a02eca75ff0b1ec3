using System.Collections.Frozen;
using NodaTime;

namespace Assistant.Records.Appointments;

/// <summary>Public holidays of Estonia, on which nobody answers, and the eves on which offices close early (pühade ja tähtpäevade seadus § 2; töölepingu seadus § 53).</summary>
public static class EstonianHolidays
{
    private static readonly FrozenSet<AnnualDate> Fixed =
    [
        new(1, 1), new(2, 24), new(5, 1), new(6, 23), new(6, 24), new(8, 20), new(12, 24), new(12, 25), new(12, 26),
    ];

    /// <summary>Good Friday, Easter Sunday and Whit Sunday, in days from Easter Sunday.</summary>
    private static readonly FrozenSet<int> FromEaster = [-2, 0, 49];

    /// <summary>The working day before New Year, Independence Day, Victory Day and Christmas Eve is three hours shorter.</summary>
    private static readonly FrozenSet<AnnualDate> Eves = [new(12, 31), new(2, 23), new(6, 22), new(12, 23)];

    /// <summary>How much shorter the day before those holidays is.</summary>
    public static readonly Period EveShortening = Period.FromHours(3);

    /// <summary>Whether the whole country is off.</summary>
    public static bool Contains(LocalDate date) =>
        Fixed.Contains(new(date.Month, date.Day)) || FromEaster.Contains(Period.DaysBetween(EasterSunday(date.Year), date));

    /// <summary>Whether the working day ends three hours early.</summary>
    public static bool IsShortened(LocalDate date) => Eves.Contains(new(date.Month, date.Day));

    /// <summary>Western Easter of a Gregorian year (Meeus, Jones and Butcher).</summary>
    public static LocalDate EasterSunday(int year)
    {
        var (golden, century, inCentury) = (year % 19, year / 100, year % 100);
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonCorrection + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (inCentury / 4)) - epact - (inCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var day = epact + weekday - (7 * late) + 114;
        return new(year, day / 31, (day % 31) + 1);
    }
}
