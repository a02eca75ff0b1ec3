using Assistant.Knowledge;
using Assistant.Tests.Transcripts;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Host.Relay;

/// <summary>Whoever is away, and whenever the process dies: each side reads every word of the other once, in the order it was written.</summary>
public sealed class RelayOrderTests
{
    /// <summary>Fewer steps than one sender may write at once.</summary>
    private const int Walks = 12, Steps = 24;

    private static readonly Speaker parent = new("parent", null, Lang.Et), coordinator = new("coordinator", null, Lang.Et);

    [Fact]
    public void Every_word_arrives_once_and_in_order() => Prop
        .ForAll(Gen.Choose(0, 8).ArrayOf(Steps).ToArbitrary(), picks => Walk(picks).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Walks));

    /// <summary>What the two do: write and wait, write on without waiting, read, or the process dies.</summary>
    private static async Task<bool> Walk(int[] picks)
    {
        await using var world = new World();
        var (fromParent, fromCoordinator) = (new List<string>(), new List<string>());
        await world.Enter(coordinator);
        await world.Enter(parent);
        await world.Say(parent, "räägi inimesega");
        var isTaken = false;
        foreach (var pick in picks)
            switch (pick)
            {
                case 0 or 1 or 2:
                    fromParent.Add($"lugu {fromParent.Count + 1} lapsest");
                    await world.Write(parent, fromParent[^1], waits: pick == 0);
                    break;
                case 3 or 4 when isTaken:
                    fromCoordinator.Add($"vastus {fromCoordinator.Count + 1} perele");
                    await world.Write(coordinator, fromCoordinator[^1], waits: pick == 3);
                    break;
                case 5 when !isTaken:
                    await world.Done();
                    await world.Press(coordinator, "Võtan vestluse");
                    isTaken = true;
                    break;
                case 6:
                    world.Heard(parent, await world.Read(parent));
                    break;
                case 7:
                    world.Heard(coordinator, await world.Read(coordinator));
                    break;
                case 8:
                    await world.Die();
                    break;
            }
        await world.Done();
        if (!isTaken)
            await world.Press(coordinator, "Võtan vestluse");
        world.Heard(parent, await world.Read(parent));
        world.Heard(coordinator, await world.Read(coordinator));
        Assert.Equal(fromParent, world.Relayed(coordinator, "lugu"));
        Assert.Equal(fromCoordinator, world.Relayed(parent, "vastus"));
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

        public async Task Done() => await TurnsOver();

        public async Task Die() => await Restart();

        public void Heard(Speaker who, IEnumerable<string> news)
        {
            if (!heard.TryGetValue(who.Id, out var all)) heard[who.Id] = all = [];
            all.AddRange(news);
        }

        /// <summary>The other side's words among what was read.</summary>
        public IEnumerable<string> Relayed(Speaker who, string word) =>
            heard[who.Id].Where(line => line.Contains($": {word} ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }
}
