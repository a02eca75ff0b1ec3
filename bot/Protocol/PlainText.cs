using System.Text;

namespace Assistant.Protocol;

/// <summary>What of a text is for reading.</summary>
public static class PlainText
{
    /// <summary>
    /// Takes out what is not for reading and can deceive or break: control characters (line ends become <c>\n</c>, tabs a space), bidi controls,
    /// byte order marks and noncharacters; lone surrogates become U+FFFD. Joiners stay: emoji and scripts need them.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (text is null) return null;
        var i = 0;
        while (i < text.Length && IsPlain(text[i])) i++;
        if (i == text.Length) return text;
        var clean = new StringBuilder(text.Length).Append(text, 0, i);
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (IsPlain(c)) clean.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c)) clean.Append('\uFFFD');
            else if (c == '\t') clean.Append(' ');
            else if (c is '\r' or '\u0085' or '\u2028' or '\u2029' && !(c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')) clean.Append('\n');
        }
        return clean.ToString();
    }

    private static bool IsPlain(char c) =>
        c == '\n' || !(char.IsControl(c) || char.IsSurrogate(c) || IsBidi(c) || c is '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE' or (>= '\uFDD0' and <= '\uFDEF'));

    private static bool IsBidi(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C';
}
