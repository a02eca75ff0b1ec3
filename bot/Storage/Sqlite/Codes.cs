using System.Text;

namespace Assistant.Storage.Sqlite;

/// <summary>Short words that stand in nearly every row, as one shared string each instead of one a row.</summary>
internal static class Codes
{
    private static readonly (byte[] Bytes, string Text)[] Known =
        [.. new[] { "et", "ru", "en", "webchat", "terminal", "telegram", "msteams", "1", "2" }.Select(word => (Encoding.UTF8.GetBytes(word), word))];

    public static string Intern(ReadOnlySpan<byte> text)
    {
        foreach (var (bytes, word) in Known)
            if (text.SequenceEqual(bytes)) return word;
        return Encoding.UTF8.GetString(text);
    }
}
