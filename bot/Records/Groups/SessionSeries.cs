using Assistant.Records.Appointments;
using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>Why a series cannot be.</summary>
public enum SeriesProblem
{
    /// <summary>It can.</summary>
    None,
    /// <summary>Its first session would have begun already.</summary>
    Past,
    /// <summary>It ends before it begins, or no day is left.</summary>
    Empty,
    /// <summary>More than <see cref="SessionSeries.MostSessions"/>.</summary>
    TooLong,
}

/// <summary>When a group meets: the same day and hour of each week, by the clock on the wall in Europe/Tallinn.</summary>
/// <param name="Minutes">How long a session takes.</param>
/// <param name="From">First day on which it may meet.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="MeetsOnHolidays">Public holidays are not left out.</param>
public sealed record SessionSeries(IsoDayOfWeek Day, LocalTime At, int Minutes, LocalDate From, LocalDate Until, bool MeetsOnHolidays)
{
    /// <summary>Most sessions of one group: four years of weeks.</summary>
    public const int MostSessions = 200;

    /// <summary>Days of the sessions, in order.</summary>
    public IEnumerable<LocalDate> Days => All.Where(day => MeetsOnHolidays || !EstonianHolidays.Contains(day));

    /// <summary>Days that would be met on but are public holidays.</summary>
    public IEnumerable<LocalDate> Holidays => All.Where(EstonianHolidays.Contains);

    private IEnumerable<LocalDate> All
    {
        get
        {
            for (var day = From.With(DateAdjusters.NextOrSame(Day)); day <= Until; day = day.PlusWeeks(1))
                yield return day;
        }
    }

    /// <summary>Whether it can be opened at <paramref name="now"/>, local.</summary>
    public SeriesProblem Check(LocalDateTime now) =>
        From.With(DateAdjusters.NextOrSame(Day)).At(At) <= now ? SeriesProblem.Past
        : Period.DaysBetween(From, Until) / 7 > MostSessions + EstonianHolidaysAtMost ? SeriesProblem.TooLong
        : Days.Take(MostSessions + 1).Count() switch { 0 => SeriesProblem.Empty, > MostSessions => SeriesProblem.TooLong, _ => SeriesProblem.None };

    /// <summary>Guard against counting centuries of weeks; more holidays than can fall into the longest series.</summary>
    private const int EstonianHolidaysAtMost = 60;
}
