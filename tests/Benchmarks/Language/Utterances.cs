using System.Text.Json;
using Assistant.Knowledge;
using NodaTime;

namespace Assistant.Benchmarks.Language;

/// <summary>A line of the product's own corpora.</summary>
/// <param name="Expected">What it says before the bar: <c>date 2026-11-20</c>, or <c>-</c>.</param>
/// <param name="Start">First UTF-16 unit of the expression in <paramref name="Text"/>.</param>
/// <param name="End">After its last.</param>
internal sealed record Utterance(Lang Lang, string Expected, string Text, int Start, int End);

/// <summary>A dictated note of the corpora, cut or put together to some sixty words.</summary>
internal sealed record DictatedNote(Lang Lang, string Text, string[] Roster);

/// <summary>What is measured with: the corpora of the tests, at the instant that they are written for.</summary>
internal static class Utterances
{
    public const int WordsOfNote = 60;

    public static LocalDateTime Now { get; } = new(2026, 11, 18, 16, 20);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpora");

    public static List<Utterance> Expressions(Lang lang)
    {
        List<Utterance> all = [];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, lang.Code()), "expressions-*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file))
            {
                var bar = line.IndexOf(" | ", StringComparison.Ordinal);
                if (bar < 0) continue;
                var marked = line[(bar + 3)..];
                all.Add(new(lang, line[..bar], marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal), Math.Max(0, marked.IndexOf('[')), marked.IndexOf(']') - 1));
            }
        }
        return all;
    }

    public static List<DictatedNote> Notes(Lang lang)
    {
        List<DictatedNote> notes = [];
        List<string> words = [];
        foreach (var line in File.ReadLines(Path.Combine(Folder, "notes", lang.Code() + ".jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            words.AddRange(json.RootElement.GetProperty("input").GetString()!.Split(' '));
            if (words.Count < WordsOfNote) continue;
            notes.Add(new(lang, string.Join(' ', words.Take(WordsOfNote)), [.. json.RootElement.GetProperty("roster").EnumerateArray().Select(name => name.GetString()!)]));
            words.Clear();
        }
        return notes;
    }
}
