using System.Globalization;

namespace Assistant.Knowledge.Safety;

/// <summary>Digits that stand together: written ("376", also in other scripts) or spoken ("kolmsada seitsekümmend kuus").</summary>
/// <param name="Start">First character.</param>
/// <param name="End">After the last character.</param>
internal readonly record struct DigitGroup(int Start, int End, string Digits, bool Spoken);

/// <summary>Finds runs of digit groups with nothing but separators between them. One pass, linear in the text.</summary>
internal static class DigitRuns
{
    /// <summary>Most separator characters between two groups of one number ("376 - 0503").</summary>
    private const int LongestGap = 3;
    private const int Hundred = 100;
    private const int Ten = 10;

    public static List<List<DigitGroup>> Scan(string text)
    {
        List<List<DigitGroup>> runs = [];
        List<DigitGroup> run = [];
        List<int> values = [];
        var gap = 0;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsDigit(text[i]))
            {
                while (i < text.Length && (char.IsDigit(text[i]) || Invisible(text[i]))) i++;
                // What a masked code left ("376*****299") belongs to no other number.
                var (afterMask, beforeMask) = (PersonalCode.EndsMask(text, start), PersonalCode.StartsMask(text, i));
                if (afterMask) Close(runs, ref run);
                var from = afterMask ? start + PersonalCode.ShownDigits : start;
                var to = TrimmedEnd(text, from, beforeMask ? i - PersonalCode.ShownDigits : i);
                if (to > from) run.Add(new(from, to, Written(text.AsSpan(from, to - from)), Spoken: false));
                if (beforeMask) Close(runs, ref run);
                gap = 0;
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && char.IsLetter(text[i])) i++;
                values.Clear();
                if (SpokenDigits.TryRead(text.AsSpan(start, i - start), values))
                {
                    foreach (var value in values) Add(run, start, i, value, gap);
                    gap = 0;
                }
                else if (run.Count == 0 || !run[^1].Spoken || !NumberContext.IsFiller(text.AsSpan(start, i - start)))
                {
                    Close(runs, ref run);
                }
            }
            else
            {
                i++;
                if (!Invisible(text[start]) && (++gap > LongestGap || !Separates(text[start]))) Close(runs, ref run);
            }
        }
        Close(runs, ref run);
        return runs;
    }

    private static void Close(List<List<DigitGroup>> runs, ref List<DigitGroup> run)
    {
        if (run.Count == 0) return;
        runs.Add(run);
        run = [];
    }

    /// <summary>Adds a spoken value; "viiskümmend kuus" and "триста семь" become one group.</summary>
    private static void Add(List<DigitGroup> run, int start, int end, int value, int gap)
    {
        if (run.Count > 0 && gap <= 1 && run[^1] is { Spoken: true } last && Joined(last.Digits, value) is { } digits)
        {
            run[^1] = last with { End = end, Digits = digits };
            return;
        }
        run.Add(new(start, end, value.ToString(CultureInfo.InvariantCulture), Spoken: true));
    }

    private static string? Joined(string before, int value) => before.Length switch
    {
        2 when before[0] > '1' && before[1] == '0' && value is > 0 and < Ten => string.Create(CultureInfo.InvariantCulture, $"{before[0]}{value}"),
        3 when before[1] == '0' && before[2] == '0' && value is > 0 and < Hundred => string.Create(CultureInfo.InvariantCulture, $"{before[0]}{value:00}"),
        3 when before[1] > '1' && before[2] == '0' && value is > 0 and < Ten => string.Create(CultureInfo.InvariantCulture, $"{before[..2]}{value}"),
        _ => null,
    };

    private static string Written(ReadOnlySpan<char> group)
    {
        Span<char> digits = group.Length <= 256 ? stackalloc char[group.Length] : new char[group.Length];
        var length = 0;
        foreach (var letter in group)
        {
            if (char.IsDigit(letter)) digits[length++] = (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter));
        }
        return new(digits[..length]);
    }

    private static int TrimmedEnd(string text, int start, int end)
    {
        while (end > start && !char.IsDigit(text[end - 1])) end--;
        return end;
    }

    /// <summary>Zero-width characters that copying leaves between digits.</summary>
    private static bool Invisible(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;

    private static bool Separates(char letter) =>
        char.IsWhiteSpace(letter) || letter is '.' or ',' or '/' or '(' or ')' or '_' or '*' or ':' or ';' or '|' || char.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation || letter == '\u2212';
}
