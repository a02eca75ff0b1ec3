using System.Globalization;
using Assistant.Knowledge.Language.Lexicons;
using Assistant.Knowledge.Language.Text;
using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>
/// What is written in digits: 18.11, 18.11.2026, 2026-11-18, 14.30, 14:30, 1.5, 1,200,000, 100k, 3-го, 14st. Each can be several things;
/// the words around it decide.
/// </summary>
internal static class Literals
{
    private const int MaxGroups = 6;

    /// <summary>More groups of digits than this in one go are no date and no number but noise.</summary>
    private const int MostInOneGo = 12;
    private const int MaxDigits = 18;
    private const float Certain = 25, Unlikely = -15, Signed = 13;

    /// <summary>Adds what begins at a token of digits.</summary>
    public static void Read(Parse parse, Lexicon lexicon, int token, List<Item> found)
    {
        if (IsNoise(parse, token))
        {
            var digits = parse.Word(token);
            if (digits.Length <= MaxDigits) found.Add(new Item(Sym.Num) { N = double.Parse(digits, CultureInfo.InvariantCulture), A = digits.Length, Form = Form.Digits, Start = token, End = token + 1, Rule = "number.digits" });
            return;
        }
        Span<Range> groups = stackalloc Range[MaxGroups];
        Span<char> marks = stackalloc char[MaxGroups];
        var count = Groups(parse, token, groups, marks);
        for (var n = 1; n <= count; n++)
        {
            var from = found.Count;
            var end = token + (2 * n) - 1;
            Interpret(parse, new Literal(parse, groups[..n], marks[..(n - 1)]), token, end, found);
            if (n == 1) Grouped(parse, token, found);
            Suffixes(parse, lexicon, end, from, found);
        }
    }

    /// <summary>Adds numbers that begin with a sign or a point: -1200, .0012.</summary>
    public static void ReadSigned(Parse parse, Lexicon lexicon, int token, List<Item> found)
    {
        var next = token + 1;
        if (next >= parse.Tokens.Length || !parse.Tokens[next].Glued) return;
        if (token > 0 && parse.Tokens[token].Glued && parse.Tokens[token - 1].Kind != TokenKind.Mark) return;
        var sign = 1;
        var at = token;
        if (parse.Word(at)[0] == '-')
        {
            sign = -1;
            at++;
        }
        if (parse.Word(at) is "." && at + 1 < parse.Tokens.Length && parse.Tokens[at + 1] is { Kind: TokenKind.Digits, Glued: true, Length: <= MaxDigits })
        {
            var fraction = double.Parse("0." + parse.Word(at + 1).ToString(), CultureInfo.InvariantCulture);
            Number(parse, found, sign * fraction, Form.Digits | Form.Decimal, token, at + 2);
            return;
        }
        if (sign > 0) return;
        foreach (var item in parse.At(next))
        {
            if (item.Sym == Sym.Num && item.Has(Form.Digits)) found.Add(new Item(Sym.Num) { N = -item.N, Form = item.Form, Start = token, End = item.End, Rule = "number.sign", Score = item.Score + Signed });
        }
    }

    /// <summary>1.1.1.1.1 and so on.</summary>
    private static bool IsNoise(Parse parse, int token)
    {
        var tokens = parse.Tokens;
        var last = token + (2 * MostInOneGo);
        if (last >= tokens.Length) return false;
        for (var i = token + 2; i <= last; i += 2)
        {
            if (tokens[i].Kind != TokenKind.Digits || !tokens[i].Glued || tokens[i - 1].Kind != TokenKind.Mark || !tokens[i - 1].Glued) return false;
        }
        return true;
    }

    private static int Groups(Parse parse, int token, Span<Range> groups, Span<char> marks)
    {
        var n = 0;
        for (var i = token; n < MaxGroups; i += 2)
        {
            var digits = parse.Tokens[i];
            if (digits.Length > MaxDigits) return n;
            groups[n++] = digits.Start..digits.End;
            if (i + 2 >= parse.Tokens.Length) break;
            var mark = parse.Tokens[i + 1];
            if (mark.Kind != TokenKind.Mark || !mark.Glued || !parse.Tokens[i + 2].Glued || parse.Tokens[i + 2].Kind != TokenKind.Digits) break;
            var c = parse.Word(i + 1)[0];
            if (c is not ('.' or ',' or ':' or '/' or '-')) break;
            if (n < MaxGroups) marks[n - 1] = c;
        }
        return n;
    }

    private static void Interpret(Parse parse, Literal literal, int start, int end, List<Item> found)
    {
        switch (literal.Count)
        {
            case 1: One(parse, literal, start, end, found); break;
            case 2: Two(parse, literal, start, end, found); break;
            case 3 when literal.Mark(0) == literal.Mark(1): Three(parse, literal, start, end, found); break;
            default: break;
        }
        if (literal.Count >= 2 && literal.IsThousands) Number(parse, found, literal.Joined(literal.Count), Form.Digits, start, end);
        // 100,000.0
        if (literal.Count >= 3 && literal.Mark(literal.Count - 2) == '.' && literal.Mark(0) == ',' && literal.Head.IsThousands)
        {
            Number(parse, found, literal.Head.Joined(literal.Count - 1) + literal.Fraction(literal.Count - 1), Form.Digits | Form.Decimal, start, end);
        }
    }

    private static void One(Parse parse, Literal literal, int start, int end, List<Item> found)
    {
        var form = Form.Digits | (literal.Length(0) > 1 && literal.Char(0) == '0' ? Form.Padded : Form.None);
        found.Add(new Item(Sym.Num) { N = literal.Number(0), A = literal.Length(0), Form = form, Start = start, End = end, Rule = "number.digits" });
        if (literal.Length(0) == 8 && Dates.OrNull(literal.Part(0, 0, 4), literal.Part(0, 4, 2), literal.Part(0, 6, 2)) is not null)
        {
            Date(parse, found, literal.Part(0, 0, 4), literal.Part(0, 4, 2), literal.Part(0, 6, 2), start, end, 0);
        }
        // 3. detsembril
        if (parse.IsGlued(end) && parse.Word(end) is "." && literal.Length(0) <= 4 && parse.Lang != Lang.En)
        {
            found.Add(new Item(Sym.Ord) { N = literal.Number(0), A = literal.Length(0), Form = Form.Digits, Start = start, End = end + 1, Rule = "ordinal.dot", Score = -0.5f });
        }
        Scaled(parse, literal.Number(0), start, end, found);
    }

    private static void Two(Parse parse, Literal literal, int start, int end, List<Item> found)
    {
        var (a, b) = (literal.Number(0), literal.Number(1));
        switch (literal.Mark(0))
        {
            case '.':
                Decimal(parse, literal, start, end, found);
                if (literal.Length(1) <= 2 && literal.Length(0) <= 2 && a is >= 1 and <= 31 && b is >= 1 and <= 12)
                {
                    // "1.04." keeps its dot
                    var dotted = parse.IsGlued(end) && parse.Word(end) is "." && !(end + 1 < parse.Tokens.Length && parse.Tokens[end + 1] is { Glued: true, Kind: TokenKind.Digits });
                    var weak = literal.Length(1) == 1 && !dotted;
                    Date(parse, found, 0, (int)b, (int)a, start, end, weak ? -6 : parse.Lang == Lang.En ? -4 : 1);
                    if (dotted) Date(parse, found, 0, (int)b, (int)a, start, end + 1, weak ? -1 : 0);
                }
                if (literal.Length(1) == 2 && a < 24 && b < 60 && literal.Length(0) <= 2) Clock(found, (int)a, (int)b, -1, start, end, literal.Char(0) == '0', Form.Weak);
                break;
            case ',':
                if (!(parse.Lang == Lang.En && literal.Length(1) == 3)) Decimal(parse, literal, start, end, found);
                break;
            case ':':
                if (a < 24 && b < 60 && literal.Length(1) == 2) Clock(found, (int)a, (int)b, -1, start, end, literal.Char(0) == '0', Form.None);
                else if (a == 24 && b == 0) found.Add(new Item(Sym.Clock) { Value = new ClockValue(0, 0) { EndOfDay = true, HasMinutes = true }, Form = Form.Digits, Start = start, End = end, Rule = "clock.digits" });
                break;
            case '/':
                if (b != 0) Number(parse, found, a / b, Form.Digits | Form.Decimal, start, end, -1);
                if (parse.Lang == Lang.En) Date(parse, found, 0, (int)a, (int)b, start, end, 0, swap: true);
                else Date(parse, found, 0, (int)b, (int)a, start, end, literal.Length(0) == 1 && literal.Length(1) == 1 ? Unlikely : 0, swap: false);
                MonthYear(parse, literal, start, end, found);
                break;
            case '-':
                if (parse.Lang == Lang.En && literal.Length(0) <= 2 && literal.Length(1) <= 2) Date(parse, found, 0, (int)a, (int)b, start, end, -3, swap: false);
                MonthYear(parse, literal, start, end, found);
                break;
            default: break;
        }
    }

    private static void Three(Parse parse, Literal literal, int start, int end, List<Item> found)
    {
        var (a, b, c) = ((int)Math.Min(literal.Number(0), 1e6), (int)Math.Min(literal.Number(1), 1e6), (int)Math.Min(literal.Number(2), 1e6));
        if (literal.Mark(0) == ':')
        {
            if (a < 24 && b < 60 && c < 60) Clock(found, a, b, c, start, end, literal.Char(0) == '0', Form.None);
            return;
        }
        if (literal.Mark(0) == ',') return;
        if (literal.Length(0) == 4)
        {
            // 2024/13/1 can only be the thirteenth of January
            if (b > 12 && c <= 12 && literal.Mark(0) == '/') Date(parse, found, a, c, b, start, end, 2);
            else Date(parse, found, a, b, c, start, end, 2);
            return;
        }
        if (literal.Length(2) is not (2 or 4) || literal.Length(0) > 2 || literal.Length(1) > 2) return;
        var year = literal.Length(2) == 2 ? Dates.FullYear(c, parse.Today.Year) : c;
        var monthFirst = parse.Lang == Lang.En && literal.Mark(0) != '.';
        if (monthFirst && a <= 12) Date(parse, found, year, a, b, start, end, 2, swap: true);
        else if (b > 12 && a <= 12) Date(parse, found, year, a, b, start, end, 2);
        else Date(parse, found, year, b, a, start, end, 2);
    }

    private static void MonthYear(Parse parse, Literal literal, int start, int end, List<Item> found)
    {
        var (month, year) = literal.Length(0) == 4 ? (literal.Number(1), literal.Number(0)) : (literal.Number(0), literal.Number(1));
        if (Math.Max(literal.Length(0), literal.Length(1)) != 4 || Math.Min(literal.Length(0), literal.Length(1)) > 2 || month is < 1 or > 12 || year is < 1900 or > 2200) return;
        found.Add(new Item(Sym.Period) { Value = Dates.Month(parse, (int)month, (int)year), Start = start, End = end, Rule = "period.digits" });
    }

    private static void Decimal(Parse parse, Literal literal, int start, int end, List<Item> found)
    {
        var value = literal.Number(0) + literal.Fraction(1);
        Number(parse, found, value, Form.Digits | Form.Decimal, start, end);
        Scaled(parse, value, start, end, found);
    }

    private static void Number(Parse parse, List<Item> found, double value, Form form, int start, int end, float score = 0)
    {
        found.Add(new Item(Sym.Num) { N = value, Form = form, Start = start, End = end, Rule = "number.digits", Score = score });
        if (start < end && form != Form.None) Scaled(parse, value, start, end, found);
    }

    /// <summary>100k, 1.2M, .0012G: the letter's case tells mega from minutes.</summary>
    private static void Scaled(Parse parse, double value, int start, int end, List<Item> found)
    {
        if (end >= parse.Tokens.Length || parse.Tokens[end] is not { Kind: TokenKind.Word, Length: 1 } letter) return;
        var original = parse.Text.Original[parse.Text.OriginalStart(letter.Start)];
        var by = original switch
        {
            'k' or 'K' or 'к' or 'К' when letter.Glued || original is 'k' => 1e3,
            'M' or 'М' when letter.Glued => 1e6,
            'G' or 'Г' when letter.Glued => 1e9,
            _ => 0,
        };
        if (by > 0) found.Add(new Item(Sym.Num) { N = value * by, Form = Form.Digits | Form.Decimal, Start = start, End = end + 1, Rule = "number.scaled", Score = Certain });
    }

    /// <summary>1 200 000: groups of three after one to three digits.</summary>
    private static void Grouped(Parse parse, int token, List<Item> found)
    {
        var first = parse.Tokens[token];
        if (first.Length > 3 || parse.Text[first.Start] == '0') return;
        var value = double.Parse(parse.Word(token), CultureInfo.InvariantCulture);
        for (var i = token + 1; i < parse.Tokens.Length && i - token <= 4; i++)
        {
            var next = parse.Tokens[i];
            if (next.Kind != TokenKind.Digits || next.Length != 3 || next.Start != parse.Tokens[i - 1].End + 1) return;
            value = (value * 1000) + double.Parse(parse.Word(i), CultureInfo.InvariantCulture);
            found.Add(new Item(Sym.Num) { N = value, Form = Form.Digits, Start = token, End = i + 1, Rule = "number.grouped" });
        }
    }

    private static void Date(Parse parse, List<Item> found, int year, int month, int day, int start, int end, float score, bool swap = false)
    {
        var value = Dates.Said(parse, year, month, day, 0);
        var other = swap && day is >= 1 and <= 12 && month != day ? Dates.Said(parse, year, day, month, 0) : null;
        if (value.Missing && other is { Missing: false }) (value, other) = (other, null);
        if (value.Missing && (month is < 1 or > 12 || day is < 1 or > 31))
        {
            // Month and day may be the other way round: 25/4 in English.
            if (!(swap && Dates.Said(parse, year, day, month, 0) is { Missing: false } turned)) return;
            value = turned;
        }
        found.Add(new Item(Sym.Date) { Value = other is null ? value : Dates.Either(value, other), Form = Form.Digits, Start = start, End = end, Score = score, Rule = "date.digits" });
    }

    private static void Clock(List<Item> found, int hour, int minute, int second, int start, int end, bool padded, Form form)
    {
        var twelve = hour is >= 1 and <= 12 && !padded;
        found.Add(new Item(Sym.Clock) { Value = new ClockValue(hour, minute, second, twelve) { HasMinutes = true }, Form = Form.Digits | form, Start = start, End = end, Rule = "clock.digits" });
    }

    /// <summary>14st, 15.30ni, 18-ks, 20ndal, 3-го: the ending of a number in digits.</summary>
    private static void Suffixes(Parse parse, Lexicon lexicon, int end, int from, List<Item> found)
    {
        var word = end;
        if (word < parse.Tokens.Length && parse.Tokens[word].Glued && parse.Word(word) is "-" or "." or "'") word++;
        if (word >= parse.Tokens.Length || parse.Tokens[word] is not { Kind: TokenKind.Word, Glued: true, Length: <= 5 } token) return;
        Span<char> key = stackalloc char[6];
        key[0] = '#';
        parse.Word(word).CopyTo(key[1..]);
        for (var at = lexicon.Find(key[..(token.Length + 1)]); at >= 0; at = lexicon[at].Next)
        {
            var entry = lexicon[at];
            for (int i = from, n = found.Count; i < n; i++)
            {
                var item = found[i];
                if (item.End != end) continue;
                Item? made = null;
                if (entry.Sym == Sym.Nth && item.Sym == Sym.Num && !item.Has(Form.Decimal)) made = new Item(Sym.Ord) { N = item.N, A = item.A, Form = entry.Form | Form.Digits };
                else if (entry.Sym == Sym.Numeral) made = new Item(item.Sym) { N = item.N, A = item.A, Value = item.Value, Form = item.Form | entry.Form, Score = item.Score + 0.5f };
                if (made is null) continue;
                (made.Start, made.End, made.Rule) = (item.Start, word + 1, item.Rule + ".ending");
                found.Add(made);
            }
        }
    }
}

/// <summary>Groups of digits with marks between them.</summary>
internal readonly ref struct Literal(Parse parse, ReadOnlySpan<Range> groups, ReadOnlySpan<char> marks)
{
    private readonly ReadOnlySpan<Range> groups = groups;
    private readonly ReadOnlySpan<char> marks = marks;

    public int Count => groups.Length;
    public char Mark(int i) => marks[i];
    public int Length(int i) => groups[i].End.Value - groups[i].Start.Value;
    public char Char(int i) => parse.Text.Chars[groups[i].Start];
    public double Number(int i) => double.Parse(parse.Text.Chars[groups[i]], CultureInfo.InvariantCulture);
    public int Part(int i, int from, int length) => int.Parse(parse.Text.Chars[groups[i]].Slice(from, length), CultureInfo.InvariantCulture);
    public double Fraction(int i) => Number(i) / Math.Pow(10, Length(i));
    public Literal Head => new(parse, groups[..^1], marks[..^1]);

    /// <summary>1,200,000 or 1.200.000: one mark, and three digits after each.</summary>
    public bool IsThousands
    {
        get
        {
            if (Length(0) > 3 || Char(0) == '0' || marks.Length == 0 || marks[0] is not (',' or '.')) return false;
            for (var i = 1; i < Count; i++)
            {
                if (marks[i - 1] != marks[0] || Length(i) != 3) return false;
            }
            return Count > 2 || (marks[0] == ',' && parse.Lang == Lang.En);
        }
    }

    public double Joined(int count)
    {
        double value = 0;
        for (var i = 0; i < count; i++) value = (value * 1000) + Number(i);
        return value;
    }
}
