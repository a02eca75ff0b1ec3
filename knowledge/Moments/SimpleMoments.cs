using System.Globalization;
using Assistant.Knowledge.Replies;
using NodaTime;

namespace Assistant.Knowledge.Moments;

/// <summary>
/// Reads the plain ways of naming a time: <c>2026-11-25T17:00</c>, <c>25.11 kell 17</c>, <c>ülehomme pärast viit</c>, <c>в среду в 10:30</c>, <c>tomorrow at 5 pm</c>.
/// Hours 1 to 6 without a part of day are in the afternoon, as nobody meets families at night. Words: <c>Replies/{lang}/moments.yaml</c>.
/// </summary>
public sealed class SimpleMoments : IMoments
{
    /// <summary>Hours from 1 to this one mean the afternoon when nothing else was said.</summary>
    private const int LastAfternoonHour = 6;

    private readonly WordLists words = WordLists.Load("moments");
    private readonly WordLists numbers = WordLists.Load("numbers");

    /// <inheritdoc/>
    public MomentReading Read(string text, Lang lang, LocalDateTime reference)
    {
        if (LocalDateTimeOf(text.Trim()) is { } exact)
            return Judge(new(exact.Date, exact.TimeOfDay), reference);

        var tokens = Tokens(text);
        LocalDate? date = null;
        LocalTime? from = null;
        var partOfDay = "";
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Contains('-', StringComparison.Ordinal) && Parts(token, '-') is [var year, var isoMonth, var isoDay] && year > 1000)
            {
                if (Date(year, isoMonth, isoDay) is not { } iso)
                    return NoSuchTime;
                date = iso;
            }
            else if (token.Contains(':', StringComparison.Ordinal) && Parts(token, ':') is [var hour, var minute])
            {
                if (Time(hour, minute) is not { } clock)
                    return NoSuchTime;
                from ??= clock;
            }
            else if (token.Contains('.', StringComparison.Ordinal) && Parts(token, '.') is { Length: 2 or 3 } dotted)
            {
                // "kell 17.00" is a time, "25.11" a day.
                if (dotted.Length == 2 && (i > 0 && MeaningOf(tokens[i - 1]) is "at" or "after" || date is not null && from is null))
                {
                    if (Time(dotted[0], dotted[1]) is not { } clock)
                        return NoSuchTime;
                    from ??= clock;
                    continue;
                }
                if (DayMonth(dotted[0], dotted[1], dotted is [_, _, var y] ? y < 100 ? 2000 + y : y : null, reference.Date) is not { } day)
                    return NoSuchTime;
                date = day;
            }
            else if (MeaningOf(token) is { } meaning)
            {
                if (meaning is "pm" or "am")
                    partOfDay = meaning;
                else if (meaning.StartsWith("day+", StringComparison.Ordinal))
                    date ??= reference.Date.PlusDays(int.Parse(meaning[4..], CultureInfo.InvariantCulture));
                else if (meaning.StartsWith("weekday-", StringComparison.Ordinal))
                    date ??= reference.Date.Next((IsoDayOfWeek)(meaning[8] - '0'));
            }
            else if (MonthOf(token) is { } month && i > 0 && NumberOf(tokens[i - 1].TrimEnd('.')) is { } dayOfMonth)
            {
                if (DayMonth(dayOfMonth, month, null, reference.Date) is not { } day)
                    return NoSuchTime;
                date = day;
            }
            else if (NumberOf(token) is { } number && from is null && (i > 0 && MeaningOf(tokens[i - 1]) is "at" or "after" || i + 1 < tokens.Count && MeaningOf(tokens[i + 1]) is "pm" or "am" or "hour"))
            {
                if (Time(number, 0) is not { } clock)
                    return NoSuchTime;
                from = clock;
            }
        }

        if (from is { } said && (partOfDay == "pm" && said.Hour < 12 || partOfDay == "" && said.Hour is >= 1 and <= LastAfternoonHour))
            from = said.PlusHours(12);
        if (date is null && from is { } onlyTime)
            date = onlyTime > reference.TimeOfDay ? reference.Date : reference.Date.PlusDays(1);
        return date is { } found ? Judge(new(found, from), reference) : MomentReading.NotSaid;
    }

    private static MomentReading NoSuchTime { get; } = new(null, [], MomentProblem.NoSuchTime);

    private static MomentReading Judge(Moment moment, LocalDateTime reference) =>
        moment.Date < reference.Date || moment.Date == reference.Date && moment.From <= reference.TimeOfDay
            ? new(null, [], MomentProblem.Past)
            : new(moment, [], MomentProblem.None);

    private static LocalDateTime? LocalDateTimeOf(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(text.Length == 19 && text[10] == 'T' ? text[..16] : text) is { Success: true } parsed ? parsed.Value : null;

    private string? MeaningOf(string token) => words.MeaningOf(token);

    private int? MonthOf(string token) =>
        words.MeaningOf(token) is null && months.FirstOrDefault(month => token.StartsWith(month.Stem, StringComparison.Ordinal)) is { Number: > 0 } found ? found.Number : null;

    // Long enough to tell the months apart in all three languages and all cases.
    private static readonly (string Stem, int Number)[] months =
    [
        .. "jaanuar veebr marts aprill mai juuni juuli august septem oktoo novem detsem".Split(' ').Select((stem, i) => (stem, i + 1)),
        .. "январ феврал март апрел мая июн июл август сентябр октябр ноябр декабр".Split(' ').Select((stem, i) => (stem, i + 1)),
        .. "januar februar march april may june july august septem octob novem decem".Split(' ').Select((stem, i) => (stem, i + 1)),
    ];

    private int? NumberOf(string token) =>
        int.TryParse(token.TrimEnd(glued), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
        : numbers.MeaningOf(token) is { } meaning ? int.Parse(meaning, CultureInfo.InvariantCulture) : null;

    private static readonly char[] glued = [.. "abcdefghijklmnopqrstuvwxyz"];

    private static int[] Parts(string token, char separator)
    {
        var parts = token.Trim('.').Split(separator).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        return parts.Contains(-1) ? [] : parts;
    }

    private static LocalDate? Date(int year, int month, int day) =>
        year is > 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new(year, month, day) : null;

    private static LocalDate? DayMonth(int day, int month, int? year, LocalDate today) => year is { } said
        ? Date(said, month, day)
        : Date(today.Year, month, day) is { } thisYear && thisYear >= today ? thisYear : Date(today.Year + 1, month, day);

    private static LocalTime? Time(int hour, int minute) => hour is >= 0 and <= 24 && minute is >= 0 and <= 59 ? new(hour % 24, minute) : null;

    /// <summary>Words, keeping the marks inside dates and times.</summary>
    private static List<string> Tokens(string text) =>
        [.. text.ToLowerInvariant().Split([' ', ',', ';', '!', '?', '(', ')', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(token => token.Length > 1 ? token.TrimEnd('.') : token)];
}
