using System.Diagnostics;
using System.Globalization;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;

namespace Assistant.Tests.EndToEnd.Telegram.Runs;

/// <summary>People go on talking while connections are reset, gateways answer pages, sockets stay half open, and updates come twice.</summary>
internal static class FaultRun
{
    private const int people = 8;

    /// <summary>Two steps with one answer each, over and over.</summary>
    private static readonly string[] steps = ["keel", "aitäh"];

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    /// <summary>Whoever hears nothing says it again: a prompt whose fate was unknown twice is let go.</summary>
    private static readonly TimeSpan insists = TimeSpan.FromSeconds(45);

    private static readonly FaultKind[] receiving =
        [FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.Html502, FaultKind.HangBefore, FaultKind.HangAfter, FaultKind.CutBody, FaultKind.SlowBody, FaultKind.Internal, FaultKind.Restart, FaultKind.TooManyRequests];

    private static readonly FaultKind[] sending = [FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.Html502, FaultKind.HangBefore, FaultKind.Restart, FaultKind.TooManyRequests];

    /// <param name="Said">What people wrote; whoever is not answered, however often they say it, ends the run with an exception.</param>
    /// <param name="Doubles">Updates that were delivered once more.</param>
    /// <param name="Extra">Answers more than there should be; less than 0: so many were let go.</param>
    /// <param name="Doubtful">Sends of which the program could not know what became.</param>
    public sealed record Outcome(TimeSpan Took, int Said, int Faults, int Doubles, int Extra, int Doubtful)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Took.TotalSeconds:F0} s, {Faults} faults, {Doubles} updates delivered twice: {Said} messages, everybody answered; {Extra} answers too many, with {Doubtful} sends of unknown fate");
    }

    /// <param name="faultsInSending">Also sends go wrong; a prompt of unknown fate waits 25 s for its second try.</param>
    public static async Task<Outcome> Run(TimeSpan length, bool faultsInSending, int seed = 1)
    {
        await using var house = await TelegramHouse.Started(new() { HasLimits = false, SlowsHastyPolls = false, ConflictDelay = TimeSpan.FromMilliseconds(200) }, options => options with
        {
            Pace = PaceLimits.None, CallTimeout = TimeSpan.FromSeconds(3), PollWait = TimeSpan.FromSeconds(1), PollGrace = TimeSpan.FromSeconds(1),
            FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(1),
        });
        var users = Enumerable.Range(0, people).Select(n => house.World.AddUser($"P{n}", "et")).ToList();
        foreach (var user in users)
        {
            user.Start();
            await user.Hears(message => message.Buttons.Count > 0, within: patience);
        }
        var heard = users.Sum(user => user.EverHeard.Length);
        var began = Stopwatch.StartNew();
        using var over = new CancellationTokenSource(length);
        var chaos = Disturb(house.World, faultsInSending, new Random(seed), over.Token);
        var said = (await Task.WhenAll(users.Select(user => Talk(user, over.Token)))).Sum();
        var (faults, doubles) = await chaos;
        house.World.Faults.Clear();
        // Whoever is still to get a second copy gets it before the next answer.
        foreach (var user in users)
            said += await Step(user, steps[0]) + await Step(user, steps[1]);
        var extra = users.Sum(user => user.EverHeard.Length) - heard - said;
        var doubtful = house.World.Journal.Entries.Count(call => call.Method == "sendMessage" && call.Description is "dropped after" or "dropped before" or "502 page" or "hung before" or "hung after");
        return new(began.Elapsed, said, faults, doubles, extra, doubtful);
    }

    private static async Task<int> Talk(FakeUser user, CancellationToken over)
    {
        var said = 0;
        while (!over.IsCancellationRequested)
            foreach (var step in steps)
            {
                said += await Step(user, step);
                await Task.Delay(200, CancellationToken.None);
            }
        return said;
    }

    private static async Task<int> Step(FakeUser user, string words)
    {
        var before = user.EverHeard.Length;
        var began = Stopwatch.StartNew();
        for (var said = 1; ; said++)
        {
            user.Write(words);
            try
            {
                await user.Hears(message => (message.Buttons.Count > 0) == (words == steps[0]), after: before, insists);
                return said;
            }
            catch (TimeoutException) when (began.Elapsed < patience)
            {
                // Once more.
            }
        }
    }

    private static async Task<(int Faults, int Doubles)> Disturb(TelegramDouble world, bool faultsInSending, Random dice, CancellationToken over)
    {
        var (faults, doubles) = (0, 0);
        while (!over.IsCancellationRequested)
        {
            world.Faults.Add(receiving[dice.Next(receiving.Length)], "getUpdates");
            faults++;
            if (faultsInSending && dice.Next(6) == 0)
            {
                world.Faults.Add(sending[dice.Next(sending.Length)], "sendMessage");
                faults++;
            }
            for (var n = dice.Next(4); n > 0; n--, doubles++)
                world.Repeat(world.NextUpdate - 1 - dice.Next(20));
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(100, 1_500)), CancellationToken.None);
        }
        return (faults, doubles);
    }
}
