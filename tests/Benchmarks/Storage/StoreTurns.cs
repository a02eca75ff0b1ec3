using System.Diagnostics;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Benchmarks.Storage;

/// <summary>
/// Whole turns against the store alone: a receive unit (de-duplicate, keep), a read (chat, person), a turn unit (mark, state, message, buttons), each
/// durable before the next. Group commit and turn by turn take turns in one run, so that noise hits both.
/// </summary>
internal static class StoreTurns
{
    private const int Conversations = 256, StateLength = 600, Rounds = 3, MostTurns = 1 << 16;
    private static readonly int[] callerCounts = [1, 8, 64];

    /// <param name="folder">Where to put the stores: the disk to be measured.</param>
    public static async Task<int> Run(string folder, TimeSpan each)
    {
        Console.WriteLine("mode     callers  turns/s  p50 ms  p99 ms  B/turn");
        foreach (var callers in callerCounts)
            for (var round = 0; round < Rounds; round++)
                foreach (var isGroup in (bool[])[true, false])
                    await Measure(Path.Combine(folder, $"{callers}-{round}-{isGroup}"), callers, isGroup, each);
        return 0;
    }

    private static async Task Measure(string folder, int callers, bool isGroup, TimeSpan each)
    {
        using var storage = SqliteStorage.Open(new() { Folder = folder, Clock = SystemClock.Instance, IsProduction = false, GroupCommit = isGroup });
        var chats = new StoredConversation[Conversations];
        for (var n = 0; n < Conversations; n++)
        {
            var user = $"user-{n}";
            chats[n] = await storage.Store.Write(unit => storage.Conversations.Open(
                unit, "webchat", user, $$"""{"channel":"webchat","conversation":"{{user}}","user":"{{user}}"}""", storage.People.Meet(unit, new("webchat", user), "et").Id), CancellationToken.None);
        }
        // Warm up: statements prepared, code compiled.
        await Load(storage, chats, callers, TimeSpan.FromMilliseconds(300), "w");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        var lists = await Load(storage, chats, callers, each, "m");
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        // Without the harness's own lists of latencies.
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before - (callers * MostTurns * sizeof(double));
        List<double> latencies = [.. lists.SelectMany(list => list)];
        latencies.Sort();
        Console.WriteLine($"{(isGroup ? "group" : "single"),-8} {callers,7}  {latencies.Count / took,7:0}  {latencies[latencies.Count / 2],6:0.00}  {latencies[latencies.Count * 99 / 100],6:0.00}  {allocated / latencies.Count,6}");
    }

    private static async Task<List<double>[]> Load(SqliteStorage storage, StoredConversation[] chats, int callers, TimeSpan each, string run)
    {
        var state = new string('s', StateLength);
        var until = Stopwatch.GetTimestamp() + (long)(each.TotalSeconds * Stopwatch.Frequency);
        return await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            List<double> latencies = new(MostTurns);
            for (var n = 0; Stopwatch.GetTimestamp() < until; n++)
            {
                var began = Stopwatch.GetTimestamp();
                await Turn(storage, chats[(caller + (n * callers)) % Conversations], $"{run}{caller}-{n}", state);
                latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return latencies;
        })));
    }

    private static async ValueTask Turn(SqliteStorage storage, StoredConversation chat, string external, string state)
    {
        var item = await storage.Store.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", external, """{"type":"message","text":"tere"}"""), CancellationToken.None);
        var version = await storage.Store.Read(unit =>
        {
            var conversation = storage.Conversations.Get(unit, chat.Id);
            storage.People.Get(unit, conversation.Person);
            return conversation.Version;
        }, CancellationToken.None);
        await storage.Store.Write(unit =>
        {
            storage.Inbox.Done(unit, item!);
            storage.Conversations.Save(unit, chat.Id, version, state);
            storage.Outbox.Queue(unit, [new Outgoing("turn:" + external, chat.Id, chat.Person, OutgoingKind.Prompt, """{"text":"Tere! Kuidas saan aidata?"}""", unit.Now, IsPulled: true)]);
            storage.Keyboards.Keep(unit, new(external, chat.Id, chat.Person, ["yes", "no"], 1, unit.Now + Duration.FromDays(7)));
            return true;
        }, CancellationToken.None);
    }
}
