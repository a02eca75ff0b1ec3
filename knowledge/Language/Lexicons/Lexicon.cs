using Assistant.Knowledge.Language.Grammar;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Lexicons;

/// <summary>Word forms of one language, looked up by span without allocating. Phrases are kept by their words joined by single spaces.</summary>
internal sealed class Lexicon
{
    /// <summary>Most tokens of a phrase.</summary>
    public const int MaxPhrase = 5;

    private readonly Dictionary<string, int> heads = new(4096, StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly List<LexEntry> entries = new(8192);
    private readonly HashSet<int> numberStarts = [];
    private readonly Lazy<Dictionary<string, string>> byKey;

    public Lexicon(Lang lang)
    {
        Lang = lang;
        bySpan = heads.GetAlternateLookup<ReadOnlySpan<char>>();
        byKey = new(ByKey);
    }

    public Lang Lang { get; }
    public int Forms => heads.Count;

    public LexEntry this[int index] => entries[index];

    /// <returns>Index of the first thing a form can be; -1: unknown.</returns>
    public int Find(ReadOnlySpan<char> form) => bySpan.TryGetValue(form, out var head) ? head : -1;

    /// <summary>A Russian word written in Latin letters.</summary>
    public int FindTransliterated(ReadOnlySpan<char> word)
    {
        if (word.Length > Transliteration.MaxLength) return -1;
        Span<char> key = stackalloc char[word.Length * 4];
        var length = Transliteration.Key(word, key);
        return length > 0 && byKey.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..length], out var form) ? Find(form) : -1;
    }

    /// <summary>Whether a word begins as number words do: only then can it be a compound of one.</summary>
    public bool MayStartNumber(ReadOnlySpan<char> word) => word.Length > 3 && numberStarts.Contains(Pack(word));

    public void Add(string form, Sym sym, int a, double n, Form forms)
    {
        form = form.Replace('ё', 'е');
        AddOne(form, sym, a, n, forms);
        if (sym is Sym.Num && !form.Contains(' ', StringComparison.Ordinal) && form.Length >= 3) numberStarts.Add(Pack(form));
        var space = form.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0) AddOne(form[..space], Sym.Phrase, 0, 0, Form.None);
        if (Lang != Lang.Et) return;
        var folded = Folding.Fold(form);
        if (!ReferenceEquals(folded, form)) AddOne(folded, sym, a, n, forms | Form.Folded);
    }

    private void AddOne(string form, Sym sym, int a, double n, Form forms)
    {
        if (!heads.TryGetValue(form, out var head)) head = -1;
        for (var i = head; i >= 0; i = entries[i].Next)
        {
            var known = entries[i];
            if (known.Sym != sym || known.A != a || !known.N.Equals(n) || (known.Form & Form.Folded) != (forms & Form.Folded)) continue;
            entries[i] = known with { Form = known.Form | forms };
            return;
        }
        entries.Add(new LexEntry(sym, a, n, forms, head));
        heads[form] = entries.Count - 1;
    }

    private static int Pack(ReadOnlySpan<char> word) => (word[0] << 16) ^ (word[1] << 8) ^ word[2];

    private Dictionary<string, string> ByKey()
    {
        var keys = new Dictionary<string, string>(heads.Count, StringComparer.Ordinal);
        foreach (var form in heads.Keys)
        {
            // One-letter words stay what they are: "v" and "s" are prepositions only among Russian words, which the caller knows.
            keys.TryAdd(Transliteration.Key(form), form);
        }
        return keys;
    }
}
