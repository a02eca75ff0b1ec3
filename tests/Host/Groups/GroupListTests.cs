using Assistant.Knowledge;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>Which groups somebody finds when they ask for them.</summary>
public sealed class GroupListTests
{
    private const string wednesdays = "igal kolmapäeval kell 18 kuni 30. detsembrini";

    [Fact]
    public async Task A_leader_finds_their_group_however_many_others_were_opened_since()
    {
        await using var world = new GroupWorld();
        Speaker maria = new("support-person", "maria", Lang.Et);
        await world.Begin(wednesdays);
        await world.Enter(maria);
        await world.Lead(maria);
        for (var n = 1; n <= 11; n++)
            foreach (var text in new[] { "uus rühm", $"Rühm {n}", wednesdays, "jah" }) await world.Say(GroupWorld.Coordinator, text);
        await world.Read(maria);
        await world.Say(maria, "rühmad");
        var shown = await world.Read(maria);
        Assert.StartsWith("Kolmapäev", Assert.Single(shown).Split('\n')[0], StringComparison.Ordinal);
    }
}
