namespace Assistant.Knowledge.Safety;

/// <summary>An Estonian personal code (isikukood) found in a text.</summary>
/// <param name="Start">First UTF-16 character of what was written or said.</param>
/// <param name="Digits">The eleven digits.</param>
/// <param name="IsValid">Whether the check digit is right; a wrong one is masked all the same.</param>
public sealed record PersonalCode(int Start, int Length, string Digits, bool IsValid)
{
    /// <summary>Digits in a code.</summary>
    public const int DigitCount = 11;

    private static readonly int[] firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1];
    private static readonly int[] secondWeights = [3, 4, 5, 6, 7, 8, 9, 1, 2, 3];

    /// <summary>What may be shown and stored: the first and the last three digits, <c>376*****299</c>.</summary>
    public string Masked => MaskOf(Digits);

    /// <summary>Digits left on either side of a mask.</summary>
    internal const int ShownDigits = 3;
    private const string Stars = "*****";

    internal static string MaskOf(ReadOnlySpan<char> digits) => $"{digits[..ShownDigits]}{Stars}{digits[^ShownDigits..]}";

    /// <summary>Whether a masked code's last digits stand at <paramref name="at"/>.</summary>
    internal static bool EndsMask(ReadOnlySpan<char> text, int at) => at >= Stars.Length && StartsMask(text, at - Stars.Length) && ShowsDigits(text[at..]);

    /// <summary>Whether a masked code's first digits end at <paramref name="at"/>.</summary>
    internal static bool StartsMask(ReadOnlySpan<char> text, int at) => at >= ShownDigits && text[at..].StartsWith(Stars) && ShowsDigits(text[(at - ShownDigits)..]);

    private static bool ShowsDigits(ReadOnlySpan<char> text) => text.Length >= ShownDigits && !text[..ShownDigits].ContainsAnyExceptInRange('0', '9');

    /// <summary>Century digit 1-8 and a date that exists.</summary>
    internal static bool IsPlausible(ReadOnlySpan<char> digits)
    {
        if (digits[0] is < '1' or > '8') return false;
        const int firstCentury = 1800, century = 100, digitsACentury = 2;
        var year = firstCentury + (((digits[0] - '1') / digitsACentury) * century) + Two(digits[1..]);
        var month = Two(digits[3..]);
        var day = Two(digits[5..]);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>The two-stage weighted sum modulo 11.</summary>
    internal static bool HasRightCheckDigit(ReadOnlySpan<char> digits)
    {
        const int modulus = 11, none = 10;
        var rest = Sum(digits, firstWeights) % modulus;
        if (rest == none) rest = Sum(digits, secondWeights) % modulus;
        if (rest == none) rest = 0;
        return digits[^1] - '0' == rest;
    }

    private static int Sum(ReadOnlySpan<char> digits, int[] weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (digits[i] - '0') * weights[i];
        return sum;
    }

    private static int Two(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + (digits[1] - '0');
}
