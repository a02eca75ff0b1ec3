using System.Diagnostics;
using System.Globalization;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Reports;
using Assistant.Host.Scheduling;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Records.Statements;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using Assistant.Benchmarks.Turns;
using Assistant.Tests.Storage.Scale;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assistant.Benchmarks.Storage;

/// <summary>
/// A host on a full store beside one on an empty store, in one run: how long until ready, and turns over HTTP by turns. Then, on the full store alone, a
/// statement of one municipality and month, and whether everything in it still verifies.
/// </summary>
internal static class ScaleRun
{
    private const int rounds = 10, talkers = 8, statements = 5;
    private const double mostSlower = 2;
    private static readonly TimeSpan each = TimeSpan.FromSeconds(1.5), warmUp = TimeSpan.FromSeconds(3), mostUntilReady = TimeSpan.FromSeconds(5), mostForStatement = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, string> unhurried = new() { ["Flood__Burst"] = "1000000", ["Flood__PerSecond"] = "1000000" };

    /// <param name="parts">The whole is 20,000 families, a million acts and five million audit rows; this is divided by so much.</param>
    /// <returns>Exit code: 0 when all goals are met.</returns>
    public static async Task<int> Run(int parts)
    {
        using var folder = new TempFolder();
        var size = FilledStore.OneOf(parts);
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        var took = Stopwatch.StartNew();
        using (var storage = Open(folder["full"])) await size.Fill(storage, today);
        Say($"1:{parts}: {size.Families} families, {size.Acts} acts, {size.AuditRows} audit rows; filled in {took.Elapsed.TotalSeconds:0} s, {new FileInfo(Path.Combine(folder["full"], "assistant.db")).Length >> 20} MB");

        await (await HostProcess.Start(folder["empty"])).Stop();
        await using var empty = await HostProcess.Start(folder["empty"], unhurried, core: 0);
        await using var full = await HostProcess.Start(folder["full"], unhurried, core: 0);
        Say($"ready in {full.StartedIn.TotalSeconds:0.00} s, empty {empty.StartedIn.TotalSeconds:0.00} s");
        var (small, large) = await Turns(empty, full);
        var slower = large / small;
        Say($"turn p99 {large:0.0} ms, empty {small:0.0} ms: {slower:0.00} times (medians of {rounds} rounds by turns, {talkers} conversations)");
        await empty.Stop();
        await full.Stop();

        using var again = Open(folder["full"]);
        var (slowest, lines) = await Statement(again, today);
        Say($"statement of one municipality and month: {slowest.TotalMilliseconds:0} ms, {lines} acts (slowest of {statements})");
        var (all, state) = await Overviews(again, folder["full"]);
        Say($"what a coordinator is shown of everything: statements of all municipalities, this month and the last, {all.TotalSeconds:0.0} s; state of the work {state.TotalSeconds:0.0} s");
        took.Restart();
        var report = again.Verify();
        Say($"verify: {(report.IsSound ? "sound" : "NOT SOUND")}, {report.AuditRows} audit rows, {report.Opened} sealed contents in {took.Elapsed.TotalSeconds:0.0} s");
        return slower <= mostSlower && full.StartedIn < mostUntilReady && slowest < mostForStatement && report.IsSound ? 0 : 1;
    }

    private static SqliteStorage Open(string path) => SqliteStorage.Open(new() { Folder = Directory.CreateDirectory(path).FullName, Clock = SystemClock.Instance, IsProduction = false });

    private static async Task<(double Empty, double Full)> Turns(HostProcess empty, HostProcess full)
    {
        HostProcess[] hosts = [empty, full];
        var pages = hosts.Select(host => Enumerable.Range(0, talkers).Select(_ => new Talker(host.Address)).ToArray()).ToArray();
        try
        {
            foreach (var page in pages.SelectMany(page => page)) await page.Open();
            foreach (var page in pages) await P99(page, warmUp);
            List<double>[] all = [[], []];
            for (var round = 0; round < rounds; round++)
                foreach (var which in round % 2 == 0 ? (int[])[0, 1] : [1, 0])
                    all[which].Add(await P99(pages[which], each));
            return (Median(all[0]), Median(all[1]));
        }
        finally
        {
            foreach (var page in pages.SelectMany(page => page)) page.Dispose();
        }
    }

    private static async Task<double> P99(Talker[] pages, TimeSpan length)
    {
        var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var lists = await Task.WhenAll(pages.Select(async page =>
        {
            List<double> latencies = [];
            while (Stopwatch.GetTimestamp() < until)
            {
                var began = Stopwatch.GetTimestamp();
                await page.Turn("what is a support person");
                latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return latencies;
        }));
        var sorted = lists.SelectMany(list => list).Order().ToArray();
        return sorted[sorted.Length * 99 / 100];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(TimeSpan Slowest, int Acts)> Statement(SqliteStorage storage, LocalDate today)
    {
        var (slowest, acts) = (TimeSpan.Zero, 0);
        var month = today.PlusMonths(-1).ToYearMonth();
        var days = month.ToDateInterval();
        for (var n = 0; n < statements; n++)
        {
            var began = Stopwatch.GetTimestamp();
            var statement = await storage.Store.Read(unit => MonthlyStatement.Of(FilledStore.Municipality(n), month,
                [.. storage.Contracts.OfMunicipality(unit, FilledStore.Municipality(n), days.Start, days.End)
                    .Select(contract => new StatementSource(contract, storage.Visits.OfContract(unit, contract.Id, days.Start, days.End)))]), CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(began);
            (slowest, acts) = (took > slowest ? took : slowest, statement.Lines.Length);
        }
        return (slowest, acts);
    }

    /// <summary>What reads every family by its nature: a list of statements, and what the work needs.</summary>
    private static async Task<(TimeSpan Statements, TimeSpan State)> Overviews(SqliteStorage storage, string path)
    {
        var settings = SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Test, new DataFolder(path));
        await using var services = new ServiceCollection().AddLogging().AddMetrics().AddAssistant(settings, storage, storage.Ids, TimeProvider.System).AddScheduling(settings).BuildServiceProvider();
        var coordinator = await storage.Store.Write(unit =>
        {
            var person = storage.People.Meet(unit, new("terminal", "coordinator"), "et").Id;
            storage.People.Grant(unit, person, Role.Coordinator, by: null);
            return storage.People.Get(unit, person);
        }, CancellationToken.None);
        var (statements, state) = (services.GetRequiredService<StatementReader>(), ActivatorUtilities.CreateInstance<StateReader>(services));
        return (await Took(unit => statements.Recent(unit, coordinator).Length), await Took(unit => state.Items(unit, []).Length));

        async Task<TimeSpan> Took(Func<IUnit, int> read)
        {
            var began = Stopwatch.GetTimestamp();
            await storage.Store.Read(read, CancellationToken.None);
            return Stopwatch.GetElapsedTime(began);
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
