using System.Buffers.Text;

namespace Assistant.Protocol;

/// <summary>Halves of surrogate pairs written as JSON escapes: valid JSON, but no text, and .NET's readers throw on them late.</summary>
public static class LoneSurrogates
{
    private const int EscapeLength = 6; // \uXXXX

    /// <summary>Overwrites each lone half with the escape of U+FFFD, in place: both are six bytes long.</summary>
    /// <param name="json">UTF-8; need not be well-formed.</param>
    public static void Replace(Span<byte> json)
    {
        for (var i = json.IndexOf((byte)'\\'); i >= 0 && i + 1 < json.Length; i = Next(json, i))
        {
            switch (Half(json[i..]))
            {
                case 'h' when Half(json[(i + EscapeLength)..]) == 'l':
                    i += EscapeLength;
                    break;
                case 'h' or 'l':
                    "FFFD"u8.CopyTo(json[(i + 2)..]);
                    break;
            }
        }
    }

    // Every escape is at least two bytes long; skipping both keeps an escaped backslash from starting one.
    private static int Next(ReadOnlySpan<byte> json, int escape)
    {
        var from = Math.Min(escape + 2, json.Length);
        var next = json[from..].IndexOf((byte)'\\');
        return next < 0 ? -1 : from + next;
    }

    /// <returns><c>h</c> or <c>l</c> when the bytes begin with the escape of a high or low surrogate; else <c>\0</c>.</returns>
    private static char Half(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= EscapeLength && bytes[0] == '\\' && bytes[1] == 'u'
            && Utf8Parser.TryParse(bytes.Slice(2, 4), out ushort unit, out var read, 'x') && read == 4
            ? char.IsHighSurrogate((char)unit) ? 'h' : char.IsLowSurrogate((char)unit) ? 'l' : '\0'
            : '\0';
}
