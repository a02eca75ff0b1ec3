using System.Diagnostics;
using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Benchmarks.Language;

/// <summary>How long understanding takes and what it allocates, warm; the first call and what stays in memory, in processes of their own.</summary>
internal static class Speed
{
    private const int Rounds = 12, HostileLength = 10_000, HostileRounds = 15, FreshProcesses = 5;

    /// <summary>For the code to be compiled for good: some hundred calls are not enough for that.</summary>
    private static readonly TimeSpan warmUp = TimeSpan.FromSeconds(3);

    private static readonly string[] hostile = ["1 ", "1.", "1,1 ", "kell ", "kolm ", "в ", "две тысячи ", "from 1 to ", "next monday at ", "a\u0301", "31.02.", "iga ", "12:30-", "esmaspäevast reedeni ", "half past ", "\uD800"];

    public static void Run(TextWriter output)
    {
        output.WriteLine("                         median        p99   bytes each");
        foreach (var lang in Langs.All)
        {
            var texts = Utterances.Expressions(lang).ConvertAll(utterance => utterance.Text);
            Row(output, $"utterances {lang.Code()} ({texts.Count})", texts, text => Recognition.Shared.Recognize(text, lang, Utterances.Now, TimePolicy.Future).Count);
        }
        foreach (var lang in Langs.All)
        {
            var notes = Utterances.Notes(lang);
            Row(output, $"60 words, times only {lang.Code()}", notes, note => Recognition.Shared.Recognize(note.Text, lang, Utterances.Now, TimePolicy.Past).Count);
        }
        foreach (var lang in Langs.All)
        {
            var notes = Utterances.Notes(lang).ConvertAll(note => (note.Text, Families: new FamilyLinker(note.Roster)));
            Row(output, $"60 words, whole act {lang.Code()}", notes, note => NoteReader.Default.Read(note.Text, lang, Utterances.Now, note.Families).Present.Count);
        }
        Hostile(output);
        foreach (var lang in Langs.All) output.WriteLine($"first call {lang.Code()}            {Fresh("first", lang),8:F1} ms (median of {FreshProcesses} processes)");
        output.WriteLine($"retained, three languages {Fresh("retained", Lang.Et),8:F2} MB");
    }

    /// <summary>In a fresh process: what the first call costs (ms), or what stays in memory after all languages were read (MB).</summary>
    public static void First(TextWriter output, string what, Lang lang)
    {
        const double bytesAMegabyte = 1e6;
        if (what == "first")
        {
            var start = Stopwatch.GetTimestamp();
            Recognition.Shared.Recognize(lang == Lang.Et ? "kohtume homme kell pool kolm" : lang == Lang.Ru ? "встретимся завтра в полтретьего" : "let us meet tomorrow at half past two", lang, Utterances.Now, TimePolicy.Future);
            output.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            return;
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var each in Langs.All) Recognition.Shared.Recognize("homme завтра tomorrow", each, Utterances.Now, TimePolicy.Future);
        output.WriteLine((GC.GetTotalMemory(forceFullCollection: true) - before) / bytesAMegabyte);
    }

    /// <summary>The median of some fresh processes.</summary>
    public static double Fresh(string what, Lang lang)
    {
        List<double> all = [];
        for (var i = 0; i < FreshProcesses; i++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["understanding", what, lang.Code()]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            all.Add(double.Parse(process.StandardOutput.ReadToEnd()));
            process.WaitForExit();
        }
        all.Sort();
        return all[all.Count / 2];
    }

    private static void Row<T>(TextWriter output, string what, List<T> inputs, Func<T, int> read)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < warmUp;)
        {
            foreach (var input in inputs) read(input);
        }
        List<double> all = new(inputs.Count * Rounds);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var input in inputs)
            {
                var start = Stopwatch.GetTimestamp();
                read(input);
                all.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        all.Sort();
        output.WriteLine($"{what,-22}{all[all.Count / 2],8:F1} us{all[all.Count * 99 / 100],8:F1} us{bytes / Rounds / inputs.Count,13:N0}");
    }

    private static void Hostile(TextWriter output)
    {
        foreach (var unit in hostile)
        {
            var text = string.Concat(Enumerable.Repeat(unit, (HostileLength / unit.Length) + 1))[..HostileLength];
            foreach (var lang in Langs.All)
            {
                var best = double.MaxValue;
                for (var i = 0; i < HostileRounds; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    Recognition.Shared.Recognize(text, lang, Utterances.Now, TimePolicy.Future);
                    best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
                if (best > 1) output.WriteLine($"10,000 characters of '{unit}' {lang.Code()}: {best:F1} ms");
            }
        }
    }
}
