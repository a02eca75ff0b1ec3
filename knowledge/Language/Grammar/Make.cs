using Assistant.Knowledge.Language.Values;
using NodaTime;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>What rules make of their parts.</summary>
internal static class Make
{
    /// <summary>Roles and cases that a larger expression takes over from its deciding part.</summary>
    public const Form Roles = Form.El | Form.Ter | Form.Tra | Form.Ad | Form.Gen | Form.Nom | Form.Part | Form.Kom | Form.Dat | Form.Loc | Form.FromRole | Form.UntilRole | Form.Ine;

    private const int MinutesPerHour = 60;

    public static Item Date(DateValue value, Form form = Form.None) => new(Sym.Date) { Value = value, Form = form & Roles };

    public static Item? DateOrNull(LocalDate? date, Form form = Form.None) => date is { } d ? Date(Dates.Exactly(d), form) : null;

    public static Item? Period(DateValue? value, Form form = Form.None) => value is null ? null : new(value.Grain == Grain.Day ? Sym.Date : Sym.Period) { Value = value, Form = form & Roles };

    public static Item Number(double n, Form form = Form.None) => new(Sym.Num) { N = n, Form = form | Form.Decimal };

    public static Item Amount(Amount value, Form form = Form.None) => new(Sym.Amount) { Value = value, Form = form };

    public static Item Clock(ClockValue value, Form form = Form.None) => new(Sym.Clock) { Value = value, Form = form & (Roles | Form.Weak | Form.AtRole) };

    public static bool IsWhole(Item? item, double min, double max) => item is not null && item.N >= min && item.N <= max && double.IsInteger(item.N) && !item.Has(Form.Decimal);

    /// <summary>An hour 0-24 said or written as a plain number.</summary>
    public static ClockValue? Hour(Item number, int minute = 0, bool bare = false, bool hasMinutes = false)
    {
        if (!IsWhole(number, 0, 24) || (number.N == 24 && minute > 0)) return null;
        var hour = (int)number.N;
        if (hour == 24) return new ClockValue(0, 0) { EndOfDay = true, Bare = bare };
        return new ClockValue(hour, minute, -1, hour is >= 1 and <= 12 && !number.Has(Form.Padded)) { Bare = bare, HasMinutes = hasMinutes };
    }

    /// <summary>The time some minutes before (negative) or after an hour: "viis minutit kolm läbi", "quarter to four".</summary>
    public static ClockValue? Shifted(ClockValue hour, int minutes)
    {
        if (Math.Abs(minutes) >= MinutesPerHour) return null;
        var total = (hour.Hour * MinutesPerHour) + hour.Minute + minutes;
        if (total < 0) total += hour.Twelve ? 12 * MinutesPerHour : 24 * MinutesPerHour;
        var h = total / MinutesPerHour;
        if (hour.Twelve && h == 0) h = 12;
        return new ClockValue(h % 24, total % MinutesPerHour, -1, hour.Twelve && h <= 12) { HasMinutes = true, Part = hour.Part, EndOfDay = hour.EndOfDay && minutes >= 0 };
    }

    public static ClockValue? Shifted(Item hour, int minutes) => Hour(hour) is { } clock ? Shifted(clock, minutes) : null;

    /// <summary>Whole minutes of an amount below an hour.</summary>
    public static int? Minutes(Amount amount) => amount.Hours is < 1 && amount.Days == 0 && amount.Months == 0 && amount.Years == 0 && amount.Weeks == 0 && amount.TotalSeconds is > 0 and < 3600 && amount.TotalSeconds % 60 == 0
        ? (int)(amount.TotalSeconds / 60) : null;

    /// <summary>A moment this long from now: a date when nothing below a day was said.</summary>
    public static Item? FromNow(Parse parse, Amount amount, int sign, Form form = Form.None) => Distance(parse, amount, sign, form);

    private static Item? Distance(Parse parse, Amount amount, int sign, Form form)
    {
        if (amount.From(parse.Reference, sign) is not { } moment || amount.TotalSeconds <= 0) return null;
        if (parse.Zoned is { } now && amount is { Years: 0, Months: 0, Weeks: 0, Days: 0, HasClockPart: true, TotalSeconds: < 1e9 }) moment = now.PlusTicks(sign * (long)(amount.TotalSeconds * NodaConstants.TicksPerSecond)).LocalDateTime;
        if (amount.IsCalendar) return Date(Dates.Exactly(moment.Date), form);
        return new Item(Sym.Moment) { Value = new MomentValue { Exact = moment }, Form = form & Roles };
    }

    /// <summary>A date this long before or after another.</summary>
    public static Item? FromDate(Amount amount, DateValue date, int sign)
    {
        if (date.Missing) return null;
        List<Days> readings = [];
        foreach (var reading in date.Readings)
        {
            if (amount.From(reading.Start.AtMidnight(), sign) is { } moment) readings.Add(Days.Single(moment.Date));
        }
        if (readings.Count == 0) return null;
        return Date(new DateValue([.. readings], Math.Min(date.Past, readings.Count - 1), Math.Min(date.Future, readings.Count - 1), Grain.Day, Dates.Iso(readings[Math.Clamp(date.Future, 0, readings.Count - 1)].Start)) { Relative = true });
    }

    public static Item? Moment(DateValue date, ClockValue clock, Form form = Form.None) => new(Sym.Moment)
    {
        Value = new MomentValue { Date = date, Clock = clock },
        Form = form & Roles,
    };

    public static Item Stretch(DateValue date, PartValue part, Form form = Form.None) => new(Sym.Stretch1)
    {
        Value = new StretchValue { Date = date, Part = part },
        Form = form & (Roles | Form.Weak),
    };

    public static Item Stretch(LocalDateTime start, LocalDateTime end) => new(Sym.Stretch1)
    {
        Value = new StretchValue { Start = start, End = end },
    };

    public static Item? Range(ClockValue start, ClockValue end, bool weak = false)
    {
        if (end.Part is { } part && start.Twelve && start.Part is null && end.Hour >= 12 != (start.With(part).Hour > end.Hour)) start = start.With(part) is { } with && with.Time < end.Time ? with : start;
        if (start.Part is { } before && end.Twelve && end.Part is null && end.With(before) is { } placed && placed.Time > start.Time && before != PartOfDay.Morning) end = placed;
        return new(Sym.Range) { Value = new ClockRange(start, end), Form = weak ? Form.Weak : Form.None };
    }

    public static string Exact(LocalDateTime moment) => Written.Moment(moment);

    /// <summary>From one date until another, both included.</summary>
    public static Item? DateRange(Parse parse, DateValue from, DateValue until)
    {
        if (from.Missing || until.Missing) return Lacking(from.Missing ? from : until);
        var (left, right) = (from, until);
        // "13.-15. juuli", "10 August - 12 September 2013": what the end says completes the start, and the other way round.
        if (left.M == 0 && left.D > 0 && right.M > 0 && !left.Relative) left = Dates.Said(parse, right.Y, right.M, left.D, 0);
        if (left.Y == 0 && right.Y > 0 && left.M > 0 && !left.Relative) left = Dates.Said(parse, Later(left, right) ? right.Y - 1 : right.Y, left.M, left.D, 0);
        if (left.Missing) return Lacking(left);
        List<Days> readings = [];
        foreach (var start in Ordered(left))
        {
            var end = right.Y == 0 && !right.Relative ? Dates.Said(start.Start, left.Y > 0 && right.M > 0 ? (Later(left, right) ? left.Y + 1 : left.Y) : 0, right.M, right.D, right.D > 0 && right.M == 0 ? 0 : right.Wd) : right;
            Days? last = null;
            foreach (var candidate in end.Readings)
            {
                if (candidate.End > start.Start && (last is null || candidate.Start < last.Value.Start)) last = candidate;
            }
            if (last is { } l && (l.Start >= start.Start)) readings.Add(new Days(start.Start, l.End));
        }
        if (readings.Count == 0) return null;
        return new Item(Sym.Period) { Value = new DateValue([.. readings], readings.FindIndex(r => r.Start <= parse.Today), readings.FindIndex(r => r.End > parse.Today) is var f && f < 0 ? 0 : f, Grain.Other) { Relative = true } };
    }

    private static Item Lacking(DateValue missing) => new(Sym.Date) { Value = missing };

    private static bool Later(DateValue a, DateValue b) => a.M > b.M || (a.M == b.M && a.D > b.D);

    /// <summary>The future reading first, then the past, then the rest.</summary>
    public static IEnumerable<Days> Ordered(DateValue date)
    {
        if (date.Future >= 0) yield return date.Readings[date.Future];
        if (date.Past >= 0 && date.Past != date.Future) yield return date.Readings[date.Past];
        for (var i = 0; i < date.Readings.Length; i++)
        {
            if (i != date.Past && i != date.Future) yield return date.Readings[i];
        }
    }

    /// <summary>A first, middle or last part of a week, month or year.</summary>
    public static Item? PartOf(DateValue period, Sym part, Form form)
    {
        var cut = period.Readings.Select(days => Cut(period.Grain, days, part)).ToArray();
        return new Item(Sym.Period) { Value = new DateValue(cut, period.Past, period.Future, Grain.Other) { Relative = true }, Form = form & Roles };
    }

    private static Days Cut(Grain grain, Days days, Sym part)
    {
        var length = NodaTime.Period.DaysBetween(days.Start, days.End);
        return (grain, part) switch
        {
            (Grain.Week, Sym.Beginning) => new(days.Start, days.Start.PlusDays(3)),
            (Grain.Week, Sym.Middle) => new(days.Start.PlusDays(2), days.Start.PlusDays(4)),
            (Grain.Week, _) => new(days.End.PlusDays(-3), days.End),
            (Grain.Month, Sym.Beginning) => new(days.Start, days.Start.PlusDays(10)),
            (Grain.Month, Sym.Middle) => new(days.Start.PlusDays(10), days.Start.PlusDays(20)),
            (Grain.Month, _) => new(days.Start.PlusDays(20), days.End),
            (Grain.Year, Sym.Beginning) => new(days.Start, days.Start.PlusMonths(3)),
            (Grain.Year, Sym.Middle) => new(days.Start.PlusMonths(4), days.Start.PlusMonths(8)),
            (Grain.Year, _) => new(days.Start.PlusMonths(9), days.End),
            (_, Sym.Beginning) => new(days.Start, days.Start.PlusDays(Math.Max(1, length / 3))),
            (_, Sym.Middle) => new(days.Start.PlusDays(length / 3), days.End.PlusDays(-(length / 3))),
            _ => new(days.End.PlusDays(-Math.Max(1, length / 3)), days.End),
        };
    }

    /// <summary>The next or last so many units: by calendar, and counted from today.</summary>
    public static Item? Counted(Parse parse, int sign, Amount amount, TimeUnit unit, int n)
    {
        if (n is < 1 or > 5000) return null;
        if (unit is TimeUnit.Second or TimeUnit.Minute or TimeUnit.Hour)
        {
            var now = parse.Reference;
            if (amount.From(now, sign) is not { } other) return null;
            return sign < 0 ? Stretch(other, now) : Next(now, other, unit, amount);
        }
        if (amount.From(parse.Reference, sign) is not { } far || Dates.Unit(parse.Today, unit == TimeUnit.Fortnight ? TimeUnit.Week : unit, 0) is not { } now0) return null;
        var rolling = sign > 0 ? new Days(parse.Today, far.Date) : new Days(far.Date, parse.Today);
        var start = sign > 0 ? now0.First.End : now0.First.Start;
        if (amount.From(start.AtMidnight(), sign) is not { } end) return null;
        var aligned = sign > 0 ? new Days(start, end.Date) : new Days(end.Date, start);
        var likely = n == 1 && sign < 0 ? rolling : aligned;
        var second = likely == rolling ? aligned : rolling;
        return new Item(Sym.Period) { Value = new DateValue([likely, second], 0, 0, Grain.Other) { Relative = true } };
    }

    private static Item Next(LocalDateTime now, LocalDateTime end, TimeUnit unit, Amount amount) =>
        new(Sym.Stretch1) { Value = new StretchValue { Start = now, End = end, Timex = $"({Exact(now)},{Exact(end)},{amount.Iso})" }, A = (int)unit };

    public static Item Set(params string[] timexes) => new(Sym.Set) { Value = new SetValue(timexes) };

    /// <summary>A recurrence with more said about it: as often as before.</summary>
    public static Item Set(Item set, params string[] timexes) => new(Sym.Set) { Value = new SetValue(timexes) { Weeks = ((SetValue)set.Value!).Weeks } };

    /// <summary>In every other week.</summary>
    public static Item EveryOtherWeek(params string[] timexes) => EveryWeeks(2, timexes);

    /// <summary>In every so many weeks.</summary>
    public static Item EveryWeeks(int weeks, params string[] timexes) => new(Sym.Set) { Value = new SetValue(timexes) { Weeks = weeks } };

    public static string Every(double n, TimeUnit unit) => Values.Amount.Of(n, unit).Iso;
}
