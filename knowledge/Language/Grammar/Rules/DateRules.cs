using Assistant.Knowledge.Language.Values;
using NodaTime;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>Dates, weeks, months and years that are said alike in every language.</summary>
internal static class DateRules
{
    private const int FirstPlainYear = 1800, LastPlainYear = 2199;

    public static void Add(RuleTable table, Lang lang)
    {
        table.Add("date.day", "Day", (p, x) => Make.Date(Dates.Exactly(p.Today.PlusDays(x[0]!.A)), x[0]!.Form), 0.5f);
        table.Add("date.weekday", "Weekday", (p, x) => x[0]!.Has(Form.Plural) && lang != Lang.Et ? null : Make.Date(Dates.Said(p, 0, 0, 0, x[0]!.A), x[0]!.Form | (x[0]!.Form & Form.Shy)) is var made && x[0]!.Has(Form.Shy) ? made.Formed(made.Form | Form.Shy) : made, 0.5f);
        table.Add("date.weekday-dot", "Weekday:Short Dot", (p, x) => Make.Date(Dates.Said(p, 0, 0, 0, x[0]!.A), x[0]!.Form).Formed(x[0]!.Form & Form.Shy), 0.4f);
        table.Add("month.dot", "Month:Short Dot", (_, x) => new Item(Sym.Month) { A = x[0]!.A, Form = x[0]!.Form & ~(Form.Short | Form.Shy) }, 0.1f);
        table.Add("unit.dot", "Unit:Short ~Dot", (_, x) => new Item(Sym.Unit) { A = x[0]!.A, Form = (x[0]!.Form & ~Form.Short) | Form.Plural }, -0.1f);
        table.Add("year.dot", "YearWord:Short ~Dot", (_, x) => new Item(Sym.YearWord) { A = x[0]!.A, Form = x[0]!.Form & ~Form.Short }, -0.1f);
        table.Add("date.this-weekday", "This Weekday", (p, x) => ThisWeekday(p, x[1]!), 0.5f);
        table.Add("date.next-weekday", "Next Weekday", (p, x) => NextWeekday(p, x[1]!), 0.5f);
        table.Add("date.last-weekday", "Last Weekday", (p, x) => LastWeekday(p, x[1]!), 0.5f);
        table.Add("date.after-next-weekday", "AfterNext Weekday", (p, x) => Make.Date(Dates.OneOf(Dates.WeekdayOf(p.Today, x[1]!.A, 2), $"XXXX-WXX-{x[1]!.A}"), x[1]!.Form), 0.5f);
        table.Add("date.before-last-weekday", "BeforeLast Weekday", (p, x) => Make.Date(Dates.OneOf(Dates.WeekdayOf(p.Today, x[1]!.A, -2), $"XXXX-WXX-{x[1]!.A}"), x[1]!.Form), 0.5f);
        table.Add("date.week-weekday", "Period On? The? Weekday", (p, x) => InWeek(x[0]!, x[3]!), 0.7f);
        table.Add("date.weekday-week", "Weekday Comma? Of|On? Period", (p, x) => InWeek(x[3]!, x[0]!), 0.7f);
        table.Add("period.this", "This Unit", (p, x) => OfUnit(p, x[1]!, 0), 0.5f);
        table.Add("period.next", "Next Unit", (p, x) => OfUnit(p, x[1]!, 1), 0.5f);
        table.Add("period.last", "Last Unit", (p, x) => OfUnit(p, x[1]!, -1), 0.5f);
        table.Add("period.after-next", "AfterNext Unit", (p, x) => OfUnit(p, x[1]!, 2), 0.5f);
        table.Add("period.before-last", "BeforeLast Unit", (p, x) => OfUnit(p, x[1]!, -2), 0.5f);
        table.Add("period.next-counted", "Next Num Unit", (p, x) => Counted(p, 1, x[1]!, x[2]!), 1.5f);
        table.Add("period.last-counted", "Last Num Unit", (p, x) => Counted(p, -1, x[1]!, x[2]!), 1.5f);
        table.Add("period.counted-next", "Num Next Unit", (p, x) => Counted(p, 1, x[0]!, x[2]!), 0.7f);
        table.Add("period.counted-last", "Num Last Unit", (p, x) => Counted(p, -1, x[0]!, x[2]!), 0.7f);
        table.Add("period.within", "Within Next? Amount", (p, x) => Within(p, x[2]!), 0.7f);
        table.Add("period.month", "Month", (p, x) => x[0]!.Has(Form.Short) && lang == Lang.En && x[0]!.Has(Form.Shy) ? null : MonthPeriod(p, x[0]!, 0), 0.2f);
        table.Add("period.month-year", "Month Comma? Of? Year0", (p, x) => MonthPeriod(p, x[0]!, x[3]!.A) is { } made ? made.Formed(made.Form & ~Form.Shy) : null, 0.8f);
        table.Add("period.year-month", "Year0 Month", (p, x) => MonthPeriod(p, x[1]!, x[0]!.A) is { } made ? made.Formed(made.Form & ~Form.Shy) : null, 0.8f);
        table.Add("period.this-month", "This Month", (p, x) => Make.Period(Dates.Month(p, x[1]!.A, p.Today.Year), x[1]!.Form), 0.5f);
        table.Add("period.next-month", "Next Month", (p, x) => NextMonth(p, x[1]!, 1), 0.5f);
        table.Add("period.last-month", "Last Month", (p, x) => NextMonth(p, x[1]!, -1), 0.5f);
        table.Add("period.month-of-year", "Month Of? Period", (p, x) => x[2]!.As<DateValue>() is { Grain: Grain.Year, Y: > 0 } y ? MonthPeriod(p, x[0]!, y.Y) : null, 0.7f);
        table.Add("period.year-of-month", "Period Month", (p, x) => x[0]!.As<DateValue>() is { Grain: Grain.Year, Y: > 0 } y ? MonthPeriod(p, x[1]!, y.Y) : null, 0.7f);
        table.Add("year.digits", "Num:Digits", (_, x) => x[0]!.A == 4 && x[0]!.N is >= FirstPlainYear and <= LastPlainYear && !x[0]!.Has(Form.Decimal) ? Year((int)x[0]!.N, x[0]!.Form, plain: true) : null);
        table.Add("year.digits-ordinal", "Ord:Digits", (_, x) => x[0]!.A == 4 && x[0]!.N is >= FirstPlainYear and <= LastPlainYear ? Year((int)x[0]!.N, x[0]!.Form, plain: true) : null);
        table.Add("year.words", "Num|Ord", (_, x) => !x[0]!.Has(Form.Digits | Form.Decimal) && x[0]!.N is >= 1100 and <= 2100 && x[0]!.N % 1 == 0 && x[0]!.Width > 1 ? Year((int)x[0]!.N, x[0]!.Form, plain: true) : null);
        table.Add("year.word", "Num|Ord YearWord", (_, x) => x[0]!.N is >= 1000 and <= 2999 && x[0]!.N % 1 == 0 && !x[1]!.Has(Form.Plural) && !x[1]!.Has(Form.Part) | lang != Lang.Et ? Year((int)x[0]!.N, x[1]!.Form, plain: false) : null, 0.5f);
        table.Add("year.word-before", "YearWord Num:Digits", (_, x) => x[1]!.A == 4 && x[1]!.N is >= 1000 and <= 2999 ? Year((int)x[1]!.N, x[0]!.Form, plain: false) : null, 0.5f);
        table.Add("period.year", "Year0", (_, x) => Make.Period(Dates.Year(x[0]!.A), x[0]!.Form) is { } made ? (x[0]!.Has(Form.Weak) ? made.Formed(made.Form | Form.Weak) : made) : null);
        table.Add("date.year", "Date Comma? Of? Year0", (p, x) => WithYear(p, x[0]!, x[3]!), 0.8f);
        table.Add("date.year-before", "Year0 Comma? Date", (p, x) => WithYear(p, x[2]!, x[0]!), 0.8f);
        table.Add("date.month-year-day", "Year0 Month Num|Ord", (p, x) => Day(p, x[2]!, x[1]!, x[0]!.A), 0.8f);
        table.Add("date.weekday-date", "Weekday Comma|Dot? The|On? Date", (p, x) => WithWeekday(p, x[3]!, x[0]!), 0.8f);
        table.Add("date.date-weekday", "Date Comma|Open? On? Weekday Close?", (p, x) => (x[1]?.Sym == Sym.Open) != (x[4] is not null) ? null : WithWeekday(p, x[0]!, x[3]!), 0.8f);
        table.Add("date.day-date", "Day Comma|Open? Date Close?", (p, x) => (x[1]?.Sym == Sym.Open) != (x[3] is not null) ? null : Named(p, x[0]!, x[2]!), 0.8f);
        table.Add("feast", "Feast", (p, x) => Make.Date(Dates.FeastDay(p, x[0]!.A), x[0]!.Form) is var d && x[0]!.Has(Form.Weak) ? null : d, 1);
        table.Add("feast.year", "Feast Of? Year0", (p, x) => Make.Date(Dates.FeastDay(p, x[0]!.A, x[2]!.A), x[0]!.Form), 1.5f);
        table.Add("feast.next", "Next|This Feast", (p, x) => Shifted(Dates.FeastDay(p, x[1]!.A), future: true, x[1]!.Form), 1);
        table.Add("feast.last", "Last Feast", (p, x) => Shifted(Dates.FeastDay(p, x[1]!.A), future: false, x[1]!.Form), 1);
        table.Add("season", "Season", (p, x) => x[0]!.Has(Form.Shy) || (lang == Lang.Et && !x[0]!.Has(Form.Ad)) ? null : SeasonOf(p, x[0]!, 0, 0), 0);
        table.Add("season.this", "This Season", (p, x) => SeasonOf(p, x[1]!, 0, 0, this0: true), 0.5f);
        table.Add("season.next", "Next Season", (p, x) => SeasonOf(p, x[1]!, 0, 1), 0.5f);
        table.Add("season.last", "Last Season", (p, x) => SeasonOf(p, x[1]!, 0, -1), 0.5f);
        table.Add("season.year", "Season Of? Year0", (p, x) => SeasonOf(p, x[0]!, x[2]!.A, 0), 0.8f);
        table.Add("season.year-before", "Year0 Season", (p, x) => SeasonOf(p, x[1]!, x[0]!.A, 0), 0.8f);
        table.Add("season.of-year", "Season Of? Period", (p, x) => x[2]!.As<DateValue>() is { Grain: Grain.Year, Y: > 0 } y ? SeasonOf(p, x[0]!, y.Y, 0) : null, 0.8f);
        table.Add("season.year-of", "Period Season", (p, x) => x[0]!.As<DateValue>() is { Grain: Grain.Year, Y: > 0 } y ? SeasonOf(p, x[1]!, y.Y, 0) : null, 0.8f);
        table.Add("quarter.year", "Ord Unit|Quarter Of? Year0", (p, x) => QuarterOf(x[0]!, x[1]!, x[3]!.A), 1);
        table.Add("quarter.period", "Ord Unit|Quarter Of? Period", (p, x) => x[3]!.As<DateValue>() is { Grain: Grain.Year, Y: > 0 } y ? QuarterOf(x[0]!, x[1]!, y.Y) : null, 1);
        table.Add("quarter.alone", "Ord Unit", (p, x) => x[1]!.Unit == TimeUnit.Quarter ? QuarterOf(x[0]!, x[1]!, p.Today.Year) : null, 0.5f);
        table.Add("nth.weekday", "Ord Weekday Of? The? Period", (p, x) => Nth(p, x[0]!, x[1]!.A, x[4]!, x[1]!.Form), 1);
        table.Add("nth.day", "Ord Unit Of? The? Period", (p, x) => x[1]!.Unit == TimeUnit.Day ? Nth(p, x[0]!, 0, x[4]!, x[1]!.Form) : null, 1);
        table.Add("nth.weekday-after", "Period Ord Weekday", (p, x) => Nth(p, x[1]!, x[2]!.A, x[0]!, x[2]!.Form), 2.5f);
        table.Add("nth.week", "Ord Unit Of? The? Period", (_, x) => NthWeek(x[0]!, x[1]!, x[4]!), 1);
        table.Add("nth.week-after", "Period Ord Unit", (_, x) => NthWeek(x[1]!, x[2]!, x[0]!), 1);
        table.Add("date.short-year", "Date Comma? Prime? Num:Digits", (p, x) => ShortYear(p, x[0]!.As<DateValue>(), x[3]!), 0.5f);
        table.Add("nth.last-weekday", "Last Weekday Of? The? Period", (p, x) => Nth(p, -1, x[1]!.A, x[4]!, x[1]!.Form), 1);
        table.Add("nth.last-day", "Last Unit Of? The? Period", (p, x) => LastUnit(p, x[1]!, x[4]!), 1);
        table.Add("nth.last-weekday-after", "Period Last Weekday", (p, x) => Nth(p, -1, x[2]!.A, x[0]!, x[2]!.Form), 1);
        table.Add("nth.last-day-after", "Period Last Unit", (p, x) => x[2]!.Unit == TimeUnit.Day ? Nth(p, -1, 0, x[0]!, x[2]!.Form) : null, 1);
        table.Add("part.period", "Beginning|Middle|End Dash|Of? The? About? Period", (_, x) => Make.PartOf(x[4]!.As<DateValue>(), x[0]!.Sym, x[0]!.Form), 0.8f);
        table.Add("part.period-after", "Period Beginning|Middle|End", (_, x) => lang == Lang.En ? null : Make.PartOf(x[0]!.As<DateValue>(), x[1]!.Sym, x[1]!.Form), 0.8f);
        table.Add("part.unit", "Beginning|Middle|End Of? The? Unit", (p, x) => PartOfThis(p, x[0]!, x[3]!), 0.8f);
        table.Add("part.unit-after", "Unit:Gen Beginning|Middle|End", (p, x) => lang == Lang.Et ? PartOfThis(p, x[1]!, x[0]!) : null, 0.8f);
        table.Add("weekend", "Unit", (p, x) => x[0]!.Unit == TimeUnit.Weekend && !x[0]!.Has(Form.Weak) ? WeekendAlone(p, x[0]!) : null, 0.2f);
        table.Add("date.distance", "Amount After|Before Date", (_, x) => lang == Lang.Et ? null : Make.FromDate(x[0]!.As<Amount>(), x[2]!.As<DateValue>(), x[1]!.Sym == Sym.After ? 1 : -1), 1);
        table.Add("date.after-weeks", "Date On? Weekday", (p, x) => AfterWeeks(x[0]!, x[2]!), 0.7f);
        table.Add("date.weekday-after-weeks", "Weekday Date", (p, x) => AfterWeeks(x[1]!, x[0]!), 0.7f);
        table.Add("stretch.part", "Date Comma? On|In|At? The? DayPart", (_, x) => x[0]!.As<DateValue>().Missing || !PartFits(x[4]!) ? null : Make.Stretch(x[0]!.As<DateValue>(), ClockRules.Part(x[4]!), x[4]!.Form), 0.7f);
        table.Add("stretch.part-before", "DayPart Comma? Of|On? Date", (p, x) => x[3]!.As<DateValue>().Missing || !PartFits(x[0]!) ? null : Make.Stretch(x[3]!.As<DateValue>(), ClockRules.Part(x[0]!), x[3]!.Form), 0.5f);
        table.Add("stretch.this-part", "This DayPart", (p, x) => Make.Stretch(Dates.Exactly(p.Today), ClockRules.Part(x[1]!), x[1]!.Form), 0.5f);
        table.Add("stretch.next-part", "Next DayPart", (p, x) => Make.Stretch(Dates.Exactly(p.Today.PlusDays(1)), ClockRules.Part(x[1]!)), 0.5f);
        table.Add("stretch.last-part", "Last DayPart", (p, x) => Make.Stretch(Dates.Exactly(p.Today.PlusDays(-1)), ClockRules.Part(x[1]!)), 0.5f);
        table.Add("moment", "Date Comma? At? Clock", (_, x) => Moment(x[0]!, x[3]!, x[2] is not null), 0.8f);
        table.Add("moment.by", "Date Comma? By|Until|About? Clock", (_, x) => Moment(x[0]!, x[3]!, x[2]?.Sym == Sym.By), 0.8f);
        table.Add("moment.clock-first", "Clock Comma? On|Of? Date", (_, x) => Moment(x[3]!, x[0]!, x[0]!.Has(Form.AtRole) || (lang == Lang.En && x[3]!.As<DateValue>().Relative)), 0.7f);
        table.Add("moment.stretch", "Stretch1 Comma? At? Clock", (_, x) => InStretch(x[0]!, x[3]!, x[2] is not null || lang == Lang.En), 0.8f);
        table.Add("moment.stretch-after", "Clock Comma? On? Stretch1", (_, x) => InStretch(x[3]!, x[0]!, lang == Lang.En), 0.8f);
        table.Add("moment.now", "Now", (p, x) => new Item(Sym.Moment) { Value = new MomentValue { Exact = p.Reference, Timex = "PRESENT_REF" }, Form = x[0]!.Form }, 0);
    }

    public static bool PartFits(Item part) => part.Form == Form.None || part.Has(Form.Ad | Form.Kom | Form.Loc | Form.Gen | Form.Adjective) || part.Form == Form.Part;

    private static Item? Moment(Item date, Item clock, bool helped)
    {
        var value = clock.As<ClockValue>();
        if (date.As<DateValue>().Missing || (value.Bare && !helped && !clock.Has(Form.AtRole))) return null;
        return Make.Moment(date.As<DateValue>(), value, clock.Form);
    }

    private static Item? InStretch(Item stretch, Item clock, bool helped)
    {
        if (clock.As<ClockValue>().Bare && !helped && !clock.Has(Form.AtRole)) return null;
        // A bare "in the evening" is no day: it places the time, and the policy finds the day.
        if (stretch.Has(Form.Weak) || stretch.As<StretchValue>() is not { Date: { } date, Part: { } part }) return null;
        return Make.Moment(date, clock.As<ClockValue>().With(part.Part), clock.Form);
    }

    public static Item? ThisWeekday(Parse p, Item weekday)
    {
        var day = Dates.WeekdayOf(p.Today, weekday.A, 0);
        return Make.Date(Dates.OneOf(day, $"XXXX-WXX-{weekday.A}", day < p.Today ? [day.PlusWeeks(1)] : []), weekday.Form);
    }

    public static Item? NextWeekday(Parse p, Item weekday)
    {
        var nextWeek = Dates.WeekdayOf(p.Today, weekday.A, 1);
        var first = Dates.WeekdayOf(p.Today, weekday.A, 0);
        return Make.Date(Dates.OneOf(nextWeek, $"XXXX-WXX-{weekday.A}", first > p.Today ? [first] : []), weekday.Form);
    }

    public static Item? LastWeekday(Parse p, Item weekday)
    {
        var latest = Dates.WeekdayOf(p.Today, weekday.A, 0);
        if (latest >= p.Today) latest = latest.PlusWeeks(-1);
        return Make.Date(Dates.OneOf(latest, $"XXXX-WXX-{weekday.A}", Dates.WeekdayOf(p.Today, weekday.A, -1)), weekday.Form);
    }

    private static Item? InWeek(Item week, Item weekday)
    {
        if (week.As<DateValue>() is not { Grain: Grain.Week, Relative: true } value || weekday.Has(Form.Plural) && weekday.Form == Form.Plural) return null;
        return Make.Date(Dates.Exactly(value.First.Start.PlusDays(weekday.A - 1)), weekday.Form);
    }

    /// <summary>"kahe nädala pärast reedel": that weekday of the week reached.</summary>
    private static Item? AfterWeeks(Item date, Item weekday)
    {
        if (!date.Rule.StartsWith("amount.from-now", StringComparison.Ordinal) || date.As<DateValue>() is not { Relative: true, Missing: false } value) return null;
        var day = value.First.Start;
        return Make.Date(Dates.OneOf(Dates.Monday(day).PlusDays(weekday.A - 1), Dates.Iso(day)), weekday.Form);
    }

    private static Item? OfUnit(Parse p, Item unit, int offset)
    {
        if (unit.Has(Form.Weak) || (unit.Has(Form.Plural) && unit.Unit is not (TimeUnit.Weekend or TimeUnit.WorkDay) && !unit.Has(Form.Nom | Form.Gen))) return null;
        // "the last minute", "the next hour": counted from now
        if (unit.Unit is TimeUnit.Second or TimeUnit.Minute or TimeUnit.Hour) return offset is 1 or -1 ? Make.Counted(p, offset, Amount.Of(1, unit.Unit), unit.Unit, 1) : null;
        if (unit.Unit is TimeUnit.Weekend) return Weekend(p, offset, unit);
        var value = Dates.Unit(p.Today, unit.Unit, offset);
        // "viimase nädala jooksul" may also be the last seven days
        if (value is not null && offset == -1 && unit.Unit is TimeUnit.Week or TimeUnit.Month or TimeUnit.Year && p.Tokens.Length > 0 && Amount.Of(1, unit.Unit).From(p.Reference, -1) is { } back)
        {
            value = new DateValue([value!.First, new Days(back.Date, p.Today), new Days(back.Date.PlusDays(1), p.Today.PlusDays(1))], 0, 0, value.Grain, value.Timex) { Relative = true, Y = value.Y, M = value.M };
        }
        return Make.Period(value, unit.Form);
    }

    private static Item? Weekend(Parse p, int offset, Item unit)
    {
        var value = Dates.Unit(p.Today, TimeUnit.Weekend, offset)!;
        var other = offset > 0 && p.Today.DayOfWeek < IsoDayOfWeek.Saturday ? Dates.Unit(p.Today, TimeUnit.Weekend, offset - 1) : null;
        return Make.Period(other is null ? value : Dates.Either(value, other), unit.Form);
    }

    private static Item? WeekendAlone(Parse p, Item unit)
    {
        if (unit.Has(Form.Plural) && p.Lang != Lang.Ru) return null;
        var (now, next, last) = (Dates.Unit(p.Today, TimeUnit.Weekend, 0)!.First, Dates.Unit(p.Today, TimeUnit.Weekend, 1)!.First, Dates.Unit(p.Today, TimeUnit.Weekend, -1)!.First);
        return Make.Period(new DateValue([last, now, next], p.Today >= now.Start ? 1 : 0, 1, Grain.Weekend, "XXXX-WXX-WE") { Relative = true }, unit.Form);
    }

    private static Item? Counted(Parse p, int sign, Item number, Item unit) =>
        number.N % 1 == 0 && !unit.Has(Form.Ad) | unit.Has(Form.Nom | Form.Gen | Form.Part | Form.Plural) ? Make.Counted(p, sign, Amount.Of(number.N, unit.Unit), unit.Unit, (int)Math.Min(number.N, 1e6)) : null;

    private static Item? Within(Parse p, Item amount)
    {
        var value = amount.As<Amount>();
        if (value.From(p.Reference, 1) is not { } end) return null;
        return value.IsCalendar
            ? Make.Period(new DateValue([new Days(p.Today, end.Date == p.Today ? end.Date.PlusDays(1) : end.Date)], 0, 0, Grain.Other) { Relative = true })
            : Make.Stretch(p.Reference, end);
    }

    private static Item? MonthPeriod(Parse p, Item month, int year) =>
        Make.Period(Dates.Month(p, month.A, year), month.Form) is { } made && month.Has(Form.Shy) ? made.Formed(made.Form | Form.Shy) : Make.Period(Dates.Month(p, month.A, year), month.Form);

    private static Item? NextMonth(Parse p, Item month, int direction)
    {
        var year = p.Today.Year;
        if (direction > 0 && month.A <= p.Today.Month) year++;
        if (direction < 0 && month.A >= p.Today.Month) year--;
        var value = Dates.Month(p, month.A, year);
        var other = direction > 0 && year == p.Today.Year ? Dates.Month(p, month.A, year + 1) : direction < 0 && year == p.Today.Year ? Dates.Month(p, month.A, year - 1) : null;
        return Make.Period(other is null ? value : Dates.Either(value, other), month.Form);
    }

    private static Item Year(int year, Form form, bool plain) => new(Sym.Year0) { A = year, Form = (form & Make.Roles) | (plain ? Form.Weak : Form.None) };

    private static Item? WithYear(Parse p, Item date, Item year)
    {
        var value = date.As<DateValue>();
        if (value.Y > 0 || value.M == 0 || value.Relative) return null;
        return Make.Date(Dates.Said(p, year.A, value.M, value.D, value.Wd), date.Form);
    }

    public static Item? WithWeekday(Parse p, Item date, Item weekday)
    {
        var value = date.As<DateValue>();
        if (value.Wd > 0 || value.Missing || (value.Relative && !value.Readings.Any(day => (int)day.Start.DayOfWeek == weekday.A)) || (value.M == 0 && value.D == 0)) return null;
        var said = value.Relative ? value : Dates.Said(p, value.Y, value.M, value.D, weekday.A);
        return Make.Date(said, date.Form | (weekday.Form & Form.Ad));
    }

    private static Item? Named(Parse p, Item day, Item date)
    {
        var named = p.Today.PlusDays(day.A);
        return date.As<DateValue>().Readings.Any(reading => reading.Start == named) ? Make.Date(Dates.Exactly(named), date.Form) : null;
    }

    /// <summary>A day of a month, the year being said or not (0).</summary>
    public static Item? Day(Parse p, Item day, Item month, int year)
    {
        if (!Make.IsWhole(day, 1, 31)) return day.N is > 31 and < 100 && day.N % 1 == 0 && !day.Has(Form.Digits) ? null : null;
        return Make.Date(Dates.Said(p, year, month.A, (int)day.N, 0), month.Form | (day.Form & Form.Ad));
    }

    private static Item? Shifted(DateValue value, bool future, Form form)
    {
        var at = future ? value.Future : value.Past;
        return at < 0 ? null : Make.Date(Dates.Exactly(value.Readings[at].Start), form);
    }

    public static Item? SeasonOf(Parse p, Item season, int year, int offset, bool this0 = false)
    {
        // Spring March to May, ... winter December to February, named by the year it begins in.
        Days In(int y) => new(new LocalDate(y, 3 * season.A, 1), new LocalDate(y, 3 * season.A, 1).PlusMonths(3));
        var timex = season.A switch { 1 => "SP", 2 => "SU", 3 => "FA", _ => "WI" };
        if (year is < 0 or > 9000) return null;
        if (year > 0) return Make.Period(new DateValue(season.A == 4 ? [In(year), In(year - 1)] : [In(year)], 0, 0, Grain.Season, $"{year:0000}-{timex}") { Relative = true }, season.Form);
        var all = new[] { In(p.Today.Year - 2), In(p.Today.Year - 1), In(p.Today.Year), In(p.Today.Year + 1), In(p.Today.Year + 2) };
        var future = Array.FindIndex(all, days => days.End > p.Today);
        var past = Array.FindLastIndex(all, days => days.Start <= p.Today);
        if (this0) return Make.Period(new DateValue([all[future], all[past]], 0, 0, Grain.Season, "XXXX-" + timex) { Relative = true }, season.Form);
        if (offset > 0) return Make.Period(new DateValue(past == future ? [all[future + 1]] : [all[future], all[future + 1]], 0, 0, Grain.Season, timex) { Relative = true }, season.Form);
        if (offset < 0) return Make.Period(new DateValue(past == future ? [all[past - 1]] : [all[past], all[past - 1]], 0, 0, Grain.Season, timex) { Relative = true }, season.Form);
        return Make.Period(new DateValue(all[past..(future + 1)], 0, future - past, Grain.Season, "XXXX-" + timex) { Relative = true }, season.Form);
    }

    private static Item? QuarterOf(Item ordinal, Item unit, int year)
    {
        if ((unit.Sym == Sym.Unit && unit.Unit != TimeUnit.Quarter) || !(ordinal.N is >= 1 and <= 4) || year is < 1 or > 9000) return null;
        var start = new LocalDate(year, (3 * ((int)ordinal.N - 1)) + 1, 1);
        return Make.Period(Dates.Between(start, start.PlusMonths(3), Grain.Quarter), unit.Form);
    }

    private static Item? Nth(Parse p, Item ordinal, int weekday, Item period, Form form) => ordinal.N is >= 1 and <= 31 ? Nth(p, (int)ordinal.N, weekday, period, form) : null;

    public static Item? Nth(Parse p, int n, int weekday, Item period, Form form)
    {
        if (period.As<DateValue>() is not { Grain: Grain.Month or Grain.Year } value) return null;
        List<LocalDate> found = [];
        foreach (var reading in value.Readings)
        {
            var at = value.Grain == Grain.Year ? (n > 0 ? reading.Start : reading.End.PlusDays(-1)) : reading.Start;
            if (Dates.Nth(at, n, weekday) is { } date) found.Add(date);
        }
        if (found.Count == 0) return null;
        var past = Math.Min(value.Past, found.Count - 1);
        var future = value.Future < 0 ? -1 : Math.Min(value.Future, found.Count - 1);
        // Of this month it may be over already.
        if (!value.Relative && value.Y == 0 && future >= 0 && found[future] < p.Today && future + 1 < found.Count) future++;
        return Make.Date(new DateValue([.. found.Select(Days.Single)], past, future, Grain.Day, value.Timex + $"-WXX-{weekday}-#{n}") { Relative = true }, form);
    }

    /// <summary>The n-th week of a month: Monday to Sunday, the first being the one that holds the first day.</summary>
    private static Item? NthWeek(Item ordinal, Item unit, Item period)
    {
        if (unit.Unit != TimeUnit.Week || unit.Has(Form.Plural) || !Make.IsWhole(ordinal, 1, 5) || period.As<DateValue>() is not { Grain: Grain.Month } value) return null;
        var weeks = value.Readings.Select(month => Dates.Monday(month.Start).PlusWeeks((int)ordinal.N - 1)).Select(monday => new Days(monday, monday.PlusWeeks(1))).ToArray();
        return Make.Period(new DateValue(weeks, value.Past, value.Future, Grain.Week, Dates.WeekTimex(weeks[0].Start)) { Relative = true }, unit.Form);
    }

    /// <summary>"Aug 9, 96", "3 авг 96": two digits that are no day of a month.</summary>
    private static Item? ShortYear(Parse p, DateValue date, Item year)
    {
        if (date.Y > 0 || date.M == 0 || date.Relative || year.A != 2 || year.N % 1 != 0 || (year.N <= 31 && !year.Has(Form.Padded)) || p.Has(year.End, Sym.Unit) || p.Has(year.End, Sym.Colon)) return null;
        return Make.Date(Dates.Said(p, Dates.FullYear((int)year.N, p.Today.Year), date.M, date.D, date.Wd));
    }

    private static Item? LastUnit(Parse p, Item unit, Item period)
    {
        if (unit.Unit == TimeUnit.Day) return Nth(p, -1, 0, period, unit.Form);
        if (unit.Unit is not (TimeUnit.Week or TimeUnit.Weekend) || period.As<DateValue>() is not { Grain: Grain.Month or Grain.Year } value) return null;
        var monday = Dates.Monday(value.First.End.PlusDays(-1));
        return unit.Unit == TimeUnit.Week ? Make.Period(Dates.Between(monday, monday.PlusWeeks(1), Grain.Week)) : Make.Period(Dates.Between(monday.PlusDays(5), monday.PlusWeeks(1), Grain.Weekend));
    }

    private static Item? PartOfThis(Parse p, Item part, Item unit)
    {
        if (unit.Has(Form.Plural) || unit.Unit is not (TimeUnit.Week or TimeUnit.Month or TimeUnit.Year or TimeUnit.Weekend or TimeUnit.Quarter)) return null;
        return Make.PartOf(Dates.Unit(p.Today, unit.Unit, 0)!, part.Sym, part.Form);
    }
}
