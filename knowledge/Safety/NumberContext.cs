using System.Collections.Frozen;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Safety;

/// <summary>What the words before and after a number say it is.</summary>
internal static class NumberContext
{
    /// <summary>How far back words count, in characters.</summary>
    private const int Reach = 32;

    private static readonly NumberContextData data = Resource.Yaml<NumberContextData>("Safety/number-context.yaml");
    private static readonly Beginnings code = new(data.Code), phone = new(data.Phone), call = new(data.Call), document = new(data.Document), quantity = new(data.Quantity);
    private static readonly FrozenSet<string> fillers = data.Filler.Select(word => Fold(word)).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> shortNumbers = data.Short.ToFrozenSet(StringComparer.Ordinal);

    public static bool SaysCode(ReadOnlySpan<char> text, int start) => AnyBefore(text, start, code);

    public static bool SaysPhone(ReadOnlySpan<char> text, int start, int end) => AnyBefore(text, start, phone) || AnyWord(text[end..Math.Min(text.Length, end + Reach)], phone);

    public static bool SaysCall(ReadOnlySpan<char> text, int start, int end) => AnyBefore(text, start, call) || AnyWord(text[end..Math.Min(text.Length, end + Reach)], call);

    public static bool SaysDocument(ReadOnlySpan<char> text, int start) => AnyBefore(text, start, document);

    public static bool SaysQuantity(ReadOnlySpan<char> text, int end)
    {
        return quantity.Begin(text[end..Math.Min(text.Length, end + Reach)].TrimStart());
    }

    public static bool IsFiller(ReadOnlySpan<char> word)
    {
        const int longest = 16;
        if (word.Length > longest) return false;
        Span<char> folded = stackalloc char[word.Length];
        for (var i = 0; i < word.Length; i++) folded[i] = Fold(word[i]);
        return fillers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(folded);
    }

    public static bool IsShortNumber(ReadOnlySpan<char> digits) => shortNumbers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(digits);

    private static bool AnyBefore(ReadOnlySpan<char> text, int start, Beginnings beginnings) => AnyWord(text[Math.Max(0, start - Reach)..start], beginnings);

    private static bool AnyWord(ReadOnlySpan<char> text, Beginnings beginnings)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]) && (i == 0 || !char.IsLetter(text[i - 1])) && beginnings.Begin(text[i..])) return true;
        }
        return false;
    }

    public static string Fold(string word) => string.Create(word.Length, word, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = Fold(source[i]);
    });

    /// <summary>Lower case without the marks that phone keyboards and speech recognisers leave out.</summary>
    public static char Fold(char letter) => Folding.Fold(char.ToLowerInvariant(letter));
}

/// <summary>The lists of <c>number-context.yaml</c>.</summary>
internal sealed class NumberContextData
{
    public required string[] Code { get; init; }
    public required string[] Phone { get; init; }
    public required string[] Call { get; init; }
    public required string[] Document { get; init; }
    public required string[] Quantity { get; init; }
    public required string[] Filler { get; init; }
    public required string[] Short { get; init; }
}

/// <summary>Beginnings of words, by their first letter.</summary>
internal sealed class Beginnings(string[] words)
{
    /// <summary>Up to this length a beginning is a word of its own ("ik", "nr"), never the beginning of another.</summary>
    private const int WholeWord = 3;

    private readonly FrozenDictionary<char, string[]> byFirst = words.Select(word => NumberContext.Fold(word)).GroupBy(word => word[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Whether a text begins with one of them.</summary>
    public bool Begin(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !byFirst.TryGetValue(NumberContext.Fold(text[0]), out var candidates)) return false;
        foreach (var word in candidates)
        {
            if (StartsWith(text, word) && (word.Length > WholeWord || word.Length >= text.Length || !char.IsLetter(text[word.Length]))) return true;
        }
        return false;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string folded)
    {
        if (text.Length < folded.Length) return false;
        for (var i = 0; i < folded.Length; i++)
        {
            if (NumberContext.Fold(text[i]) != folded[i]) return false;
        }
        return true;
    }
}
