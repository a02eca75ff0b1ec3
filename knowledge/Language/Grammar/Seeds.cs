using Assistant.Knowledge.Language.Lexicons;
using Assistant.Knowledge.Language.Numbers;
using Assistant.Knowledge.Language.Text;
using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>What the chart begins with: words of the lexicon, phrases, compounds, numbers, literals and marks.</summary>
internal sealed class Seeds(Parse parse, Lexicon lexicon)
{
    private const int MaxWord = 40;
    private const int MinCompoundPart = 3;

    private readonly List<Item> found = parse.Room.Found;
    private NumberReader? numbers;

    /// <summary>Fills the chart.</summary>
    public void Plant()
    {
        numbers = new NumberReader(parse, this);
        parse.Seeds = this;
        for (var i = parse.Tokens.Length - 1; i >= 0; i--)
        {
            found.Clear();
            switch (parse.Tokens[i].Kind)
            {
                case TokenKind.Word: Word(i); break;
                case TokenKind.Digits: Literals.Read(parse, lexicon, i, found); break;
                default: Mark(i); break;
            }
            if (parse.Tokens[i].Kind != TokenKind.Mark) numbers.Read(i, found);
            if (found.Count > 0) parse.Add(found);
        }
    }

    /// <returns>What a token counts; <see langword="null"/>: nothing.</returns>
    public NumberWord? Number(int i)
    {
        if (i >= parse.Tokens.Length) return null;
        var token = parse.Tokens[i];
        if (token.Kind == TokenKind.Digits)
        {
            return token.Length <= 9 && !InLiteral(i) ? new(Whole(parse.Word(i)), Form.Digits, false, -1, Form.None) : null;
        }
        if (token.Kind != TokenKind.Word) return null;
        NumberWord? number = null;
        for (var at = Find(parse.Word(i)); at >= 0; at = lexicon[at].Next)
        {
            var entry = lexicon[at];
            var known = number ?? new NumberWord(-1, Form.None, false, -1, Form.None);
            if (entry.Sym is Sym.Num or Sym.Scale && double.IsInteger(entry.N)) number = known with { Value = entry.N, Form = entry.Form, IsScale = entry.Sym == Sym.Scale };
            else if (entry.Sym == Sym.Ord) number = known with { OrdinalValue = entry.N, OrdinalForm = entry.Form };
        }
        return number;
    }

    private static double Whole(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits) value = (value * 10) + (digit - '0');
        return value;
    }

    private bool InLiteral(int i) => (i > 0 && parse.Tokens[i].Glued && parse.Tokens[i - 1].Kind == TokenKind.Mark && parse.Word(i - 1)[0] is '.' or ',' or ':' or '/')
        || (i + 1 < parse.Tokens.Length && parse.Tokens[i + 1].Glued && parse.Word(i + 1)[0] is '.' or ',' or ':' or '/' && parse.IsGlued(i + 2) && i + 2 < parse.Tokens.Length && parse.Tokens[i + 2].Kind == TokenKind.Digits);

    private void Word(int i)
    {
        var word = parse.Word(i);
        var at = Find(word);
        if (at < 0)
        {
            if (word.Length <= MaxWord && lexicon.MayStartNumber(word)) Compound(i, word);
            return;
        }
        // "v tri": what is a Roman numeral to some is a preposition in Latin letters.
        if (lexicon.Lang == Lang.Ru && word.Length == 1 && word[0] is >= 'a' and <= 'z')
        {
            for (var other = lexicon.FindTransliterated(word); other >= 0; other = lexicon[other].Next) Plant(lexicon[other], i, i + 1);
        }
        var phrase = false;
        for (; at >= 0; at = lexicon[at].Next)
        {
            if (lexicon[at].Sym == Sym.Phrase) phrase = true;
            else Plant(lexicon[at], i, i + 1);
        }
        if (phrase) Phrases(i);
    }

    private int Find(ReadOnlySpan<char> word)
    {
        var at = lexicon.Find(word);
        return at < 0 && lexicon.Lang == Lang.Ru && word[0] is >= 'a' and <= 'ž' ? lexicon.FindTransliterated(word) : at;
    }

    private void Plant(LexEntry entry, int start, int end)
    {
        var score = (entry.Form & Form.Folded) != 0 ? -0.5f : 0;
        if (entry.Sym == Sym.Stretch)
        {
            found.Add(new Item(Sym.Amount) { Value = Amount.Of(entry.N, (TimeUnit)entry.A), Form = entry.Form, Start = start, End = end, Score = score, Rule = "amount.word" });
            return;
        }
        var word = parse.Room.Take(entry.Sym, start, end);
        (word.A, word.N, word.Form, word.Score) = (entry.A, entry.N, entry.Form, score);
        found.Add(word);
    }

    private void Phrases(int i)
    {
        Span<char> key = stackalloc char[MaxWord * 2];
        var length = 0;
        for (var n = 0; n < Lexicon.MaxPhrase && i + n < parse.Tokens.Length; n++)
        {
            var word = parse.Word(i + n);
            if (length + word.Length + 1 > key.Length) return;
            if (n > 0) key[length++] = ' ';
            if (lexicon.Lang == Lang.Ru && word[0] is >= 'a' and <= 'z') return;
            word.CopyTo(key[length..]);
            length += word.Length;
            if (n == 0) continue;
            for (var at = lexicon.Find(key[..length]); at >= 0; at = lexicon[at].Next)
            {
                if (lexicon[at].Sym != Sym.Phrase) Plant(lexicon[at], i, i + n + 1);
            }
        }
    }

    /// <summary>kaheksaaastane, kahetunnine, трехлетний, двухчасовая: a number and what it counts; kolmekümneviies: a number in one word.</summary>
    private void Compound(int i, ReadOnlySpan<char> word)
    {
        for (var cut = word.Length - 2; cut >= MinCompoundPart; cut--)
        {
            var tail = lexicon.Find(word[cut..]);
            if (tail < 0) continue;
            if (CompoundNumber(word[..cut]) is not { } n) continue;
            for (var at = tail; at >= 0; at = lexicon[at].Next)
            {
                var entry = lexicon[at];
                switch (entry.Sym)
                {
                    case Sym.AgeNoun: Found(new Item(Sym.Age) { Value = new AgeValue(n, (TimeUnit)entry.A), Form = entry.Form, Rule = "age.compound" }, i); break;
                    case Sym.LongNoun: Found(new Item(Sym.Amount) { Value = Amount.Of(n, (TimeUnit)entry.A), Form = entry.Form | Form.Adjective, Rule = "amount.compound" }, i); break;
                    case Sym.Unit when lexicon.Lang == Lang.Et: Found(new Item(Sym.Amount) { Value = Amount.Of(n, (TimeUnit)entry.A), Form = entry.Form, Rule = "amount.compound" }, i); break;
                    case Sym.Num when n >= 20 && entry.N < 10 && n % 10 == 0: Found(new Item(Sym.Num) { N = n + entry.N, Form = entry.Form, Rule = "number.compound" }, i); break;
                    case Sym.Num when n >= 100 && entry.N < 100 && n % 100 == 0: Found(new Item(Sym.Num) { N = n + entry.N, Form = entry.Form, Rule = "number.compound" }, i); break;
                    case Sym.Ord when n >= 20 && entry.N < 10 && n % 10 == 0: Found(new Item(Sym.Ord) { N = n + entry.N, Form = entry.Form, Rule = "number.compound" }, i); break;
                    case Sym.Scale when entry.N == 1000 && n < 1000: Found(new Item(Sym.Num) { N = n * 1000, Form = entry.Form, Rule = "number.compound" }, i); break;
                    default: break;
                }
            }
            if (found.Count > 0) return;
        }
    }

    private double? CompoundNumber(ReadOnlySpan<char> word)
    {
        if (One(word) is { } n) return n;
        for (var cut = word.Length - 2; cut >= MinCompoundPart; cut--)
        {
            if (One(word[..cut]) is { } tens && tens >= 20 && tens % 10 == 0 && One(word[cut..]) is { } rest && rest < (tens % 100 == 0 ? 100 : 10)) return tens + rest;
        }
        return null;
    }

    private double? One(ReadOnlySpan<char> word)
    {
        if (lexicon.Lang == Lang.Ru)
        {
            if (word is "одно") return 1;
            if (word is "полу") return 0.5;
        }
        for (var at = lexicon.Find(word); at >= 0; at = lexicon[at].Next)
        {
            var entry = lexicon[at];
            if (entry.Sym is Sym.Num or Sym.Scale && (entry.Form & (Form.Gen | Form.Nom)) != 0) return entry.N;
            if (entry.Sym is Sym.Half && (entry.Form & Form.Gen) != 0) return 0.5;
        }
        return null;
    }

    private void Found(Item item, int i)
    {
        item.Start = i;
        item.End = i + 1;
        found.Add(item);
    }

    private void Mark(int i)
    {
        var sym = parse.Word(i)[0] switch
        {
            '-' => Sym.Dash,
            '/' => Sym.Slash,
            '.' => Sym.Dot,
            ',' => Sym.Comma,
            ':' => Sym.Colon,
            '(' => Sym.Open,
            ')' => Sym.Close,
            '\'' => Sym.Prime,
            '"' => Sym.SecondPrime,
            '&' => Sym.Ampersand,
            '@' => Sym.AtSign,
            '~' or '≈' => Sym.About,
            '^' => Sym.Caret,
            '%' => Sym.Percent,
            '+' => Sym.And,
            '½' => Sym.Half,
            _ => Sym.None,
        };
        if (sym == Sym.None) return;
        found.Add(parse.Room.Take(sym, i, i + 1));
        if (sym is Sym.Dot or Sym.Dash) Literals.ReadSigned(parse, lexicon, i, found);
    }
}
