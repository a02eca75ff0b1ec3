namespace Assistant.Knowledge.Language.Grammar;

/// <summary>What reading a text needs while it is read: kept from one text to the next, since most texts are short and alike.</summary>
internal sealed class Workspace
{
    /// <summary>Parts of all matches under way; deeper nesting is no sensible text.</summary>
    private const int PartsOnStack = 512;

    private const int TokensAtFirst = 64;

    /// <summary>From here on the room is given back rather than kept, in tokens.</summary>
    private const int MostTokensKept = 2048;

    private readonly List<Item> words = [];
    private int used, taken;

    /// <summary>The items that begin at each token, in the order they were found.</summary>
    public Item?[] First { get; private set; } = new Item?[TokensAtFirst];
    public Item?[] Last { get; private set; } = new Item?[TokensAtFirst];
    public byte[] Counts { get; private set; } = new byte[TokensAtFirst];

    /// <summary>Their classes.</summary>
    public SymSet[] Present { get; private set; } = new SymSet[TokensAtFirst];

    /// <summary>Best sum of worths from each token to the end, and the expression that begins it.</summary>
    public float[] Best { get; private set; } = new float[TokensAtFirst];
    public Item?[] Choice { get; private set; } = new Item?[TokensAtFirst];
    public Item?[] Parts { get; } = new Item?[PartsOnStack];
    public List<Item> Found { get; } = [];

    /// <summary>An item for a word or mark: most come to nothing, so they are used again.</summary>
    public Item Take(Sym sym, int start, int end)
    {
        if (taken == words.Count) words.Add(new Item(sym));
        var item = words[taken++];
        (item.Sym, item.Start, item.End, item.Form, item.A, item.N, item.Score, item.Rule, item.Next) = (sym, start, end, Form.None, 0, 0, 0, "word", null);
        return item;
    }

    public bool IsKept => First.Length <= MostTokensKept;

    /// <summary>Makes room for a text.</summary>
    public void Prepare(int tokens)
    {
        used = tokens + 1;
        if (First.Length >= used) return;
        var room = Math.Max(used, First.Length * 2);
        (First, Last, Choice) = (new Item?[room], new Item?[room], new Item?[room]);
        (Counts, Present, Best) = (new byte[room], new SymSet[room], new float[room]);
    }

    /// <summary>Forgets the text.</summary>
    public void Clear()
    {
        Array.Clear(First, 0, used);
        Array.Clear(Last, 0, used);
        Array.Clear(Choice, 0, used);
        Array.Clear(Counts, 0, used);
        Array.Clear(Present, 0, used);
        Array.Clear(Best, 0, used);
        Array.Clear(Parts);
        Found.Clear();
        taken = 0;
    }
}

/// <summary>Lends workspaces; of those that come back one is kept.</summary>
internal sealed class Workspaces
{
    private Workspace? spare;

    public Workspace Rent() => Interlocked.Exchange(ref spare, null) ?? new Workspace();

    public void Return(Workspace room)
    {
        room.Clear();
        if (room.IsKept) Volatile.Write(ref spare, room);
    }
}

/// <summary>The items that begin at a token.</summary>
internal readonly struct ItemsAt(Item? first)
{
    public bool IsEmpty => first is null;

    public Enumerator GetEnumerator() => new(first);

    internal struct Enumerator(Item? next)
    {
        private Item? next = next;

        public Item Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (next is not { } item) return false;
            Current = item;
            next = item.Next;
            return true;
        }
    }
}
