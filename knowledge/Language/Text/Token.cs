namespace Assistant.Knowledge.Language.Text;

/// <summary>What a token is made of.</summary>
public enum TokenKind : byte
{
    /// <summary>Letters, apostrophes inside included (<c>o'clock</c>).</summary>
    Word,
    /// <summary>ASCII digits.</summary>
    Digits,
    /// <summary>One character of any other kind but space.</summary>
    Mark,
}

/// <summary>A piece of a <see cref="NormalText"/>.</summary>
/// <param name="Start">First character, index into the normalised text.</param>
/// <param name="End">After the last character.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Glued">Nothing stands between it and the token before.</param>
public readonly record struct Token(int Start, int End, TokenKind Kind, bool Glued)
{
    /// <summary>Length in characters.</summary>
    public int Length => End - Start;
}
