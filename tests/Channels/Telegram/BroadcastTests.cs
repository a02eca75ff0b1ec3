using System.Collections.Concurrent;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>A broadcast to everybody against Telegram's own limits, in a time that only goes on when nothing else does. The whole program does it by
/// <c>dotnet run --project tests/Benchmarks -- telegram broadcast</c>.</summary>
[Collection(Alone.Name)]
public sealed class BroadcastTests
{
    private const int recipients = 3_000;

    /// <summary>As many as the program hands over at once.</summary>
    private const int hands = 128;

    [Fact]
    public async Task Three_thousand_are_written_to_within_the_limits_and_answers_do_not_wait()
    {
        var time = new StepTime();
        await using var host = await ChannelHost.Started(new() { Time = time }, before: host => host.Time = time, polls: false);
        var people = Enumerable.Range(0, recipients).Select(n => host.World.AddUser($"P{n}")).ToList();
        var others = Enumerable.Range(0, 60).Select(n => host.World.AddUser($"Q{n}")).ToList();
        foreach (var person in people.Concat(others))
            person.Start();

        var began = time.GetTimestamp();
        var busy = 0;
        var outcomes = new ConcurrentBag<SendOutcome>();
        var waits = new ConcurrentBag<TimeSpan>();
        var queue = new Queue<FakeUser>(people);
        var replies = new Queue<(FakeUser To, TimeSpan At)>(others.Select((person, n) => (person, TimeSpan.FromSeconds(1.5 * n + 0.3))));
        while (queue.Count > 0 || replies.Count > 0 || Volatile.Read(ref busy) > 0)
        {
            while (Volatile.Read(ref busy) < hands && queue.TryDequeue(out var person))
                Hand(person, new() { Text = "Kohtume homme.", Alerts = true });
            if (replies.TryPeek(out var next) && next.At <= time.GetElapsedTime(began))
                Hand(replies.Dequeue().To, new() { Text = "Vastus" });
            // Whoever is under way and waits for no clock is being called.
            if (time.Waiting == Volatile.Read(ref busy))
                time.Step();
            else
                await Task.Yield();
        }

        var took = time.GetElapsedTime(began);
        Assert.All(outcomes, outcome => Assert.Equal(SendOutcome.Delivered, outcome));
        Assert.All(people.Concat(others), person => Assert.Single(person.Heard));
        Assert.DoesNotContain(host.World.Journal.Entries, call => call.Code == 429);
        Assert.True(recipients / took.TotalSeconds >= 27, $"{recipients / took.TotalSeconds:F1}/s");
        Assert.Equal(others.Count, waits.Count);
        Assert.True(waits.Max() < TimeSpan.FromSeconds(2), $"an answer waited {waits.Max()}");

        void Hand(FakeUser to, Message message)
        {
            Interlocked.Increment(ref busy);
            var from = time.GetTimestamp();
            _ = Task.Run(async () =>
            {
                var result = await host.Channel.Send(new(TelegramChannel.ChannelId, $"{to.Id}", $"{to.Id}"), message, to.Id, CancellationToken.None);
                outcomes.Add(result.Outcome);
                if (!message.Alerts)
                    waits.Add(time.GetElapsedTime(from));
                Interlocked.Decrement(ref busy);
            });
        }
    }
}
