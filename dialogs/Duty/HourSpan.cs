using Assistant.Dialogs.Engine;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Duty;

/// <summary>From one time of day to another, as people write it: "9-17", "9.30–18", "kell 21.00 kuni 7.00", "üheksast viieni".</summary>
/// <param name="To">Not later than <paramref name="From"/>: over midnight. Both midnight: the whole day.</param>
public readonly record struct HourSpan(LocalTime From, LocalTime To)
{
    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private const int HoursInDay = 24, MinutesInHour = 60;

    /// <summary>For the store.</summary>
    public override string ToString() => From == To ? WholeDay : $"{clock.Format(From)}-{clock.Format(To)}";

    private const string WholeDay = "00:00-24:00";

    /// <summary>Asks for a span.</summary>
    internal static Question<HourSpan> Ask(string id) => new(id,
        static hearing => hearing.Said.Pressed is null && Read(hearing.Said, hearing.With, hearing.Facts) is { } span ? span : default(Reading<HourSpan>),
        static span => span.ToString(),
        static (stored, _, _) => Read(stored) is { } span ? span : default(Reading<HourSpan>));

    /// <summary>In figures or in words, alone or beside a day.</summary>
    internal static HourSpan? Read(Utterance said, Understanding with, Facts facts)
    {
        if (with.Labels.Is(Knowledge.Replies.Words.Of(said.Text), "duty.all-day"))
            return new(LocalTime.Midnight, LocalTime.Midnight);
        return Read(said.Text) ?? Spoken(said.Text) ?? Spoken($"from {said.Text}");

        // Of today too, whatever the hour is now.
        HourSpan? Spoken(string text) => with.Moments.Read(text, said.Lang, facts.Now.Date.AtMidnight()).Best is { From: { } from, Until: { } until } && from != until ? new(from, until) : null;
    }

    /// <returns><see langword="null"/>: not exactly two different times of day in figures.</returns>
    internal static HourSpan? Read(string text)
    {
        var (times, isToTheEnd) = (new List<LocalTime>(), false);
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at])) continue;
            var hour = Number(text, ref at);
            var minute = 0;
            // "9.30" is a time, "9. 30" and "9-17" are not.
            if (at + 2 < text.Length && text[at] is '.' or ':' && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]))
            {
                at++;
                minute = Number(text, ref at);
            }
            if (hour > HoursInDay || minute >= MinutesInHour || (hour == HoursInDay && minute > 0)) return null;
            isToTheEnd = hour == HoursInDay;
            times.Add(new(hour % HoursInDay, minute));
        }
        return times is [var from, var to] && (from != to || from == LocalTime.Midnight && isToTheEnd) ? new(from, to) : null;
    }

    /// <summary>Reads digits; stands on the first character behind them.</summary>
    private static int Number(string text, ref int at)
    {
        var number = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++) number = Math.Min((number * 10) + (text[at] - '0'), TooMany);
        return number;
    }

    /// <summary>More than any hour or minute.</summary>
    private const int TooMany = 1000;
}
