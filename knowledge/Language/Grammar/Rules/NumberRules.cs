namespace Assistant.Knowledge.Language.Grammar.Rules;

/// <summary>Fractions, halves, dozens, signs: what the number automaton leaves to the grammar.</summary>
internal static class NumberRules
{
    public static void Add(RuleTable table, Lang lang)
    {
        table.Add("number.minus", "Minus Num", (_, x) => x[1]!.N > 0 ? Make.Number(-x[1]!.N, x[1]!.Form & ~Form.Digits) : null, 1);
        table.Add("number.decimal", "Num Point Num", (p, x) => Decimal(p, x[0]!, x[2]!), 1);
        table.Add("number.of", "Num Part10", (p, x) => x[1]!.N != 0 && x[0]!.N % 1 == 0 && (lang != Lang.En || x[0]!.N == 1 || p.Word(x[1]!.Start) is [.., 's']) ? Make.Number(x[0]!.N / x[1]!.N, x[1]!.Form & Make.Roles) : null, 1);
        table.Add("number.mixed", "Num And Num:Decimal", (_, x) => x[2]!.N is > 0 and < 1 && x[0]!.N % 1 == 0 && x[0]!.N >= 1 ? Make.Number(x[0]!.N + x[2]!.N) : null, 1);
        table.Add("number.scaled", "Num:Decimal Scale", (_, x) => x[0]!.Has(Form.Digits) || x[0]!.Rule == "number.decimal" ? Make.Number(x[0]!.N * x[1]!.N) : null, 1);
        table.Add("number.dozen", "Num|Couple Of? Dozen", (_, x) => x[0]!.N >= 1 ? Make.Number(x[0]!.N * x[2]!.N, x[2]!.Form & Make.Roles) : null, 1);
        table.Add("number.a-dozen", "A? Dozen", (_, x) => Make.Number(x[1]!.N, x[1]!.Form & Make.Roles));
        table.Add("number.couple", "A? Couple", (_, x) => Make.Number(2, x[1]!.Form & Make.Roles));
        table.Add("number.few", "A? Few", (_, x) => Make.Number(3, x[1]!.Form & Make.Roles));
        table.Add("number.power", "Num Caret Num", (_, x) => Math.Pow(x[0]!.N, x[2]!.N) is var n && double.IsFinite(n) ? Make.Number(n) : null, 2);
        table.Add("number.same", "Num:Digits Open Num Close", (_, x) => x[0]!.N.Equals(x[2]!.N) ? Make.Number(x[0]!.N) : null, 1);
        table.Add("number.same", "Num Open Num:Digits Close", (_, x) => x[0]!.N.Equals(x[2]!.N) ? Make.Number(x[0]!.N) : null, 1);
        if (lang == Lang.En)
        {
            table.Add("number.half-more", "Num And? A Half|Quarter", (_, x) => x[0]!.N % 1 == 0 && x[1] is not null ? Make.Number(x[0]!.N + (x[3]!.Sym == Sym.Half ? 0.5 : 0.25)) : null, 1);
            table.Add("number.half-more", "Num And Half", (_, x) => x[0]!.N % 1 == 0 ? Make.Number(x[0]!.N + 0.5) : null, 1);
            table.Add("number.mixed-digits", "Num:Digits Num:Decimal", (_, x) => x[0]!.N % 1 == 0 && x[1]!.N is > 0 and < 1 && x[1]!.Has(Form.Digits) && x[1]!.Rule == "number.digits" && x[1]!.Width == 3 ? Make.Number(x[0]!.N + x[1]!.N) : null, 12);
            table.Add("number.a-of", "A Part10", (_, x) => Make.Number(1 / x[1]!.N), 1);
            table.Add("number.over", "Num Slash|OverHour Num", (p, x) => x[2]!.N != 0 && !x[0]!.Has(Form.Decimal) && !p.Has(x[2]!.End, Sym.Slash) ? Make.Number(x[0]!.N / x[2]!.N) : null);
        }
        else
        {
            table.Add("number.half-more", "Num And Half|Quarter", (_, x) => x[0]!.N % 1 == 0 && !x[2]!.Has(Form.Gen | Form.El) ? Make.Number(x[0]!.N + (x[2]!.Sym == Sym.Half ? 0.5 : 0.25), x[2]!.Form & Make.Roles) : null, 1);
            table.Add("number.half-more", "Num:Gen And Half:Gen|Tra|Kom|El", (_, x) => x[0]!.N % 1 == 0 ? Make.Number(x[0]!.N + 0.5, Form.Gen) : null, 1);
            table.Add("number.half-more", "Num HalfMore", (_, x) => x[0]!.N % 1 == 0 ? Make.Number(x[0]!.N + 0.5) : null, 1);
            table.Add("number.mixed-of", "Num And Num Part10", (_, x) => x[0]!.N % 1 == 0 && x[3]!.N != 0 && x[2]!.N < x[3]!.N ? Make.Number(x[0]!.N + (x[2]!.N / x[3]!.N)) : null, 1);
            table.Add("number.decimal-of", "Num Point Num Part10", (_, x) => x[0]!.N % 1 == 0 && x[3]!.N is 10 or 100 or 1000 ? Make.Number(x[0]!.N + (x[2]!.N / x[3]!.N)) : null, 2);
        }
    }


    /// <summary>"kaks koma viis", "один точка пять", "two point two five": the digits after the point.</summary>
    private static Item? Decimal(Parse parse, Item whole, Item fraction)
    {
        if (whole.N % 1 != 0 || fraction.N % 1 != 0 || fraction.N < 0) return null;
        var digits = fraction.N.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        return Make.Number(whole.N + (fraction.N / Math.Pow(10, digits.Length)), fraction.Form & Make.Roles);
    }
}
