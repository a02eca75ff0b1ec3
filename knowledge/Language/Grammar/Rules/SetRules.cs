using System.Globalization;
using Assistant.Knowledge.Language.Values;
using NodaTime;

namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>Recurrences: every week, on Tuesdays at six, twice a month. Their TIMEX is that of the anchor library.</summary>
internal static class SetRules
{
    public static void Add(RuleTable table, Lang lang)
    {
        table.Add("set.every-unit", "Every Unit", (_, x) => Unit(1, x[1]!), 0.8f);
        table.Add("set.every-count", "Every Num|Ord Unit", (_, x) => x[1]!.N >= 1 ? Unit(x[1]!.N, x[2]!) : null, 1);
        table.Add("set.every-other-unit", "Every Other Unit", (_, x) => Unit(2, x[2]!), 1);
        table.Add("set.every-weekday", "Every Weekday", (_, x) => Make.Set(Weekly(x[1]!.A)), 1);
        table.Add("set.every-other-weekday", "Every Other|Ord Weekday", (_, x) => x[1]!.Sym == Sym.Ord && x[1]!.N != 2 ? null : Make.EveryOtherWeek(Weekly(x[2]!.A)), 1);
        table.Add("set.every-part", "Every DayPart", (_, x) => Make.Set(ClockRules.Part(x[1]!).Timex), 1);
        table.Add("set.every-date", "Every Date", (_, x) => x[1]!.As<DateValue>() is { D: > 0, M: > 0, Relative: false, Y: 0 } d ? Make.Set(d.Timex) : null, 1);
        table.Add("set.every-month", "Every Month", (_, x) => Make.Set($"XXXX-{x[1]!.A:00}"), 1);
        table.Add("set.every-season", "Every Season", (_, x) => Make.Set(x[1]!.A switch { 1 => "XXXX-SP", 2 => "XXXX-SU", 3 => "XXXX-FA", _ => "XXXX-WI" }), 1);
        table.Add("set.weekday-by", "WeekdayBy", (_, x) => Make.Set(Weekly(x[0]!.A)), 1);
        table.Add("set.part-by", "PartBy", (_, x) => Make.Set(PartValue.Of((PartOfDay)(x[0]!.A % 16)).Timex), 1);
        table.Add("set.unit-by", "UnitBy", (_, x) => x[0]!.Has(Form.Weak) ? null : Make.Set(Make.Every(1, x[0]!.Unit)), 1);
        table.Add("set.weeks-day", "Set Comma? Set", (_, x) => OfWeeks(x[0]!, x[2]!) ?? OfWeeks(x[2]!, x[0]!), 1.5f);
        table.Add("set.weeks-weekday", "Set Comma? On|At? Weekday", (_, x) => InEvery(x[0]!, x[3]!), 1.2f);
        table.Add("set.and", "Set And Set", (_, x) => And(x[0]!, x[2]!), 0.5f);
        table.Add("set.list", "Set Comma Set", (_, x) => And(x[0]!, x[2]!), 0.5f);
        table.Add("set.clock", "Set Comma? At|By? Clock", (_, x) => AtClock(x[0]!, x[3]!, x[2] is not null), 1);
        table.Add("set.clock-before", "Clock Comma? On|At? Set", (_, x) => AtClock(x[3]!, x[0]!, false), 1);
        table.Add("set.range", "Set Comma? At? Range", (_, x) => InRange(x[0]!, (ClockRange)x[3]!.Value!), 1);
        table.Add("set.range-before", "Range Set", (_, x) => InRange(x[1]!, (ClockRange)x[0]!.Value!), 1);
        table.Add("set.part", "Set Comma? In|On? The? DayPart", (_, x) => WithPart(x[0]!, ClockRules.Part(x[4]!)), 0.8f);
        table.Add("set.part-before", "DayPart Set", (_, x) => WithPart(x[1]!, ClockRules.Part(x[0]!)), 0.8f);
        table.Add("set.part-by-after", "Set PartBy", (_, x) => WithPart(x[0]!, PartValue.Of((PartOfDay)(x[1]!.A % 16))), 0.8f);
        table.Add("set.times-per", "Num Times Per? Unit", (_, x) => lang == Lang.En && x[2] is null ? null : Freq(x[3]!), 1);
        table.Add("set.once-per", "Once Per Unit", (_, x) => lang == Lang.En ? Freq(x[2]!) : null, 1);
        table.Add("set.once-in-count", "Once|Times Per|Every|In? Num Unit", (_, x) => x[1] is null ? null : Unit(x[2]!.N, x[3]!), 1);
        table.Add("set.nth-weekday", "Every Ord|Last Weekday Of? Period|Unit", (_, x) => NthWeekday(x[1]!, x[2]!, x[4]!), 1.5f);
    }

    public static Item? Unit(double n, Item unit)
    {
        if (unit.Has(Form.Weak) || n < 1) return null;
        if (unit.Unit == TimeUnit.WorkDay) return Make.Set(Weekly(8));
        if (unit.Unit == TimeUnit.Weekend) return Make.Set(Weekly(9));
        return Make.Set(Make.Every(n, unit.Unit));
    }

    public static Item? Freq(Item unit) => unit.Has(Form.Weak) ? null : Make.Set(Make.Every(1, unit.Unit));

    public static string Weekly(int day) => day switch { 8 => "XXXX-WXX-WD", 9 => "XXXX-WXX-WE", _ => "XXXX-WXX-" + day.ToString(CultureInfo.InvariantCulture) };

    public static Item? NthWeekday(Item ordinal, Item weekday, Item of)
    {
        if (of.Sym == Sym.Unit ? of.Unit is not (TimeUnit.Month or TimeUnit.Year) : of.As<DateValue>().Grain != Grain.Month) return null;
        var n = ordinal.Sym == Sym.Last ? -1 : (int)Math.Min(ordinal.N, 9);
        return Make.Set($"XXXX-XX-WXX-{weekday.A}-#{n}");
    }

    /// <summary>"Every other week" and "on Wednesdays", whichever was said first; the hour may stand with either.</summary>
    private static Item? OfWeeks(Item often, Item days)
    {
        var (weeks, weekly) = ((SetValue)often.Value!, (SetValue)days.Value!);
        if (weekly.Weeks != 1 || WeeksOf(weeks, out var hour) is not { } n || (hour.Length > 0 && weekly.Timexes[0].Contains('T', StringComparison.Ordinal))) return null;
        return Array.TrueForAll(weekly.Timexes, timex => timex.StartsWith("XXXX-WXX-", StringComparison.Ordinal)) ? Make.EveryWeeks(n, [.. weekly.Timexes.Select(timex => timex + hour)]) : null;
    }

    /// <summary>"Every other week on Wednesday": one day of such a week.</summary>
    private static Item? InEvery(Item often, Item weekday) =>
        WeeksOf((SetValue)often.Value!, out var hour) is { } n && !weekday.Has(Form.Plural) ? Make.EveryWeeks(n, Weekly(weekday.A) + hour) : null;

    /// <returns>For a recurrence of whole weeks every how many, and the time that was said with it; <see langword="null"/>: it is another.</returns>
    private static int? WeeksOf(SetValue set, out string hour)
    {
        hour = "";
        if (set.Timexes is not [{ } timex] || timex.IndexOf('W', StringComparison.Ordinal) is not (> 1 and var week) || timex[0] != 'P' || timex.Contains('/', StringComparison.Ordinal)) return null;
        hour = timex[(week + 1)..];
        return int.TryParse(timex.AsSpan(1, week - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    private static Item? And(Item a, Item b)
    {
        var (x, y) = ((SetValue)a.Value!, (SetValue)b.Value!);
        return x.Timexes[0].StartsWith("XXXX-WXX-", StringComparison.Ordinal) && y.Timexes[0].StartsWith("XXXX-WXX-", StringComparison.Ordinal)
            && x.Weeks == y.Weeks ? Make.Set(a, [.. x.Timexes.Concat(y.Timexes).Take(14)]) : null;
    }

    public static Item? AtClock(Item set, Item clock, bool helped)
    {
        var value = clock.As<ClockValue>();
        if (value.Bare && !helped && !clock.Has(Form.AtRole)) return null;
        var timexes = ((SetValue)set.Value!).Timexes;
        if (timexes[0].Contains('T', StringComparison.Ordinal) && timexes[0].Length > 3 && !timexes[0].Contains("TMO", StringComparison.Ordinal) && !timexes[0].Contains("TEV", StringComparison.Ordinal)
            && !timexes[0].Contains("TAF", StringComparison.Ordinal) && !timexes[0].Contains("TNI", StringComparison.Ordinal)) return null;
        List<string> made = [];
        var placed = PartIn(timexes[0]) is { } part ? value.With(part) : value;
        foreach (var time in Times(placed))
        {
            foreach (var timex in timexes) made.Add(Day(timex) + ClockValue.TimexOf(time));
        }
        return Make.Set(set, [.. made]);
    }

    private static IEnumerable<LocalTime> Times(ClockValue clock)
    {
        yield return clock.Preferred;
        if (clock.Alternative is { } other) yield return other;
    }

    private static PartOfDay? PartIn(string timex) => timex.EndsWith("TMO", StringComparison.Ordinal) ? PartOfDay.Morning
        : timex.EndsWith("TAF", StringComparison.Ordinal) ? PartOfDay.Afternoon
        : timex.EndsWith("TEV", StringComparison.Ordinal) ? PartOfDay.Evening
        : timex.EndsWith("TNI", StringComparison.Ordinal) ? PartOfDay.Night : null;

    /// <summary>What stands before the time: nothing for "every day at nine".</summary>
    private static string Day(string timex)
    {
        if (timex == "P1D") return "";
        var part = timex.IndexOf('T', StringComparison.Ordinal);
        return timex.StartsWith('P') ? timex : part >= 0 ? timex[..part] : timex;
    }

    private static Item? InRange(Item set, ClockRange range)
    {
        List<string> made = [];
        foreach (var (start, end) in range.Readings())
        {
            foreach (var timex in ((SetValue)set.Value!).Timexes)
            {
                if (timex.Contains('/', StringComparison.Ordinal)) return null;
                made.Add($"{Day(timex)}{ClockValue.TimexOf(start)}/{Day(timex)}{ClockValue.TimexOf(end)}");
            }
        }
        return Make.Set(set, [.. made]);
    }

    private static Item? WithPart(Item set, PartValue part)
    {
        var timexes = ((SetValue)set.Value!).Timexes;
        if (timexes[0].Contains('T', StringComparison.Ordinal)) return null;
        return Make.Set(set, [.. timexes.Select(timex => Day(timex) + part.Timex)]);
    }
}
