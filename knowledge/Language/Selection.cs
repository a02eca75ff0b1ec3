using Assistant.Knowledge.Language.Grammar;
using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language;

/// <summary>Chooses among everything in the chart the expressions that cover most, longest first, without overlap: one pass from the end.</summary>
internal sealed class Selection(Parse parse)
{
    private const float PerToken = 10, PerEntity = 4, PerNumberToken = 4;

    public List<Item> Choose()
    {
        var n = parse.Tokens.Length;
        var (best, choice) = (parse.Room.Best, parse.Room.Choice);
        for (var i = n - 1; i >= 0; i--)
        {
            best[i] = best[i + 1];
            foreach (var item in parse.At(i))
            {
                if (!Emits(item)) continue;
                var score = Worth(item) + best[item.End];
                if (score <= best[i]) continue;
                best[i] = score;
                choice[i] = item;
            }
        }
        List<Item> chosen = [];
        for (var i = 0; i < n;)
        {
            if (choice[i] is { } item)
            {
                chosen.Add(item);
                i = item.End;
            }
            else i++;
        }
        return chosen;
    }

    /// <summary>What else the words of a chosen expression are: the same words as another type, and the expressions inside it.</summary>
    /// <returns><see langword="null"/>: nothing.</returns>
    public List<Item>? Also(Item chosen)
    {
        List<Item>? also = null;
        var inside = chosen.Sym is Sym.Period or Sym.Stretch1 or Sym.Amount or Sym.Age or Sym.Moment or Sym.Set or Sym.Date;
        for (var i = chosen.Start; i < chosen.End; i++)
        {
            Item? widest = null;
            foreach (var item in parse.At(i))
            {
                if (item.End > chosen.End || ReferenceEquals(item, chosen)) continue;
                var same = item.Start == chosen.Start && item.End == chosen.End;
                if (same && item.Sym != chosen.Sym && Emits(item) && !Covers(also, item.Sym, int.MaxValue, 0)) (also ??= []).Add(item);
                else if (inside && !same && IsPart(chosen, item) && (widest is null || item.Width > widest.Width || (item.Width == widest.Width && item.Score > widest.Score))) widest = item;
            }
            if (widest is not null && !Covers(also, widest.Sym, widest.Start, widest.End)) (also ??= []).Add(widest);
        }
        return also;
    }

    /// <summary>Whether one of a class covers the tokens from <paramref name="start"/> to <paramref name="end"/>; every one does when these are the wrong way round.</summary>
    private static bool Covers(List<Item>? known, Sym sym, int start, int end)
    {
        if (known is null) return false;
        foreach (var item in known)
        {
            if (item.Sym == sym && item.Start <= start && item.End >= end) return true;
        }
        return false;
    }

    private static bool IsPart(Item chosen, Item item) => chosen.Sym switch
    {
        Sym.Amount or Sym.Age => item.Sym == Sym.Num,
        Sym.Period => item.Sym is Sym.Date or Sym.Amount && !item.Has(Form.Weak) || item.Sym == Sym.Period && !item.Has(Form.Shy) && chosen.As<DateValue>().Grain == Grain.Other && item.As<DateValue>().Grain == Grain.Year,
        Sym.Set => false,
        Sym.Moment or Sym.Stretch1 => item.Sym is Sym.Date or Sym.Amount && !item.Has(Form.Weak | Form.Shy),
        _ => item.Sym == Sym.Amount && !item.Has(Form.Shy),
    };

    private static float Worth(Item item) => item.Sym is Sym.Num or Sym.Ord
        ? (PerNumberToken * item.Width) - 2 + item.Score
        : (PerToken * item.Width) - PerEntity + item.Score - (item.Has(Form.Weak) ? 1 : 0);

    private bool Emits(Item item) => item.Sym switch
    {
        Sym.Num => !item.Has(Form.Weak) && Counts(item),
        Sym.Ord => true,
        Sym.Date or Sym.Period => !item.Has(Form.Weak) && (!item.Has(Form.Shy) || IsWhole(item)) && (item.Sym != Sym.Period || item.Form != Form.Short),
        Sym.Clock => !item.Has(Form.Weak) && (!item.As<ClockValue>().Bare || item.Has(Form.AtRole)),
        Sym.Range => !item.Has(Form.Weak),
        Sym.Amount => !item.Has(Form.Shy) || BareUnit(item),
        Sym.Moment or Sym.Stretch1 or Sym.Set or Sym.Age => !item.Has(Form.Shy),
        _ => false,
    };

    /// <summary>"üks", "one", "один" among words is an article more often than a number; alone or with others it counts.</summary>
    private static bool Counts(Item item) => item.N != 0.5 || item.Has(Form.Decimal);

    private bool IsWhole(Item item) => item.Start == 0 && parse.IsLast(item.End);

    /// <summary>A unit without a number ("tund", "час", "месяц") is a length alone, or after a word that asks for one.</summary>
    private bool BareUnit(Item item)
    {
        if (parse.Lang == Lang.En) return false;
        if (item.Width == 1 && item.Form != Form.None && !item.Has(Form.Nom | Form.Part)) return false;
        if (IsWhole(item)) return true;
        var before = item.Start - 1;
        if (before >= 0 && (parse.Has(before, Sym.Cue) || parse.Has(before, Sym.For) || parse.Has(before, Sym.About))) return true;
        return item.As<Amount>() is { Hours: 1 } && parse.Lang == Lang.Et && item.Has(Form.Nom);
    }
}
