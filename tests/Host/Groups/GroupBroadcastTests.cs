using Assistant.Knowledge;
using Assistant.Records.Broadcasts;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>A leader writes to the own group alone, and a message for its members is for those who are members when it goes out.</summary>
public sealed class GroupBroadcastTests
{
    private const string words = "Homme on maja suletud.";

    private static readonly Speaker coordinator = GroupWorld.Coordinator, maria = new("support-person", "maria", Lang.Et), kalle = new("support-person", "kalle", Lang.Et),
        olga = new("parent", "olga", Lang.Et), jaan = new("parent", "jaan", Lang.Et);

    [Fact]
    public async Task A_leader_writes_to_the_own_group_and_to_nobody_else()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Enter(jaan);
        await world.Enter(maria);
        await world.Enter(kalle);
        await world.Lead(maria);
        await world.Say(kalle, "uus teade");
        Assert.Equal("Paljudele kirjutab koordinaator või rühma juht oma rühmale.", (await world.Read(kalle))[^1].Split(" [")[0]);

        await world.Say(maria, "uus teade");
        await world.Say(maria, words);
        Assert.EndsWith("[Rühm Kolmapäev (1)]", (await world.Read(maria))[^1], StringComparison.Ordinal);
        await world.Say(maria, "kõik vanemad");
        Assert.EndsWith("[Rühm Kolmapäev (1)]", (await world.Read(maria))[^1], StringComparison.Ordinal);
        await world.Press(maria, "Rühm Kolmapäev (1)");
        await world.Say(maria, "kohe");
        await world.Say(maria, "jah");
        await world.Read(jaan);
        await world.Advance(new(2026, 11, 23, 9, 30));
        Assert.StartsWith(words, Assert.Single(await world.Read(olga)), StringComparison.Ordinal);
        Assert.Empty(await world.Read(jaan));
        Assert.Contains(await world.Read(maria), text => text.Contains("on saadetud. Kohal 1", StringComparison.Ordinal));

        // Coordinators see it; a colleague who leads nothing does not.
        await world.Say(coordinator, "teated");
        Assert.Contains("Rühm Kolmapäev", (await world.Read(coordinator))[^1], StringComparison.Ordinal);
        await world.Say(kalle, "teated");
        Assert.DoesNotContain(await world.Read(kalle), text => text.Contains("Rühm Kolmapäev", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_left_overnight_does_not_get_what_waited_for_the_morning(bool isTold)
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.Advance(new(2026, 11, 23, 22, 0));
        await Send(world);
        await world.Advance(new(2026, 11, 23, 22, 1));
        await (isTold ? Leave(world, jaan) : world.Vanish(jaan));
        await world.Read(jaan);
        await world.Advance(new(2026, 11, 24, 8, 1));
        await world.Advance(new(2026, 11, 24, 8, 2));
        Assert.StartsWith(words, Assert.Single(await world.Read(olga)), StringComparison.Ordinal);
        Assert.Empty(await world.Read(jaan));
        await world.Say(coordinator, "teated");
        await world.Press(coordinator, "Kes ei saanud");
        Assert.Contains("jaan: ei kuulu enam nende hulka, kellele see läks", (await world.Read(coordinator))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_kept_for_somebody_who_then_left_is_not_shown_to_them()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.Neutral(jaan);
        await world.Advance(new(2026, 11, 23, 20, 0));
        await Send(world);
        await world.Advance(new(2026, 11, 23, 20, 1));
        Assert.DoesNotContain(await world.Read(jaan), text => text.StartsWith(words, StringComparison.Ordinal));
        await Leave(world, jaan, withoutComing: true);
        await world.Say(jaan, "tere");
        Assert.DoesNotContain(await world.Read(jaan), text => text.StartsWith(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_longer_than_we_take_is_asked_for_again_with_the_reason_and_one_at_the_limit_is_taken()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Say(coordinator, "uus teade");
        await world.Read(coordinator);
        await world.Say(coordinator, new string('a', Broadcast.LongestText + 1));
        Assert.StartsWith("See on siia liiga pikk.", (await world.Read(coordinator))[0], StringComparison.Ordinal);
        await world.Say(coordinator, new string('a', Broadcast.LongestText));
        Assert.StartsWith("Kellele see läheb?", (await world.Read(coordinator))[^1], StringComparison.Ordinal);
    }

    private static async Task Send(GroupWorld world)
    {
        foreach (var said in new[] { "uus teade", words, "Kolmapäev", "kohe", "jah" })
            await world.Say(coordinator, said);
    }

    private static async Task Leave(GroupWorld world, Speaker who, bool withoutComing = false)
    {
        if (withoutComing)
        {
            await world.LeaveGroup(who);
            return;
        }
        await world.Say(who, "minu rühm");
        await world.Press(who, "Lahkun rühmast");
        await world.Say(who, "jah");
        await world.Say(who, "vahele");
    }
}
