using System.Globalization;
using System.Reflection;
using Assistant.Knowledge.Language.Grammar;
using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Lexicons;

/// <summary>Reads the tables of <c>knowledge/Language/Lexicon</c> and generates every form of every word. The columns are described in docs/understanding.md.</summary>
internal static class LexiconReader
{
    /// <returns>All words of a language, with those every language borrows.</returns>
    /// <exception cref="FormatException">A row is wrong; the message names table and line.</exception>
    public static Lexicon Read(Lang lang)
    {
        var lexicon = new Lexicon(lang);
        string[] tables = lang switch
        {
            Lang.Et => ["et/numbers", "et/calendar", "et/words", "et/feasts", "any/words"],
            Lang.Ru => ["ru/numbers", "ru/calendar", "ru/words", "ru/feasts", "any/words"],
            _ => ["en/numbers", "en/calendar", "en/words", "en/feasts", "any/words"],
        };
        var estonian = new EstonianForms(lexicon);
        foreach (var table in tables)
        {
            var number = 0;
            foreach (var line in Lines(table))
            {
                number++;
                if (line.Length == 0 || line[0] == '#') continue;
                try
                {
                    Row(lexicon, estonian, line.Split('\t'));
                }
                catch (Exception fault) when (fault is FormatException or IndexOutOfRangeException or ArgumentException)
                {
                    throw new FormatException($"Lexicon/{table}.tsv, line {number}: {fault.Message}", fault);
                }
            }
        }
        if (lang == Lang.Et) estonian.AddNumbers();
        return lexicon;
    }

    private static void Row(Lexicon lexicon, EstonianForms estonian, string[] row)
    {
        switch (row[0])
        {
            case "digit": estonian.Digits[int.Parse(row[1], CultureInfo.InvariantCulture)] = row[2..]; return;
            case "ordinal": estonian.Ordinals[int.Parse(row[1], CultureInfo.InvariantCulture)] = row[2..]; return;
        }
        var sym = Enum.Parse<Sym>(row[0]);
        var (a, n) = Value(sym, row[1]);
        var forms = row[3..];
        switch (row[2])
        {
            case "w": Words(lexicon, sym, a, n, forms[0]); break;
            case "n": estonian.Noun(sym, a, n, forms, Form.None); break;
            case "s": estonian.Noun(sym, a, n, forms, Form.Shy); break;
            case "a": estonian.Noun(sym, a, n, forms, Form.Adjective); break;
            case "c": RussianForms.Cases(lexicon, sym, a, n, forms); break;
            case "ya" or "yi" or "y3": RussianForms.Adjective(lexicon, sym, a, n, row[2], forms); break;
            default: throw new FormatException($"no paradigm '{row[2]}'");
        }
    }

    private static (int A, double N) Value(Sym sym, string value) => sym switch
    {
        Sym.Unit or Sym.UnitBy or Sym.AgeNoun or Sym.LongNoun => ((int)Enum.Parse<TimeUnit>(value), 0),
        Sym.DayPart or Sym.PartBy => (DayPart(value), 0),
        Sym.Stretch => ((int)Enum.Parse<TimeUnit>(value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]), double.Parse(value[..value.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture)),
        Sym.Num or Sym.Ord or Sym.Scale or Sym.Part10 or Sym.Dozen or Sym.Couple or Sym.Few => (0, double.Parse(value, CultureInfo.InvariantCulture)),
        _ => (int.Parse(value, CultureInfo.InvariantCulture), 0),
    };

    /// <summary>A part of day, plus 16 when early, 32 when late.</summary>
    private static int DayPart(string value)
    {
        var plus = value.IndexOf('+', StringComparison.Ordinal);
        var part = (int)Enum.Parse<PartOfDay>(plus < 0 ? value : value[..plus]);
        return plus < 0 ? part : part + (value.EndsWith("early", StringComparison.Ordinal) ? 16 : 32);
    }

    private static void Words(Lexicon lexicon, Sym sym, int a, double n, string words)
    {
        foreach (var word in words.Split('|'))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var form = Form.None;
            if (colon > 0)
            {
                foreach (var name in word[(colon + 1)..].Split('+')) form |= Enum.Parse<Form>(name);
            }
            lexicon.Add(Spaced(colon > 0 ? word[..colon] : word), sym, a, n, form);
        }
    }

    /// <summary>Phrases are kept as their tokens joined by spaces, so that "late-night" and "late - night" are one.</summary>
    private static string Spaced(string word)
    {
        if (word.All(c => char.IsLetter(c) || c is '\'' or '#')) return word;
        var text = new Text.NormalText(word);
        return string.Join(' ', Text.Tokenizer.Split(text).Select(token => text.Chars[token.Start..token.End].ToString()));
    }

    private static IEnumerable<string> Lines(string table)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Language/Lexicon/{table}.tsv")
            ?? throw new InvalidOperationException($"Lexicon/{table}.tsv is not embedded");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
