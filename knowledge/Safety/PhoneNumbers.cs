using System.Text;

namespace Assistant.Knowledge.Safety;

/// <summary>Finds telephone numbers, written or said: with a country's code, Estonian without one, helplines.</summary>
public static class PhoneNumbers
{
    private const string Estonia = "372";
    /// <summary>Digits in an Estonian number without the country's code: fewest and most.</summary>
    private const int Shortest = 7, Longest = 8;
    /// <summary>Digits in an international number with its country's code: fewest and most (E.164).</summary>
    private const int ShortestForeign = 8, LongestForeign = 15;
    private const int HelplineLength = 6;

    /// <summary>The numbers in the order they stand in the text; none inside a personal code, an account or the number of a document.</summary>
    public static IReadOnlyList<PhoneNumber> Find(string text)
    {
        List<PhoneNumber> phones = [];
        var codes = new Queue<PersonalCode>(PersonalCodes.Find(text));
        foreach (var run in DigitRuns.Scan(text))
        {
            if (!PersonalCodes.IsAccount(text, run)) FindIn(text, run, codes, phones);
        }
        return phones;
    }

    private static void FindIn(string text, List<DigitGroup> run, Queue<PersonalCode> codes, List<PhoneNumber> phones)
    {
        var digits = new StringBuilder(LongestForeign);
        for (var first = 0; first < run.Count; first++)
        {
            while (codes.TryPeek(out var passed) && passed.Start + passed.Length <= run[first].Start) codes.Dequeue();
            if (codes.TryPeek(out var code) && run[first].Start >= code.Start) continue;
            digits.Clear();
            (int Last, string Value)? best = null;
            for (var last = first; last < run.Count && digits.Length + run[last].Digits.Length <= LongestForeign; last++)
            {
                if (last > first && !Joins(text, run[last - 1].End, run[last].Start)) break;
                digits.Append(run[last].Digits);
                if (Read(text, run, first, last, digits.ToString()) is { } value) best = (last, value);
            }
            if (best is not { } phone) continue;
            var start = PlusBefore(text, run[first].Start) ?? run[first].Start;
            phones.Add(new(start, run[phone.Last].End - start, phone.Value));
            first = phone.Last;
        }
    }

    private static string? Read(string text, List<DigitGroup> run, int first, int last, string digits)
    {
        var (start, end) = (run[first].Start, run[last].End);
        if (PlusBefore(text, start) is not null) return International(digits);
        // What the digits can be comes first: looking at the words around is dear, and a hostile text is all digits.
        var isShort = NumberContext.IsShortNumber(digits);
        var isForeign = digits.StartsWith("00", StringComparison.Ordinal) && International(digits[2..]) is not null;
        var hasCountry = digits.StartsWith(Estonia, StringComparison.Ordinal) && IsEstonian(digits.AsSpan(Estonia.Length));
        if ((!isShort && !isForeign && !hasCountry && !IsEstonian(digits)) || NumberContext.SaysQuantity(text, end)) return null;
        var spoken = run[first].Spoken;
        if (isShort) return (digits.Length == HelplineLength ? !spoken || NumberContext.SaysPhone(text, start, end) : NumberContext.SaysCall(text, start, end)) ? digits : null;
        if (NumberContext.SaysDocument(text, start)) return null;
        if (isForeign) return International(digits[2..]);
        if (hasCountry) return "+" + digits;
        return digits[0] == '5' || (!spoken && last - first <= 1) || NumberContext.SaysPhone(text, start, end) ? "+" + Estonia + digits : null;
    }

    private static string? International(string digits) => digits.StartsWith(Estonia, StringComparison.Ordinal)
        ? IsEstonian(digits.AsSpan(Estonia.Length)) ? "+" + digits : null
        : digits.Length is >= ShortestForeign and <= LongestForeign && digits[0] != '0' ? "+" + digits : null;

    /// <summary>Mobile numbers begin with 5 or 8, land lines with 3, 4, 6 or 7, service numbers with 800 and 900.</summary>
    private static bool IsEstonian(ReadOnlySpan<char> digits) => digits.Length is Shortest or Longest && (digits[0], digits[1], digits.Length) switch
    {
        ('5', _, _) => true,
        ('8', >= '1' and <= '4', Longest) => true,
        ('7', '0', Longest) => true,
        ('3' or '4' or '6' or '7', _, Shortest) => true,
        ('8', '8', Shortest) => true,
        ('8' or '9', '0', Shortest) => digits[2] == '0',
        _ => false,
    };

    /// <summary>Where the plus sign stands, at most a bracket and a space before the first digit, or said as a word.</summary>
    private static int? PlusBefore(string text, int start)
    {
        var at = start - 1;
        while (at >= 0 && start - at <= 2 && text[at] is ' ' or '(') at--;
        if (at < 0) return null;
        if (text[at] == '+') return at;
        if (!char.IsLetter(text[at])) return null;
        foreach (var word in (ReadOnlySpan<string>)["pluss", "плюс", "plus"])
        {
            if (at + 1 >= word.Length && text.AsSpan(at + 1 - word.Length, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)) return at + 1 - word.Length;
        }
        return null;
    }

    /// <summary>Only spaces, dashes, brackets and full stops stand inside a telephone number, never a list's comma.</summary>
    private static bool Joins(string text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (text[i] is ',' or ';' or ':' or '/' or '\n' or '*' or '|') return false;
        }
        return true;
    }
}
