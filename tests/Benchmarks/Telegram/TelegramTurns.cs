using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Assistant.Benchmarks.Turns;
using Assistant.Tests.Fakes;

namespace Assistant.Benchmarks.Telegram;

/// <summary>
/// From webhook to reply on the wire with durable commits: this product beside grammY (session; conversations), telegraf and botbuilder
/// (<c>peers/telegram</c>, npm), all on the same few steps with SQLite and <c>synchronous=FULL</c>. Bot on core 0, generator and wire on core 1, peers taking turns in one run.
/// </summary>
internal static class TelegramTurns
{
    private const string Secret = "secret_AAAAAAAAAAAAAAAAAAAAAAAA";

    private const string Own = "this product", BotBuilder = "botbuilder", InTeams = "this product in Teams";

    /// <summary>Those who speak the protocol of Teams. Neither asks for tokens nor shows any, so that what is measured is the turn.</summary>
    public static readonly IReadOnlyList<string> OfTeams = [InTeams, BotBuilder];

    private static readonly string[] all = [Own, "grammy-session", "grammy-conversations", "telegraf", BotBuilder, InTeams];
    private static readonly int[] chatCounts = [1, 64];
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "peers", "telegram");

    /// <summary>Everybody's code is compiled for good by then: a bot runs for weeks, and it is compared as it runs.</summary>
    private static readonly TimeSpan warmUp = TimeSpan.FromSeconds(10);

    /// <summary>Short rounds, peers taking turns: whatever else the machine does then falls on all alike.</summary>
    private const int rounds = 6;

    private const string Slow = "slow", Fast = "fast";

    /// <param name="each">How long each bot is measured in all.</param>
    /// <param name="only">Chats, bots and disks (<see cref="Fast"/>: as it is; <see cref="Slow"/>: syncs take 2 ms longer) to measure; none: all of them.</param>
    public static async Task<int> Run(TimeSpan each, params IReadOnlyList<string> only)
    {
        var counts = only.Select(word => int.TryParse(word, out var chats) ? chats : 0).Where(chats => chats > 0).ToArray();
        // Beside the others, this product with a setting of its surroundings (NAME=VALUE,...) or as built elsewhere (HOST=its program).
        var bots = all.Where(only.Contains).Concat(only.Where(word => word.Contains('=', StringComparison.Ordinal))).ToArray();
        var disks = ((string[])[Fast, Slow]).Where(only.Contains).ToArray();
        counts = counts.Length > 0 ? counts : chatCounts;
        bots = bots.Length > 0 ? bots : all;
        disks = disks.Length > 0 ? disks : [Fast, Slow];
        if (!Directory.Exists(Path.Combine(folder, "node_modules")) && await Install() is not 0)
        {
            await Console.Error.WriteLineAsync($"npm ci failed in {folder}");
            return 1;
        }
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux())
            self.ProcessorAffinity = 0b10;
        Console.WriteLine("                                                                                             this product against it");
        Console.WriteLine("bot                    disk  chats   turns/s   p50 ms   p99 ms  CPU ms/turn  resident MB     turns/s      p99      CPU");
        foreach (var disk in disks)
            foreach (var chats in counts)
                await Compare(bots, disk, chats, each);
        return 0;
    }

    private static async Task Compare(string[] bots, string disk, int chats, TimeSpan each)
    {
        List<Rig> rigs = [];
        try
        {
            foreach (var bot in bots)
            {
                rigs.Add(await Rig.Up(bot, chats, disk == Slow));
                await rigs[^1].Measure(warmUp);
            }
            var results = bots.Select(_ => new List<Result>()).ToArray();
            for (var round = 0; round < rounds; round++)
                for (var n = 0; n < rigs.Count; n++)
                    results[n].Add(await rigs[n].Measure(each / rounds));
            for (var n = 0; n < rigs.Count; n++)
            {
                // Each is set beside the own bot of its protocol; of this product's builds each beside the first.
                var own = Array.IndexOf(bots, bots[n] == BotBuilder && bots.Contains(InTeams) ? InTeams : Own);
                own = own < 0 && bots[n].Contains('=', StringComparison.Ordinal) ? 0 : own;
                Console.WriteLine(Line(bots[n], disk, chats, results[n], own < 0 || own == n || bots[n] == InTeams ? null : results[own]));
                if (bots[n] == BotBuilder && own >= 0 && bots[own] == InTeams && bots.Contains(Own))
                    Console.WriteLine(Line("  (this: in Telegram)", disk, chats, results[n], results[Array.IndexOf(bots, Own)]));
            }
        }
        finally
        {
            foreach (var rig in rigs)
                await rig.DisposeAsync();
        }
    }

    private static string Line(string bot, string disk, int chats, List<Result> found, List<Result>? own)
    {
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{(bot.Length > 22 ? bot[^22..] : bot),-22} {disk,-5} {chats,5} {Median(found, one => one.Rate),9:0} {Median(found, one => one.P50),8:0.00} {Median(found, one => one.P99),8:0.00} {Median(found, one => one.Cpu),12:0.000} {found.Max(one => one.Resident) / 1048576,12}");
        return own is null ? line : line + string.Create(CultureInfo.InvariantCulture, $" {Ratio(one => one.Rate),11:0.00} {Ratio(one => one.P99),8:0.00} {Ratio(one => one.Cpu),8:0.000}");

        double Ratio(Func<Result, double> figure)
        {
            var ratios = own.Zip(found, (mine, its) => figure(mine) / figure(its)).Order().ToArray();
            return ratios[ratios.Length / 2];
        }
    }

    private static double Median(List<Result> results, Func<Result, double> figure) => results.Select(figure).Order().ElementAt(results.Count / 2);

    private static async Task<int> Install()
    {
        foreach (var arguments in (string[][])[["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["rebuild", "better-sqlite3"]])
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
                return npm.ExitCode;
        }
        return 0;
    }

    private readonly record struct Result(double Rate, double P50, double P99, double Cpu, long Resident);

    /// <summary>One bot, its wire and the people who write to it.</summary>
    private sealed class Rig(TempFolder data, Wire wire, Process process, Uri address, IReadOnlyList<Person> people) : IAsyncDisposable
    {
        public static async Task<Rig> Up(string bot, int chats, bool isSlow)
        {
            var data = new TempFolder();
            var wire = await Wire.Up();
            var port = FreePort();
            var address = new Uri($"http://127.0.0.1:{port}");
            var start = bot is Own or InTeams || bot.Contains('=', StringComparison.Ordinal) ? Ours(bot, data, wire, address) : Theirs(bot, data, wire, port);
            if (isSlow)
                start.Environment["LD_PRELOAD"] = SlowSync.Build(data);
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            using var http = new HttpClient { BaseAddress = address };
            for (var tries = 0; ; tries++)
                try
                {
                    if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode)
                        break;
                    await Task.Delay(50);
                }
                catch (HttpRequestException) when (tries < 1200 && !process.HasExited)
                {
                    await Task.Delay(50);
                }
            var people = Enumerable.Range(0, chats).Select(n => new Person(bot, wire, address, 100_000 + n)).ToArray();
            // The first one finds out how many messages each step brings; the others go through the same.
            var messages = await people[0].Enter();
            await Task.WhenAll(people.Skip(1).Select(person => person.Enter(messages)));
            return new(data, wire, process, address, people);
        }

        public async Task<Result> Measure(TimeSpan each)
        {
            var latencies = new ConcurrentBag<double>();
            process.Refresh();
            var cpu = process.TotalProcessorTime;
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(people.Select(person => person.Talk(began + (long)(each.TotalSeconds * Stopwatch.Frequency), latencies)));
            var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
            process.Refresh();
            var sorted = latencies.Order().ToArray();
            return new(sorted.Length / took, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100], (process.TotalProcessorTime - cpu).TotalMilliseconds / sorted.Length, process.WorkingSet64);
        }

        public async ValueTask DisposeAsync()
        {
            _ = address;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            foreach (var person in people)
                person.Dispose();
            await wire.DisposeAsync();
            data.Dispose();
        }

        private static ProcessStartInfo Ours(string bot, TempFolder data, Wire wire, Uri address)
        {
            var settings = bot.Contains('=', StringComparison.Ordinal) ? bot.Split(',').Select(setting => setting.Split('=', 2)).ToDictionary(setting => setting[0], setting => setting[1]) : [];
            var start = Ours(bot, settings.GetValueOrDefault("HOST") ?? HostProcess.Program, data, wire, address);
            foreach (var (name, value) in settings)
                start.Environment[name] = value;
            return start;
        }

        private static ProcessStartInfo Ours(string bot, string program, TempFolder data, Wire wire, Uri address) => new("taskset", ["-c", "0", "dotnet", program, "serve", "--data", data["data"]])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["Urls"] = address.ToString().TrimEnd('/'), ["ASPNETCORE_ENVIRONMENT"] = bot == InTeams ? "Development" : "Test", ["Flood__Burst"] = "1000000", ["Flood__PerSecond"] = "1000000",
                ["Telegram__Token"] = Wire.Token, ["Telegram__ApiRoot"] = wire.Address.ToString(), ["Telegram__Mode"] = "Webhook",
                ["Telegram__PublicUrl"] = address.ToString(), ["Telegram__WebhookSecret"] = Secret, ["Telegram__Unpaced"] = "true",
                ["Teams__AllowAnonymous"] = bot == InTeams ? "true" : "false", ["Teams__Unpaced"] = "true",
            },
        };

        private static ProcessStartInfo Theirs(string bot, TempFolder data, Wire wire, int port) =>
            new("taskset", ["-c", "0", "node", "bot.mjs", bot, wire.Address.ToString().TrimEnd('/'), Wire.Token, $"{port}", Secret, data["sessions.db"]])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = folder,
            };

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

    /// <summary>Somebody who goes through the same steps over and over. How many messages a step brings is found out before measuring.</summary>
    private sealed class Person(string bot, Wire wire, Uri address, long chat) : IDisposable
    {
        private static readonly string[] entering = ["/start", "soovin aega", "nõustun", "loobu"];
        private static readonly string[] steps = ["soovin aega", "lihtsalt mure", "/abi", "loobu"];
        private static readonly TimeSpan silence = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
        private static int update;

        private readonly HttpClient http = new() { BaseAddress = address, DefaultRequestHeaders = { { "X-Telegram-Bot-Api-Secret-Token", Secret } } };
        private readonly Wire.Listener ears = wire.Hear(chat);
        private IReadOnlyList<int> messages = [];

        public async Task<IReadOnlyList<int>> Enter()
        {
            var counts = new List<int>();
            foreach (var words in (string[])[.. entering, .. steps, .. steps])
            {
                await Post(words);
                var count = 0;
                while (await ears.Next(silence))
                    count++;
                counts.Add(count);
            }
            messages = counts[^steps.Length..];
            return messages.All(count => count > 0) ? counts : throw new InvalidOperationException("The bot left a step without an answer: " + string.Join(", ", counts));
        }

        public async Task Enter(IReadOnlyList<int> counts)
        {
            foreach (var (words, count) in ((string[])[.. entering, .. steps, .. steps]).Zip(counts))
            {
                await Post(words);
                for (var n = 0; n < count; n++)
                    await ears.Next(patience);
            }
            messages = counts.TakeLast(steps.Length).ToArray();
        }

        public async Task Talk(long until, ConcurrentBag<double> latencies)
        {
            for (var i = 0; Stopwatch.GetTimestamp() < until || i % steps.Length != 0; i++)
            {
                var words = steps[i % steps.Length];
                var began = Stopwatch.GetTimestamp();
                var posted = Post(words);
                for (var n = 0; n < messages[i % steps.Length]; n++)
                {
                    if (!await ears.Next(patience))
                        throw new TimeoutException($"No answer to \"{words}\".");
                    if (n == 0)
                        latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
                await posted;
            }
        }

        public void Dispose() => http.Dispose();

        private async Task Post(string words)
        {
            var id = Interlocked.Increment(ref update);
            using var body = new StringContent(bot == InTeams
                ? $$$"""{"type":"message","id":"{{{id}}}","timestamp":"2026-09-21T13:46:40Z","serviceUrl":"{{{wire.Address}}}","channelId":"msteams","from":{"id":"{{{chat}}}","name":"P","aadObjectId":"{{{chat}}}"},"recipient":{"id":"bot","name":"Wire"},"conversation":{"id":"{{{chat}}}","conversationType":"personal","tenantId":"t"},"locale":"et","text":"{{{words}}}"}"""
                : bot == BotBuilder
                ? $$$"""{"type":"message","id":"{{{id}}}","timestamp":"2026-09-21T13:46:40Z","serviceUrl":"{{{wire.Address.ToString().TrimEnd('/')}}}","channelId":"emulator","from":{"id":"{{{chat}}}","name":"P"},"recipient":{"id":"bot","name":"Wire"},"conversation":{"id":"{{{chat}}}"},"locale":"et","text":"{{{words}}}"}"""
                : $$$"""{"update_id":{{{id}}},"message":{"message_id":{{{id}}},"date":1790000000,"chat":{"id":{{{chat}}},"type":"private","first_name":"P"},"from":{"id":{{{chat}}},"is_bot":false,"first_name":"P","language_code":"et"},"text":"{{{words}}}"}}""",
                Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(bot == InTeams ? "/api/messages" : "/telegram", body);
            answer.EnsureSuccessStatusCode();
        }
    }
}
