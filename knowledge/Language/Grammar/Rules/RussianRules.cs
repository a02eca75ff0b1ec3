using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>What only Russian says: полтретьего, без четверти пять, пять минут третьего, через неделю, по вторникам.</summary>
internal static class RussianRules
{
    public static void Add(RuleTable table)
    {
        Clocks(table);
        Days(table);
        Sets(table);
    }

    private static void Clocks(RuleTable table)
    {
        table.Add("ru.clock.pol", "Together", (_, x) => Half(x[0]!.A), 1);
        table.Add("ru.clock.pol-apart", "Num Dash? Ord:Gen", (p, x) => x[0]!.N == 0.5 && Make.IsWhole(x[2]!, 1, 12) ? Half((int)x[2]!.N) : null, 1);
        table.Add("ru.clock.half", "Half Ord:Gen", (_, x) => Make.IsWhole(x[1]!, 1, 12) ? Half((int)x[1]!.N)!.Formed(x[0]!.Form & Make.Roles) : null, 1);
        table.Add("ru.clock.quarter", "Quarter Ord:Gen", (_, x) => OfHour(15, x[1]!), 1);
        table.Add("ru.clock.minutes-of", "Amount Ord:Gen", (_, x) => Make.Minutes(x[0]!.As<Amount>()) is { } m ? OfHour(m, x[1]!) : null, 1);
        table.Add("ru.clock.number-of", "Num Ord:Gen", (_, x) => Make.IsWhole(x[0]!, 1, 59) && x[0]!.N >= 5 && x[1]!.N <= 12 && !x[1]!.Has(Form.Digits) && x[0]!.N % 5 == 0 ? OfHour((int)x[0]!.N, x[1]!) is { } c ? c.Formed(c.Form | Form.Weak) : null : null, 0.3f);
        table.Add("ru.clock.without", "ToHour Amount Clock", (_, x) => Make.Minutes(x[1]!.As<Amount>()) is { } m ? Before(m, x[2]!) : null, 1);
        table.Add("ru.clock.without-number", "ToHour Num Clock", (_, x) => Make.IsWhole(x[1]!, 1, 29) ? Before((int)x[1]!.N, x[2]!) : null, 1);
        table.Add("ru.clock.without-quarter", "ToHour Quarter Clock", (_, x) => Before(15, x[2]!), 1);
        table.Add("ru.clock.hours", "Num Unit", (_, x) => Hours(x[0]!, x[1]!), 0.2f);
        table.Add("ru.clock.hours-minutes", "Num Unit And? Num Unit", (_, x) => HoursMinutes(x[0]!, x[1]!, x[3]!, x[4]!), 0.8f);
        table.Add("ru.clock.hours-number", "Num Unit Num", (_, x) => x[1]!.Unit == TimeUnit.Hour && Make.IsWhole(x[2]!, 1, 59) && Make.Hour(x[0]!, (int)x[2]!.N, hasMinutes: true) is { } h ? Make.Clock(h, Form.Weak) : null, 0.3f);
        table.Add("ru.clock.written-hours", "Clock Unit", (_, x) => x[1]!.Unit == TimeUnit.Hour && x[0]!.As<ClockValue>().HasMinutes && x[1]!.Has(Form.Gen | Form.Nom | Form.Short) ? Make.Clock(x[0]!.As<ClockValue>(), x[0]!.Form & ~Form.Weak) : null, 0.5f);
        table.Add("ru.clock.one", "Unit", (_, x) => x[0]!.Unit == TimeUnit.Hour && !x[0]!.Has(Form.Short | Form.Plural) ? Make.Clock(new ClockValue(1, 0, -1, true) { Bare = true }, (x[0]!.Form & Make.Roles) | Form.Weak) : null, -1);
        table.Add("ru.clock.at", "At|On|By About? Clock", (p, x) => At(p, x[0]!, x[2]!), 0.8f);
        table.Add("ru.clock.at-hhmm", "At Num:Digits", (p, x) => x[1]!.A == 4 && ClockRules.Compact(x[1]!) is { } c && (p.IsLast(x[1]!.End) || x[1]!.Has(Form.Padded)) ? Make.Clock(c, Form.AtRole) : null, 0.3f);
        table.Add("ru.clock.around", "Around At? Clock", (_, x) => Make.Clock(x[2]!.As<ClockValue>(), Form.AtRole), 1);
        table.Add("ru.clock.around-by", "Unit:Dat At|By Clock", (_, x) => x[0]!.Unit == TimeUnit.Hour ? Make.Clock(x[2]!.As<ClockValue>(), Form.AtRole) : null, 1);
        table.Add("ru.clock.hours-at", "Unit:Gen At Clock", (_, x) => x[0]!.Unit == TimeUnit.Hour && x[2]!.Has(Form.Nom | Form.Part | Form.Digits | Form.Dat) ? Make.Clock(x[2]!.As<ClockValue>(), Form.AtRole) : null, 1);
        table.Add("ru.clock.about", "About Clock:Gen", (p, x) => x[1]!.As<ClockValue>().Bare && !(p.Word(x[0]!.Start) is "около" or "районе" or "в" && p.IsLast(x[1]!.End)) ? null : Make.Clock(x[1]!.As<ClockValue>(), Form.AtRole), 0.5f);
        table.Add("ru.clock.after", "After|Before Clock:Gen|Digits", (p, x) => x[1]!.As<ClockValue>().Bare && !Free(p, x[1]!.End) ? null : Make.Clock(x[1]!.As<ClockValue>(), Form.AtRole), 0.3f);
        table.Add("ru.clock.until", "Until Clock:Gen", (p, x) => x[1]!.As<ClockValue>().Bare && p.Word(x[0]!.Start) is "до" && p.IsLast(x[1]!.End) ? Make.Clock(x[1]!.As<ClockValue>(), Form.AtRole | Form.UntilRole) : null, 0.3f);
        table.Add("ru.clock.start-of", "Beginning Ord:Gen", (_, x) => OfHour(0, x[1]!), 1);
        table.Add("ru.clock.dashed", "Num:Digits ~Dash ~Num:Digits", (_, x) => x[2]!.A == 2 && Make.IsWhole(x[2]!, 0, 59) && (x[2]!.N > 24 || x[2]!.N < x[0]!.N) && Make.Hour(x[0]!, (int)x[2]!.N, hasMinutes: true) is { } h ? Make.Clock(h, Form.Weak) : null, 0.5f);
        table.Add("ru.clock.one-number", "Unit Num", (_, x) => x[0]!.Unit == TimeUnit.Hour && x[0]!.Has(Form.Nom) && Make.IsWhole(x[1]!, 10, 59) ? Make.Clock(new ClockValue(1, (int)x[1]!.N, -1, true) { HasMinutes = true }, Form.Weak) : null, 0.3f);
        table.Add("age.child", "Same Comma? About? Amount", (_, x) => AmountRules.YearsOf(x[3]!), 1);
        table.Add("ru.age.year-old", "Aged", (_, x) => AmountRules.Age(x[0]!.A, TimeUnit.Year, x[0]!.Form), 1);
        table.Add("ru.range.between", "Between Clock And Clock", (_, x) => Make.Range(x[1]!.As<ClockValue>(), x[3]!.As<ClockValue>()), 1.2f);
        table.Add("ru.range.from-until", "From Clock At|Until Clock", (p, x) => p.Word(x[2]!.Start) is "на" or "в" ? null : Make.Range(x[1]!.As<ClockValue>(), x[3]!.As<ClockValue>()), 1);
        table.Add("ru.range.hours", "Range Unit", (_, x) => x[1]!.Unit == TimeUnit.Hour && x[0]!.Value is ClockRange r && x[1]!.Has(Form.Gen | Form.Short | Form.Nom) ? Make.Range(r.Start, r.End) : null, 0.5f);
    }

    private static void Days(RuleTable table)
    {
        table.Add("ru.date.day-month", "Num:Digits|Gen Month:Gen|Short|Nom", (p, x) => x[1]!.Has(Form.Nom) && !x[1]!.Has(Form.Short) && !x[0]!.Has(Form.Digits) ? null : DateRules.Day(p, x[0]!, x[1]!, 0), 0.9f);
        table.Add("ru.date.ordinal-month", "Ord Month", (p, x) => !x[0]!.Has(Form.Plural) ? DateRules.Day(p, x[0]!, x[1]!, 0) : null, 1);
        table.Add("ru.date.month-day", "Month Num:Digits/Ord", (p, x) => Make.IsWhole(x[1]!, 1, 31) && x[1]!.A <= 2 ? Make.Date(Dates.Said(p, 0, x[0]!.A, (int)x[1]!.N, 0)) : null, 0);
        table.Add("ru.date.ordinals", "Ord:Gen|Nom Ord:Gen", (p, x) => Make.IsWhole(x[0]!, 1, 31) && Make.IsWhole(x[1]!, 1, 12) && !x[0]!.Has(Form.Digits) ? Make.Date(Dates.Said(p, 0, (int)x[1]!.N, (int)x[0]!.N, 0)) : null, -0.3f);
        table.Add("ru.ordinal.zero", "Num Ord", (_, x) => x[0]!.N == 0 && x[1]!.N is >= 1 and <= 9 ? new Item(Sym.Ord) { N = x[1]!.N, Form = x[1]!.Form } : null, 0.5f);
        table.Add("ru.date.day-number", "Ord|Num Date0", (p, x) => Make.IsWhole(x[0]!, 1, 31) ? Make.Date(Dates.Said(p, 0, 0, (int)x[0]!.N, 0)) : null, 1);
        table.Add("ru.date.weekday-day", "Weekday Comma? Ord", (p, x) => Make.IsWhole(x[2]!, 1, 31) && !x[2]!.Has(Form.Plural) ? Make.Date(Dates.Said(p, 0, 0, (int)x[2]!.N, x[0]!.A)) : null, 0.7f);
        table.Add("ru.date.on", "On|At|By|For Date|Period", (p, x) => x[1]!.Formed(x[1]!.Form), 0.4f);
        table.Add("ru.date.day-alone", "Ord:Gen", (p, x) => Make.IsWhole(x[0]!, 1, 31) && (p.IsLast(x[0]!.End) || p.Has(x[0]!.End, Sym.At) || p.Has(x[0]!.End, Sym.Comma) || p.Has(x[0]!.End, Sym.DayPart)) && x[0]!.N > 3 && !x[0]!.Has(Form.Plural | Form.Dat) ? Make.Date(Dates.Said(p, 0, 0, (int)x[0]!.N, 0)).Formed(Form.Gen | (x[0]!.N > 12 || x[0]!.Has(Form.Digits) ? Form.None : Form.Weak)) : null, -0.6f);
        table.Add("amount.from-now", "In About? Amount", (p, x) => Make.FromNow(p, x[2]!.As<Amount>(), 1), 0.8f);
        table.Add("amount.from-now.later", "Amount Later", (p, x) => Make.FromNow(p, x[0]!.As<Amount>(), 1), 0.8f);
        table.Add("amount.ago", "Amount Ago", (p, x) => Make.FromNow(p, x[0]!.As<Amount>(), -1), 0.8f);
        table.Add("ru.amount.for", "For Amount", (_, x) => x[1]!.Has(Form.Shy) && !x[1]!.Has(Form.Part) ? null : Make.Amount(x[1]!.As<Amount>(), x[1]!.Form & ~Form.Shy), 0.3f);
        table.Add("ru.amount.inverted", "Unit At? Num", (_, x) => x[1] is not null && x[0]!.Unit == TimeUnit.Hour ? null : Inverted(x[0]!, x[2]!), 0.6f);
        table.Add("ru.amount.with-quarter", "Amount From Quarter", (_, x) => x[0]!.As<Amount>() is { Hours: > 0, Minutes: 0 } a && x[2]!.Has(Form.Kom) ? Make.Amount(a + new Amount(minutes: 15)) : null, 1);
        table.Add("ru.amount.with-half", "Amount HalfMore", (_, x) => x[0]!.As<Amount>() switch
        {
            { Hours: > 0, Minutes: 0 } a => Make.Amount(a + new Amount(minutes: 30)),
            { Years: > 0, Months: 0 } a => Make.Amount(a + new Amount(months: 6)),
            { Months: > 0, Weeks: 0, Days: 0 } a => Make.Amount(a + new Amount(days: 15)),
            { Minutes: > 0, Secs: 0 } a => Make.Amount(a + new Amount(seconds: 30)),
            { Weeks: > 0, Days: 0 } a => Make.Amount(a + new Amount(days: 3.5)),
            { Days: > 0 } a => Make.Amount(a + new Amount(hours: 12)),
            _ => null,
        }, 1);
        table.Add("ru.amount.half", "Num Unit:Gen", (_, x) => x[0]!.N == 0.5 ? HalfOf(x[1]!) : null, 0.7f);
        table.Add("ru.number.and-half", "Num And Num Half|Part10", (_, x) => x[2]!.N == 1 && x[0]!.N % 1 == 0 && (x[3]!.Sym == Sym.Half) ? Make.Number(x[0]!.N + 0.5) : null, 1);
        table.Add("ru.date.from-date", "In? Amount From|Of Date", (_, x) => Make.FromDate(x[1]!.As<Amount>(), x[3]!.As<DateValue>(), 1), 1);
        table.Add("ru.date.until-date", "For? Amount Before|After Date", (_, x) => Make.FromDate(x[1]!.As<Amount>(), x[3]!.As<DateValue>(), x[2]!.Sym == Sym.After ? 1 : -1), 1);
        table.Add("ru.range.po", "Num|Ord Until|Dash Date", (p, x) => DayUntil(p, x[0]!, x[2]!.As<DateValue>()), 1);
        table.Add("ru.range.from-po", "From Num|Ord Until|Dash Date", (p, x) => DayUntil(p, x[1]!, x[3]!.As<DateValue>()), 1.2f);
        table.Add("ru.range.dates-until", "Date:FromRole And? Until Date", (p, x) => Make.DateRange(p, x[0]!.As<DateValue>(), x[3]!.As<DateValue>()), 1);
        table.Add("ru.range.dates-po", "Date Until Date", (p, x) => p.Word(x[1]!.Start) is "по" or "до" ? Make.DateRange(p, x[0]!.As<DateValue>(), x[2]!.As<DateValue>()) : null, 1);
        table.Add("ru.range.between", "Between Date And Date", (p, x) => Make.DateRange(p, x[1]!.As<DateValue>(), x[3]!.As<DateValue>()), 1);
        table.Add("ru.range.range-clock", "Period At Clock", (_, x) => x[0]!.As<DateValue>() is { Grain: Grain.Other } d && x[2]!.As<ClockValue>() is var c ? RangeAt(d, c) : null, 1);
        table.Add("ru.stretch.part", "DayPart:Ad|Kom", (p, x) => x[0]!.Has(Form.Weak) ? null : Make.Stretch(Dates.Exactly(p.Today), ClockRules.Part(x[0]!), Form.Weak), 0);
        table.Add("ru.stretch.morning-on", "DayPart At|On Date", (_, x) => DateRules.PartFits(x[0]!) && !x[2]!.As<DateValue>().Missing ? Make.Stretch(x[2]!.As<DateValue>(), ClockRules.Part(x[0]!)) : null, 0.5f);
        table.Add("ru.stretch.this-part", "At|On This DayPart", (p, x) => Make.Stretch(Dates.Exactly(p.Today), ClockRules.Part(x[2]!)), 0.6f);
        table.Add("ru.year.in", "At Year0", (_, x) => x[1]!.Has(Form.Weak) ? null : Make.Period(Dates.Year(x[1]!.A)), 0.5f);
        table.Add("ru.years.range", "From? Year0 Dash|Until Year0", (_, x) => x[1]!.A < x[3]!.A && !x[3]!.Has(Form.Weak) ? Make.Period(Dates.Between(new NodaTime.LocalDate(x[1]!.A, 1, 1), new NodaTime.LocalDate(x[3]!.A + 1, 1, 1), Grain.Other)) : null, 1);
    }

    private static void Sets(RuleTable table)
    {
        table.Add("ru.set.on", "Per|Until|On Set", (p, x) => p.Word(x[0]!.Start) is "по" or "на" ? Make.Set(x[1]!, ((SetValue)x[1]!.Value!).Timexes) : null, 0.5f);
        table.Add("ru.set.times-in", "Num? Times On|At Unit", (_, x) => SetRules.Freq(x[3]!), 1);
        table.Add("ru.set.times-in-count", "Num? Times On|At Num Unit", (_, x) => SetRules.Unit(x[3]!.N, x[4]!), 1);
        table.Add("ru.set.through-week-day", "In Unit Per|Until Set", (_, x) => x[1]!.Unit == TimeUnit.Week ? Make.EveryOtherWeek(((SetValue)x[3]!.Value!).Timexes) : null, 1);
        table.Add("ru.set.day-through-week", "Set In Unit", (_, x) => x[2]!.Unit == TimeUnit.Week && ((SetValue)x[0]!.Value!) is { Weeks: 1 } days && days.Timexes[0].StartsWith("XXXX-WXX-", StringComparison.Ordinal) ? Make.EveryOtherWeek(days.Timexes) : null, 1);
        table.Add("ru.set.every-other", "Every Ord Weekday Period|Unit", (_, x) => SetRules.NthWeekday(x[1]!, x[2]!, x[3]!), 1.5f);
        table.Add("ru.set.nth-every", "Ord|Last Weekday Every Unit", (_, x) => SetRules.NthWeekday(x[0]!, x[1]!, x[3]!), 1.5f);
        table.Add("ru.set.nth-month", "At? Ord|Last Weekday Unit:Gen", (_, x) => SetRules.NthWeekday(x[1]!, x[2]!, x[3]!), 1);
        table.Add("ru.set.at", "At|On Set", (_, x) => Make.Set(x[1]!, ((SetValue)x[1]!.Value!).Timexes), 0.3f);
        table.Add("ru.set.every-date", "Every? Ord|Num Date0 Every? Unit:Gen", (_, x) => (x[0] is not null || x[3] is not null) && x[4]!.Unit == TimeUnit.Month && Make.IsWhole(x[1]!, 1, 31) ? Make.Set($"XXXX-XX-{(int)x[1]!.N:00}") : null, 1);
    }

    private static Item? Half(int ofHour) => OfHour(30, ofHour);

    private static Item? OfHour(int minutes, Item hour) => Make.IsWhole(hour, 1, 12) && !hour.Has(Form.Plural) ? OfHour(minutes, (int)hour.N) : null;

    /// <summary>"пять минут третьего": of the third hour, that is after two.</summary>
    private static Item? OfHour(int minutes, int hour) => hour is < 1 or > 12 ? null
        : Make.Clock(new ClockValue(hour == 1 ? 12 : hour - 1, minutes, -1, true) { HasMinutes = true }, Form.Nom | Form.Gen);

    private static Item? Before(int minutes, Item hour) => hour.As<ClockValue>() is { HasMinutes: false } h && Make.Shifted(h, -minutes) is { } clock ? Make.Clock(clock) : null;

    private static Item? Hours(Item number, Item unit)
    {
        if (unit.Unit != TimeUnit.Hour || !unit.Has(Form.Gen | Form.Nom | Form.Short | Form.Dat | Form.Loc) || !Make.IsWhole(number, 0, 24)) return null;
        return Make.Hour(number) is { } hour ? Make.Clock(hour, (number.Form & Make.Roles) | Form.Weak) : null;
    }

    private static Item? HoursMinutes(Item hours, Item hour, Item minutes, Item minute)
    {
        if (hour.Unit != TimeUnit.Hour || minute.Unit != TimeUnit.Minute || !Make.IsWhole(minutes, 0, 59)) return null;
        return Make.Hour(hours, (int)minutes.N, hasMinutes: true) is { } clock && clock.Hour is >= 1 ? Make.Clock(clock, hours.N >= 13 || minutes.N == 0 ? Form.None : Form.Weak) : null;
    }

    /// <summary>"в три", "в 15", "к пяти", "на 8:30"; a noun after a bare number counts something else.</summary>
    private static Item? At(Parse p, Item at, Item clock)
    {
        var value = clock.As<ClockValue>();
        var by = p.Word(at.Start) is "к" or "ко";
        if (by && !clock.Has(Form.Dat | Form.Digits) && value.Bare) return null;
        if (!by && clock.Form != Form.None && !clock.Has(Form.Nom | Form.Part | Form.Digits) && (clock.Form & (Form.Gen | Form.Dat | Form.Loc | Form.Kom)) != 0 && value.Bare) return null;
        var weak = value.Bare && !Free(p, clock.End) && !(value.Hour >= 2 && BeforeVerb(p, clock.End));
        return Make.Clock(new ClockValue(value.Hour, value.Minute, value.Second, value.Twelve) { EndOfDay = value.EndOfDay, HasMinutes = value.HasMinutes, Part = value.Part }, Form.AtRole | (weak ? Form.Weak : Form.None));
    }

    private static readonly Sym[] hourFollowers = [Sym.At, Sym.On, Sym.From, Sym.Until, Sym.DayPart, Sym.Day, Sym.And, Sym.Or, Sym.Weekday, Sym.This, Sym.Next, Sym.AmPm, Sym.Every];

    private static bool Free(Parse p, int token) => p.IsLast(token) || p.Tokens[token].Kind == Text.TokenKind.Mark || hourFollowers.Any(sym => p.Has(token, sym));

    /// <summary>"в девять закончили": a verb in the past or a pronoun follows, so that the number counts nothing.</summary>
    private static bool BeforeVerb(Parse p, int token)
    {
        var word = p.Word(token);
        if (word is "у" or "я" or "мы" or "он" or "она" or "они" or "не" or "мама" or "папа" or "был" or "дома" or "буду" or "будем" or "потом" or "но" or "а") return true;
        return word.Length > 4 && word is [.., 'л', 'и'] or [.., 'л', 'а'] or [.., 'а' or 'и' or 'е' or 'я' or 'у', 'л'] or [.., 'м', 'с', 'я'] or [.., 'л', 'с', 'я'];
    }

    private static Item? Inverted(Item unit, Item number)
    {
        if (!unit.Has(Form.Gen) && !(unit.Has(Form.Nom) && number.N is >= 2 and <= 4) || !(Make.IsWhole(number, 2, 999) || number.N == 1.5) || !number.Has(Form.Nom | Form.Digits)) return null;
        return Make.Amount(Amount.Of(number.N, unit.Unit), Form.Nom);
    }

    private static Item? HalfOf(Item unit) => unit.Unit switch
    {
        TimeUnit.Year => Make.Amount(new Amount(months: 6)),
        TimeUnit.Month => Make.Amount(new Amount(days: 15)),
        TimeUnit.Day => Make.Amount(new Amount(hours: 12)),
        _ => Make.Amount(Amount.Of(0.5, unit.Unit)),
    };

    private static Item? DayUntil(Parse p, Item day, DateValue until)
    {
        if (!Make.IsWhole(day, 1, 31) || until.M == 0 || until.Relative || day.N >= until.D || (day.Has(Form.Digits) && day.A > 2)) return null;
        var from = Dates.Said(p, until.Y, until.M, (int)day.N, 0);
        return from.Missing ? null : Make.DateRange(p, from, until);
    }

    private static Item? RangeAt(DateValue days, ClockValue clock) => new(Sym.Stretch1)
    {
        Value = new StretchValue { Start = Make.Ordered(days).First().Start + clock.Preferred is var s && clock.Hour is >= 6 ? Make.Ordered(days).First().Start + clock.Time : s, End = Make.Ordered(days).First().End.PlusDays(-1) + (clock.Hour >= 6 ? clock.Time : clock.Preferred), Timex = days.Timex },
    };
}
