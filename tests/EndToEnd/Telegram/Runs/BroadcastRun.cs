using System.Diagnostics;
using System.Globalization;
using Assistant.Fakes.Telegram;
using Assistant.Records.Broadcasts;

namespace Assistant.Tests.EndToEnd.Telegram.Runs;

/// <summary>A coordinator's message to many against Telegram's own limits, while others talk with the bot.</summary>
internal static class BroadcastRun
{
    private const int others = 20;
    private const string words = "Kohtume homme kell 17.";

    /// <summary>Between two who ask something.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <param name="Rate">Messages a second, from the first to the last.</param>
    /// <param name="Throttled">Calls that met a limit.</param>
    /// <param name="Missed">Who got none.</param>
    /// <param name="Twice">Who got more than one.</param>
    /// <param name="Untrue">More, or fewer, people are said to have it than have it.</param>
    /// <param name="ReplyP99">From what somebody else wrote to its answer, meanwhile.</param>
    public sealed record Outcome(int Recipients, double Rate, int Throttled, int Missed, int Twice, int Untrue, int Replies, TimeSpan ReplyP99)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Recipients} recipients at {Rate:F1}/s; {Throttled} calls met a limit, {Missed} people missed, {Twice} written to twice, {Untrue} told wrongly; {Replies} answers to others meanwhile, p99 {ReplyP99.TotalSeconds:F2} s");
    }

    public static async Task<Outcome> Run(int recipients)
    {
        await using var house = await TelegramHouse.Started(new() { SlowsHastyPolls = false });
        var talkers = Enumerable.Range(0, others).Select(n => house.World.AddUser($"Q{n}", "et")).ToList();
        foreach (var talker in talkers)
        {
            talker.Start();
            await talker.Hears(message => message.Buttons.Count > 0, within: patience);
        }
        var people = Enumerable.Range(0, recipients).Select(n => house.World.AddUser($"P{n}", "et", isOpen: true)).ToList();
        var before = house.World.Journal.Entries.Length;
        using var over = new CancellationTokenSource();
        var waits = Talk(talkers, over.Token);
        var longest = TimeSpan.FromSeconds(60 + recipients / 10.0);
        using var late = new CancellationTokenSource(longest);
        var known = await house.Broadcast(people, words, late.Token);
        await over.CancelAsync();
        var answers = (await waits).Order().ToList();

        var calls = house.World.Journal.Entries[before..];
        var sent = calls.Where(call => call.Method == "sendMessage" && call.Code == 200 && call.Parameters["text"]!.GetValue<string>() == words).Select(call => call.At).ToList();
        return new(recipients, sent.Count / (sent.Max() - sent.Min()).TotalSeconds, calls.Count(call => call.Code == 429),
            people.Count(person => person.Heard.IsEmpty), people.Count(person => person.Heard.Length > 1), known.GetValueOrDefault(DeliveryState.Sent) - sent.Count, answers.Count, answers.Count == 0 ? default : answers[answers.Count * 99 / 100]);
    }

    /// <summary>One after the other asks something until it is over.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> Talk(IReadOnlyList<FakeUser> talkers, CancellationToken over)
    {
        List<TimeSpan> waits = [];
        for (var n = 0; !over.IsCancellationRequested; n++)
        {
            var talker = talkers[n % talkers.Count];
            var heard = talker.Heard.Length;
            var began = Stopwatch.GetTimestamp();
            talker.Write("keel");
            await talker.Hears(_ => true, after: heard, patience);
            waits.Add(Stopwatch.GetElapsedTime(began));
            await Task.Delay(pause, over).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        return waits;
    }
}
