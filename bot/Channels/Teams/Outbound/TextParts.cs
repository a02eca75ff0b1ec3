using System.Collections.Immutable;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>Long texts in pieces for reading.</summary>
internal static class TextParts
{
    /// <summary>Longest piece, in UTF-16 units.</summary>
    public const int Max = 4_000;

    /// <summary>Pieces that end where a line or a word does, when there is one.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var rest = text.Trim();
        while (rest.Length > Max)
        {
            var end = rest.LastIndexOf('\n', Max);
            if (end <= Max / 2)
                end = rest.LastIndexOf(' ', Max);
            var part = end <= Max / 2 ? Cut(rest, Max) : rest[..end];
            parts.Add(part.TrimEnd());
            rest = rest[part.Length..].TrimStart();
        }
        if (rest.Length > 0)
            parts.Add(rest);
        return parts.ToImmutable();
    }

    /// <summary>The beginning, never ending within a pair of surrogates.</summary>
    public static string Cut(string text, int max) => text.Length <= max ? text : char.IsHighSurrogate(text[max - 1]) ? text[..(max - 1)] : text[..max];

    /// <summary>Words as markup: nothing in them means anything, and their lines are lines.</summary>
    public static string Markup(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\n", LineEnd, StringComparison.Ordinal);

    /// <summary>The end of a line in <see cref="Markup"/>.</summary>
    public const string LineEnd = "<br/>";
}
