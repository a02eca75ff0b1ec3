namespace Assistant.Knowledge.Language.Grammar;

/// <summary>A set of <see cref="Sym"/>.</summary>
internal readonly record struct SymSet(ulong Low, ulong Mid, ulong High)
{
    public static SymSet Of(Sym sym) => (int)sym switch
    {
        < 64 => new(1UL << (int)sym, 0, 0),
        < 128 => new(0, 1UL << ((int)sym - 64), 0),
        _ => new(0, 0, 1UL << ((int)sym - 128)),
    };

    public static SymSet operator |(SymSet a, SymSet b) => new(a.Low | b.Low, a.Mid | b.Mid, a.High | b.High);

    public bool Has(Sym sym) => (int)sym switch
    {
        < 64 => (Low & (1UL << (int)sym)) != 0,
        < 128 => (Mid & (1UL << ((int)sym - 64))) != 0,
        _ => (High & (1UL << ((int)sym - 128))) != 0,
    };

    public bool Meets(SymSet other) => ((Low & other.Low) | (Mid & other.Mid) | (High & other.High)) != 0;
}
