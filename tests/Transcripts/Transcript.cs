using Assistant.Host.Cli.Talk;
using Assistant.Knowledge;
using NodaTime;

namespace Assistant.Tests.Transcripts;

/// <summary>One step of a transcript: what happens, and what must be read afterwards.</summary>
/// <param name="Before">Comments and empty lines before it, kept when the file is rewritten.</param>
/// <param name="Line">1-based, in the file.</param>
public abstract record Step(IReadOnlyList<string> Before, int Line)
{
    public List<string> Expected { get; } = [];

    public sealed record At(LocalDateTime Time, IReadOnlyList<string> Before, int Line) : Step(Before, Line);
    public sealed record Turn(Speaker Who, string Written, IReadOnlyList<string> Before, int Line) : Step(Before, Line);
    public sealed record Type(string Text, IReadOnlyList<string> Before, int Line) : Step(Before, Line);
    public sealed record Press(string Label, IReadOnlyList<string> Before, int Line) : Step(Before, Line);
    public sealed record Open(string Name, IReadOnlyList<string> Before, int Line) : Step(Before, Line);
}

/// <summary>A chat as written down; the form is described at <see cref="TranscriptWriter"/>.</summary>
/// <param name="After">Comments and empty lines at the end.</param>
public sealed record Transcript(IReadOnlyList<Step> Steps, IReadOnlyList<string> After)
{
    /// <exception cref="FormatException">A line is none of a transcript's; the message says which.</exception>
    public static Transcript Parse(IReadOnlyList<string> lines)
    {
        var steps = new List<Step>();
        var before = new List<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            var number = i + 1;
            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i].StartsWith('#'))
            {
                before.Add(lines[i]);
                continue;
            }
            var text = lines[i].Length > 2 && lines[i][1] == ' ' ? lines[i][2..] : throw Wrong(number, lines[i]);
            while (i + 1 < lines.Count && lines[i + 1].StartsWith("  ", StringComparison.Ordinal)) text += "\n" + lines[++i][2..];
            if (lines[number - 1][0] == '<')
            {
                if (steps.Count == 0 || before.Count > 0) throw Wrong(number, "an answer follows a step at once");
                steps[^1].Expected.Add(text);
                continue;
            }
            steps.Add(Read(lines[number - 1][0], text, before, number));
            before = [];
        }
        return new(steps, before);
    }

    private static Step Read(char kind, string text, List<string> before, int number) => kind switch
    {
        '@' when TranscriptWriter.TimePattern.Parse(text) is { Success: true, Value: var time } => new Step.At(time, before, number),
        '=' => new Step.Turn(ReadSpeaker(text), text, before, number),
        '>' when text.StartsWith('[') && text.EndsWith(']') => new Step.Press(text[1..^1], before, number),
        '>' => new Step.Type(text, before, number),
        ':' => new Step.Open(text, before, number),
        _ => throw Wrong(number, text),
    };

    private static Speaker ReadSpeaker(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lang = words.Skip(1).Select(Langs.Parse).FirstOrDefault(found => found is not null);
        return new(words[0], words.Skip(1).FirstOrDefault(word => Langs.Parse(word) is null), lang ?? Lang.Et);
    }

    private static FormatException Wrong(int line, string text) => new($"line {line}: {text}");
}
