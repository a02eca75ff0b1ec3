using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Replies;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Groups;

/// <summary>When a group is to meet, as it was said: "igal kolmapäeval kell 18 kuni maini, v.a. pühad".</summary>
/// <param name="Ends">When a session ends, where that was said.</param>
/// <param name="From">First day; the day after today when none was said.</param>
/// <param name="Until">Last day, included; <see langword="null"/>: not said.</param>
public sealed record SeriesWish(IsoDayOfWeek Day, LocalTime At, LocalTime? Ends, LocalDate From, LocalDate? Until)
{
    /// <summary>Longest text read, in UTF-16 units.</summary>
    private const int LongestText = 300;

    /// <summary>How TIMEX writes "every week on".</summary>
    private const string Weekly = "XXXX-WXX-", EveryOther = "P2W";

    /// <summary>Public holidays were said to be left out.</summary>
    public bool SkipsHolidays { get; init; }

    /// <summary>Stands in stored form for <see cref="SkipsHolidays"/>.</summary>
    private const string Skips = "skips";

    /// <summary>Words about holidays, and between lengths of time.</summary>
    internal static WordLists Meanings { get; } = WordLists.Load("series");

    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The first session.</summary>
    public LocalDateTime First => From.With(DateAdjusters.NextOrSame(Day)).At(At);

    /// <summary>Reads it; a text that names no weekly day and hour is refused with the reason.</summary>
    public static Reading<SeriesWish> Read(string text, LocalDateTime now)
    {
        if (text.Length > LongestText)
            return Reading.Refused<SeriesWish>("engine.too-long");
        var found = Recognition.Shared.Recognize(text, lang: null, now, TimePolicy.Future);
        if (found.Any(entity => entity.Problem == TimeProblem.NoSuchDate))
            return Reading.Refused<SeriesWish>("engine.no-such-time");
        if (found.Any(entity => entity.Type == EntityType.Set && (entity.Weeks > 1 || entity.Timex.StartsWith(EveryOther, StringComparison.Ordinal))))
            return Reading.Refused<SeriesWish>("group-open.when.every-week");
        if (Rule(found, now) is not { } rule)
            return default;
        if (rule.At is not { } at)
            return WithHour(text) is { } clearer ? Read(clearer, now) : Reading.Refused<SeriesWish>("group-open.when.no-hour");
        LocalDate? from = null, until = null;
        foreach (var entity in found.Where(entity => entity.Type is EntityType.Date or EntityType.DateRange && entity.Best is not null))
        {
            var best = entity.Best!;
            var day = best.Date ?? best.StartDate;
            if (entity.Role is TimeRole.Until or TimeRole.By)
                until = best.Date ?? best.EndDate?.PlusDays(-1);
            else if (entity.Role == TimeRole.From)
                from = day;
            else if (entity.Type == EntityType.DateRange && best is { StartDate: { } begins, EndDate: { } ends })
                (from, until) = (begins, ends.PlusDays(-1));
            else if (day is not null)
                from ??= day;
        }
        if (from < now.Date || until < now.Date)
            return Reading.Refused<SeriesWish>("group-open.when.past");
        var wish = new SeriesWish(rule.Day, at, rule.Ends, from ?? now.Date.PlusDays(at > now.TimeOfDay ? 0 : 1), until) { SkipsHolidays = Holidays(text) };
        return wish.Until < wish.First.Date ? Reading.Refused<SeriesWish>("group-open.when.backwards") : wish;
    }

    /// <summary>
    /// "В 18 до 31 мая": the hour stands before a date that takes it along, as from the 18th to the 31st. Written as an hour it is none of its days.
    /// </summary>
    /// <returns><see langword="null"/>: there is no such number.</returns>
    private static string? WithHour(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var n = 0; n + 1 < words.Length; n++)
            if (Meanings.MeaningOf(words[n].ToLowerInvariant()) == "at" && words[n + 1].Length <= 2 && int.TryParse(words[n + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24)
                return string.Join(' ', [.. words[..(n + 1)], $"{hour:00}:00", .. words[(n + 2)..]]);
        return null;
    }

    private static bool Holidays(string text)
    {
        string?[] meanings = [.. Words.Of(text).Select(Meanings.MeaningOf)];
        return meanings.Contains("holiday") && !meanings.Contains("also");
    }

    private static (IsoDayOfWeek Day, LocalTime? At, LocalTime? Ends)? Rule(IReadOnlyList<Entity> found, LocalDateTime now)
    {
        if (found.FirstOrDefault(entity => entity.Type == EntityType.Set && entity.Timex.StartsWith(Weekly, StringComparison.Ordinal)) is { } set)
        {
            var parts = set.Timex.Split('/');
            var (day, at) = Split(parts[0][Weekly.Length..]);
            var ends = parts.Length > 1 && parts[1].StartsWith(Weekly, StringComparison.Ordinal) ? Split(parts[1][Weekly.Length..]).At : null;
            at ??= found.Select(entity => entity.Best?.Time ?? entity.Best?.StartTime).FirstOrDefault(time => time is not null);
            return day is { } known ? (known, at, ends ?? found.Select(entity => entity.Best?.EndTime).FirstOrDefault(time => time is not null)) : null;
        }
        // "On Wednesday at six" in answer to "on which day of the week?" means each Wednesday.
        return found.FirstOrDefault(entity => entity is { Type: EntityType.DateTime, Best.Moment: not null, Role: TimeRole.None }) is { Best.Moment: { } moment } && moment > now
            ? (moment.DayOfWeek, moment.TimeOfDay, null) : null;
    }

    private static (IsoDayOfWeek? Day, LocalTime? At) Split(string said)
    {
        var (day, hour) = said.IndexOf('T', StringComparison.Ordinal) is >= 0 and var at ? (said[..at], said[(at + 1)..]) : (said, null);
        if (!int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 7)
            return (null, null);
        return ((IsoDayOfWeek)number, hour is null ? null : clock.Parse(hour.Contains(':', StringComparison.Ordinal) ? hour[..5] : hour + ":00") is { Success: true } parsed ? parsed.Value : null);
    }

    /// <summary>In stored form.</summary>
    internal string Write() => string.Join(' ', (int)Day, clock.Format(At), Ends is { } ends ? clock.Format(ends) : "-", LocalDatePattern.Iso.Format(From), Until is { } until ? LocalDatePattern.Iso.Format(until) : "-", SkipsHolidays ? Skips : "-");

    internal static SeriesWish? Parse(string stored) =>
        stored.Split(' ') is [[>= '1' and <= '7' and var day], var at, var ends, var from, var until, .. var more] && more is [] or ["-" or Skips]
        && clock.Parse(at) is { Success: true } begins && LocalDatePattern.Iso.Parse(from) is { Success: true } first
            ? new((IsoDayOfWeek)(day - '0'), begins.Value, clock.Parse(ends) is { Success: true } end ? end.Value : null, first.Value, LocalDatePattern.Iso.Parse(until) is { Success: true } last ? last.Value : null) { SkipsHolidays = more is [Skips] }
            : null;
}
