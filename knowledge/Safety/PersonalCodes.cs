using System.Text;

namespace Assistant.Knowledge.Safety;

/// <summary>A text without personal codes.</summary>
/// <param name="Count">How many codes were masked.</param>
public readonly record struct MaskedText(string Text, int Count);

/// <summary>Finds personal codes however they are written or said, and masks them. Done to every message before anything is stored or logged.</summary>
public static class PersonalCodes
{
    /// <summary>Most groups a code without a right check digit may stand in ("376 0503 0299"); more only digit by digit.</summary>
    private const int FewGroups = 5;

    /// <summary>The text with every code as <c>376*****299</c>. Never throws, linear in the text.</summary>
    public static MaskedText Mask(string text)
    {
        var codes = Find(text);
        if (codes.Count == 0) return new(text, 0);
        var masked = new StringBuilder(text.Length);
        var done = 0;
        foreach (var code in codes)
        {
            masked.Append(text, done, code.Start - done).Append(code.Masked);
            done = code.Start + code.Length;
        }
        return new(masked.Append(text, done, text.Length - done).ToString(), codes.Count);
    }

    /// <summary>The codes in the order they stand in the text.</summary>
    public static IReadOnlyList<PersonalCode> Find(string text)
    {
        List<PersonalCode> codes = [];
        foreach (var run in DigitRuns.Scan(text)) FindIn(text, run, codes);
        return codes;
    }

    private static void FindIn(string text, List<DigitGroup> run, List<PersonalCode> codes)
    {
        if (IsAccount(text, run)) return;
        Span<char> digits = stackalloc char[PersonalCode.DigitCount];
        for (var first = 0; first < run.Count; first++)
        {
            if (run[first].Digits.Length > PersonalCode.DigitCount)
            {
                FindGlued(run[first], codes);
                continue;
            }
            var length = 0;
            for (var last = first; last < run.Count; last++)
            {
                var group = run[last].Digits;
                if (length + group.Length > PersonalCode.DigitCount) break;
                group.CopyTo(digits[length..]);
                length += group.Length;
                if (length < PersonalCode.DigitCount) continue;
                if (Judge(text, run, first, last, digits) is { } code)
                {
                    codes.Add(code);
                    first = last;
                }
                break;
            }
        }
    }

    private static PersonalCode? Judge(string text, List<DigitGroup> run, int first, int last, ReadOnlySpan<char> digits)
    {
        var start = run[first].Start;
        if (!PersonalCode.IsPlausible(digits) || IsForeignPhone(text, start, digits)) return null;
        var valid = PersonalCode.HasRightCheckDigit(digits);
        if (!valid && !NumberContext.SaysCode(text, start) && !LooksLikeCode(text, run, first, last, digits)) return null;
        return new(start, run[last].End - start, new(digits), valid);
    }

    /// <summary>Whether eleven digits with a wrong check digit still are somebody's mistyped code.</summary>
    private static bool LooksLikeCode(string text, List<DigitGroup> run, int first, int last, ReadOnlySpan<char> digits)
    {
        // Nobody alive has a code of the 22nd century; such digits are a Russian telephone number sooner.
        if (digits[0] > '6' || NumberContext.SaysDocument(text, run[first].Start)) return false;
        if (first == last) return true;
        if (run.Count != last - first + 1) return false;
        if (run.Count == PersonalCode.DigitCount) return true;
        for (var i = run[first].End; i < run[last].Start; i++)
        {
            if (text[i] is '.' or ',' or ':' or '/' or ';') return false;
        }
        return run.Count <= FewGroups;
    }

    /// <summary>A code run together with other digits: only a right check digit tells it from any long number.</summary>
    private static void FindGlued(DigitGroup group, List<PersonalCode> codes)
    {
        // Foreign digits and zero-width characters make the positions differ; such a group is masked whole.
        var exact = group.End - group.Start == group.Digits.Length;
        var found = false;
        bool Take(int at)
        {
            if (at < 0 || at + PersonalCode.DigitCount > group.Digits.Length || (found && !exact)) return false;
            var digits = group.Digits.AsSpan(at, PersonalCode.DigitCount);
            if (!PersonalCode.IsPlausible(digits) || !PersonalCode.HasRightCheckDigit(digits)) return false;
            codes.Add(exact ? new(group.Start + at, PersonalCode.DigitCount, new(digits), true) : new(group.Start, group.End - group.Start, new(digits), true));
            return found = true;
        }
        var start = 0;
        while (Take(start)) start += PersonalCode.DigitCount;
        var last = group.Digits.Length - PersonalCode.DigitCount;
        if (last >= start) Take(last);
    }

    private static bool IsForeignPhone(string text, int start, ReadOnlySpan<char> digits) =>
        start > 0 && text[start - 1] == '+' && (digits[0] == '7' || !PersonalCode.HasRightCheckDigit(digits));

    /// <summary>An IBAN: a country's two letters glued to the first of many digits.</summary>
    internal static bool IsAccount(string text, List<DigitGroup> run)
    {
        const int fewestDigits = 13;
        var start = run[0].Start;
        return start >= 2 && char.IsAsciiLetter(text[start - 1]) && char.IsAsciiLetter(text[start - 2]) && (start == 2 || !char.IsLetter(text[start - 3]))
            && !NumberContext.SaysCode(text, start) && run.Sum(group => group.Digits.Length) >= fewestDigits;
    }
}
