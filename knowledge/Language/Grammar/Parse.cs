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

    private readonly RuleTable rules;
    private readonly Workspaces rooms;
    private readonly Workspace room;
    private readonly Item?[] first, last;
    private readonly byte[] counts;
    private readonly SymSet[] present;
    private readonly Item?[] parts;
    private int top;
    private int steps;

    public Parse(NormalText text, Token[] tokens, RuleTable rules, LocalDateTime reference, Lang lang, Workspaces rooms)
    {
        Text = text;
        Tokens = tokens;
        Reference = reference;
        Lang = lang;
        this.rules = rules;
        this.rooms = rooms;
        room = rooms.Rent();
        room.Prepare(tokens.Length);
        (first, last, counts, present, parts) = (room.First, room.Last, room.Counts, room.Present, room.Parts);
    }

    public NormalText Text { get; }
    public Token[] Tokens { get; }
    public LocalDateTime Reference { get; }

    /// <summary>The reference in its zone, when it is known: hours are then elapsed time.</summary>
    public ZonedDateTime? Zoned { get; init; }
    public LocalDate Today => Reference.Date;
    public Lang Lang { get; }

    /// <summary>Items that begin at a token.</summary>
    public ItemsAt At(int token) => new(first[token]);

    /// <summary>What the text is read in.</summary>
    public Workspace Room => room;

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> Word(int token) => (uint)token < (uint)Tokens.Length ? Text.Chars[Tokens[token].Start..Tokens[token].End] : default;

    /// <summary>Whether an item of a class begins at a token.</summary>
    public bool Has(int token, Sym sym) => (uint)token <= (uint)Tokens.Length && present[token].Has(sym);

    public bool IsLast(int end) => end >= Tokens.Length || (Tokens[end].Kind == TokenKind.Mark && Tokens.Length - end <= 3 && AllMarks(end));

    /// <summary>Whether a token left of those parsed so far counts something; those are not in the chart yet.</summary>
    public bool IsNumber(int token) => Tokens[token].Kind == TokenKind.Digits || Seeds?.Number(token) is not null;

    /// <summary>Tells what the lexicon knows of a token.</summary>
    public Seeds? Seeds { get; set; }

    public bool IsGlued(int token) => token < Tokens.Length && Tokens[token].Glued;

    /// <summary>Adds what a token (or a literal that begins there) can be, and all that follows from it. Tokens come last first.</summary>
    public void Add(List<Item> found)
    {
        steps = 0;
        foreach (var item in found) Insert(item);
    }

    private void Insert(Item item)
    {
        if (counts[item.Start] >= MaxItems) return;
        for (var known = first[item.Start]; known is not null; known = known.Next)
        {
            if (!known.SameAs(item)) continue;
            if (item.Score > known.Score) known.Score = item.Score;
            return;
        }
        if (last[item.Start] is { } before) before.Next = item;
        else first[item.Start] = item;
        last[item.Start] = item;
        counts[item.Start]++;
        present[item.Start] |= SymSet.Of(item.Sym);
        if (rules.StartingWith(item.Sym) is not { } starting) return;
        ref readonly var right = ref present[item.End];
        // Most items have nothing beside them that any rule wants.
        foreach (ref readonly var start in right.Meets(starting.Second) ? starting.All : starting.Alone)
        {
            if ((start.Need != 0 && (item.Form & start.Need) == 0) || (!start.IsAlone && !right.Meets(start.Second)) || (start.Glued && !IsGlued(item.Start))) continue;
            var rule = start.Rule;
            // Matches nest: making an item tries the rules that begin with it. Their parts lie on one stack.
            var ground = top;
            if (ground + rule.Width > parts.Length) return;
            top += rule.Width;
            Array.Clear(parts, ground, rule.Width);
            parts[ground + start.Index] = item;
            Match(rule, 1, item.End, ground, item.Start, item.Score);
            top = ground;
        }
    }

    private void Match(Rule rule, int at, int token, int ground, int start, float score)
    {
        var slots = rule.Slots;
        if (at == slots.Length)
        {
            if (rule.Build(this, parts.AsSpan(ground, rule.Width)) is not { } made) return;
            made.Start = start;
            made.End = token;
            made.Score += score + rule.Score;
            if (made.Rule.Length == 0) made.Rule = rule.Name;
            Insert(made);
            return;
        }
        ref readonly var slot = ref slots[at];
        if (token >= Tokens.Length || !present[token].Meets(slot.Syms) || (slot.Glued && !Tokens[token].Glued)) return;
        for (var item = first[token]; item is not null; item = item.Next)
        {
            if (!slot.Syms.Has(item.Sym) || (slot.Need != 0 && (item.Form & slot.Need) == 0)) continue;
            if (item.End - start > MaxWidth || ++steps > MaxSteps) continue;
            parts[ground + slot.Index] = item;
            Match(rule, at + 1, item.End, ground, start, score + item.Score);
            parts[ground + slot.Index] = null;
        }
    }

    /// <summary>Gives the workspace back.</summary>
    public void Dispose() => rooms.Return(room);

    private bool AllMarks(int from)
    {
        for (var i = from; i < Tokens.Length; i++)
        {
            if (Tokens[i].Kind != TokenKind.Mark) return false;
        }
        return true;
    }
}
