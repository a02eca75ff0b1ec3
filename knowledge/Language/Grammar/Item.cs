using Assistant.Knowledge.Language.Values;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>Something understood in a span of tokens.</summary>
internal sealed class Item(Sym sym)
{
    public Sym Sym { get; set; } = sym;

    /// <summary>First token.</summary>
    public int Start { get; set; }

    /// <summary>After the last token.</summary>
    public int End { get; set; }
    public Form Form { get; set; }

    /// <summary>Small number of a word: weekday, month, days from today, unit.</summary>
    public int A { get; set; }

    /// <summary>Value of a number or ordinal.</summary>
    public double N { get; set; }
    public Value? Value { get; init; }

    /// <summary>Adds up over parts; above zero: likelier than its length says.</summary>
    public float Score { get; set; }
    public string Rule { get; set; } = "";

    /// <summary>The next item that begins at the same token.</summary>
    public Item? Next { get; set; }

    public int Width => End - Start;
    public bool Has(Form form) => (Form & form) != 0;
    public T As<T>() where T : Value => (T)Value!;
    public TimeUnit Unit => (TimeUnit)A;

    public bool SameAs(Item other) => Sym == other.Sym && End == other.End && Form == other.Form && A == other.A && N.Equals(other.N)
        && (Value is null ? other.Value is null : Value.Means(other.Value));

    /// <summary>The same with another form or role.</summary>
    public Item Formed(Form form) => new(Sym) { A = A, N = N, Value = Value, Form = form };
}
