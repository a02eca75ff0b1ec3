using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assistant.Knowledge;

namespace Assistant.Host.Cli.Understand;

/// <summary>
/// <c>understand KIND [--lang et|ru|en] [--policy past|future]</c>: JSON Lines in, one answer line per input line out, in order.
/// A line that is not a JSON object: one line on stderr with its number, exit 1 at the end. Unknown kinds and options: usage, exit 2.
/// Empty lines are skipped.
/// </summary>
public static class UnderstandVerb
{
    private static readonly JsonWriterOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> args, TextReader input, TextWriter output, TextWriter error)
    {
        if (args.Count == 0 || !UnderstandKinds.All.TryGetValue(args[0], out var make) || Options(args) is not { } options)
        {
            error.WriteLine($"usage: understand {string.Join('|', UnderstandKinds.All.Keys)} [--lang et|ru|en] [--policy past|future]");
            return 2;
        }
        return Answer(make(), options, input, output, error) ? 0 : 1;
    }

    private static bool Answer(IUnderstandKind kind, UnderstandOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        var allWell = true;
        using var buffer = new MemoryStream();
        using var answer = new Utf8JsonWriter(buffer, relaxed);
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            buffer.SetLength(0);
            answer.Reset();
            try
            {
                using var document = JsonDocument.Parse(line.AsMemory().TrimStart('\uFEFF'));
                if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("an object is expected");
                kind.Answer(document.RootElement, options, answer);
            }
            catch (Exception fault) when (fault is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
            {
                error.WriteLine($"line {number}: {fault.Message}");
                allWell = false;
                continue;
            }
            answer.Flush();
            output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
        output.Flush();
        return allWell;
    }

    /// <returns><see langword="null"/> when an option is unknown or lacks its value.</returns>
    private static UnderstandOptions? Options(IReadOnlyList<string> args)
    {
        var options = new UnderstandOptions(null, Past: false);
        for (var i = 1; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i], value)
            {
                case ("--lang", not null) when Langs.Parse(value) is { } lang: options = options with { Lang = lang }; break;
                case ("--policy", "past"): options = options with { Past = true }; break;
                case ("--policy", "future"): options = options with { Past = false }; break;
                default: return null;
            }
        }
        return options;
    }
}

/// <summary>One kind of <c>understand</c>: a JSON object in, its answer out.</summary>
public interface IUnderstandKind
{
    /// <summary>Writes the answer object for one input object.</summary>
    /// <exception cref="FormatException">The line lacks what this kind needs; the message says what.</exception>
    void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer);
}

/// <param name="Lang">Given language; <see langword="null"/>: the line's own <c>lang</c>, else detected.</param>
/// <param name="Past">How doubtful times are read: past (visits) or future (appointments).</param>
public sealed record UnderstandOptions(Lang? Lang, bool Past);
