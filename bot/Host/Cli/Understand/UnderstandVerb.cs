namespace Assistant.Host.Cli.Understand;

/// <summary>
/// <c>understand KIND [--lang et|ru|en] [--policy past|future]</c>: JSON Lines in, one answer line per input line out, in order.
/// A line that is not valid JSON: one line on stderr with its number, exit 1 at the end. Unknown kinds and options: usage, exit 2.
/// </summary>
public static class UnderstandVerb
{
    /// <summary>Every kind by its name; each lives in a file of its own in this folder.</summary>
    private static readonly Dictionary<string, IUnderstandKind> kinds = new(StringComparer.Ordinal);

    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> args, TextReader input, TextWriter output, TextWriter error)
    {
        if (args.Count == 0 || !kinds.ContainsKey(args[0]))
        {
            error.WriteLine($"usage: understand {string.Join('|', kinds.Keys)} [--lang et|ru|en] [--policy past|future]");
            return 2;
        }
        return 0;
    }
}

/// <summary>One kind of <c>understand</c>: a JSON object in, its answer out.</summary>
public interface IUnderstandKind
{
    /// <summary>Writes the answer object for one input object.</summary>
    void Answer(System.Text.Json.JsonElement line, UnderstandOptions options, System.Text.Json.Utf8JsonWriter answer);
}

/// <param name="Lang">Given language; <see langword="null"/>: the line's own <c>lang</c>, else detected.</param>
/// <param name="Past">How doubtful times are read: past (visits) or future (appointments).</param>
public sealed record UnderstandOptions(Assistant.Knowledge.Lang? Lang, bool Past);
