using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Faults;

/// <summary>kill -9 at random under load, again and again on the same data. <c>ASSISTANT_KILLS</c> sets the rounds; 8 by default.</summary>
[Collection(Alone.Name)]
public class KillTests
{
    private const int clients = 8;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_doubled()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("ASSISTANT_KILLS"), out var given) ? given : 8;
        var random = new Random(20261122);
        using var data = new TempFolder();
        var talkers = Enumerable.Range(0, clients).Select(n => new Talker(n)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            await using var host = await HostProcess.Start(data.Path);
            using var end = new CancellationTokenSource();
            var talking = talkers.Select(talker => talker.Talk(host.Address, end.Token)).ToArray();
            await Task.Delay(random.Next(200, 1200), TestContext.Current.CancellationToken);
            // On a busy machine it takes longer until there is something to kill.
            await Loaded(round, TestContext.Current.CancellationToken);
            await host.Kill();
            await end.CancelAsync();
            await Task.WhenAll(talking);
        }

        await using var last = await HostProcess.Start(data.Path);
        foreach (var talker in talkers)
            await talker.Check(last.Address);
        Assert.Equal(0, await last.Stop());
        Assert.Equal(0, await Verb.Run("verify", "--data", data.Path));

        async Task Loaded(int round, CancellationToken cancellationToken)
        {
            for (var waited = Stopwatch.StartNew(); talkers.Sum(talker => talker.Acknowledged) <= (round + 1) * clients; await Task.Delay(20, cancellationToken))
                Assert.True(waited.Elapsed < patience, "The load was too thin to prove anything.");
        }
    }

    /// <summary>One parent who writes numbered messages and sends each again until it is acknowledged, as the page does.</summary>
    private sealed class Talker(int number)
    {
        private readonly CookieContainer cookies = new();
        private readonly ConcurrentQueue<string> acknowledged = new();
        private int next;

        public int Acknowledged => acknowledged.Count;

        public async Task Talk(Uri address, CancellationToken end)
        {
            Move(address);
            using var chat = new ChatClient(address, cookies);
            try
            {
                await chat.Open();
                while (!end.IsCancellationRequested)
                {
                    var id = $"m{next}";
                    if (await chat.Post(id, $"parent {number} message {next}") != HttpStatusCode.OK)
                    {
                        await Task.Delay(100, end);
                        continue;
                    }
                    acknowledged.Enqueue(id);
                    next++;
                    await Task.Delay(20, end);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                // Killed: the message under way was not acknowledged and is sent again with the same id.
            }
        }

        /// <summary>Every acknowledged message is there once, in order, and each got its answer.</summary>
        public async Task Check(Uri address)
        {
            Move(address);
            using var chat = new ChatClient(address, cookies);
            await chat.Open();
            var mine = new List<string>();
            var answers = 0;
            // Turns that the last kill cut short are taken up at the start: wait for their answers, and a little for what should not come.
            var waited = Stopwatch.StartNew();
            for (var quiet = 0; quiet < 10 || answers < mine.Count && waited.Elapsed < patience; quiet++)
            {
                foreach (var activity in await chat.Read())
                {
                    quiet = 0;
                    if (activity.GetProperty("from").GetProperty("id").GetString() == "assistant")
                        answers++;
                    else
                        mine.Add(activity.GetProperty("channelData").GetProperty("clientActivityID").GetString()!);
                }
                await Task.Delay(50);
            }
            Assert.Equal(mine.Distinct().Count(), mine.Count);
            Assert.Equal(mine.Order(StringComparer.Ordinal).Count(), mine.Count);
            Assert.Superset(acknowledged.ToHashSet(), mine.ToHashSet());
            Assert.True(mine.Count - acknowledged.Count <= 15, "Only a message under way at a kill may be there without its acknowledgement.");
            Assert.True(answers >= mine.Count, $"{mine.Count} messages, {answers} answers");
        }

        /// <summary>A restarted host listens elsewhere; a browser would not notice.</summary>
        private void Move(Uri address)
        {
            foreach (Cookie cookie in cookies.GetAllCookies())
                cookies.Add(address, new Cookie(cookie.Name, cookie.Value, "/"));
        }
    }
}
