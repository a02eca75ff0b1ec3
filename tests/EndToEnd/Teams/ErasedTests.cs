using Assistant.Knowledge;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Teams;

[Collection(Alone.Name)]
public sealed class ErasedTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et);

    [Fact]
    public async Task Whoever_is_erased_hears_so_though_the_chat_is_not_kept_any_more()
    {
        await using var world = await TeamsChatWorld.Started();
        await world.Enter(parent);
        foreach (var text in new[] { "soovin aega", "nõustun", "minu andmed" }) await world.Say(parent, text);
        await world.Read(parent);
        await world.Press(parent, "Kustuta kõik");
        await world.Read(parent);
        await world.Press(parent, "Jah, kustuta");
        // The log goes with the chat, so that nothing of ours tells when the words have arrived.
        List<string> told = [];
        for (var since = Environment.TickCount64; !told.Exists(one => one.StartsWith("Kustutatud:", StringComparison.Ordinal)) && Environment.TickCount64 - since < 20_000; await Task.Delay(10, TestContext.Current.CancellationToken))
            told.AddRange(await world.Read(parent));
        Assert.Contains(told, one => one.StartsWith("Kustutatud:", StringComparison.Ordinal));
    }
}
