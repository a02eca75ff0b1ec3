using System.Buffers;
using Assistant.Knowledge.Language.Text;
using NodaTime;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>
/// The chart of one text: from its last token to its first, what each token can be is combined by the rules with what already stands right of it.
/// Width, items per token and attempts per token are bounded, so time is linear in the text's length whatever the text.
/// </summary>
internal sealed class Parse : IDisposable
{
    /// <summary>Widest expression, in tokens.</summary>
    public const int MaxWidth = 28;

    /// <summary>Most items that begin at one token.</summary>
    public const int MaxItems = 40;

    /// <summary>Most parts compared for one token, against hostile texts.</summary>
    private const int MaxSteps = 1500;


    /// <summary>Parts of all matches under way; deeper nesting is no sensible text.</summary>
    private const int PartsOnStack = 512;

    private readonly RuleTable rules;
    private readonly List<Item>?[] chart;
    private readonly SymSet[] present;
    private readonly Item?[] parts;
    private int top;
    private int steps;

    public Parse(NormalText text, Token[] tokens, RuleTable rules, LocalDateTime reference, Lang lang)
    {
        Text = text;
        Tokens = tokens;
        Reference = reference;
        Lang = lang;
        this.rules = rules;
        chart = new List<Item>?[tokens.Length + 1];
        present = new SymSet[tokens.Length + 1];
        parts = ArrayPool<Item?>.Shared.Rent(PartsOnStack);
    }

    public NormalText Text { get; }
    public Token[] Tokens { get; }
    public LocalDateTime Reference { get; }

    /// <summary>The reference in its zone, when it is known: hours are then elapsed time.</summary>
    public ZonedDateTime? Zoned { get; init; }
    public LocalDate Today => Reference.Date;
    public Lang Lang { get; }

    /// <summary>Items that begin at a token.</summary>
    public IReadOnlyList<Item> At(int token) => chart[token] is { } items ? items : [];

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> Word(int token) => (uint)token < (uint)Tokens.Length ? Text.Chars[Tokens[token].Start..Tokens[token].End] : default;

    /// <summary>Whether an item of a class begins at a token.</summary>
    public bool Has(int token, Sym sym) => (uint)token < (uint)present.Length && present[token].Has(sym);

    public bool IsLast(int end) => end >= Tokens.Length || (Tokens[end].Kind == TokenKind.Mark && Tokens.Length - end <= 3 && AllMarks(end));

    /// <summary>Whether a token left of those parsed so far counts something; those are not in the chart yet.</summary>
    public bool IsNumber(int token) => Tokens[token].Kind == TokenKind.Digits || CountsAt?.Invoke(token) == true;

    /// <summary>Tells what the lexicon knows of a token.</summary>
    public Func<int, bool>? CountsAt { get; set; }

    public bool IsGlued(int token) => token < Tokens.Length && Tokens[token].Glued;

    /// <summary>Adds what a token (or a literal that begins there) can be, and all that follows from it. Tokens come last first.</summary>
    public void Add(List<Item> found)
    {
        steps = 0;
        foreach (var item in found) Insert(item);
    }

    private void Insert(Item item)
    {
        var items = chart[item.Start] ??= new List<Item>(4);
        if (items.Count >= MaxItems) return;
        foreach (var known in items)
        {
            if (!known.SameAs(item)) continue;
            if (item.Score > known.Score) known.Score = item.Score;
            return;
        }
        items.Add(item);
        present[item.Start] |= SymSet.Of(item.Sym);
        var starting = rules.StartingWith(item.Sym);
        for (var i = 0; i < starting.Count; i++)
        {
            var rule = starting[i];
            var slot = rule.Slots[0];
            if (slot.Need != 0 && (item.Form & slot.Need) == 0) continue;
            if (slot.Glued && !IsGlued(item.Start)) continue;
            if (rule.Slots.Length > 1 && !present[item.End].Meets(rule.Slots[1].Syms)) continue;
            // Matches nest: making an item tries the rules that begin with it. Their parts lie on one stack.
            var ground = top;
            if (ground + rule.Width > parts.Length) return;
            top += rule.Width;
            Array.Clear(parts, ground, rule.Width);
            parts[ground + slot.Index] = item;
            Match(rule, 1, item.End, ground, item.Start, item.Score);
            top = ground;
        }
    }

    private void Match(Rule rule, int at, int token, int ground, int start, float score)
    {
        if (at == rule.Slots.Length)
        {
            if (rule.Build(this, parts.AsSpan(ground, rule.Width)) is not { } made) return;
            made.Start = start;
            made.End = token;
            made.Score += score + rule.Score;
            if (made.Rule.Length == 0) made.Rule = rule.Name;
            Insert(made);
            return;
        }
        var slot = rule.Slots[at];
        if (token >= Tokens.Length || !present[token].Meets(slot.Syms) || (slot.Glued && !Tokens[token].Glued)) return;
        var items = chart[token]!;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (!slot.Syms.Has(item.Sym) || (slot.Need != 0 && (item.Form & slot.Need) == 0)) continue;
            if (item.End - start > MaxWidth || ++steps > MaxSteps) continue;
            parts[ground + slot.Index] = item;
            Match(rule, at + 1, item.End, ground, start, score + item.Score);
            parts[ground + slot.Index] = null;
        }
    }

    /// <summary>Gives the workspace back.</summary>
    public void Dispose() => ArrayPool<Item?>.Shared.Return(parts, clearArray: true);

    private bool AllMarks(int from)
    {
        for (var i = from; i < Tokens.Length; i++)
        {
            if (Tokens[i].Kind != TokenKind.Mark) return false;
        }
        return true;
    }
}
