using System.Diagnostics;
using System.Globalization;
using Assistant.Records.People;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using NodaTime;

namespace Assistant.Benchmarks.Turns;

/// <summary>
/// From a dictated note to its draft card, durable, beside a plain turn: as many workers and parents as asked, all at once, by turns on one host.
/// Goal: the card's p99 at most twice that of the plain turn.
/// </summary>
internal static class DraftRun
{
    // By then the code is compiled for good, as in the other makers' comparison.
    private const int warmUps = 60, rounds = 40;
    private const double mostSlower = 2;

    private static readonly Dictionary<string, string> unhurried = new() { ["Flood__Burst"] = "1000000", ["Flood__PerSecond"] = "1000000" };

    private static readonly string[] days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <param name="workers">And as many parents.</param>
    /// <returns>Exit code: 0 when the goal is met.</returns>
    public static async Task<int> Run(int workers)
    {
        using var folder = new TempFolder();
        await (await HostProcess.Start(folder.Path)).Stop();
        var codes = await Codes(folder.Path, workers);
        await using var host = await HostProcess.Start(folder.Path, unhurried, core: 0);
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux()) self.ProcessorAffinity = 0b10;
        Talker[] Pages() => [.. Enumerable.Range(0, workers).Select(_ => new Talker(host.Address))];
        var (writing, asking) = (Pages(), Pages());
        foreach (var page in writing.Concat(asking)) await page.Open();
        foreach (var (page, code) in writing.Zip(codes)) await page.Turn(code);

        List<double> cards = [], plain = [];
        for (var round = 0; round < warmUps + rounds; round++)
        {
            var (card, turn) = (await All(writing, (page, n) => page.Turn(Note(round), Card(round))), await All(asking, (page, n) => page.Turn("what is a support person")));
            // What nobody finishes is let go: a worker has one draft open, not one for each round.
            await All(writing, (page, n) => page.Turn("cancel"));
            if (round < warmUps) continue;
            cards.AddRange(card);
            plain.AddRange(turn);
        }
        foreach (var page in writing.Concat(asking)) page.Dispose();
        await host.Stop();
        var ratio = At(cards, 99) / At(plain, 99);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{workers} at once, {rounds} rounds: note to draft card p50 {At(cards, 50):0.0} ms, p99 {At(cards, 99):0.0} ms; plain turn p50 {At(plain, 50):0.0} ms, p99 {At(plain, 99):0.0} ms; {ratio:0.00} times"));
        return ratio <= mostSlower ? 0 : 1;
    }

    /// <summary>Another visit each round: the same one told again would be an edit.</summary>
    private static string Note(int round) => string.Create(CultureInfo.InvariantCulture,
        $"visited the family on {days[round % days.Length]} from {8 + round / days.Length} to {9 + round / days.Length} at home mother and two children present we talked about the budget number {100 + round} mother promised to call the school everything is fine next time in two weeks at ten");

    private static string Card(int round) => string.Create(CultureInfo.InvariantCulture, $"number {100 + round}");

    private static async Task<List<double>> All(Talker[] pages, Func<Talker, int, Task> turn) => [.. await Task.WhenAll(pages.Select(async (page, n) =>
    {
        var began = Stopwatch.GetTimestamp();
        await turn(page, n);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }))];

    private static double At(List<double> values, int percent) => values.Order().ElementAt(Math.Min(values.Count - 1, values.Count * percent / 100));

    private static async Task<string[]> Codes(string path, int workers)
    {
        using var storage = SqliteStorage.Open(new() { Folder = path, Clock = SystemClock.Instance, IsProduction = false });
        return await storage.Store.Write(unit => Enumerable.Range(0, workers).Select(_ => storage.Invitations.Issue(unit, Role.SupportPerson, by: null)).ToArray(), CancellationToken.None);
    }
}
