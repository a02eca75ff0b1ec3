using Assistant.Knowledge.Language.Values;
using NodaTime;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>What only English says: half past two, half two, the third of December, in an hour, on Tuesdays, three years old.</summary>
internal static class EnglishRules
{
    public static void Add(RuleTable table)
    {
        Clocks(table);
        Days(table);
        Amounts(table);
        Sets(table);
    }

    private static void Clocks(RuleTable table)
    {
        table.Add("en.clock.oclock", "Clock OClock", (_, x) => x[0]!.As<ClockValue>().Bare || x[0]!.As<ClockValue>().HasMinutes ? Make.Clock(Sure(x[0]!.As<ClockValue>()), Form.AtRole) : null, 1);
        table.Add("en.clock.half-past", "A? Half PastHour Clock", (p, x) => Shift(x[3]!, 30), 1);
        table.Add("en.clock.half", "Half Num", (p, x) => Make.IsWhole(x[1]!, 1, 12) && Make.Hour(x[1]!, 30, hasMinutes: true) is { } c ? Make.Clock(c, Form.AtRole) : null, 0.5f);
        table.Add("en.clock.quarter-past", "A? Quarter PastHour Clock", (_, x) => Shift(x[3]!, 15), 1);
        table.Add("en.clock.quarter-to", "A? Quarter ToHour Clock", (_, x) => Shift(x[3]!, -15), 1);
        table.Add("en.clock.minutes-past", "Num PastHour Clock", (_, x) => Make.IsWhole(x[0]!, 1, 59) && (x[0]!.N % 5 == 0 || x[0]!.N > 12) ? Shift(x[2]!, (int)x[0]!.N) : null, 0.8f);
        table.Add("en.clock.minutes-to", "Num ToHour Clock", (p, x) => Make.IsWhole(x[0]!, 5, 29) && x[0]!.N % 5 == 0 && p.Word(x[1]!.Start) is "to" or "till" or "of" && x[2]!.As<ClockValue>() is { HasMinutes: false } && !p.Has(x[0]!.Start - 1, Sym.From) ? Shift(x[2]!, -(int)x[0]!.N) : null, 0.4f);
        table.Add("en.clock.amount-past", "Amount PastHour Clock", (_, x) => Make.Minutes(x[0]!.As<Amount>()) is { } m ? Shift(x[2]!, m) : null, 1);
        table.Add("en.clock.amount-to", "Amount ToHour|Before Clock", (_, x) => Make.Minutes(x[0]!.As<Amount>()) is { } m ? Shift(x[2]!, -m) : null, 1);
        table.Add("en.clock.at", "At|AtSign|On About? Clock", (p, x) => At(p, x[0]!, x[2]!), 0.8f);
        table.Add("en.clock.at-hhmm", "At Num:Digits OClock?", (p, x) => x[1]!.A == 4 && ClockRules.Compact(x[1]!) is { } c && (x[1]!.Has(Form.Padded) || x[2] is not null) ? Make.Clock(c, Form.AtRole) : null, 0.5f);
        table.Add("en.clock.zero", "Num Dash Num Dash Num", (_, x) => x[2]!.N == 0 && Make.IsWhole(x[4]!, 1, 9) && !x[0]!.Has(Form.Digits) && Make.Hour(x[0]!, (int)x[4]!.N, hasMinutes: true) is { } h ? Make.Clock(h) : null, 1);
        table.Add("en.clock.dashed", "Num Dash Num", (_, x) => !x[0]!.Has(Form.Digits) && !x[2]!.Has(Form.Digits) && Make.IsWhole(x[0]!, 1, 12) && Make.IsWhole(x[2]!, 10, 59) && Make.Hour(x[0]!, (int)x[2]!.N, hasMinutes: true) is { } h ? Make.Clock(h, x[2]!.N is 15 or 30 or 45 ? Form.None : Form.Weak) : null, 0.3f);
        table.Add("en.stretch.in-part-of", "In The? DayPart Of|On The? Date", (_, x) => x[5]!.As<DateValue>().Missing ? null : Make.Stretch(x[5]!.As<DateValue>(), ClockRules.Part(x[2]!)), 1);
        table.Add("en.stretch.in-part", "In The? DayPart Date", (_, x) => x[3]!.As<DateValue>().Missing ? null : Make.Stretch(x[3]!.As<DateValue>(), ClockRules.Part(x[2]!)), 1);
        table.Add("en.clock.in-part", "Clock In|At|During The? DayPart", (_, x) => x[3]!.Sym == Sym.DayPart && x[0]!.As<ClockValue>().Part is null ? Make.Clock(x[0]!.As<ClockValue>().With((PartOfDay)(x[3]!.A % 16)), Form.AtRole) : null, 1);
        table.Add("en.clock.part-in", "In The DayPart Comma? At? Clock", (_, x) => x[5]!.As<ClockValue>().Part is null ? Make.Clock(x[5]!.As<ClockValue>().With((PartOfDay)(x[2]!.A % 16)), Form.AtRole) : null, 1);
        table.Add("en.clock.part-at", "DayPart Comma? At Clock", (_, x) => x[3]!.As<ClockValue>().Part is null ? Make.Clock(x[3]!.As<ClockValue>().With((PartOfDay)(x[0]!.A % 16)), Form.AtRole) : null, 0.7f);
        table.Add("en.clock.words", "Num Num", (p, x) => x[0]!.Has(Form.Digits) || x[1]!.Has(Form.Digits) || !Make.IsWhole(x[0]!, 1, 12) || !Make.IsWhole(x[1]!, 10, 59) ? null : Make.Hour(x[0]!, (int)x[1]!.N, hasMinutes: true) is { } c ? Make.Clock(c) : null, 0.4f);
        table.Add("en.part.alone", "In|During|At|Only The? DayPart", (p, x) => Make.Stretch(Dates.Exactly(p.Today), ClockRules.Part(x[2]!), Form.Weak), 0.5f);
        table.Add("en.tonight", "Same", (p, x) => Make.Stretch(Dates.Exactly(p.Today), PartValue.Of(PartOfDay.Evening)) is var s ? new Item(Sym.Stretch1) { Value = s.Value } : null, 1);
        table.Add("en.end-of", "The? EndOf", (p, x) => x[1]!.A == 5 ? EndOf(p, new Item(Sym.Day)) : Make.PartOf(Dates.Unit(p.Today, x[1]!.A == 4 ? TimeUnit.Year : TimeUnit.Month, 0)!, x[1]!.A == 1 ? Sym.Beginning : Sym.End, Form.None), 1);
        table.Add("en.season.in", "In|During|Only The? Season", (p, x) => DateRules.SeasonOf(p, x[2]!, 0, 0), 0.5f);
        table.Add("en.season.the", "The Season", (p, x) => DateRules.SeasonOf(p, x[1]!, 0, 0), 0.3f);
        table.Add("en.later-today", "Late Day", (p, x) => Make.DateOrNull(p.Today.PlusDays(x[1]!.A)), 0.5f);
        table.Add("en.date.weekday-week", "Weekday Unit", (p, x) => x[1]!.Unit == TimeUnit.Week && !x[1]!.Has(Form.Plural | Form.Short | Form.Weak) && !x[0]!.Has(Form.Plural) ? Make.Date(Dates.OneOf(Dates.WeekdayOf(p.Today, x[0]!.A, x[0]!.A > (int)p.Today.DayOfWeek ? 1 : 2), "XXXX-WXX-" + x[0]!.A)) : null, 0.3f);
        table.Add("en.date.weekdays-from-now", "Num Weekday:Plural Later", (p, x) => Make.IsWhole(x[0]!, 1, 52) ? Make.DateOrNull(Dates.WeekdayOf(p.Today, x[1]!.A, x[1]!.A > (int)p.Today.DayOfWeek ? (int)x[0]!.N - 1 : (int)x[0]!.N)) : null, 1);
        table.Add("en.date.decade", "The? Num:Digits ~Prime? ~Unit:Short", (p, x) => x[0] is null && x[1]!.A == 2 ? null : Decade(p, x[1]!, x[3]!), 1);
        table.Add("en.quarter.short", "Cue Num:Digits Of? Year0", (p, x) => x[1]!.N is >= 1 and <= 4 ? Make.Period(Dates.Between(new LocalDate(x[3]!.A, (3 * ((int)x[1]!.N - 1)) + 1, 1), new LocalDate(x[3]!.A, (3 * ((int)x[1]!.N - 1)) + 1, 1).PlusMonths(3), Grain.Quarter)) : null, 1);
        table.Add("en.date.half-year", "Ord Half Of? Period|Year0", (p, x) => HalfYear(p, x[0]!, x[3]!), 1);
        table.Add("en.end-of-day", "End Of? The|This|A? Unit|Day|Date", (p, x) => EndOf(p, x[3]!), 1);
        table.Add("en.rest-of-day", "Rest Of The|This|A? Unit|Day", (p, x) => RestOf(p, x[3]!), 1);
        table.Add("en.rest-of-mine", "Rest Unit|Day", (p, x) => x[0]!.A == 1 ? RestOf(p, x[1]!) : null, 1);
        table.Add("en.year-month", "Num:Digits Slash Num:Digits", (p, x) => x[0]!.A == 4 && Make.IsWhole(x[0], 1900, 2200) && Make.IsWhole(x[2], 1, 12) && x[2]!.A <= 2 ? Make.Period(Dates.Month(p, (int)x[2]!.N, (int)x[0]!.N)) : null, 1);
        table.Add("en.range.from-for", "From? Clock For Amount", (_, x) => For(x[1]!.As<ClockValue>(), x[3]!.As<Amount>()), 1);
        table.Add("en.range.moment-for", "Moment For Amount", (_, x) => x[0]!.As<MomentValue>() is { Date: { } d, Clock: { } c } && For(c, x[2]!.As<Amount>()) is { } r ? RangeRules.OnDate(d, (ClockRange)r.Value!) : null, 1);
        table.Add("en.range.between", "From Clock And|Until Clock", (_, x) => Make.Range(x[1]!.As<ClockValue>(), x[3]!.As<ClockValue>()), 1);
        table.Add("en.range.to", "Clock Until Clock", (p, x) => x[0]!.As<ClockValue>().Bare && x[2]!.As<ClockValue>().Bare && !x[0]!.Has(Form.AtRole) ? Make.Range(x[0]!.As<ClockValue>(), x[2]!.As<ClockValue>(), weak: true) : Make.Range(x[0]!.As<ClockValue>(), x[2]!.As<ClockValue>()), 0.6f);
        table.Add("en.range.part", "Range In The DayPart", (_, x) => x[0]!.Value is ClockRange r ? Make.Range(r.Start.With((PartOfDay)(x[3]!.A % 16)), r.End.With((PartOfDay)(x[3]!.A % 16))) : null, 1);
    }

    private static void Days(RuleTable table)
    {
        table.Add("en.date.ordinal-of-month", "The? Ord Of? Month", (p, x) => DateRules.Day(p, x[1]!, x[3]!, 0), 1);
        table.Add("en.date.number-of-month", "The? Num Of? Month", (p, x) => x[1]!.Has(Form.Decimal) ? null : DateRules.Day(p, x[1]!, x[3]!, 0), 0.8f);
        table.Add("en.date.month-day", "Month Comma? The? Ord|Num", (p, x) => Make.IsWhole(x[3]!, 1, 31) && x[3]!.A <= 2 ? DateRules.Day(p, x[3]!, x[0]!, 0) : null, 0.9f);
        table.Add("en.date.month-dash-day", "Month Dash|Slash Num:Digits", (p, x) => Make.IsWhole(x[2]!, 1, 31) ? DateRules.Day(p, x[2]!, x[0]!, 0) : null, 1);
        table.Add("en.date.day-dash-month", "Num:Digits Dash|Slash Month", (p, x) => DateRules.Day(p, x[0]!, x[2]!, 0), 1);
        table.Add("en.date.year-month-day", "Year0 Dash|Slash Month Dash|Slash Num:Digits", (p, x) => DateRules.Day(p, x[4]!, x[2]!, x[0]!.A), 1);
        table.Add("en.date.day-month-year", "Date Dash|Slash Year0", (p, x) => x[0]!.As<DateValue>() is { Y: 0, M: > 0 } d ? Make.Date(Dates.Said(p, x[2]!.A, d.M, d.D, d.Wd)) : null, 1);
        table.Add("en.date.weekday-ordinal", "Weekday Comma? The? Ord", (p, x) => Make.IsWhole(x[3]!, 1, 31) ? Make.Date(Dates.Said(p, 0, 0, (int)x[3]!.N, x[0]!.A)) : null, 0.8f);
        table.Add("en.date.the-day", "The Ord/Num:Digits", (p, x) => TheDay(p, x[1]!), -0.3f);
        table.Add("en.date.on-day", "On|For The? Num:Digits", (p, x) => Make.IsWhole(x[2]!, 1, 31) && x[2]!.A <= 2 ? Make.Date(Dates.Said(p, 0, 0, (int)x[2]!.N, 0)).Formed(p.Word(x[0]!.Start) is "on" && p.IsLast(x[2]!.End) ? Form.None : Form.Weak) : null, -0.4f);
        table.Add("en.moment.on-day", "Clock On The? Num|Ord", (p, x) => Make.IsWhole(x[3]!, 1, 31) && !x[0]!.As<ClockValue>().Bare ? Make.Moment(Dates.Said(p, 0, 0, (int)x[3]!.N, 0), x[0]!.As<ClockValue>()) : null, 1);
        table.Add("en.date.day-of-period", "The? Ord/Num:Digits Of? Period", (p, x) => OfMonth(p, x[1]!, x[3]!), 0.8f);
        table.Add("en.date.on", "On|By|At|In|For About? Date", (p, x) => p.Word(x[0]!.Start) is "to" or "until" or "till" or "til" ? null : x[2]!.Formed((x[2]!.Form & ~Form.Shy) | (p.Word(x[0]!.Start) is "by" or "before" ? Form.Tra : Form.None)), 0.4f);
        table.Add("en.period.in", "In|On|At|For|Only|During|By|Of The? About? Period", (_, x) => x[3]!.Formed(x[3]!.Form & ~(Form.Shy | Form.Weak)), 0.4f);
        table.Add("en.period.the", "The Period|Date", (_, x) => x[1]!.Has(Form.Shy) ? null : x[1]!.Formed(x[1]!.Form), 0.2f);
        table.Add("en.moment.in", "On|At Moment|Stretch1", (_, x) => x[1]!.Formed(x[1]!.Form), 0.3f);
        table.Add("en.date.week-of", "The? Week Beginning|Of|From Date", (_, x) => WeekOf(x[3]!.As<DateValue>()), 1);
        table.Add("en.date.week-number", "Unit Num:Digits", (p, x) => x[0]!.Unit == TimeUnit.Week && Make.IsWhole(x[1]!, 1, 53) ? WeekNumber(p, (int)x[1]!.N) : null, 0.8f);
        table.Add("en.date.last-nth", "Ord Last Unit Of? The? Period", (p, x) => x[0]!.N is >= 1 and <= 30 && x[2]!.Unit == TimeUnit.Day ? DateRules.Nth(p, -(int)x[0]!.N, 0, x[5]!, Form.None) : null, 1.5f);
        table.Add("en.date.nth-alone", "Ord Weekday", (p, x) => Make.IsWhole(x[0]!, 1, 5) && Dates.Nth(p.Today, (int)x[0]!.N, x[1]!.A) is { } d ? Make.Date(Dates.Exactly(d)) : null, 0.6f);
        table.Add("en.date.after-next", "Weekday|Month|Unit AfterNext", (p, x) => AfterNext(p, x[0]!), 1);
        table.Add("en.period.after-next-the", "The Unit After Next Unit?", (p, x) => x[4] is null && Dates.Unit(p.Today, x[1]!.Unit, 2) is { } d ? Make.Period(d) : null, 1);
        table.Add("en.date.next-after", "Weekday After Next", (p, x) => Make.Date(Dates.OneOf(Dates.WeekdayOf(p.Today, x[0]!.A, 2), "XXXX-WXX-" + x[0]!.A)), 1);
        table.Add("en.date.day-late", "Early|Late Period", (p, x) => EarlyLate(p, x[0]!, x[1]!), 1);
        table.Add("en.year.pair", "Num Num", (_, x) => !x[0]!.Has(Form.Digits) && !x[1]!.Has(Form.Digits) && Make.IsWhole(x[0]!, 13, 20) && Make.IsWhole(x[1]!, 10, 99) ? new Item(Sym.Year0) { A = ((int)x[0]!.N * 100) + (int)x[1]!.N, Form = Form.Weak } : null, 0.3f);
        table.Add("en.year.long", "YearWord Num", (_, x) => x[1]!.N is >= 1 and <= 2999 && x[1]!.N % 1 == 0 && !x[1]!.Has(Form.Digits) && x[1]!.Width > 1 ? Make.Period(Dates.Year((int)x[1]!.N)) : null, 1);
        table.Add("en.range.dates", "From? The? Date Until|And|Dash The? Date", (p, x) => Make.DateRange(p, x[2]!.As<DateValue>(), x[5]!.As<DateValue>()), 1);
        table.Add("en.range.days", "From? The? Num|Ord Until|Dash The? Date", (p, x) => Days(p, x[2]!, x[5]!.As<DateValue>()), 1);
        table.Add("en.range.month-days", "Date Until|Dash|And The? Num|Ord", (p, x) => x[0]!.As<DateValue>() is { M: > 0, D: > 0, Relative: false } d && Make.IsWhole(x[3]!, d.D + 1, 31) && x[3]!.A <= 2 && !Followed(p, x[3]!) && Dates.Said(p, d.Y, d.M, (int)x[3]!.N, 0) is { Missing: false } e ? Make.DateRange(p, d, e) : null, 0.8f);
        table.Add("en.range.range-year", "Period Comma? Year0", (p, x) => RangeYear(p, x[0]!.As<DateValue>(), x[2]!.A), 1);
        table.Add("en.range.days-of", "From? The? Num|Ord Until|Dash The? Num|Ord Of? Period", (p, x) => DaysOf(p, x[2]!, x[5]!, x[7]!.As<DateValue>()), 1);
        table.Add("en.range.periods", "From? Period Until|And|Dash Period", (p, x) => Spread(x[1]!.As<DateValue>(), x[3]!.As<DateValue>()), 1);
        table.Add("en.range.date-now", "From Date And|Until Moment", (p, x) => x[3]!.As<MomentValue>().Exact is { } now && x[1]!.As<DateValue>() is { Missing: false, Past: >= 0 } d ? Make.Period(Dates.Between(d.Readings[d.Past].Start, now.Date, Grain.Other)) : null, 1);
        table.Add("en.range.for-from", "For? Amount Comma? From Date", (p, x) => x[4]!.As<DateValue>() is { Missing: false } d && x[1]!.As<Amount>() is { IsCalendar: true } a && a.From(Make.Ordered(d).First().Start.AtMidnight(), 1) is { } end ? Make.Period(Dates.Between(Make.Ordered(d).First().Start, end.Date, Grain.Other)) : null, 1);
        table.Add("en.at-this-time", "At This Times", (p, x) => Make.Date(Dates.Exactly(p.Today)), 1);
        table.Add("en.date.now-time", "Moment Year0|Zone", (_, x) => x[1]!.Sym == Sym.Zone ? x[0]!.Formed(x[0]!.Form) : x[0]!.As<MomentValue>() is { Date: { Y: 0, M: > 0 } d, Clock: { } c } ? Make.Moment(Resaid(d, x[1]!.A), c) : null, 1);
        table.Add("en.stretch.year", "Stretch1 Year0", (_, x) => x[0]!.As<StretchValue>() is { Date: { Y: 0, M: > 0 } d, Clocks: { } c } ? RangeRules.OnDate(Resaid(d, x[1]!.A), c) : null, 1);
        table.Add("en.moment.colon", "Date Colon|Dot ~Clock", (_, x) => x[2]!.As<ClockValue>() is { HasMinutes: true } c ? Make.Moment(x[0]!.As<DateValue>(), c) : null, 1);
        table.Add("en.date.past-day", "Last Unit", (p, x) => x[1]!.Unit == TimeUnit.Day ? Make.Date(Dates.Exactly(p.Today.PlusDays(-1))) : null, 0.8f);
    }

    private static void Amounts(RuleTable table)
    {
        table.Add("en.amount.a", "A Unit", (_, x) => x[1]!.Has(Form.Plural | Form.Weak) ? null : Make.Amount(Amount.Of(1, x[1]!.Unit)), 0.6f);
        table.Add("en.amount.of", "Num Of|More The? Unit", (_, x) => x[1]!.Sym == Sym.Of && x[0]!.Rule is not ("number.couple" or "number.few" or "number.a-dozen") ? null : Make.Amount(Amount.Of(x[0]!.N, x[3]!.Unit)), 0.6f);
        table.Add("en.amount.all", "Whole Dash? Unit", (_, x) => x[2]!.Has(Form.Plural) || x[2]!.Unit < TimeUnit.Hour ? null : Make.Amount(Amount.Of(1, x[2]!.Unit)), 0.6f);
        table.Add("en.amount.for", "For Amount", (_, x) => Make.Amount(x[1]!.As<Amount>(), (x[1]!.Form & ~Form.Shy) | Form.FromRole), 0.3f);
        table.Add("en.amount.and", "Num And Num Unit", (_, x) => x[0]!.N is >= 20 and < 100 && x[0]!.N % 10 == 0 && Make.IsWhole(x[2]!, 1, 9) ? Make.Amount(Amount.Of(x[0]!.N + x[2]!.N, x[3]!.Unit)) : null, 1);
        table.Add("en.amount.half-more", "Num And A? Half Unit", (_, x) => Make.Amount(Amount.Of(x[0]!.N + 0.5, x[4]!.Unit)), 1);
        table.Add("amount.from-now", "In About? Amount", (p, x) => Make.FromNow(p, x[2]!.As<Amount>(), 1), 0.8f);
        table.Add("amount.from-now.later", "Amount Later", (p, x) => Make.FromNow(p, x[0]!.As<Amount>(), 1), 0.8f);
        table.Add("amount.from-now.from", "Amount From Now|Day", (p, x) => x[2]!.Sym == Sym.Now ? Make.FromNow(p, x[0]!.As<Amount>(), 1) : Make.FromDate(x[0]!.As<Amount>(), Dates.Exactly(p.Today.PlusDays(x[2]!.A)), 1), 0.8f);
        table.Add("en.day.in", "Day In Amount", (p, x) => x[0]!.A == 0 ? Make.FromNow(p, x[2]!.As<Amount>(), 1) : null, 1);
        table.Add("amount.ago", "Amount Ago", (p, x) => Make.FromNow(p, x[0]!.As<Amount>(), -1), 0.8f);
        table.Add("en.amount.ago-plural", "A Unit:Plural Ago", (p, x) => Make.FromNow(p, Amount.Of(1, x[1]!.Unit), -1), 0.8f);
        table.Add("en.amount.in-minutes", "In Num", (p, x) => p.Word(x[0]!.Start) is "in" && Make.IsWhole(x[1]!, 5, 59) && x[0]!.Start == 0 && p.IsLast(x[1]!.End) ? Make.FromNow(p, new Amount(minutes: x[1]!.N), 1) : null, 0.3f);
        table.Add("en.period.next-few", "The? Next|Last About? Amount", (p, x) => x[3]!.As<Amount>() is { } a && a.From(p.Reference, x[1]!.Sym == Sym.Next ? 1 : -1) is { } other && !x[3]!.Has(Form.Shy) ? Rolling(p, a, other, x[1]!.Sym == Sym.Next) : null, 0.4f);
        table.Add("en.age.aged", "Aged About? Num", (p, x) => x[2]!.N is > 0 and < 130 && !p.Has(x[2]!.End, Sym.Unit) ? new Item(Sym.Age) { Value = new AgeValue(x[2]!.N, TimeUnit.Year) { UnitOpen = true } } : null, 0.8f);
        table.Add("en.age.aged-unit", "Aged About? Amount", (_, x) => AmountRules.AgeOf(x[2]!.As<Amount>(), Form.None), 1.2f);
        table.Add("en.age.of", "Amount Of Aged", (_, x) => AmountRules.AgeOf(x[0]!.As<Amount>(), Form.None), 1.2f);
        table.Add("en.age.about", "About|At Age", (_, x) => x[1]!.Formed(x[1]!.Form), 0.2f);
    }

    private static void Sets(RuleTable table)
    {
        table.Add("en.set.weekdays", "On? Weekday:Plural", (_, x) => Make.Set(SetRules.Weekly(x[1]!.A)), 1);
        table.Add("en.set.weekdays-and", "On? Weekday:Plural Comma|And Weekday:Plural", (_, x) => Make.Set(SetRules.Weekly(x[1]!.A), SetRules.Weekly(x[3]!.A)), 1);
        table.Add("en.set.on", "On|At|In The? Set", (_, x) => Make.Set(x[2]!, ((SetValue)x[2]!.Value!).Timexes), 0.4f);
        table.Add("en.set.times", "Num Times Per Unit", (_, x) => SetRules.Freq(x[3]!), 1);
        table.Add("en.set.once-every", "Once Every|In Num|Other Unit", (_, x) => SetRules.Unit(x[2]!.Sym == Sym.Other ? 2 : x[2]!.N, x[3]!), 1.2f);
        table.Add("en.set.once-amount", "Once|Times Every|In|Per Amount", (_, x) => Make.Set(x[2]!.As<Amount>().Iso), 0.8f);
        table.Add("en.set.nth", "The? Ord|Last Weekday Of? Every Unit", (_, x) => SetRules.NthWeekday(x[1]!, x[2]!, x[5]!), 1.5f);
        table.Add("en.set.nth-the", "Every Ord|Last Weekday Of? The Unit", (_, x) => SetRules.NthWeekday(x[1]!, x[2]!, x[5]!), 1.5f);
        table.Add("en.set.nth-plain", "The? Ord|Last Weekday Of The Unit", (_, x) => SetRules.NthWeekday(x[1]!, x[2]!, x[5]!), 0.8f);
        table.Add("en.set.every-weekday-week", "Every Unit On? Weekday", (_, x) => x[1]!.Unit == TimeUnit.Week ? Make.Set(SetRules.Weekly(x[3]!.A)) : null, 1.2f);
        table.Add("en.set.day-of-month", "The? Ord|Num Of? Every Unit", (_, x) => x[4]!.Unit == TimeUnit.Month && Make.IsWhole(x[1]!, 1, 31) ? Make.Set($"XXXX-XX-{(int)x[1]!.N:00}") : null, 1.2f);
        table.Add("en.set.parts", "PartBy At? Clock", (_, x) => SetRules.AtClock(Make.Set(PartValue.Of((PartOfDay)(x[0]!.A % 16)).Timex), x[2]!, x[1] is not null), 1);
    }

    private static ClockValue Sure(ClockValue c) => new(c.Hour, c.Minute, c.Second, c.Twelve) { EndOfDay = c.EndOfDay, HasMinutes = c.HasMinutes, Part = c.Part };

    private static Item? Shift(Item hour, int minutes)
    {
        var value = hour.As<ClockValue>();
        if (value.HasMinutes && value.Minute != 0) return null;
        if (value.EndOfDay && minutes < 0) return Make.Clock(new ClockValue(23, 60 + minutes) { HasMinutes = true }, Form.AtRole);
        return Make.Shifted(Sure(value), minutes) is { } clock ? Make.Clock(clock, Form.AtRole) : null;
    }

    private static Item? At(Parse p, Item at, Item clock)
    {
        var value = clock.As<ClockValue>();
        if (at.Sym == Sym.On) return null;
        var word = p.Word(at.Start);
        var strict = word is "for" or "about" or "around" or "after" or "before" or "just" or "circa";
        if (value.Bare && (value.Hour == 0 || (strict && word is not "around" and not "about") || CountsSomething(p, clock.End))) return strict || value.Hour == 0 ? null : Make.Clock(value, Form.AtRole | Form.Weak);
        if (value.Bare && word is "around" or "about" && p.IsLast(clock.End) && value.Hour is >= 1 and <= 12) return Make.Clock(Sure(value), Form.AtRole);
        if (value.Bare && strict) return Make.Clock(Sure(value), Form.AtRole | Form.Weak);
        return Make.Clock(Sure(value), Form.AtRole);
    }

    /// <summary>"at 3 schools": a plural noun follows.</summary>
    private static bool CountsSomething(Parse p, int token) => token < p.Tokens.Length && p.Tokens[token].Kind == Text.TokenKind.Word && p.At(token).IsEmpty && p.Word(token) is [.., 's'] or "percent" or "people" or "km";

    private static Item? For(ClockValue start, Amount length)
    {
        if (length.IsCalendar || length.TotalSeconds >= 86400) return null;
        var end = new LocalDateTime(2000, 1, 1, start.Preferred.Hour, start.Minute).PlusSeconds((long)length.TotalSeconds).TimeOfDay;
        var first = start.Preferred;
        return Make.Range(new ClockValue(first.Hour, first.Minute) { HasMinutes = true }, new ClockValue(end.Hour, end.Minute) { HasMinutes = true });
    }

    private static Item? TheDay(Parse p, Item day)
    {
        if (!Make.IsWhole(day, 1, 31) || (day.Has(Form.Digits) && day.A > 2)) return null;
        var free = p.IsLast(day.End) || p.Tokens[day.End].Kind == Text.TokenKind.Mark || p.Has(day.End, Sym.At) || p.Has(day.End, Sym.Until);
        if (!free) return null;
        return Make.Date(Dates.Said(p, 0, 0, (int)day.N, 0)).Formed(day.N > 3 || day.Has(Form.Digits) ? Form.None : Form.Weak);
    }

    private static Item? OfMonth(Parse p, Item day, Item period)
    {
        var value = period.As<DateValue>();
        if (value.Grain != Grain.Month || !Make.IsWhole(day, 1, 31)) return null;
        return Make.Date(Dates.Said(p, value.Y, value.M, (int)day.N, 0));
    }

    private static Item? WeekOf(DateValue date)
    {
        if (date.Missing || date.Readings.Length == 0) return null;
        var weeks = date.Readings.Select(day => new Days(Dates.Monday(day.Start), Dates.Monday(day.Start).PlusWeeks(1))).ToArray();
        return Make.Period(new DateValue(weeks, date.Past, date.Future, Grain.Week, Dates.WeekTimex(weeks[0].Start)) { Relative = true });
    }

    private static Item? WeekNumber(Parse p, int week)
    {
        var rule = NodaTime.Calendars.WeekYearRules.Iso;
        if (week > rule.GetWeeksInWeekYear(p.Today.Year, CalendarSystem.Iso)) return null;
        var monday = rule.GetLocalDate(p.Today.Year, week, IsoDayOfWeek.Monday, CalendarSystem.Iso);
        return Make.Period(Dates.Between(monday, monday.PlusWeeks(1), Grain.Week, Dates.WeekTimex(monday)));
    }

    private static Item? AfterNext(Parse p, Item what) => what.Sym switch
    {
        Sym.Weekday => Make.Date(Dates.OneOf(Dates.WeekdayOf(p.Today, what.A, 2), "XXXX-WXX-" + what.A, Dates.WeekdayOf(p.Today, what.A, 1))),
        Sym.Month => Make.Period(Dates.Month(p, what.A, p.Today.Year + (what.A > p.Today.Month ? 1 : 2))) is { } later ? Make.Period(Dates.Either(Dates.Month(p, what.A, p.Today.Year + 1), later.As<DateValue>())) : null,
        _ => Dates.Unit(p.Today, what.Unit, 2) is { } d ? Make.Period(d) : null,
    };

    private static Item? EarlyLate(Parse p, Item which, Item period)
    {
        var value = period.As<DateValue>();
        var word = p.Word(which.Start);
        if (word is "later" or "earlier" && value.Relative)
        {
            var days = value.First;
            if (p.Today < days.Start || p.Today >= days.End) return null;
            return word is "later" ? Make.Period(Dates.Between(p.Today, days.End, Grain.Other)) : p.Today > days.Start ? Make.Period(Dates.Between(days.Start, p.Today, Grain.Other)) : null;
        }
        if (value.Grain == Grain.Week)
        {
            var days = value.First;
            return Make.Period(which.Sym == Sym.Early ? Dates.Between(days.Start, days.Start.PlusDays(3), Grain.Other) : Dates.Between(days.Start.PlusDays(3), days.End, Grain.Other));
        }
        return Make.PartOf(value, which.Sym == Sym.Early ? Sym.Beginning : Sym.End, Form.None);
    }

    /// <summary>A range in which the number of days of the end is completed by its start.</summary>
    private static Item? Days(Parse p, Item day, DateValue until)
    {
        if (!Make.IsWhole(day, 1, 31) || until.M == 0 || until.Relative || day.N >= until.D || (day.Has(Form.Digits) && day.A > 2)) return null;
        var from = Dates.Said(p, until.Y, until.M, (int)day.N, 0);
        return from.Missing ? null : Make.DateRange(p, from, until);
    }

    private static Item? DaysOf(Parse p, Item from, Item to, DateValue month)
    {
        if (month.Grain != Grain.Month || !Make.IsWhole(from, 1, 31) || !Make.IsWhole(to, 1, 31) || from.N >= to.N) return null;
        var (a, b) = (Dates.Said(p, month.Y, month.M, (int)from.N, 0), Dates.Said(p, month.Y, month.M, (int)to.N, 0));
        return a.Missing || b.Missing ? null : Make.DateRange(p, a, b);
    }

    private static bool Followed(Parse p, Item day) => p.Has(day.End, Sym.Month) || p.Has(day.End, Sym.Unit) || p.Has(day.End, Sym.AmPm) || p.Has(day.End, Sym.Colon);

    private static Item? RangeYear(Parse p, DateValue range, int year)
    {
        if (range.Grain != Grain.Other || range.Readings.Length == 0 || range.Timex.StartsWith("XXXX", StringComparison.Ordinal)) return null;
        var days = range.Readings[0];
        if (Dates.OrNull(year, days.Start.Month, days.Start.Day) is not { } start || days.End.PlusDays(-1) is var last && Dates.OrNull(year, last.Month, last.Day) is not { } end) return null;
        if (end < start) start = start.PlusYears(-1);
        return Make.Period(Dates.Between(start, end.PlusDays(1), Grain.Other));
    }

    private static Item? Spread(DateValue from, DateValue until)
    {
        if (from.Readings.Length == 0 || until.Readings.Length == 0) return null;
        List<Days> found = [];
        foreach (var start in Make.Ordered(from))
        {
            foreach (var end in until.Readings)
            {
                if (end.Start < start.Start) continue;
                // "between week 31 and week 35" may stop where the last begins
                found.Add(new Days(start.Start, end.End));
                if (end.Start > start.Start) found.Add(new Days(start.Start, end.Start));
                break;
            }
        }
        return found.Count == 0 ? null : Make.Period(new DateValue([.. found], 0, 0, Grain.Other) { Relative = true });
    }

    private static Item Rolling(Parse p, Amount amount, LocalDateTime other, bool next)
    {
        if (!amount.IsCalendar) return next ? Make.Stretch(p.Reference, other) : Make.Stretch(other, p.Reference);
        return Make.Period(next ? Dates.Between(p.Today, other.Date, Grain.Other) : Dates.Between(other.Date, p.Today, Grain.Other))!;
    }

    private static DateValue Resaid(DateValue date, int year) => Dates.Said(date.Readings.Length > 0 ? date.Readings[0].Start : new LocalDate(2000, 1, 1), year, date.M, date.D, 0);

    private static Item? EndOf(Parse p, Item what)
    {
        var last = new LocalTime(23, 59, 59);
        if (what.Sym == Sym.Date) return what.As<DateValue>() is { Missing: false, Grain: Grain.Day } d ? Make.Moment(d, new ClockValue(last.Hour, last.Minute, last.Second) { HasMinutes = true }) : null;
        if (what.Sym == Sym.Unit && what.Unit != TimeUnit.Day) return null;
        var date = what.Sym == Sym.Day ? p.Today.PlusDays(what.A) : p.Today;
        return Make.Moment(Dates.Exactly(date), new ClockValue(last.Hour, last.Minute, last.Second) { HasMinutes = true });
    }

    private static Item? Decade(Parse p, Item number, Item s)
    {
        if (p.Word(s.Start) is not "s" || number.N % 10 != 0 || number.A is not (2 or 4)) return null;
        var year = number.A == 4 ? (int)number.N : number.N >= 30 ? 1900 + (int)number.N : 2000 + (int)number.N;
        return year is > 0 and < 9900 ? Make.Period(Dates.Between(new LocalDate(year, 1, 1), new LocalDate(year + 10, 1, 1), Grain.Decade)) : null;
    }

    private static Item? HalfYear(Parse p, Item which, Item year)
    {
        var y = year.Sym == Sym.Year0 ? year.A : year.As<DateValue>() is { Grain: Grain.Year, Y: > 0 } value ? value.Y : 0;
        if (y == 0 || !Make.IsWhole(which, 1, 2)) return null;
        var start = new LocalDate(y, which.N == 1 ? 1 : 7, 1);
        return Make.Period(Dates.Between(start, start.PlusMonths(6), Grain.Season));
    }

    private static Item? RestOf(Parse p, Item what)
    {
        if (what.Sym == Sym.Unit && what.Unit is TimeUnit.Week or TimeUnit.Month or TimeUnit.Year && Dates.Unit(p.Today, what.Unit, 0) is { } unit) return Make.Period(Dates.Between(p.Today, unit.First.End, Grain.Other));
        if (what.Sym == Sym.Unit && what.Unit != TimeUnit.Day) return null;
        return Make.Stretch(p.Reference, p.Today + new LocalTime(23, 59, 59));
    }
}
