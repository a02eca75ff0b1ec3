using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Assistant.Tests.Fakes;

namespace Assistant.Benchmarks.Turns;

/// <summary>
/// Turns over HTTP: a message posted to the chat page's endpoint, committed, answered, and the answer read from the stream, before the next is posted.
/// Two hosts of the same build, one committing turns together and one turn by turn, take turns in one run, so that noise hits both.
/// Host on core 0, generator on core 1.
/// </summary>
internal static class HttpTurns
{
    /// <summary>Many short rounds rather than a few long ones: whatever else the machine does then falls on both hosts alike.</summary>
    private const int rounds = 15;

    private const int starts = 3;
    /// <summary>For the code to be compiled for good.</summary>
    private static readonly TimeSpan warmUp = TimeSpan.FromSeconds(3);

    private const string allocatedFigure = "dotnet_gc_heap_total_allocated";

    private static readonly int[] conversationCounts = [1, 64];

    /// <param name="each">How long each host is measured in all.</param>
    /// <param name="only">This many conversations and no others; <see langword="null"/>: each of the counts, and the start as well.</param>
    public static async Task<int> Run(TimeSpan each, int? only)
    {
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux())
            self.ProcessorAffinity = 0b10;
        Console.WriteLine("sync     conversations  mode     turns/s (median of rounds)  p50 ms  p99 ms  of the host: CPU ms and kB a turn, resident");
        foreach (var isSlow in (bool[])[false, true])
            foreach (var conversations in only is { } one ? [one] : conversationCounts)
                await Compare(conversations, isSlow, each);
        if (only is null)
            await Start();
        return 0;
    }

    private static async Task Compare(int conversations, bool isSlow, TimeSpan each)
    {
        await using var group = await Rig.Up(isGroup: true, isSlow, conversations);
        await using var single = await Rig.Up(isGroup: false, isSlow, conversations);
        foreach (var rig in (Rig[])[group, single])
        {
            await rig.Measure(warmUp);
            await rig.StartCounting();
        }
        var results = new Dictionary<Rig, List<(double Rate, double P50, double P99)>> { [group] = [], [single] = [] };
        for (var round = 0; round < rounds; round++)
            foreach (var rig in (Rig[])[group, single])
                results[rig].Add(await rig.Measure(each / rounds));
        foreach (var (rig, name) in ((Rig, string)[])[(group, "group"), (single, "single")])
        {
            var (rate, p50, p99) = results[rig].OrderBy(result => result.Rate).ElementAt(rounds / 2);
            var (cpu, allocated) = (rig.CpuEach.TotalMilliseconds, await rig.AllocatedEach() / 1024);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(isSlow ? "+2 ms" : "as is"),-8} {conversations,13}  {name,-7} {rate,8:0}                     {p50,7:0.00} {p99,7:0.00}   {cpu:0.00} ms {allocated:0} kB, {rig.Resident / 1048576} MB"));
        }
        var ratios = results[group].Zip(results[single], (together, alone) => together.Rate / alone.Rate).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"         ratio {ratios[rounds / 2]:0.0}, half of the rounds {ratios[rounds / 4]:0.0} to {ratios[rounds * 3 / 4]:0.0}"));
    }

    /// <summary>From launch on an existing store to the first answer.</summary>
    private static async Task Start()
    {
        using var folder = new TempFolder();
        await (await HostProcess.Start(folder.Path)).Stop();
        for (var i = 0; i < starts; i++)
        {
            var began = Stopwatch.StartNew();
            await using var host = await HostProcess.Start(folder.Path, core: 0);
            using var chat = new Talker(host.Address);
            await chat.Open();
            await chat.Turn("hello");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start to first answer {began.Elapsed.TotalSeconds:0.00} s, resident {host.Resident / 1048576} MB"));
            await host.Stop();
        }
    }

    /// <summary>One host and its talkers.</summary>
    private sealed class Rig(TempFolder folder, HostProcess host, IReadOnlyList<Talker> talkers) : IAsyncDisposable
    {
        private int turns;
        private TimeSpan cpu;
        private double allocated;

        public long Resident => host.Resident;

        /// <summary>Processor time of the host for one turn since <see cref="StartCounting"/>: what a busy machine changes least.</summary>
        public TimeSpan CpuEach => (host.Cpu - cpu) / turns;

        /// <summary>Counts from now on.</summary>
        public async Task StartCounting() => (turns, cpu, allocated) = (0, host.Cpu, await Allocated());

        /// <summary>Bytes allocated for one turn since then.</summary>
        public async Task<double> AllocatedEach() => (await Allocated() - allocated) / turns;

        private async Task<double> Allocated()
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            var figure = (await http.GetStringAsync("/metrics")).Split('\n').First(line => line.StartsWith(allocatedFigure, StringComparison.Ordinal));
            return double.Parse(figure.Split(' ')[^1], CultureInfo.InvariantCulture);
        }

        public static async Task<Rig> Up(bool isGroup, bool isSlow, int conversations)
        {
            var folder = new TempFolder();
            var environment = new Dictionary<string, string> { ["Store__GroupCommit"] = isGroup ? "true" : "false", ["Flood__Burst"] = "1000000", ["Flood__PerSecond"] = "1000000" };
            if (isSlow)
                environment["LD_PRELOAD"] = SlowSync.Build(folder);
            var host = await HostProcess.Start(folder["data"], environment, core: 0);
            var talkers = Enumerable.Range(0, conversations).Select(_ => new Talker(host.Address)).ToArray();
            await Task.WhenAll(talkers.Select(talker => talker.Open()));
            return new(folder, host, talkers);
        }

        public async Task<(double Rate, double P50, double P99)> Measure(TimeSpan each)
        {
            var latencies = new ConcurrentBag<double>();
            var until = Stopwatch.GetTimestamp() + (long)(each.TotalSeconds * Stopwatch.Frequency);
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(talkers.Select(async talker =>
            {
                while (Stopwatch.GetTimestamp() < until)
                {
                    var start = Stopwatch.GetTimestamp();
                    await talker.Turn("what is a support person");
                    latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }));
            var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
            turns += latencies.Count;
            var sorted = latencies.Order().ToArray();
            return (sorted.Length / took, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var talker in talkers)
                talker.Dispose();
            await host.Stop();
            await host.DisposeAsync();
            folder.Dispose();
        }
    }
}
