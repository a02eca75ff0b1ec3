using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Assistant.Records.Appointments;

/// <summary>References that people read aloud and type: five characters that are not mistaken for one another and spell no words.</summary>
public static class ShortReference
{
    /// <summary>Characters of a reference. With 3.2 million of them two meet rarely; the store refuses the second, and the turn is taken again.</summary>
    public const int Length = 5;

    // No vowels, so no words; none of 0 O Q, 1 I, 2 Z, 5 S, 6, 8 B, U Y, which are misread on a bad screen or over the telephone.
    private const string Alphabet = "CDFGHJKLMNPRTVWX3479";

    /// <summary>Letters that look the same in Cyrillic, as a Russian keyboard types them.</summary>
    private const string Cyrillic = "СКМНРТХ", Latin = "CKMHPTX";

    /// <param name="token">A random token of <see cref="IIds.Token"/>.</param>
    public static string From(string token)
    {
        Span<byte> random = stackalloc byte[Base64Url.GetMaxDecodedLength(token.Length)];
        var length = Base64Url.DecodeFromChars(token, random);
        UInt128 number = 0;
        foreach (var part in random[..length]) number = (number << 8) | part;
        Span<char> text = stackalloc char[Length];
        foreach (ref var letter in text)
        {
            (number, var index) = UInt128.DivRem(number, (UInt128)Alphabet.Length);
            letter = Alphabet[(int)index];
        }
        return new(text);
    }

    /// <summary>Of something that has a random id: always the same.</summary>
    public static string Of(Guid id) => From(Base64Url.EncodeToString(id.ToByteArray(bigEndian: true)));

    /// <returns>What was meant by what somebody typed (any case, spaces, dashes, Cyrillic look-alikes); <see langword="null"/>: no reference.</returns>
    public static string? Read(string typed)
    {
        StringBuilder text = new(Length);
        foreach (var letter in typed)
        {
            if (char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation || letter == '#') continue;
            var upper = char.ToUpperInvariant(letter);
            if (Cyrillic.IndexOf(upper, StringComparison.Ordinal) is >= 0 and var index) upper = Latin[index];
            if (text.Length == Length || !Alphabet.Contains(upper, StringComparison.Ordinal)) return null;
            text.Append(upper);
        }
        return text.Length == Length ? text.ToString() : null;
    }
}
