namespace Assistant.Knowledge.Replies;

/// <summary>Hears a name that somebody gives themselves: "minu nimi on Anne". Data: <c>Replies/{lang}/naming.yaml</c>.</summary>
public sealed class Naming
{
    private readonly string[] openings = [.. WordLists.Phrases("naming").Select(found => found.Phrase).OrderByDescending(phrase => phrase.Length)];

    /// <returns>The words after "my name is", as they were written; <see langword="null"/>: the text does not begin so, or ends there.</returns>
    public string? Read(string text)
    {
        var pieces = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var count = pieces.Length - 1; count > 0; count--)
            if (openings.Contains(Words.Folded(string.Join(' ', pieces, 0, count)), StringComparer.Ordinal))
                return string.Join(' ', pieces, count, pieces.Length - count).TrimEnd('.', '!') is { Length: > 0 } name ? name : null;
        return null;
    }
}
