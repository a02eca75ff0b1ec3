using Assistant.Host.Control;
using Assistant.Protocol;

namespace Assistant.Host.Cli.Talk;

/// <summary>A line that hands in a file: <c>/file PATH words</c>; a path with spaces stands in double quotes.</summary>
/// <param name="Words">To go with the file; may be empty.</param>
/// <param name="Fault">Why there is no <paramref name="File"/>; for the terminal, in English.</param>
internal sealed record HandedLine(string Words, TalkFile? File, string? Fault = null)
{
    private const string command = "/file";

    /// <returns><see langword="null"/>: the line hands in nothing.</returns>
    public static HandedLine? Read(string line)
    {
        if (line.Trim() is var said && said != command && !said.StartsWith(command + " ", StringComparison.Ordinal))
            return null;
        var (path, words) = Parts(said[command.Length..].Trim());
        if (path.Length == 0)
            return new("", null, "write /file PATH");
        try
        {
            FileInfo file = new(path);
            return new(words, new(file.Name, file.Length, file.Length > HandedIn.Largest ? (ReadOnlyMemory<byte>?)null : System.IO.File.ReadAllBytes(path)));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new("", null, $"cannot read {path}");
        }
    }

    private static (string Path, string Words) Parts(string said)
    {
        var isQuoted = said.StartsWith('"');
        var end = isQuoted ? said.IndexOf('"', 1) : said.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (said.Trim('"'), "") : (said[(isQuoted ? 1 : 0)..end], said[(end + 1)..].Trim());
    }
}
