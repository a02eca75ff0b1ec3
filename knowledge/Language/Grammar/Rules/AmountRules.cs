using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>Lengths of time, and ages.</summary>
internal static class AmountRules
{
    /// <summary>Cases in which a unit is counted rather than named: "kahe päeva", not "kahel päeval".</summary>
    private const Form Counted = Form.Nom | Form.Gen | Form.Part | Form.Tra | Form.Ter | Form.Kom | Form.Short | Form.El | Form.Dat | Form.Ine | Form.Loc;

    public static void Add(RuleTable table, Lang lang)
    {
        table.Add("amount.count", "Num Dash? Unit", (_, x) => Count(x[0]!, x[2]!), 0.5f);
        table.Add("amount.long", "Amount Long", (_, x) => Make.Amount(x[0]!.As<Amount>(), x[0]!.Form & ~Form.Shy));
        table.Add("amount.about", "About Amount", (_, x) => Make.Amount(x[1]!.As<Amount>(), x[1]!.Form & ~Form.Shy));
        table.Add("amount.sum", "Amount And? Amount", (_, x) => Sum(x[0]!, x[2]!), 1);
        table.Add("amount.sum", "Amount Comma And? Amount", (_, x) => Sum(x[0]!, x[3]!), 1);
        table.Add("amount.half", "Half Unit", (_, x) => HalfUnit(x[0]!, x[1]!), 0.5f);
        table.Add("amount.quarters", "Quarter|ThreeQuarters Unit", (_, x) => x[1]!.Unit == TimeUnit.Hour && !x[1]!.Has(Form.Plural | Form.Ad) ? Make.Amount(new Amount(minutes: x[0]!.Sym == Sym.Quarter ? 15 : 45), x[1]!.Form) : null, 0.5f);
        table.Add("amount.and-quarter", "Amount And Quarter|ThreeQuarters", (_, x) => x[0]!.As<Amount>() is { Hours: > 0, Minutes: 0 } a ? Make.Amount(a + new Amount(minutes: x[2]!.Sym == Sym.Quarter ? 15 : 45)) : null, 1);
        table.Add("amount.and-half", "Amount And A? Half", (_, x) => AndHalf(x[0]!.As<Amount>()) is { } a && !x[3]!.Has(Form.Gen | Form.El) | lang == Lang.En ? Make.Amount(AndHalf(x[0]!.As<Amount>())!) : null, 1);
        table.Add("amount.and-minutes", "Amount And? Num", (p, x) => AndMinutes(p, x[0]!, x[2]!), 0.5f);
        table.Add("amount.adjective", "Num Dash? LongNoun", (_, x) => Make.Amount(Amount.Of(x[0]!.N, x[2]!.Unit), x[2]!.Form | Form.Adjective), 0.5f);
        table.Add("amount.one", "Unit", (_, x) => One(x[0]!));
        table.Add("amount.minutes-mark", "Num:Digits ~Prime", (_, x) => Make.IsWhole(x[0]!, 0, 999) ? Make.Amount(new Amount(minutes: x[0]!.N)) : null);
        table.Add("age.noun", "Num Dash? AgeNoun", (_, x) => Age(x[0]!.N, x[2]!.Unit, x[2]!.Form), 1);
        table.Add("age.dash", "Num Dash AgeNoun Dash? Old", (_, x) => Age(x[0]!.N, x[2]!.Unit, x[2]!.Form), 1);
        table.Add("age.old", "Amount Old", (_, x) => AgeOf(x[0]!.As<Amount>(), x[1]!.Form), 1.5f);
        table.Add("age.person", "PersonDat About? Amount", (p, x) => p.Lang == Lang.En || p.Has(x[2]!.End, Sym.Ago) ? null : AgeOf(x[2]!.As<Amount>(), x[2]!.Form), 1);
    }

    private static Item? Count(Item number, Item unit)
    {
        if (number.N <= 0 || (unit.Form != Form.None && !unit.Has(Counted | Form.Weak) && !(unit.Form == Form.Plural))) return null;
        if (unit.Has(Form.Weak) && !number.Has(Form.Digits)) return null;
        if (number.Has(Form.Ad | Form.All | Form.Abl)) return null;
        // "2026 a.", "2025 году": a year, not two thousand of them
        if (unit.Unit == TimeUnit.Year && number.A == 4 && number.N is >= 1800 and <= 2199) return null;
        // "kolmest päevast" can be a length, "kolm päevast" can't.
        return Make.Amount(Amount.Of(number.N, unit.Unit), unit.Form & ~(Form.Shy | Form.Weak) | (number.Has(Form.Gen) && !unit.Has(Form.Nom) ? Form.Gen : Form.None));
    }

    private static Item? One(Item unit)
    {
        if (unit.Has(Form.Plural | Form.Weak | Form.Short) || unit.Unit is TimeUnit.Weekend or TimeUnit.WorkDay) return null;
        if (unit.Form != Form.None && !unit.Has(Form.Nom | Form.Gen | Form.Part | Form.Tra | Form.Kom | Form.Dat)) return null;
        return Make.Amount(Amount.Of(1, unit.Unit), (unit.Form & Make.Roles) | Form.Shy);
    }

    private static Item? HalfUnit(Item half, Item unit)
    {
        if (unit.Has(Form.Plural | Form.Ad)) return null;
        return unit.Unit switch
        {
            TimeUnit.Year => Make.Amount(new Amount(months: 6), unit.Form),
            TimeUnit.Month => Make.Amount(new Amount(days: 15), unit.Form),
            TimeUnit.Day => Make.Amount(new Amount(hours: 12), unit.Form),
            TimeUnit.Hour => Make.Amount(new Amount(minutes: 30), unit.Form),
            TimeUnit.Minute => Make.Amount(new Amount(seconds: 30), unit.Form),
            _ => Make.Amount(Amount.Of(0.5, unit.Unit), unit.Form),
        };
    }

    private static Item? Sum(Item first, Item second)
    {
        var (a, b) = (first.As<Amount>(), second.As<Amount>());
        if (first.Rule.EndsWith("amount.for", StringComparison.Ordinal) || second.Rule.EndsWith("amount.for", StringComparison.Ordinal)) return null;
        // Each unit once; a bare unit ("a week ... hour") only after something larger.
        if (Both(a.Years, b.Years) || Both(a.Months, b.Months) || Both(a.Weeks, b.Weeks) || Both(a.Days, b.Days) || Both(a.Hours, b.Hours) || Both(a.Minutes, b.Minutes) || Both(a.Secs, b.Secs)) return null;
        if (second.Has(Form.Shy) && b.TotalSeconds >= a.TotalSeconds) return null;
        return Make.Amount(a + b, second.Form & ~Form.Shy);
    }

    private static bool Both(double a, double b) => a != 0 && b != 0;

    private static Amount? AndHalf(Amount a) => a switch
    {
        { Minutes: 0, Secs: 0, Hours: > 0 } => a + new Amount(minutes: 30),
        { Secs: 0, Minutes: > 0 } => a + new Amount(seconds: 30),
        { HasClockPart: false, Days: > 0 } => a + new Amount(hours: 12),
        { HasClockPart: false, Weeks: > 0 } => a + new Amount(days: 3.5),
        { HasClockPart: false, Months: > 0 } => a + new Amount(days: 15),
        { HasClockPart: false, Years: > 0 } => a + new Amount(months: 6),
        _ => null,
    };

    /// <summary>"an hour fifteen", "tund kolmkümmend", "два часа десять".</summary>
    private static Item? AndMinutes(Parse parse, Item hours, Item minutes)
    {
        if (hours.As<Amount>() is not { Hours: > 0, Minutes: 0, Secs: 0, Days: 0, Weeks: 0, Months: 0, Years: 0 } a || !Make.IsWhole(minutes, 1, 59) || a.Hours % 1 != 0) return null;
        if (minutes.Form != Form.None && !minutes.Has(Form.Nom | Form.Digits)) return null;
        return Make.Amount(a + new Amount(minutes: minutes.N), hours.Form & ~Form.Shy);
    }

    public static Item Age(double n, TimeUnit unit, Form form) => new(Sym.Age) { Value = new AgeValue(n, unit), Form = form };

    /// <summary>Years said after somebody ("poeg 5 aastat", "мальчик семи лет"), as long as one can be that old.</summary>
    public static Item? YearsOf(Item amount) => !amount.Has(Form.Shy) && amount.As<Amount>() is { Years: > 0 and < 120, Weeks: 0, Days: 0, HasClockPart: false } a ? AgeOf(a, amount.Form) : null;

    /// <summary>An amount of one unit as an age.</summary>
    public static Item? AgeOf(Amount a, Form form) => a switch
    {
        { Years: > 0, Months: 0, Weeks: 0, Days: 0, HasClockPart: false } => Age(a.Years, TimeUnit.Year, form),
        { Months: > 0, Years: 0, Weeks: 0, Days: 0, HasClockPart: false } => Age(a.Months, TimeUnit.Month, form),
        { Years: > 0, Months: > 0, Weeks: 0, Days: 0, HasClockPart: false } => Age((a.Years * 12) + a.Months, TimeUnit.Month, form),
        { Weeks: > 0, Years: 0, Months: 0, Days: 0, HasClockPart: false } => Age(a.Weeks, TimeUnit.Week, form),
        { Days: > 0, Years: 0, Months: 0, Weeks: 0, HasClockPart: false } => Age(a.Days, TimeUnit.Day, form),
        _ => null,
    };
}
