using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>Times of day that are said alike in every language.</summary>
internal static class ClockRules
{
    public static void Add(RuleTable table, Lang lang)
    {
        // A plain number may be an hour; only its neighbours make it one.
        table.Add("clock.bare", "Num", (_, x) => Make.IsWhole(x[0]!, 0, 24) && !(lang == Lang.Et && x[0]!.Has(Form.Kom | Form.All | Form.Abl)) && Make.Hour(x[0]!, bare: true) is { } h ? Make.Clock(h, (x[0]!.Form & Make.Roles) | Form.Weak) : null, -0.5f);
        table.Add("clock.hour-minute", "Num Num", (_, x) => HourMinute(x[0]!, x[1]!), 0.3f);
        table.Add("clock.hour-o-minute", "Num Zero|Minute Num?", (_, x) => Zero(x[0]!, x[1]!, x[2]));
        table.Add("clock.hour-zero-minute", "Num Num Num", (_, x) => x[1]!.N == 0 && Make.IsWhole(x[1]!, 0, 0) && Make.IsWhole(x[2]!, 0, 9) && Make.Hour(x[0]!, (int)x[2]!.N, hasMinutes: true) is { } h ? Make.Clock(h, (x[2]!.Form & Make.Roles) | Form.Weak) : null, 0.6f);
        if (lang != Lang.En)
        {
            table.Add("clock.dictated", "Num Num", (p, x) => Dictated(p, x[0]!, x[1]!.End) && !x[1]!.Has(Form.Digits) && x[1]!.N % 5 == 0 ? HourMinute(x[0]!, x[1]!)?.Formed(Form.None) : null, 0.2f);
            table.Add("clock.dictated-zero", "Num Num Num", (p, x) => Dictated(p, x[0]!, x[2]!.End) && !x[2]!.Has(Form.Digits) && Make.IsWhole(x[1]!, 0, 0) && Make.IsWhole(x[2]!, 0, 9) && Make.Hour(x[0]!, (int)x[2]!.N, hasMinutes: true) is { } h ? Make.Clock(h) : null, 0.4f);
        }
        table.Add("clock.h", "Num:Digits Unit:Short", (_, x) => x[1]!.Unit == TimeUnit.Hour && Make.Hour(x[0]!, bare: true) is { } h ? Make.Clock(h, Form.Weak) : null);
        table.Add("clock.h-minute", "Num:Digits ~Unit:Short ~Num:Digits", (_, x) => x[1]!.Unit == TimeUnit.Hour && Make.IsWhole(x[2]!, 0, 59) && x[2]!.A == 2 && Make.Hour(x[0]!, (int)x[2]!.N, hasMinutes: true) is { } h ? Make.Clock(h) : null, 1);
        table.Add("clock.h-suffix", "Clock:Digits Unit:Short", (_, x) => x[1]!.Unit == TimeUnit.Hour && x[0]!.As<ClockValue>().HasMinutes ? x[0]!.Formed(x[0]!.Form & ~Form.Weak) : null, 0.5f);
        table.Add("clock.am-pm", "Clock In? The? AmPm", (_, x) => AmPm(x[0]!.As<ClockValue>(), x[3]!.A), 1);
        table.Add("clock.am-pm-dot", "Clock AmPm Dot", (_, x) => AmPm(x[0]!.As<ClockValue>(), x[1]!.A), 1.1f);
        table.Add("clock.hhmm", "Num:Digits AmPm", (_, x) => Compact(x[0]!) is { } c ? AmPm(c, x[1]!.A) : null, 1);
        table.Add("clock.noon", "Noon", (_, x) => Make.Clock(new ClockValue(12, 0), x[0]!.Form), 0.5f);
        table.Add("clock.midnight", "Midnight", (_, x) => Make.Clock(new ClockValue(0, 0) { EndOfDay = true }, x[0]!.Form), 0.5f);
        table.Add("clock.part", "Clock DayPart", (_, x) => Placed(x[0]!, x[1]!), 0.7f);
        table.Add("clock.part-before", "DayPart Comma? OClock? Clock", (p, x) => Before(p, x), 0.6f);
        table.Add("clock.about", "About Clock", (_, x) => x[1]!.As<ClockValue>().Bare ? null : x[1]!.Formed(x[1]!.Form & ~Form.Weak));
    }

    public static ClockValue? Compact(Item number)
    {
        if (number.A is not (3 or 4) || number.Has(Form.Decimal) || number.N % 100 >= 60 || number.N >= 2400) return null;
        var hour = (int)number.N / 100;
        return new ClockValue(hour, (int)number.N % 100, -1, hour is >= 1 and <= 12 && !number.Has(Form.Padded)) { HasMinutes = true };
    }

    public static Item? AmPm(ClockValue clock, int add)
    {
        if (clock.Hour > 12 || clock.Hour == 0) return clock.Hour == 0 || add == 12 ? Make.Clock(new ClockValue(clock.Hour, clock.Minute, clock.Second) { HasMinutes = clock.HasMinutes }) : null;
        return Make.Clock(new ClockValue((clock.Hour % 12) + add, clock.Minute, clock.Second) { HasMinutes = clock.HasMinutes });
    }

    /// <summary>"alustasime üheksa null null", "закончили десять тридцать": two numbers in words that can't be one, and no third beside them (that would be a code).</summary>
    private static bool Dictated(Parse p, Item hour, int end) => !hour.Has(Form.Digits) && Make.IsWhole(hour, 6, 23) && (hour.Form == Form.None || hour.Has(Form.Nom))
        && !p.Has(end, Sym.Num) && !p.Has(end, Sym.Unit) && !p.Has(end, Sym.Scale) && (hour.Start == 0 || !p.IsNumber(hour.Start - 1));

    /// <summary>"five thirty", "kell viisteist kolmkümmend", "14 30": weak until something makes a clock of it.</summary>
    private static Item? HourMinute(Item hour, Item minute)
    {
        if (!Make.IsWhole(hour, 0, 24) || !Make.IsWhole(minute, 10, 59) && !(minute.Has(Form.Padded) && minute.A == 2 && Make.IsWhole(minute, 0, 9))) return null;
        if (minute.Has(Form.Digits) && minute.A != 2) return null;
        if (hour.Has(Form.Digits) != minute.Has(Form.Digits) || (hour.Form != Form.None && !hour.Has(Form.Nom | Form.Gen | Form.Digits))) return null;
        if ((hour.Has(Form.Digits) && hour.A > 2) || hour.Has(Form.El | Form.Ter | Form.Tra)) return null;
        return Make.Hour(hour, (int)minute.N, hasMinutes: true) is { } clock ? Make.Clock(clock, (minute.Form & Make.Roles) | Form.Weak) : null;
    }

    private static Item? Zero(Item hour, Item zero, Item? minute)
    {
        if (zero.Sym == Sym.Minute ? minute is not null : minute is null || !Make.IsWhole(minute, 1, 9)) return null;
        return Make.Hour(hour, minute is null ? 0 : (int)minute.N, hasMinutes: true) is { } clock ? Make.Clock(clock, zero.Sym == Sym.Minute ? Form.Weak : Form.None) : null;
    }

    /// <summary>"8 утра", "kolm päeval", "kell kuus õhtul".</summary>
    public static Item? Placed(Item clock, Item part)
    {
        var value = clock.As<ClockValue>();
        if (value.Part is not null || part.Has(Form.El | Form.Ter | Form.Tra | Form.Kom) && part.Form is Form.El or Form.Ter or Form.Tra) return null;
        if (!Fits(part)) return null;
        return Make.Clock(value.With((PartOfDay)(part.A % 16)), clock.Form & ~Form.Weak);
    }

    /// <summary>A part of day in a case that says "in the": hommikul, утра, вечером.</summary>
    private static bool Fits(Item part) => part.Form == Form.None || part.Has(Form.Ad | Form.Gen | Form.Kom | Form.Weak | Form.Loc) || part.Form == Form.Part;

    /// <summary>"õhtul kell kuus", "вечером в 7 часов", "afternoon 7:00".</summary>
    private static Item? Before(Parse parse, ReadOnlySpan<Item?> x)
    {
        var value = x[3]!.As<ClockValue>();
        if (value.Part is not null || (value.Bare && x[2] is null && !x[3]!.Has(Form.AtRole))) return null;
        if (parse.Lang != Lang.En && x[0]!.Form != Form.None && !x[0]!.Has(Form.Ad | Form.Kom | Form.Weak)) return null;
        return Make.Clock(value.With((PartOfDay)(x[0]!.A % 16)), x[3]!.Form & ~Form.Weak);
    }

    public static PartValue Part(Item part)
    {
        var whole = PartValue.Of((PartOfDay)(part.A % 16));
        return (part.A / 16) switch
        {
            1 => new PartValue(whole.Part, whole.Start, whole.Start.PlusHours(2)),
            2 => new PartValue(whole.Part, whole.End.PlusHours(-2), whole.End),
            _ => whole,
        };
    }
}
