using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>Stretches from one time or date to another.</summary>
internal static class RangeRules
{
    private const string Start = ":El|FromRole", End = ":Ter|UntilRole";

    public static void Add(RuleTable table, Lang lang)
    {
        // from X / until X carry their role to the pairing
        table.Add("role.from", "From About? Date|Clock|Moment|Period|Stretch1", (_, x) => Role(x[2]!, Form.FromRole));
        table.Add("role.until", "Until About? Date|Clock|Moment|Period|Stretch1", (_, x) => Role(x[2]!, Form.UntilRole), 0.3f);
        table.Add("range.clocks", $"Clock{Start} Comma|And? Clock{End}", (p, x) => Counted(p, x[0]!, x[2]!) ? null : Clocks(x[0]!, x[2]!, sure: true), 1);
        table.Add("range.clocks-from", "Clock:FromRole Dash Clock", (_, x) => Clocks(x[0]!, x[2]!, sure: true), 1);
        table.Add("range.clocks-dash", "Clock Dash Clock", (p, x) => Clocks(x[0]!, x[2]!, sure: p.Lang != Lang.En && AreHours(x[0]!.As<ClockValue>(), x[2]!.As<ClockValue>())), 0.8f);
        table.Add("range.clocks-until", "Clock Clock:UntilRole|Ter", (_, x) => Clocks(x[0]!, x[1]!, sure: x[0]!.Has(Form.AtRole)), 0.6f);
        table.Add("range.at", "At|OClock|In Range", (_, x) => x[1]!.Value is ClockRange r ? Make.Range(r.Start, r.End) : null, 0.5f);
        table.Add("range.part", "Range DayPart", (_, x) => RangePart((ClockRange)x[0]!.Value!, x[1]!), 0.7f);
        table.Add("range.part-before", "DayPart OClock|At? Range", (_, x) => RangePart((ClockRange)x[2]!.Value!, x[0]!), 0.7f);
        table.Add("range.date", "Date Comma? At|On? Range", (_, x) => OnDate(x[0]!.As<DateValue>(), (ClockRange)x[3]!.Value!), 0.8f);
        table.Add("range.date-after", "Range Comma? On|Of? Date", (_, x) => OnDate(x[3]!.As<DateValue>(), (ClockRange)x[0]!.Value!), 0.8f);
        table.Add("range.stretch", "Stretch1 Comma? Range", (_, x) => !x[0]!.Has(Form.Weak) && x[0]!.As<StretchValue>() is { Date: { } d, Part: { } part } && RangePart((ClockRange)x[2]!.Value!, (int)part.Part) is { } placed ? OnDate(d, (ClockRange)placed.Value!) : null, 0.8f);
        table.Add("range.stretch-after", "Range Comma? Stretch1", (_, x) => !x[2]!.Has(Form.Weak) && x[2]!.As<StretchValue>() is { Date: { } d, Part: { } part } && RangePart((ClockRange)x[0]!.Value!, (int)part.Part) is { } placed ? OnDate(d, (ClockRange)placed.Value!) : null, 0.8f);
        table.Add("range.moment-clock", $"Moment Dash|Until Clock", (_, x) => x[0]!.As<MomentValue>() is { Date: { } d, Clock: { } c } && Make.Range(c, x[2]!.As<ClockValue>()) is { } r ? OnDate(d, (ClockRange)r.Value!) : null, 1);
        table.Add("range.moment-until", $"Moment Clock{End}", (_, x) => x[0]!.As<MomentValue>() is { Date: { } d, Clock: { } c } && Make.Range(c, x[1]!.As<ClockValue>()) is { } r ? OnDate(d, (ClockRange)r.Value!) : null, 1);
        table.Add("range.dates", $"Date{Start} Comma|And? Date{End}", (p, x) => Make.DateRange(p, x[0]!.As<DateValue>(), x[2]!.As<DateValue>()), 1);
        table.Add("range.dates-from", "Date:FromRole|El Dash Date", (p, x) => Make.DateRange(p, x[0]!.As<DateValue>(), x[2]!.As<DateValue>()), 1);
        table.Add("range.dates-dash", "Date Dash Date", (p, x) => x[0]!.As<DateValue>() is { D: > 0 } or { Relative: true } or { Wd: > 0 } ? Make.DateRange(p, Sorted(x[0]!, x[2]!, first: true), Sorted(x[0]!, x[2]!, first: false)) : null, 0.8f);
        table.Add("range.dates-until", "Date Date:UntilRole|Ter", (p, x) => Make.DateRange(p, x[0]!.As<DateValue>(), x[1]!.As<DateValue>()), 0.8f);
        table.Add("range.days-dash", "Num|Ord Dash Date", (p, x) => DayTo(p, x[0]!, x[2]!), 1);
        table.Add("range.days-until", "From? The? Num|Ord Date:UntilRole|Ter", (p, x) => x[0] is null && p.Lang == Lang.Et && !x[2]!.Has(Form.El | Form.Digits | Form.Nom) ? null : DayTo(p, x[2]!, x[3]!), 1);
        table.Add("range.days-of-month", "Num|Ord Dash|Until The? Num|Ord Period", (p, x) => DaysOf(p, x[0]!, x[3]!, x[4]!), 1);
        table.Add("range.periods", $"Period{Start} Period{End}", (_, x) => Periods(x[0]!.As<DateValue>(), x[1]!.As<DateValue>()), 1);
        table.Add("range.periods-dash", "Period Dash Period", (_, x) => Periods(x[0]!.As<DateValue>(), x[2]!.As<DateValue>()), 1);
        table.Add("range.months-dash", "Period:FromRole|El Dash Period", (_, x) => Periods(x[0]!.As<DateValue>(), x[2]!.As<DateValue>()), 1);
        table.Add("range.moments", $"Moment{Start} Moment{End}", (p, x) => Moments(p, x[0]!, x[1]!), 1);
        table.Add("range.moments-dash", "Moment Dash|Slash|Until Moment", (p, x) => Moments(p, x[0]!, x[2]!), 1);
        table.Add("range.date-now", $"Date{Start} And? Moment{End}", (p, x) => x[2]!.As<MomentValue>().Exact is { } now && x[0]!.As<DateValue>() is { Missing: false, Past: >= 0 } d ? Make.Period(Dates.Between(d.Readings[d.Past].Start, now.Date, Grain.Other)) : null, 1);
    }

    private static Item Role(Item item, Form role)
    {
        var made = item.Formed((item.Form & ~(Form.Ter | Form.El)) | role | (item.Form & Form.Weak));
        return made;
    }

    /// <summary>"from 3 to 5 years", "kahest kolme lapseni": the numbers count what follows.</summary>
    private static bool Counted(Parse p, Item start, Item end)
    {
        if (!start.As<ClockValue>().Bare || !end.As<ClockValue>().Bare) return false;
        foreach (var item in p.At(end.End))
        {
            if (item.Sym is Sym.YearWord or Sym.AgeNoun or Sym.Percent or Sym.Old || (item.Sym == Sym.Unit && item.Unit != TimeUnit.Hour)) return true;
        }
        return false;
    }

    /// <summary>"13.00-14.30": points for colons, as Estonians and Russians write hours; "12.10-15.11" may be days and "1.50-2.25" prices.</summary>
    private static bool AreHours(ClockValue start, ClockValue end)
    {
        const int minutesOfHabit = 5, mostMonths = 12;
        return start.HasMinutes && end.HasMinutes && start.Minute % minutesOfHabit == 0 && end.Minute % minutesOfHabit == 0 && end.Time > start.Time
            && (start.Minute is 0 or > mostMonths || end.Minute is 0 or > mostMonths);
    }

    private static Item? Clocks(Item start, Item end, bool sure)
    {
        var (a, b) = (start.As<ClockValue>(), end.As<ClockValue>());
        if (a.Means(b) && !a.Twelve) return null;
        // 14-15.30, 9:30 - 11: one written-out time makes the other an hour; 2-3 alone is any two numbers.
        var written = (!a.Bare && !start.Has(Form.Weak)) || (!b.Bare && !end.Has(Form.Weak));
        return Make.Range(a, b, weak: !(sure || written));
    }

    private static Item? RangePart(ClockRange range, Item part) => part.Form != Form.None && !part.Has(Form.Ad | Form.Gen | Form.Kom | Form.Weak) ? null : RangePart(range, part.A % 16);

    private static Item? RangePart(ClockRange range, int part)
    {
        var end = range.End.With((PartOfDay)part);
        var start = range.Start.Part is null && range.Start.Twelve ? range.Start.With((PartOfDay)part) : range.Start;
        if (start.Time > end.Time && range.Start.Twelve) start = new ClockValue(range.Start.Hour % 12, range.Start.Minute) { HasMinutes = range.Start.HasMinutes };
        return Make.Range(start, end);
    }

    public static Item? OnDate(DateValue date, ClockRange range) => date.Missing ? null : new Item(Sym.Stretch1)
    {
        Value = new StretchValue { Date = date, Clocks = range },
    };

    /// <summary>"Eile-üleeile" counts backwards.</summary>
    private static DateValue Sorted(Item a, Item b, bool first)
    {
        var (x, y) = (a.As<DateValue>(), b.As<DateValue>());
        var swap = x.Relative && y.Relative && !x.Missing && !y.Missing && x.First.Start > y.First.Start;
        return first != swap ? x : y;
    }

    private static Item? DayTo(Parse p, Item day, Item date)
    {
        var value = date.As<DateValue>();
        if (!Make.IsWhole(day, 1, 31) || value.Relative || value.M == 0 || (day.Has(Form.Digits) && day.A > 2)) return null;
        var left = Dates.Said(p, value.Y, value.M, (int)day.N, 0);
        if (left.Missing || value.Missing || day.N >= value.D) return null;
        return Make.DateRange(p, left, value);
    }

    private static Item? DaysOf(Parse p, Item from, Item to, Item month)
    {
        var value = month.As<DateValue>();
        if (value.Grain != Grain.Month || !Make.IsWhole(from, 1, 31) || !Make.IsWhole(to, 1, 31) || from.N >= to.N) return null;
        var (left, right) = (Dates.Said(p, value.Y, value.M, (int)from.N, 0), Dates.Said(p, value.Y, value.M, (int)to.N, 0));
        return left.Missing || right.Missing ? null : Make.DateRange(p, left, right);
    }

    private static Item? Periods(DateValue from, DateValue until)
    {
        if (from.Grain is Grain.Other || until.Grain is Grain.Other) return null;
        if (from.M > 0 && from.Y == 0 && until.Y > 0)
        {
            var start = Dates.OneMonth(from.M > until.M ? until.Y - 1 : until.Y, from.M);
            return Make.Period(Dates.Between(start.Start, until.First.End, Grain.Other));
        }
        List<Days> found = [];
        foreach (var start in Make.Ordered(from))
        {
            foreach (var end in until.Readings)
            {
                if (end.Start < start.Start) continue;
                found.Add(new Days(start.Start, end.End));
                break;
            }
        }
        return found.Count == 0 ? null : Make.Period(new DateValue([.. found], found.Count - 1, 0, Grain.Other) { Relative = true });
    }

    private static Item? Moments(Parse p, Item from, Item until)
    {
        var (a, b) = (from.As<MomentValue>(), until.As<MomentValue>());
        if (Start0(a) is not { } start || Start0(b) is not { } end || end <= start) return null;
        _ = p;
        return Make.Stretch(start, end);
    }

    private static NodaTime.LocalDateTime? Start0(MomentValue value) => value.Exact ?? (value is { Date: { Missing: false } d, Clock: { } c } ? Make.Ordered(d).First().Start + c.Preferred : null);
}
