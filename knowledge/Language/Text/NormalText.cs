using System.Text;

namespace Assistant.Knowledge.Language.Text;

/// <summary>
/// What a person wrote, made comparable: lower case, composed (NFC), one kind of dash, quote and space, <c>ё</c> as <c>е</c>, without invisible
/// characters; every character knows its place in the original. Never throws, invalid surrogates included; linear in the text's length.
/// </summary>
public sealed class NormalText
{
    /// <summary>How far small letters stand from capitals.</summary>
    private const int CyrillicCase = 32, LatinCase = 32;

    private readonly char[] chars;
    private readonly int[]? origins;

    /// <summary>Normalises a text.</summary>
    public NormalText(string original)
    {
        Original = original;
        chars = new char[original.Length];
        for (var i = 0; i < original.Length; i++)
        {
            var c = original[i];
            if (c < 0x80)
            {
                chars[Length++] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c is '`' ? '\'' : c;
            }
            else
            {
                // From the first character that disappears on, places differ, so they are kept.
                var last = Length > 0 ? chars[Length - 1] : '\0';
                if (IsMark(c) && Compose(last, c) is var whole)
                {
                    origins ??= Identity(original.Length, Length);
                    if (whole != '\0') chars[Length - 1] = whole;
                    continue;
                }
                if (IsInvisible(c))
                {
                    origins ??= Identity(original.Length, Length);
                    continue;
                }
                chars[Length++] = Plain(c);
            }
            if (origins is not null) origins[Length - 1] = i;
        }
    }

    /// <summary>The text as it was written.</summary>
    public string Original { get; }

    /// <summary>Number of normalised characters, at most the original's.</summary>
    public int Length { get; private set; }

    /// <summary>The normalised characters.</summary>
    public ReadOnlySpan<char> Chars => chars.AsSpan(0, Length);

    /// <summary>The normalised character at <paramref name="index"/>; <c>\0</c> outside the text.</summary>
    public char this[int index] => (uint)index < (uint)Length ? chars[index] : '\0';

    /// <returns>Where the normalised character at <paramref name="index"/> begins in the original, in UTF-16 units.</returns>
    public int OriginalStart(int index) => index >= Length ? Original.Length : origins is null ? index : origins[index];

    /// <returns>Where the character before <paramref name="index"/> ends in the original, its combining marks included.</returns>
    public int OriginalEnd(int index)
    {
        if (origins is null) return index;
        var end = origins[index - 1] + 1;
        while (end < Original.Length && IsMark(Original[end])) end++;
        return end;
    }

    private static int[] Identity(int capacity, int filled)
    {
        var map = new int[capacity];
        for (var i = 0; i < filled; i++) map[i] = i;
        return map;
    }

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    private static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF';

    /// <returns>Base letter and mark as one character; <c>\0</c> when there is none: the mark is then dropped, as noise.</returns>
    private static char Compose(char letter, char mark)
    {
        if (!char.IsLetter(letter)) return '\0';
        var composed = new string([letter, mark]).Normalize(NormalizationForm.FormC);
        return composed.Length == 1 ? Plain(composed[0]) : '\0';
    }

    private static char Plain(char c) => c switch
    {
        'ё' or 'Ё' => 'е',
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
        '’' or '‘' or 'ʼ' or '´' or '′' => '\'',
        '“' or '”' or '„' or '«' or '»' or '″' => '"',
        '\u00A0' or '\u202F' or '\u2009' or '\u2007' => ' ',
        >= 'А' and <= 'Я' => (char)(c + CyrillicCase),
        >= 'а' and <= 'я' => c,
        >= 'À' and <= 'Þ' when c != '×' => (char)(c + LatinCase),
        >= 'ß' and <= 'ÿ' => c,
        _ => char.ToLowerInvariant(c),
    };
}
