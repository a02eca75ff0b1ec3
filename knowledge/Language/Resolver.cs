using Assistant.Knowledge.Language.Grammar;
using Assistant.Knowledge.Language.Values;
using NodaTime;

namespace Assistant.Knowledge.Language;

/// <summary>The one place where meanings become readings, ordered by policy.</summary>
internal sealed class Resolver(LocalDateTime reference, TimePolicy policy, Lang lang)
{
    private static readonly LocalTime endOfDay = new(23, 59, 59);

    public (EntityType Type, string Timex, List<Resolution> Readings) Resolve(Item item) => item.Sym switch
    {
        Sym.Date or Sym.Period => Dates(item.As<DateValue>()),
        Sym.Clock => (EntityType.Time, item.As<ClockValue>().Timex, Clock(item.As<ClockValue>())),
        Sym.Range => (EntityType.TimeRange, Timex((ClockRange)item.Value!), Range((ClockRange)item.Value!)),
        Sym.Moment => (EntityType.DateTime, item.As<MomentValue>().Timex, Moment(item.As<MomentValue>())),
        Sym.Stretch1 => Stretch(item),
        Sym.Amount => (EntityType.Duration, item.As<Amount>().Iso, Length(item)),
        Sym.Set => (EntityType.Set, ((SetValue)item.Value!).Timexes[0], [.. ((SetValue)item.Value!).Timexes.Select(timex => new Resolution(timex))]),
        Sym.Age => (EntityType.Age, "", Age((AgeValue)item.Value!)),
        Sym.Ord => (EntityType.Ordinal, "", [new Resolution("") { Number = item.N }]),
        _ => (EntityType.Number, "", [new Resolution("") { Number = item.N }]),
    };

    /// <summary>The readings of a date: by policy first, then the other, then the rest.</summary>
    private IEnumerable<Days> Ordered(DateValue date)
    {
        var (first, second) = policy == TimePolicy.Past ? (date.Past, date.Future) : (date.Future, date.Past);
        if (first >= 0) yield return date.Readings[first];
        if (second >= 0 && second != first) yield return date.Readings[second];
        for (var i = 0; i < date.Readings.Length; i++)
        {
            if (i != first && i != second) yield return date.Readings[i];
        }
    }

    private (EntityType, string, List<Resolution>) Dates(DateValue value)
    {
        if (value.Missing) return (EntityType.Date, value.Timex, []);
        List<Resolution> readings = new(value.Readings.Length);
        if (value.Grain == Grain.Day)
        {
            foreach (var days in Ordered(value)) readings.Add(new Resolution(Grammar.Dates.Iso(days.Start)) { Date = days.Start });
            return (EntityType.Date, value.Timex, readings);
        }
        foreach (var days in Ordered(value)) readings.Add(new Resolution(value.Timex) { StartDate = days.Start, EndDate = days.End });
        // English "to", "until", "between" leave open whether the last day belongs.
        if (lang == Lang.En && value.Grain == Grain.Other)
        {
            foreach (var days in Ordered(value))
            {
                if (days.End.PlusDays(-1) > days.Start) readings.Add(new Resolution(value.Timex) { StartDate = days.Start, EndDate = days.End.PlusDays(-1) });
            }
        }
        return (EntityType.DateRange, value.Timex, readings);
    }

    private List<Resolution> Clock(ClockValue clock)
    {
        ReadOnlySpan<LocalTime> times = clock.Alternative is { } other ? [clock.Preferred, other] : [clock.Preferred];
        List<Resolution> readings = new(times.Length * 3);
        foreach (var time in times) readings.Add(new(ClockValue.TimexOf(time, seconds: true)) { Time = time, Moment = Nearest(time) });
        for (var i = 0; i < times.Length; i++)
        {
            var nearest = readings[i];
            for (var day = 0; day < 3; day++)
            {
                // Today, tomorrow, yesterday.
                if (day == 2 && policy == TimePolicy.Future && !clock.Twelve) continue;
                var moment = reference.Date.PlusDays(day == 2 ? -1 : day) + times[i];
                if (moment != nearest.Moment) readings.Add(nearest with { Moment = moment });
            }
        }
        return readings;
    }

    /// <summary>The day of a bare time: today when the policy allows, else the day before or after.</summary>
    private LocalDateTime Nearest(LocalTime time)
    {
        var today = reference.Date + time;
        return policy == TimePolicy.Past ? (today <= reference ? today : today.PlusDays(-1)) : (today >= reference ? today : today.PlusDays(1));
    }

    private List<Resolution> Moment(MomentValue value)
    {
        if (value.Exact is { } exact) return [Of(exact)];
        var clock = value.Clock!;
        List<Resolution> readings = [];
        ReadOnlySpan<LocalTime> times = clock.Alternative is { } other ? [clock.Preferred, other] : [clock.Preferred];
        foreach (var days in Ordered(value.Date!))
        {
            foreach (var time in times)
            {
                readings.Add(Of(days.Start + time));
                // Midnight is the end of the day or its beginning.
                if (clock.EndOfDay) readings.Add(Of(days.Start.PlusDays(1) + time));
                // "at 1 at night" after an evening is the next day's.
                if (clock.Part is PartOfDay.Night && time.Hour < 6) readings.Add(Of(days.Start.PlusDays(1) + time));
            }
        }
        return readings;
    }

    private static Resolution Of(LocalDateTime moment) => new(Make.Exact(moment)) { Moment = moment, Date = moment.Date, Time = moment.TimeOfDay };

    private List<Resolution> Range(ClockRange range)
    {
        List<Resolution> readings = [];
        foreach (var (start, end) in range.Readings())
        {
            var from = Nearest(start);
            readings.Add(On(from.Date, start, end) with { StartTime = start, EndTime = end });
            if (from.Date != reference.Date) readings.Add(On(reference.Date, start, end) with { StartTime = start, EndTime = end });
        }
        return readings;
    }

    private static string Timex(ClockRange range) => $"({range.Start.Timex},{range.End.Timex})";

    private static Resolution On(LocalDate date, LocalTime start, LocalTime end)
    {
        var (from, until) = (date + start, date + end);
        if (until <= from) until = until.PlusDays(1);
        return new Resolution(Written.Range(from, until)) { Start = from, End = until };
    }

    private (EntityType, string, List<Resolution>) Stretch(Item item)
    {
        var value = item.As<StretchValue>();
        List<Resolution> readings = [];
        if (value.Start is { } start && value.End is { } end)
        {
            readings.Add(new Resolution(value.Timex) { Start = start, End = end });
            // Said in whole minutes or hours it may begin with the next one.
            if (start == reference && item.A is var unit && unit > 0 && item.Rule.Contains("counted", StringComparison.Ordinal))
            {
                var next = (TimeUnit)unit == TimeUnit.Hour ? start.Date + new LocalTime(start.Hour, 0) : start.Date + new LocalTime(start.Hour, start.Minute);
                var add = (TimeUnit)unit == TimeUnit.Hour ? Period.FromHours(1) : Period.FromMinutes(1);
                readings.Add(new Resolution(value.Timex) { Start = next + add, End = next + add + Period.Between(start, end) });
            }
            return (EntityType.DateTimeRange, value.Timex, readings);
        }
        foreach (var days in Ordered(value.Date!))
        {
            if (value.Part is { } part)
            {
                var until = part.End == LocalTime.Midnight ? days.Start + endOfDay : days.Start + part.End;
                readings.Add(new Resolution(Grammar.Dates.Iso(days.Start) + part.Timex) { Date = days.Start, Start = days.Start + part.Start, End = until, Part = part.Timex[1..], StartTime = part.Start, EndTime = part.End == LocalTime.Midnight ? endOfDay : part.End });
            }
            else if (value.Clocks is { } range)
            {
                foreach (var (from, to) in range.Readings()) readings.Add(On(days.Start, from, to));
            }
        }
        return (item.Has(Form.Weak) ? EntityType.TimeRange : EntityType.DateTimeRange, value.Timex, readings);
    }

    private List<Resolution> Length(Item item)
    {
        var amount = item.As<Amount>();
        var resolution = new Resolution(amount.Iso) { Seconds = amount.TotalSeconds, Length = amount.ToPeriod() };
        // "wait for five minutes" ends five minutes from now.
        if (item.Rule.EndsWith("amount.for", StringComparison.Ordinal) && amount.From(reference, 1) is { } end) resolution = resolution with { Moment = end };
        return [resolution];
    }

    private static List<Resolution> Age(AgeValue age) => age.UnitOpen
        ? [new Resolution("") { Number = age.Number, Unit = "Age" }, new Resolution("") { Number = age.Number, Unit = "Year" }]
        : [new Resolution("") { Number = age.Number, Unit = age.Unit.ToString() }];
}
