using System.Globalization;
using NodaTime;

namespace Assistant.Knowledge;

/// <summary>Dates and times as people say them, e.g. <c>kolmapäev, 25. november, kell 17.00</c>. Words and order are data: <c>Texts/{lang}/dates.yaml</c>.</summary>
public static class FullDates
{
    /// <returns>Weekday, day, month and, unless it is midnight sharp, the time. Midnight stands for "no time said".</returns>
    /// <param name="withYear">Say the year as well: it is not the reader's current one.</param>
    /// <param name="until">When it ends the same day; <see langword="null"/>: not said.</param>
    public static string Full(this ITexts texts, Lang lang, LocalDateTime time, bool withYear = false, LocalTime? until = null)
    {
        var day = withYear ? texts.DayAndYear(lang, time.Date) : texts.Day(lang, time.Date);
        var clock = until is { } end && time.TimeOfDay != LocalTime.Midnight ? $"{texts.Clock(lang, time.TimeOfDay)}–{texts.Clock(lang, end)}" : texts.Clock(lang, time.TimeOfDay);
        return time.TimeOfDay == LocalTime.Midnight ? day : texts.Get(lang, "dates.full")
            .Replace("{day}", day, StringComparison.Ordinal)
            .Replace("{clock}", clock, StringComparison.Ordinal);
    }

    private static string DayAndYear(this ITexts texts, Lang lang, LocalDate date) => texts.Get(lang, "dates.day-year")
        .Replace("{day}", texts.Day(lang, date), StringComparison.Ordinal)
        .Replace("{year}", date.Year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <returns>Weekday, day and month.</returns>
    public static string Day(this ITexts texts, Lang lang, LocalDate date) => texts.Get(lang, "dates.day")
        .Replace("{weekday}", texts.Get(lang, $"dates.weekday-{(int)date.DayOfWeek}"), StringComparison.Ordinal)
        .Replace("{number}", date.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{month}", texts.Get(lang, $"dates.month-{date.Month}"), StringComparison.Ordinal);

    /// <returns>Hours and minutes.</returns>
    public static string Clock(this ITexts texts, Lang lang, LocalTime time) => texts.Get(lang, "dates.clock")
        .Replace("{hour}", time.Hour.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{minute}", time.Minute.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
