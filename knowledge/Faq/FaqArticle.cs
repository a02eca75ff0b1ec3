using NodaTime;
using NodaTime.Text;

namespace Assistant.Knowledge.Faq;

/// <summary>One answer of the knowledge base in one language.</summary>
/// <param name="Label">Which answer.</param>
/// <param name="Title">The question it answers, short enough for a button.</param>
/// <param name="Service">Catalogue id it is about; <see langword="null"/>: none in particular.</param>
/// <param name="Source">Service description and section, or law, that it is written from.</param>
/// <param name="VerifiedOn">When somebody last compared it with its source.</param>
/// <param name="Text">Plain text, at most two short sentences.</param>
public sealed record FaqArticle(string Label, string Title, string? Service, string Source, LocalDate VerifiedOn, string Text)
{
    private const string Fence = "---";

    /// <summary>Reads <c>Faq/{lang}/{label}.md</c>: front matter between fences, then the text.</summary>
    /// <exception cref="FormatException">The front matter is incomplete: a fault of the data.</exception>
    internal static FaqArticle Load(Lang lang, string label)
    {
        var path = $"Faq/{lang.Code()}/{label}.md";
        using var reader = Resource.Open(path);
        var parts = reader.ReadToEnd().Split(Fence + "\n", 3);
        if (parts.Length != 3) throw new FormatException($"{path} has no front matter.");
        var front = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            front[line[..colon]] = line[(colon + 1)..].Trim().Trim('"');
        }
        if (front.GetValueOrDefault("label") != label || !front.TryGetValue("title", out var title) || !front.TryGetValue("source", out var source) || !front.TryGetValue("verified-on", out var verified))
            throw new FormatException($"{path} needs its own label, title, source and verified-on.");
        return new(label, title, front.GetValueOrDefault("service"), source, LocalDatePattern.Iso.Parse(verified).Value, parts[2].Trim());
    }
}
