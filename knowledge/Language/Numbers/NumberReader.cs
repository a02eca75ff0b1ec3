using Assistant.Knowledge.Language.Grammar;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Numbers;

/// <summary>
/// One automaton for spelled-out numbers of all languages and cases: units after tens, tens after hundreds, hundreds and thousands multiply. It
/// gives a number for every place where one may end, since "kell kakskümmend kolmkümmend" is two and "kakskümmend kolm" one.
/// </summary>
internal sealed class NumberReader(Parse parse, Seeds seeds)
{
    /// <summary>Longest number, in tokens.</summary>
    public const int MaxTokens = 24;

    private const Form MayContinue = Form.Nom | Form.Gen | Form.Part | Form.Dat | Form.Kom | Form.Loc | Form.Digits;

    /// <summary>Adds every number that begins at a token to <paramref name="found"/>; single words and digits are left to the lexicon and the literals.</summary>
    public void Read(int start, List<Item> found)
    {
        double total = 0, current = 0, lastScale = double.MaxValue;
        var any = false;
        var lastOpen = true;
        var afterHundred = false;
        var afterTen = false;
        var folded = false;
        for (var i = start; i < parse.Tokens.Length && i - start < MaxTokens; i++)
        {
            var token = parse.Tokens[i];
            if (token.Kind == TokenKind.Mark)
            {
                // forty-five, twenty-fifth: the dash touches both
                if (!any || !afterTen || parse.Word(i)[0] != '-' || !token.Glued || !parse.IsGlued(i + 1)) return;
                if (seeds.Number(i + 1) is not { } next || next.Value >= 10) return;
                continue;
            }
            if (any && afterHundred && parse.Lang == Lang.En && parse.Word(i) is "and" && seeds.Number(i + 1) is not null) continue;
            if (!any && parse.Word(i) is "a" && parse.Lang == Lang.En && seeds.Number(i + 1) is { IsScale: true }) continue;
            if (seeds.Number(i) is not { } number || !lastOpen) return;
            if (token.Kind == TokenKind.Digits && any && !(afterTen && number.Value < 10 && token.Length == 1) && !(afterHundred && i > start && parse.Word(i - 1) is "and")) return;
            if (number.IsOrdinal) Ordinal(start, i, total, current, number, found, any);
            if (!number.IsCardinal) return;
            if (number.IsScale && number.Value == 100)
            {
                if (current is >= 100 || (any && current == 0 && total == 0)) return;
                current = Math.Max(current, 1) * 100;
            }
            else if (number.IsScale)
            {
                if (number.Value >= lastScale || (any && current == 0)) return;
                total += Math.Max(current, 1) * number.Value;
                lastScale = number.Value;
                current = 0;
            }
            else if (!Fits(ref current, number.Value, any, total)) return;
            var zero = number.Value == 0;
            any = true;
            afterHundred = number.IsScale || (number.Value >= 100 && number.Value % 100 == 0);
            afterTen = !number.IsScale && number.Value is >= 20 and < 100 && number.Value % 10 == 0;
            folded |= (number.Form & Form.Folded) != 0;
            lastOpen = !zero && (number.Form == Form.None || (number.Form & MayContinue) != 0);
            if (i > start || number.IsScale) found.Add(Made(Sym.Num, total + current, number.Form & ~Form.Digits, start, i + 1, folded));
        }
    }

    private static Item Made(Sym sym, double n, Form form, int start, int end, bool folded) =>
        new(sym) { N = n, Form = form & ~Form.Weak, Start = start, End = end, Rule = "number.words", Score = folded ? -0.5f : 0 };

    private static bool Fits(ref double current, double value, bool any, double total)
    {
        if (!any)
        {
            current = value;
            return true;
        }
        if (value == 0 || value >= 1000) return false;
        var room = value >= 100 ? 1000 : value >= 10 ? 100 : 10;
        // 13 leaves no room for units, 20 does; a number in digits with more than its round part does not either.
        if (current % room != 0 || (room == 10 && current % 100 == 10) || (current == 0 && total == 0)) return false;
        current += value;
        return true;
    }

    private static void Ordinal(int start, int at, double total, double current, NumberWord number, List<Item> found, bool any)
    {
        var value = number.OrdinalValue;
        double n;
        if (!any) n = value;
        else if (value is 100 && current is >= 1 and < 100) n = total + (current * 100);
        else if (value >= 1000 && value % 1000 == 0 && current > 0 && Math.Log10(value) % 1 < 1e-9) n = total + (current * value);
        else
        {
            var rest = current;
            if (!Fits(ref rest, value, any: true, total)) return;
            n = total + rest;
        }
        if (at > start) found.Add(Made(Sym.Ord, n, number.OrdinalForm, start, at + 1, false));
    }
}

/// <summary>What a token counts, as cardinal, ordinal or both.</summary>
internal readonly record struct NumberWord(double Value, Form Form, bool IsScale, double OrdinalValue, Form OrdinalForm)
{
    public bool IsCardinal => Value >= 0;
    public bool IsOrdinal => OrdinalValue >= 0;
}
