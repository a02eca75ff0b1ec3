using System.Collections.Frozen;
using NodaTime;

namespace Assistant.Records.Appointments;

/// <summary>When somebody is there to answer. Deadlines count only these hours, so nobody is promised an answer at night.</summary>
/// <param name="Zone">The zone of <paramref name="Opens"/> and <paramref name="Closes"/>.</param>
/// <param name="Opens">First moment of the day, included.</param>
/// <param name="Closes">Last moment of the day, at least four hours after <paramref name="Opens"/>; a deadline may fall on it.</param>
/// <param name="Days">Weekdays on which somebody is there.</param>
public sealed record OfficeHours(DateTimeZone Zone, LocalTime Opens, LocalTime Closes, FrozenSet<IsoDayOfWeek> Days)
{
    /// <summary>No week is without an office day for longer than this, days; a search that goes on is a mistake in <see cref="Days"/>.</summary>
    private const int LongestBreak = 60;

    /// <summary>Monday to Friday, 9 to 17 in Tallinn, public holidays off.</summary>
    public static OfficeHours Default { get; } = new(
        DateTimeZoneProviders.Tzdb["Europe/Tallinn"], new(9, 0), new(17, 0),
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday]);

    /// <returns>Opening and closing of that day; <see langword="null"/>: closed all day.</returns>
    public Interval? On(LocalDate date)
    {
        if (!Days.Contains(date.DayOfWeek) || EstonianHolidays.Contains(date)) return null;
        var closes = EstonianHolidays.IsShortened(date) ? Closes - EstonianHolidays.EveShortening : Closes;
        return new(Zone.AtLeniently(date + Opens).ToInstant(), Zone.AtLeniently(date + closes).ToInstant());
    }

    /// <summary>Whether somebody is there at this instant, opening and closing included.</summary>
    public bool Include(Instant instant) => On(instant.InZone(Zone).Date) is { } day && instant >= day.Start && instant <= day.End;

    /// <returns><paramref name="instant"/> itself when somebody is there then, else the next opening.</returns>
    /// <exception cref="InvalidOperationException">There are no office days.</exception>
    public Instant NextOpen(Instant instant)
    {
        if (Include(instant)) return instant;
        var date = instant.InZone(Zone).Date;
        for (var ahead = 0; ahead < LongestBreak; ahead++)
            if (On(date.PlusDays(ahead)) is { } day && day.Start > instant) return day.Start;
        throw new InvalidOperationException("there are no office days");
    }

    /// <returns><paramref name="instant"/> itself when somebody is there then, else the closing before it.</returns>
    /// <exception cref="InvalidOperationException">There are no office days.</exception>
    public Instant LatestUntil(Instant instant)
    {
        if (Include(instant)) return instant;
        var date = instant.InZone(Zone).Date;
        for (var back = 0; back < LongestBreak; back++)
            if (On(date.PlusDays(-back)) is { } day && day.End <= instant) return day.End;
        throw new InvalidOperationException("there are no office days");
    }

    /// <summary>The instant by which <paramref name="officeTime"/> of office hours has passed since <paramref name="from"/>. Always within office hours.</summary>
    /// <param name="officeTime">More than nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    /// <exception cref="InvalidOperationException">There are no office days.</exception>
    public Instant Deadline(Instant from, Duration officeTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(officeTime, Duration.Zero);
        var left = officeTime;
        var date = from.InZone(Zone).Date;
        for (var idle = 0; idle < LongestBreak; date = date.PlusDays(1))
        {
            if (On(date) is not { } day)
            {
                idle++;
                continue;
            }
            idle = 0;
            var start = Instant.Max(from, day.Start);
            if (start >= day.End) continue;
            var today = day.End - start;
            if (left <= today) return start + left;
            left -= today;
        }
        throw new InvalidOperationException("there are no office days");
    }
}
