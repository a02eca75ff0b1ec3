using System.Globalization;
using NodaTime;

namespace Assistant.Knowledge.Language.Values;

/// <summary>Days and times as TIMEX writes them, without the cost of format strings: every reading has one.</summary>
internal static class Written
{
    private const int LengthOfDate = 10, LengthOfMinutes = 16, LengthOfSeconds = 19, MostYear = 9999;

    /// <summary>2026-11-18.</summary>
    public static string Date(LocalDate date) => string.Create(LengthOfDate, date, static (to, day) => Put(to, day.Year, day.Month, day.Day));

    /// <summary>2026-11-18T16:20, with seconds when there are any.</summary>
    public static string Moment(LocalDateTime moment)
    {
        if (moment.Year is < 0 or > MostYear) return moment.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return string.Create(moment.Second == 0 ? LengthOfMinutes : LengthOfSeconds, moment, static (to, at) => Put(to, at));
    }

    /// <summary>(2026-11-18T16:20,2026-11-18T17:00).</summary>
    public static string Range(LocalDateTime from, LocalDateTime until)
    {
        if (from.Year is < 0 or > MostYear || until.Year is < 0 or > MostYear) return $"({Moment(from)},{Moment(until)})";
        var length = (from.Second == 0 ? LengthOfMinutes : LengthOfSeconds) + (until.Second == 0 ? LengthOfMinutes : LengthOfSeconds) + "(,)".Length;
        return string.Create(length, (from, until), static (to, range) =>
        {
            var middle = range.from.Second == 0 ? LengthOfMinutes : LengthOfSeconds;
            (to[0], to[middle + 1], to[^1]) = ('(', ',', ')');
            Put(to[1..], range.from);
            Put(to[(middle + 2)..], range.until);
        });
    }

    /// <summary>T16:20, T16, T16:20:05.</summary>
    /// <param name="seconds">Whether seconds are written, when there are any.</param>
    public static string Time(LocalTime time, bool seconds)
    {
        Span<char> to = stackalloc char["T00:00:00".Length];
        var length = "T00".Length;
        to[0] = 'T';
        Two(to[1..], time.Hour);
        if (time.Minute > 0 || time.Second > 0)
        {
            to[length] = ':';
            Two(to[(length + 1)..], time.Minute);
            length += ":00".Length;
        }
        if (seconds && time.Second > 0)
        {
            to[length] = ':';
            Two(to[(length + 1)..], time.Second);
            length += ":00".Length;
        }
        return to[..length].ToString();
    }

    /// <summary>What was said of a day, the rest as X: XXXX-11-18, XXXX-WXX-3.</summary>
    /// <param name="year">0: not said; the others too.</param>
    public static string Said(int year, int month, int day, int weekday)
    {
        if (year == 0 && month == 0 && day == 0) return "XXXX-WXX-" + weekday.ToString(CultureInfo.InvariantCulture);
        return string.Create(LengthOfDate, (year, month, day), static (to, said) => Put(to, said.year, said.month, said.day));
    }

    private static void Put(Span<char> to, LocalDateTime moment)
    {
        Put(to, moment.Year, moment.Month, moment.Day);
        (to[LengthOfDate], to[LengthOfDate + 3]) = ('T', ':');
        Two(to[(LengthOfDate + 1)..], moment.Hour);
        Two(to[(LengthOfDate + 4)..], moment.Minute);
        if (moment.Second == 0) return;
        to[LengthOfMinutes] = ':';
        Two(to[(LengthOfMinutes + 1)..], moment.Second);
    }

    private static void Put(Span<char> to, int year, int month, int day)
    {
        if (year > 0)
        {
            Two(to, year / 100);
            Two(to[2..], year % 100);
        }
        else to[..4].Fill('X');
        to[4] = '-';
        if (month > 0) Two(to[5..], month);
        else to.Slice(5, 2).Fill('X');
        to[7] = '-';
        Two(to[8..], day);
    }

    private static void Two(Span<char> to, int n) => (to[0], to[1]) = ((char)('0' + (n / 10 % 10)), (char)('0' + (n % 10)));
}
