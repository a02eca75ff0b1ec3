using Assistant.Knowledge;
using Assistant.Tests.Transcripts;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Host.Relay;

/// <summary>Whoever is away, whoever goes on, and whenever the process dies: each side reads every word of the other once, in the order it was written.</summary>
public sealed class RelayOrderTests
{
    /// <summary>Fewer steps than one sender may write at once.</summary>
    private const int Walks = 12, Steps = 24;

    private static readonly Speaker parent = new("parent", null, Lang.Et);
    private static readonly Speaker[] coordinators = [new("coordinator", "anne", Lang.Et), new("coordinator", "kai", Lang.Et)];

    [Fact]
    public void Every_word_arrives_once_and_in_order() => Prop
        .ForAll(Gen.Choose(0, 9).ArrayOf(Steps).ToArbitrary(), picks => Walk(picks).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Walks));

    /// <summary>What they do: write and wait, write on without waiting, read, take, hand over, or the process dies.</summary>
    private static async Task<bool> Walk(int[] picks)
    {
        await using var world = new World();
        var (fromParent, fromCoordinators) = (new List<string>(), new List<string>());
        foreach (var who in coordinators) await world.Enter(who);
        await world.Enter(parent);
        await world.Say(parent, "räägi inimesega");
        var (owner, isTaken) = (0, false);
        foreach (var pick in picks)
            switch (pick)
            {
                case 0 or 1 or 2:
                    fromParent.Add($"lugu {fromParent.Count + 1} lapsest");
                    await world.Write(parent, fromParent[^1], waits: pick == 0);
                    break;
                case 3 or 4 when isTaken:
                    fromCoordinators.Add($"vastus {fromCoordinators.Count + 1} perele");
                    await world.Write(coordinators[owner], fromCoordinators[^1], waits: pick == 3);
                    break;
                case 5 when !isTaken:
                    await world.Take(coordinators[owner]);
                    isTaken = true;
                    break;
                case 6:
                    await world.Hear(parent);
                    break;
                case 7:
                    foreach (var who in coordinators) await world.Hear(who);
                    break;
                case 8:
                    await world.Die();
                    break;
                case 9 when isTaken:
                    await world.HandOver(coordinators[owner], owner = 1 - owner);
                    isTaken = false;
                    break;
            }
        if (!isTaken)
            await world.Take(coordinators[owner]);
        await world.Done();
        await world.Hear(parent);
        foreach (var who in coordinators) await world.Hear(who);

        var heard = coordinators.Select(who => world.Relayed(who, "lugu").ToList()).ToList();
        Assert.Equal(fromParent, heard.SelectMany(lines => lines).OrderBy(fromParent.IndexOf));
        Assert.All(heard, lines => Assert.Equal(lines.OrderBy(fromParent.IndexOf), lines));
        Assert.Equal(fromCoordinators, world.Relayed(parent, "vastus"));
        return true;
    }

    private sealed class World : HostChatWorld
    {
        private readonly Dictionary<string, List<string>> heard = [];

        public async Task Write(Speaker who, string text, bool waits)
        {
            if (waits) await Say(who, text);
            else await Post(who, text);
        }

        public async Task Take(Speaker who)
        {
            await Done();
            await Press(who, "Võtan vestluse");
        }

        public async Task HandOver(Speaker from, int to)
        {
            await Done();
            await Press(from, "Anna kolleegile");
            await Press(from, $"koordinaator {to + 1}");
        }

        public async Task Done() => await TurnsOver();

        public async Task Die() => await Restart();

        public async Task Hear(Speaker who)
        {
            if (!heard.TryGetValue(who.Id, out var all)) heard[who.Id] = all = [];
            all.AddRange(await Read(who));
        }

        /// <summary>The other side's words among what was read.</summary>
        public IEnumerable<string> Relayed(Speaker who, string word) =>
            heard[who.Id].Where(line => line.Contains($": {word} ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }
}
