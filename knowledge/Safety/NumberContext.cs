namespace Assistant.Knowledge.Safety;

/// <summary>What the words before and after a number say it is.</summary>
internal sealed class NumberContext
{
    /// <summary>How far back words count, in characters.</summary>
    private const int Reach = 32;

    private static readonly NumberContext words = Load();

    public required string[] Code { get; init; }
    public required string[] Phone { get; init; }
    public required string[] Document { get; init; }
    public required string[] Quantity { get; init; }
    public required string[] Filler { get; init; }
    public required string[] Short { get; init; }

    private static NumberContext Load()
    {
        var raw = Resource.Yaml<NumberContext>("Safety/number-context.yaml");
        static string[] Folded(string[] words) => [.. words.Select(word => Fold(word))];
        return new() { Code = Folded(raw.Code), Phone = Folded(raw.Phone), Document = Folded(raw.Document), Quantity = Folded(raw.Quantity), Filler = Folded(raw.Filler), Short = raw.Short };
    }

    public static bool SaysCode(ReadOnlySpan<char> text, int start) => AnyBefore(text, start, words.Code);

    public static bool SaysPhone(ReadOnlySpan<char> text, int start, int end) => AnyBefore(text, start, words.Phone) || AnyWord(text[end..Math.Min(text.Length, end + Reach)], words.Phone);

    public static bool SaysDocument(ReadOnlySpan<char> text, int start) => AnyBefore(text, start, words.Document);

    public static bool SaysQuantity(ReadOnlySpan<char> text, int end)
    {
        var rest = text[end..Math.Min(text.Length, end + Reach)].TrimStart();
        foreach (var word in words.Quantity)
        {
            if (StartsWith(rest, word)) return true;
        }
        return false;
    }

    public static bool IsFiller(ReadOnlySpan<char> word)
    {
        foreach (var filler in words.Filler)
        {
            if (filler.Length == word.Length && StartsWith(word, filler)) return true;
        }
        return false;
    }

    public static bool IsShortNumber(ReadOnlySpan<char> digits)
    {
        foreach (var number in words.Short)
        {
            if (digits.SequenceEqual(number)) return true;
        }
        return false;
    }

    private static bool AnyBefore(ReadOnlySpan<char> text, int start, string[] beginnings) => AnyWord(text[Math.Max(0, start - Reach)..start], beginnings);

    private static bool AnyWord(ReadOnlySpan<char> text, string[] beginnings)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]) || (i > 0 && char.IsLetter(text[i - 1]))) continue;
            foreach (var word in beginnings)
            {
                if (!StartsWith(text[i..], word)) continue;
                // Two letters are a word of their own ("ik", "nr"), never the beginning of another.
                if (word.Length > 3 || i + word.Length >= text.Length || !char.IsLetter(text[i + word.Length])) return true;
            }
        }
        return false;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string folded)
    {
        if (text.Length < folded.Length) return false;
        for (var i = 0; i < folded.Length; i++)
        {
            if (Fold(text[i]) != folded[i]) return false;
        }
        return true;
    }

    public static string Fold(string word) => string.Create(word.Length, word, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = Fold(source[i]);
    });

    /// <summary>Lower case without the marks that phone keyboards and speech recognisers leave out.</summary>
    public static char Fold(char letter) => char.ToLowerInvariant(letter) switch
    {
        'õ' or 'ö' => 'o', 'ä' => 'a', 'ü' => 'u', 'š' => 's', 'ž' => 'z', 'ё' => 'е', var other => other,
    };
}
