using System.Diagnostics;
using System.Text.Json;
using Assistant.Knowledge;
using Assistant.Knowledge.Language;

namespace Assistant.Benchmarks.Language;

/// <summary>
/// The same utterances read by this product and, in the same run, by @microsoft/recognizers-text-suite and chrono-node (<c>peers/</c>, npm): how many
/// are read as the corpora say, and how fast. The corpora are the product's own, so its figure shows no more than that they hold.
/// </summary>
internal static class Peers
{
    private const int WarmUps = 3, Rounds = 4;

    /// <summary>How far a span may be off, as in the tests of the corpora, in UTF-16 units.</summary>
    private const int Slack = 12;

    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "peers");

    public static void Run(TextWriter output)
    {
        List<Utterance> all = [.. Langs.All.SelectMany(Utterances.Expressions)];
        output.WriteLine();
        output.WriteLine("the same utterances             right   median       p99   first call");
        foreach (var lang in Langs.All) Ours(output, lang, all.FindAll(utterance => utterance.Lang == lang));
        if (!Directory.Exists(Path.Combine(folder, "node_modules")) && Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], null) is not 0)
        {
            output.WriteLine("The others are left out: npm ci failed in " + folder);
            return;
        }
        List<string> answers = [];
        Start("node", ["read.mjs"], answers.Add, all.Select(utterance => JsonSerializer.Serialize(new { lang = utterance.Lang.Code(), type = utterance.Expected.Split(' ')[0], text = utterance.Text })));
        Dictionary<string, (int Right, int All)> right = [];
        foreach (var line in answers)
        {
            using var json = JsonDocument.Parse(line);
            var answer = json.RootElement;
            var peer = answer.GetProperty("peer").GetString()!;
            var sum = right.GetValueOrDefault(peer);
            if (answer.TryGetProperty("line", out var index)) right[peer] = (sum.Right + (IsRight(all[index.GetInt32()], answer.GetProperty("found")) ? 1 : 0), sum.All + 1);
            else Row(output, peer, sum, answer.GetProperty("median").GetDouble(), answer.GetProperty("p99").GetDouble(), answer.GetProperty("first").GetDouble() / 1000);
        }
    }

    private static void Ours(TextWriter output, Lang lang, List<Utterance> utterances)
    {
        var right = utterances.Count(utterance => Expected.IsMet(utterance, Recognition.Shared.Recognize(utterance.Text, lang, Utterances.Now, TimePolicy.Future)));
        List<double> times = [];
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            foreach (var utterance in utterances)
            {
                var start = Stopwatch.GetTimestamp();
                Recognition.Shared.Recognize(utterance.Text, lang, Utterances.Now, TimePolicy.Future);
                if (round >= WarmUps) times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }
        times.Sort();
        Row(output, "this product " + lang.Code(), (right, utterances.Count), times[times.Count / 2], times[times.Count * 99 / 100], Speed.Fresh("first", lang));
    }

    private static void Row(TextWriter output, string who, (int Right, int All) right, double median, double p99, double firstMilliseconds) =>
        output.WriteLine($"{who,-26}{right.Right,6}/{right.All,-5}{median,7:F1} us{p99,8:F0} us{firstMilliseconds,8:F0} ms");

    private static bool IsRight(Utterance utterance, JsonElement found)
    {
        var said = found.EnumerateArray().SelectMany(entity => entity.GetProperty("says").EnumerateArray().Select(says => (
            Says: says.GetString()!, Start: entity.GetProperty("start").GetInt32(), End: entity.GetProperty("end").GetInt32()))).ToList();
        // No date is right where the calendar has none; nothing but numbers where nothing was meant.
        if (utterance.Expected == "nodate") return !said.Exists(one => one.Says.StartsWith("date 2", StringComparison.Ordinal));
        if (utterance.Expected == "-") return said.TrueForAll(one => one.Says.StartsWith("number", StringComparison.Ordinal) || one.Says.StartsWith("ordinal", StringComparison.Ordinal));
        return said.Exists(one => one.Says == utterance.Expected && one.Start <= utterance.End && utterance.Start <= one.End && Math.Abs(one.Start - utterance.Start) + Math.Abs(one.End - utterance.End) <= Slack);
    }

    private static int? Start(string program, string[] arguments, Action<string>? line, IEnumerable<string>? input = null)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = input is not null, RedirectStandardOutput = line is not null })!;
            if (input is not null)
            {
                foreach (var each in input) process.StandardInput.WriteLine(each);
                process.StandardInput.Close();
            }
            while (line is not null && process.StandardOutput.ReadLine() is { } read) line(read);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
