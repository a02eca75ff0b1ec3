using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>What only Estonian says: kell pool kolm, veerand kuus, kolme paiku, kahe nädala pärast, igal teisel kolmapäeval.</summary>
internal static class EstonianRules
{
    public static void Add(RuleTable table)
    {
        Clocks(table);
        Days(table);
        Sets(table);
    }

    private static void Clocks(RuleTable table)
    {
        table.Add("et.clock.kell", "OClock About? Clock", (_, x) => Kell(x[0]!, x[2]!), 1);
        table.Add("et.clock.pool", "Half Num", (_, x) => Quarters(x[0]!, x[1]!, 30), 1);
        table.Add("et.clock.veerand", "Quarter Num", (_, x) => Quarters(x[0]!, x[1]!, 15), 1);
        table.Add("et.clock.kolmveerand", "ThreeQuarters Num", (_, x) => Quarters(x[0]!, x[1]!, 45), 1);
        table.Add("et.clock.kolm-veerand", "Num Quarter Num", (_, x) => x[0]!.N == 3 ? Quarters(x[1]!, x[2]!, 45) : null, 1);
        table.Add("et.clock.half-minutes-before", "Amount Clock PastHour", (_, x) => Past(x[0]!.As<Amount>(), x[1]!.As<ClockValue>()), 1);
        table.Add("et.clock.past", "Clock PastHour Amount", (_, x) => Past(x[2]!.As<Amount>(), x[0]!.As<ClockValue>()), 1);
        table.Add("et.clock.past-number", "Clock PastHour Num", (_, x) => Make.IsWhole(x[2]!, 1, 59) && Make.Shifted(x[0]!.As<ClockValue>(), (int)x[2]!.N) is { } c ? Make.Clock(c) : null, 0.8f);
        table.Add("et.clock.just-past", "Clock PastHour", (_, x) => x[0]!.As<ClockValue>() is var c && (x[0]!.Has(Form.AtRole) || !c.Bare) ? Make.Clock(c) : null, 0.5f);
        table.Add("et.clock.over", "Amount OverHour Clock:Gen", (_, x) => Past(x[0]!.As<Amount>(), x[2]!.As<ClockValue>()), 1);
        table.Add("et.clock.over-number", "Num OverHour Clock:Gen", (_, x) => Make.IsWhole(x[0]!, 1, 59) && Make.Shifted(x[2]!.As<ClockValue>(), (int)x[0]!.N) is { } c ? Make.Clock(c) : null, 0.8f);
        table.Add("et.clock.over-quarter", "Quarter OverHour Clock:Gen", (_, x) => Make.Shifted(x[2]!.As<ClockValue>(), 15) is { } c ? Make.Clock(c) : null, 1);
        table.Add("et.clock.before", "Amount After OClock? Clock", (_, x) => x[0]!.Has(Form.Gen) && x[3]!.Has(Form.Nom | Form.Digits | Form.AtRole) | !x[3]!.As<ClockValue>().Bare && Make.Minutes(x[0]!.As<Amount>()) is { } m && Make.Shifted(x[3]!.As<ClockValue>(), -m) is { } c ? Make.Clock(c) : null, 1.2f);
        table.Add("et.clock.minutes-before", "Amount Before Clock", (_, x) => x[2]!.Has(Form.Part | Form.Digits) && Make.Minutes(x[0]!.As<Amount>()) is { } m && Make.Shifted(x[2]!.As<ClockValue>(), -m) is { } c ? Make.Clock(c) : null, 1);
        table.Add("et.clock.lacking", "Amount ToHour Clock:El", (_, x) => Make.Minutes(x[0]!.As<Amount>()) is { } m && Make.Shifted(x[2]!.As<ClockValue>(), -m) is { } c ? Make.Clock(c) : null, 1);
        table.Add("et.clock.lacking-after", "Clock:El Amount ToHour", (_, x) => Make.Minutes(x[1]!.As<Amount>()) is { } m && Make.Shifted(x[0]!.As<ClockValue>(), -m) is { } c ? Make.Clock(c) : null, 1);
        table.Add("et.clock.lacking-first", "Clock:El ToHour Amount", (_, x) => Make.Minutes(x[2]!.As<Amount>()) is { } m && Make.Shifted(x[0]!.As<ClockValue>(), -m) is { } c ? Make.Clock(c) : null, 1);
        table.Add("et.clock.around", "Clock Around", (_, x) => x[0]!.Has(Form.Gen | Form.Digits | Form.AtRole) && !x[1]!.Has(Form.Weak) ? Make.Clock(x[0]!.As<ClockValue>(), Form.AtRole) : null, 1);
        table.Add("et.clock.after-hour", "After|Before|By|Least OClock? Clock:Part|Digits", (p, x) => x[1] is null && x[2]!.As<ClockValue>().Bare && !(x[2]!.Has(Form.Part) && Ends(p, x[2]!.End)) ? null : Make.Clock(x[2]!.As<ClockValue>(), Form.AtRole), 0.3f);
        table.Add("et.range.kell", "OClock Clock:El|Gen|FromRole Until? Clock:Ter|UntilRole|Digits", (_, x) => x[2] is null && !x[3]!.Has(Form.Ter | Form.UntilRole) ? null : Make.Range(x[1]!.As<ClockValue>(), x[3]!.As<ClockValue>()), 1.2f);
        table.Add("et.range.kuni", "Clock Until Clock", (_, x) => x[0]!.Has(Form.AtRole) || !x[0]!.As<ClockValue>().Bare || x[0]!.Has(Form.El) ? Make.Range(x[0]!.As<ClockValue>(), x[2]!.As<ClockValue>()) : Make.Range(x[0]!.As<ClockValue>(), x[2]!.As<ClockValue>(), weak: true), 1);
        table.Add("et.range.between", "OClock? Clock And OClock? Clock Between", (_, x) => Make.Range(x[1]!.As<ClockValue>(), x[4]!.As<ClockValue>()), 1.2f);
        table.Add("et.range.between-dash", "Range Between", (_, x) => x[0]!.Value is ClockRange r ? Make.Range(r.Start, r.End) : null, 1);
    }

    private static void Days(RuleTable table)
    {
        table.Add("et.date.day-month", "Ord/Num:Digits Month", (p, x) => DateRules.Day(p, x[0]!, x[1]!, 0), 1);
        table.Add("et.date.month-day", "Month:Gen Ord", (p, x) => Make.IsWhole(x[1]!, 1, 31) ? Make.Date(Dates.Said(p, 0, x[0]!.A, (int)x[1]!.N, 0), x[1]!.Form) : null, 0.8f);
        table.Add("et.date.roman", "Num:Digits Dot? Roman Dot?", (p, x) => Make.IsWhole(x[0]!, 1, 31) ? Make.Date(Dates.Said(p, 0, x[2]!.A, (int)x[0]!.N, 0)).Formed(Form.Weak) : null, 0);
        table.Add("et.date.roman", "Ord:Digits Roman Dot?", (p, x) => Make.IsWhole(x[0]!, 1, 31) ? Make.Date(Dates.Said(p, 0, x[1]!.A, (int)x[0]!.N, 0)).Formed(Form.Weak) : null, 0);
        table.Add("et.date.ordinals", "Ord Ord", (p, x) => x[0]!.Has(Form.Ad | Form.Gen | Form.Nom) && x[1]!.Has(Form.Ad | Form.Gen | Form.Nom) && !x[0]!.Has(Form.Digits) && Make.IsWhole(x[0]!, 1, 31) && Make.IsWhole(x[1]!, 1, 12) ? Make.Date(Dates.Said(p, 0, (int)x[1]!.N, (int)x[0]!.N, 0), x[1]!.Form) : null, -0.5f);
        table.Add("et.date.day-alone", "Ord:Ad|Tra|El|Ter", (p, x) => DayAlone(p, x[0]!), -0.5f);
        table.Add("et.date.day-named", "Day0 Ord|Num", (p, x) => Make.IsWhole(x[1]!, 1, 31) ? Make.Date(Dates.Said(p, 0, 0, (int)x[1]!.N, 0), x[1]!.Form) : null, 1);
        table.Add("et.date.named-date", "Day0 Date", (_, x) => x[1]!.Formed(x[1]!.Form), 0.5f);
        table.Add("et.date.named-day", "Ord Day0", (p, x) => Make.IsWhole(x[0]!, 1, 31) ? Make.Date(Dates.Said(p, 0, 0, (int)x[0]!.N, 0), x[1]!.Form) : null, 1);
        table.Add("et.date.weekday-day", "Weekday Comma? Ord", (p, x) => Make.IsWhole(x[2]!, 1, 31) && x[2]!.Has(Form.Ad | Form.Digits | Form.Nom) && (x[2]!.Has(Form.Digits) || x[2]!.Has(Form.Ad) == x[0]!.Has(Form.Ad)) ? Make.Date(Dates.Said(p, 0, 0, (int)x[2]!.N, x[0]!.A), x[0]!.Form) : null, 0.7f);
        table.Add("et.date.period-day", "Period:Gen Ord", (p, x) => OfMonth(p, x[0]!.As<DateValue>(), x[1]!), 0.7f);
        table.Add("amount.from-now", "Amount After", (p, x) => x[0]!.Has(Form.Gen | Form.Short) ? Make.FromNow(p, x[0]!.As<Amount>(), 1) : null, 0.8f);
        table.Add("amount.from-now.later", "Amount Later", (p, x) => x[0]!.Has(Form.Nom | Form.Part | Form.Short) ? Make.FromNow(p, x[0]!.As<Amount>(), 1) : null, 0.8f);
        table.Add("amount.ago", "Amount Ago", (p, x) => Make.FromNow(p, x[0]!.As<Amount>(), -1), 0.8f);
        table.Add("amount.earlier", "Amount Before", (p, x) => x[0]!.Has(Form.Nom | Form.Part) && p.Word(x[1]!.Start) is "varem" ? Make.FromNow(p, x[0]!.As<Amount>(), -1) : null, 0.6f);
        table.Add("et.amount.within", "Amount Within", (_, x) => x[0]!.Has(Form.Gen) ? Make.Amount(x[0]!.As<Amount>(), Form.None) : null, 0.8f);
        table.Add("et.period.within", "Period Within", (_, x) => x[0]!.Formed(x[0]!.Form), 0.3f);
        table.Add("et.period.during", "Period|Date Around", (p, x) => p.Word(x[1]!.Start) is "ajal" or "paiku" or "ringis" or "kandis" or "aegu" ? x[0]!.Formed(x[0]!.Form) : null, 0.3f);
        table.Add("et.role", "From|Until|By|Before Date|Period|Moment", (_, x) => x[1]!.Formed(x[1]!.Form | (x[0]!.Sym == Sym.From ? Form.FromRole : Form.UntilRole)), 0.2f);
        table.Add("et.moment.kell", "Date Comma? Least? Least Clock", (_, x) => x[4]!.As<ClockValue>().Bare && !x[4]!.Has(Form.AtRole) ? null : Make.Moment(x[0]!.As<DateValue>(), x[4]!.As<ClockValue>()), 0.8f);
        table.Add("et.years.plural", "YearWord:Plural Year0", (_, x) => Make.Period(Dates.Year(x[1]!.A)), 0.5f);
        table.Add("et.years.range", "YearWord? Year0:Weak Dash Year0", (_, x) => x[1]!.A < x[3]!.A && (x[0] is not null || !x[3]!.Has(Form.Weak)) ? Make.Period(Dates.Between(new NodaTime.LocalDate(x[1]!.A, 1, 1), new NodaTime.LocalDate(x[3]!.A + 1, 1, 1), Grain.Other)) : null, 1);
        table.Add("et.date.weekday-of-after", "Weekday Amount After", (p, x) => x[1]!.Has(Form.Gen) && x[1]!.As<Amount>() is { Weeks: > 0 } a && a.From(p.Reference, 1) is { } day ? Make.Date(Dates.OneOf(Dates.Monday(day.Date).PlusDays(x[0]!.A - 1), Dates.Iso(day.Date)), x[0]!.Form) : null, 1);
        table.Add("et.date.from-date", "Amount After Date:Part", (_, x) => x[0]!.Has(Form.Nom | Form.Part) ? Make.FromDate(x[0]!.As<Amount>(), x[2]!.As<DateValue>(), 1) : null, 1);
        table.Add("et.date.before-date", "Amount Before Date:Part|Nom", (_, x) => x[0]!.Has(Form.Nom | Form.Part) ? Make.FromDate(x[0]!.As<Amount>(), x[2]!.As<DateValue>(), -1) : null, 1);
        table.Add("et.date.before-feast", "Amount Before|After Feast", (p, x) => x[0]!.Has(Form.Nom | Form.Part) ? Make.FromDate(x[0]!.As<Amount>(), Dates.FeastDay(p, x[2]!.A), x[1]!.Sym == Sym.After ? 1 : -1) : null, 1);
        table.Add("et.age.one", "AgeNoun", (p, x) => x[0]!.Unit == TimeUnit.Year && (x[0]!.Start == 0 || !p.IsNumber(x[0]!.Start - 1)) ? AmountRules.Age(1, TimeUnit.Year, x[0]!.Form) : null, -0.5f);
        table.Add("age.child", "Same Comma? About? Amount", (_, x) => AmountRules.YearsOf(x[3]!), 1);
        table.Add("et.part.alone", "DayPart:Ad", (p, x) => x[0]!.Has(Form.Weak) ? null : Make.Stretch(Dates.Exactly(p.Today), ClockRules.Part(x[0]!), Form.Weak), 0);
    }

    private static void Sets(RuleTable table)
    {
        table.Add("et.set.times-in", "Num Times Unit:Ine", (_, x) => SetRules.Freq(x[2]!), 1);
        table.Add("et.set.once-in", "Times Unit:Ine", (_, x) => SetRules.Freq(x[1]!), 1);
        table.Add("et.set.in-once", "Unit:Ine Num? Times", (_, x) => SetRules.Freq(x[0]!), 0.8f);
        table.Add("et.set.once-in-count", "Times Num Unit", (_, x) => x[1]!.Has(Form.Ine | Form.Gen) && x[2]!.Has(Form.Ine) ? SetRules.Unit(x[1]!.N, x[2]!) : null, 1);
        table.Add("et.set.every-count-apart", "Every? Amount:Gen Apart", (_, x) => Make.Set(x[1]!.As<Amount>().Iso), 1);
        table.Add("et.set.every-count-after", "Every Amount:Gen After|Within", (_, x) => Make.Set(x[1]!.As<Amount>().Iso), 1.2f);
        table.Add("et.set.once-in-amount", "Num? Times Amount:Gen Within|Apart", (_, x) => Make.Set(x[2]!.As<Amount>().Iso), 1.2f);
        table.Add("et.set.over-unit", "Other Unit:Gen", (_, x) => x[1]!.Unit is TimeUnit.Week or TimeUnit.Day or TimeUnit.Month or TimeUnit.Year ? Make.Set(Make.Every(2, x[1]!.Unit)) : null, 1);
        table.Add("et.set.over-week-day", "Other Unit:Gen WeekdayBy", (_, x) => x[1]!.Unit == TimeUnit.Week ? Make.EveryOtherWeek(SetRules.Weekly(x[2]!.A)) : null, 1.5f);
        table.Add("et.set.over-week-on", "Other Unit:Gen Weekday:Ad", (_, x) => x[1]!.Unit == TimeUnit.Week ? Make.EveryOtherWeek(SetRules.Weekly(x[2]!.A)) : null, 1.5f);
        table.Add("et.set.over-weekday", "Other Weekday:Gen", (_, x) => Make.EveryOtherWeek(SetRules.Weekly(x[1]!.A)), 0.8f);
        table.Add("et.set.plural-weekday", "Weekday:Plural", (_, x) => x[0]!.Has(Form.Ad) ? Make.Set(SetRules.Weekly(x[0]!.A)) : null, 1);
        table.Add("et.set.every-nth-weekday", "Every Unit Ord|Last Weekday", (_, x) => x[1]!.Unit == TimeUnit.Month ? SetRules.NthWeekday(x[2]!, x[3]!, x[1]!) : null, 2);
        table.Add("et.set.month-nth-weekday", "Unit:Gen Ord|Last Weekday", (_, x) => x[0]!.Unit == TimeUnit.Month && !x[0]!.Has(Form.Plural) ? SetRules.NthWeekday(x[1]!, x[2]!, x[0]!) : null, 1);
        table.Add("et.set.every-week-weekday", "Every Unit Weekday", (_, x) => x[1]!.Unit == TimeUnit.Week ? Make.Set(SetRules.Weekly(x[2]!.A)) : null, 1.5f);
        table.Add("et.set.every-month-day", "Every Unit Ord", (_, x) => x[1]!.Unit == TimeUnit.Month && Make.IsWhole(x[2]!, 1, 31) ? Make.Set($"XXXX-XX-{(int)x[2]!.N:00}") : null, 1);
    }

    private static Item? Kell(Item kell, Item clock)
    {
        var value = clock.As<ClockValue>();
        // "kell kolme" and "kella kolm" are slips, but "kell kolmel" is none of the clock's business.
        var form = (clock.Form | (kell.Has(Form.El) ? Form.El : Form.None)) & ~Form.Weak;
        return Make.Clock(new ClockValue(value.Hour, value.Minute, value.Second, value.Twelve) { EndOfDay = value.EndOfDay, HasMinutes = value.HasMinutes, Part = value.Part }, form | Form.AtRole);
    }

    /// <summary>pool kolm = 2:30, veerand kuus = 5:15, kolmveerand kaks = 1:45: the part and the hour agree, or the part is not declined.</summary>
    private static Item? Quarters(Item part, Item hour, int minutes)
    {
        if (!Make.IsWhole(hour, 1, 24) || hour.Has(Form.Digits) && hour.A > 2) return null;
        var agree = part.Has(Form.Nom) ? hour.Has(Form.Nom | Form.Gen | Form.Part | Form.Ter | Form.El | Form.Tra | Form.Digits) : hour.Has(Form.Digits) || (part.Form & hour.Form & Make.Roles) != 0 || (part.Has(Form.Gen) && hour.Has(Form.Ter | Form.Kom | Form.El | Form.Tra));
        if (!agree || (part.Sym == Sym.Half && part.Has(Form.Nom) && !hour.Has(Form.Nom | Form.Digits))) return null;
        var before = (int)hour.N - 1;
        var value = new ClockValue(before == 0 ? 12 : before, minutes, -1, hour.N <= 12 || before == 12) { HasMinutes = true };
        return Make.Clock(value, hour.Has(Form.El | Form.Ter | Form.Tra) ? hour.Form & (Form.El | Form.Ter | Form.Tra) : hour.Form & Make.Roles);
    }

    private static Item? Past(Amount minutes, ClockValue hour) => Make.Minutes(minutes) is { } m && Make.Shifted(hour, m) is { } clock ? Make.Clock(clock) : null;

    private static bool Ends(Parse p, int token) => p.IsLast(token) || p.Tokens[token].Kind == Text.TokenKind.Mark || p.Has(token, Sym.And) || p.Has(token, Sym.DayPart);

    private static readonly Sym[] dayFollowers = [Sym.OClock, Sym.DayPart, Sym.And, Sym.Or, Sym.Until, Sym.At, Sym.Clock, Sym.Weekday, Sym.Comma, Sym.Dot];

    /// <summary>
    /// "kahekümne kolmandal": a day of the month, unless it counts a floor, a class or a child. Up to ten only where the sentence or the clause ends or a
    /// time follows, above ten wherever no counted noun follows.
    /// </summary>
    private static Item? DayAlone(Parse p, Item day)
    {
        if (!Make.IsWhole(day, 1, 31) || day.Has(Form.Plural) || p.Has(day.End, Sym.Stop) || p.Has(day.End, Sym.Unit) || p.Has(day.End, Sym.Month)) return null;
        var free = p.IsLast(day.End) || p.Tokens[day.End].Kind == Text.TokenKind.Mark || dayFollowers.Any(sym => p.Has(day.End, sym));
        if (!free && day.N <= 10) return null;
        if (day.Has(Form.Tra | Form.El | Form.Ter) && !day.Has(Form.Digits) && day.N <= 3 && !free) return null;
        if (!day.Has(Form.Ad) && day.N <= 10) return Make.Date(Dates.Said(p, 0, 0, (int)day.N, 0), day.Form).Formed((day.Form & Make.Roles) | Form.Weak);
        return Make.Date(Dates.Said(p, 0, 0, (int)day.N, 0), day.Form);
    }

    private static Item? OfMonth(Parse p, DateValue month, Item day) => month is { Grain: Grain.Month, M: > 0 } && Make.IsWhole(day, 1, 31) ? Make.Date(Dates.Said(p, month.Y, month.M, (int)day.N, 0), day.Form) : null;
}
