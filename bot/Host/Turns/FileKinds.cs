using System.Collections.Frozen;
using Assistant.Dialogs.Engine;
using Assistant.Protocol;

namespace Assistant.Host.Turns;

/// <summary>Which files are taken: documents and pictures by the end of the name, whose first bytes say the same.</summary>
internal static class FileKinds
{
    /// <summary>Longest name kept, in UTF-16 units, its end included.</summary>
    private const int longestName = 80;

    private static readonly FrozenDictionary<string, (string MediaType, byte[] Begin)> kinds = new Dictionary<string, (string, byte[])>(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = ("application/pdf", "%PDF-"u8.ToArray()),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", zip),
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zip),
        [".pptx"] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", zip),
        [".odt"] = ("application/vnd.oasis.opendocument.text", zip),
        [".jpg"] = ("image/jpeg", jpeg),
        [".jpeg"] = ("image/jpeg", jpeg),
        [".png"] = ("image/png", [0x89, .. "PNG"u8]),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ends of names that are taken, by commas.</summary>
    public static string Ends { get; } = string.Join(',', kinds.Keys.Order(StringComparer.Ordinal));

    private static byte[] zip => [.. "PK"u8, 3, 4];

    private static byte[] jpeg => [0xFF, 0xD8, 0xFF];

    /// <returns>By the name and the bytes; <see langword="null"/>: it is nothing that is taken.</returns>
    public static string? MediaType(HandedIn file) =>
        kinds.TryGetValue(Path.GetExtension(file.Name), out var kind) && file.Content is { } content && content.Span.StartsWith(kind.Begin) ? kind.MediaType : null;

    /// <summary>What the dialogue hears of a file.</summary>
    /// <param name="number">Of its message in the inbox.</param>
    public static HandedFile Judge(HandedIn file, long number) => new(number, Name(file.Name))
    {
        Fault = !kinds.ContainsKey(Path.GetExtension(file.Name)) ? "kind"
            : file.Size > HandedIn.Largest || file.Content?.Length > HandedIn.Largest ? "size"
            : file.Content is null ? "lost"
            : MediaType(file) is null ? "kind"
            : null,
    };

    /// <summary>Letters, digits, and what joins them: no folders, nothing that a file system refuses.</summary>
    private static string Name(string name)
    {
        var end = Path.GetExtension(name);
        var stem = string.Concat(name[..^end.Length].Select(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_' or '(' or ')' ? letter : '_')).Trim();
        return $"{(stem.Length == 0 ? "fail" : stem[..Math.Min(stem.Length, longestName - Math.Min(end.Length, 5))])}{end.ToLowerInvariant()}";
    }
}
