using System.Runtime.InteropServices;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>Makes the meaning of a match; <see langword="null"/>: these parts don't make sense together.</summary>
/// <param name="parse">The text and its reference time.</param>
/// <param name="parts">One item per symbol of the pattern, <see langword="null"/> where an optional one is absent.</param>
internal delegate Item? Build(Parse parse, ReadOnlySpan<Item?> parts);

/// <summary>One place of a pattern.</summary>
/// <param name="Syms">Any of these.</param>
/// <param name="Need">With any of these forms; none: whatever form.</param>
/// <param name="Index">Its place among the parts that <see cref="Build"/> sees.</param>
/// <param name="Glued">No space before it.</param>
internal readonly record struct Slot(SymSet Syms, Form Need, int Index, bool Glued);

/// <summary>A pattern over neighbouring items and what it means.</summary>
internal sealed record Rule(string Name, Slot[] Slots, int Width, Build Build, float Score);

/// <summary>The beginning of a rule, for a quick look whether it can match.</summary>
/// <param name="Second">What must stand beside the first.</param>
/// <param name="Index">The first's place among the parts.</param>
/// <param name="IsAlone">The rule has one place only.</param>
internal readonly record struct RuleStart(SymSet Second, Form Need, bool Glued, int Index, bool IsAlone, Rule Rule);

/// <summary>The rules that begin with one symbol.</summary>
internal sealed class RuleStarts
{
    private readonly List<RuleStart> all = [], alone = [];

    public ReadOnlySpan<RuleStart> All => CollectionsMarshal.AsSpan(all);

    /// <summary>Those of one place.</summary>
    public ReadOnlySpan<RuleStart> Alone => CollectionsMarshal.AsSpan(alone);

    /// <summary>What must stand beside the first for any of the others.</summary>
    public SymSet Second { get; private set; }

    public void Add(Rule rule)
    {
        var (first, isAlone) = (rule.Slots[0], rule.Slots.Length == 1);
        var start = new RuleStart(isAlone ? default : rule.Slots[1].Syms, first.Need, first.Glued, first.Index, isAlone, rule);
        all.Add(start);
        if (isAlone) alone.Add(start);
        else Second |= start.Second;
    }
}

/// <summary>
/// Rules written as text: <c>Num:Gen Unit:Gen After</c>. <c>A|B</c> is either, <c>?</c> may be missing, <c>:Form</c> demands one of the forms
/// (<c>:Ad|Ine</c>), <c>Ord/Num:Digits</c> is either with its own forms, <c>~</c> before a symbol demands that no space stands before it.
/// </summary>
internal sealed class RuleTable
{
    private static readonly Dictionary<string, Sym> syms = Enum.GetValues<Sym>().ToDictionary(sym => sym.ToString(), StringComparer.Ordinal);
    private static readonly Dictionary<string, Form> forms = Enum.GetValues<Form>().ToDictionary(form => form.ToString(), StringComparer.Ordinal);

    private readonly RuleStarts?[] byFirst = new RuleStarts?[Enum.GetValues<Sym>().Length];

    /// <summary>Adds a rule; an optional place makes variants with and without it.</summary>
    public void Add(string name, string pattern, Build build, float score = 0)
    {
        var places = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Expand(name, places, 0, [], build, score);
    }

    /// <summary>The rules that begin with a symbol.</summary>
    public RuleStarts? StartingWith(Sym sym) => byFirst[(int)sym];

    private void Expand(string name, string[] places, int at, List<Slot> slots, Build build, float score)
    {
        if (at == places.Length)
        {
            var rule = new Rule(name, [.. slots], places.Length, build, score);
            foreach (var sym in syms.Values)
            {
                if (rule.Slots[0].Syms.Has(sym)) (byFirst[(int)sym] ??= new()).Add(rule);
            }
            return;
        }
        var place = places[at];
        var optional = place.EndsWith('?');
        if (optional) Expand(name, places, at + 1, slots, build, score);
        foreach (var either in (optional ? place[..^1] : place).Split('/'))
        {
            slots.Add(Slot(either, at));
            Expand(name, places, at + 1, slots, build, score);
            slots.RemoveAt(slots.Count - 1);
        }
    }

    private static Slot Slot(string place, int index)
    {
        var glued = place.StartsWith('~');
        if (glued) place = place[1..];
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        var need = Form.None;
        if (colon >= 0)
        {
            foreach (var form in place[(colon + 1)..].Split('|')) need |= forms[form];
            place = place[..colon];
        }
        var set = default(SymSet);
        foreach (var sym in place.Split('|')) set |= SymSet.Of(syms[sym]);
        return new Slot(set, need, index, glued);
    }
}
