using System.Text.RegularExpressions;

namespace Assistant.Tests.EndToEnd;

/// <summary>
/// Numbers of people and one-time codes are drawn in the order in which things happen, which no two doubles share, and references of requests anew in each run. So people and references are counted in
/// the order in which they are first read of, and codes are codes.
/// </summary>
internal sealed partial class Aliases
{
    private const int codeLength = 22;

    private readonly Dictionary<string, string> people = new(StringComparer.Ordinal);
    private readonly List<string> references = [];

    /// <summary>As it is pressed or typed in a transcript.</summary>
    public string OfPeople(string text) => Person().Replace(text, found => Named(found.Value));

    /// <summary>As it is compared.</summary>
    public string Of(string text) => Digits().Replace(Words().Replace(OfPeople(text), found => IsCode(found.Value) ? "CODE" : found.Value), "CODE");

    /// <summary>References that are read, left out.</summary>
    public string WithoutReferences(string text) => Reference().Replace(text, found =>
    {
        if (!references.Contains(found.Value))
            references.Add(found.Value);
        return "REF";
    });

    /// <summary>The same with whatever reference in it.</summary>
    public static string AnyReference(string text) => Reference().Replace(text, "REF");

    /// <summary>References that were read before, by their number; for what is pressed or typed.</summary>
    public string ByNumber(string text) => Reference().Replace(text, found => references.IndexOf(found.Value) is >= 0 and var n ? $"{{reference {n}}}" : found.Value);

    /// <summary>As it was read: for what is pressed or typed.</summary>
    public string Back(string text)
    {
        text = Numbered().Replace(text, found => references[int.Parse(found.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]);
        foreach (var (number, name) in people)
            text = text.Replace(name, number, StringComparison.Ordinal);
        return text;
    }

    private string Named(string number) => people.TryGetValue(number, out var name) ? name : people[number] = $"person-{(char)('a' + people.Count)}";

    private static bool IsCode(string word) => word.Length == codeLength && (word.Any(char.IsAsciiDigit) || word.Skip(1).Any(char.IsAsciiLetterUpper));

    [GeneratedRegex(@"\b[2-9A-HJ-NP-Z]{5}\b")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{reference ([0-9]+)\}")]
    private static partial Regex Numbered();

    /// <summary>Ids count from nought here.</summary>
    [GeneratedRegex(@"\b000[0-9A-F]{3}\b")]
    private static partial Regex Person();

    [GeneratedRegex(@"[A-Za-z0-9_-]{22,}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex Digits();
}
