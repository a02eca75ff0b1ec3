using System.Buffers;

namespace Assistant.Knowledge.Language.Text;

/// <summary>
/// Cuts a text where letters, digits and other characters meet: <c>14st</c> is two tokens, <c>18.11</c> three. What belongs together again is
/// decided by the readers of literals and by the grammar, which see whether tokens are glued.
/// </summary>
public static class Tokenizer
{
    /// <returns>The tokens in order; spaces are left out.</returns>
    public static Token[] Split(NormalText text)
    {
        var chars = text.Chars;
        var tokens = ArrayPool<Token>.Shared.Rent(chars.Length);
        var count = 0;
        var i = 0;
        var lastEnd = -1;
        while (i < chars.Length)
        {
            var c = chars[i];
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                i++;
                continue;
            }
            var start = i;
            TokenKind kind;
            if (char.IsAsciiDigit(c))
            {
                kind = TokenKind.Digits;
                while (i < chars.Length && char.IsAsciiDigit(chars[i])) i++;
            }
            else if (char.IsLetter(c))
            {
                kind = TokenKind.Word;
                while (i < chars.Length && (char.IsLetter(chars[i]) || IsInnerApostrophe(chars, i))) i++;
            }
            else
            {
                kind = TokenKind.Mark;
                i++;
            }
            tokens[count++] = new Token(start, i, kind, start == lastEnd);
            lastEnd = i;
        }
        var split = tokens.AsSpan(0, count).ToArray();
        ArrayPool<Token>.Shared.Return(tokens);
        return split;
    }

    private static bool IsInnerApostrophe(ReadOnlySpan<char> chars, int i) => chars[i] == '\'' && i + 1 < chars.Length && char.IsLetter(chars[i + 1]);
}
