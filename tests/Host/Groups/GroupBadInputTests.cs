using Assistant.Knowledge;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>An answer about coming counts of members, until the start, and of nobody else: each gets a clear word, and nothing changes.</summary>
public sealed class GroupBadInputTests
{
    private static readonly Speaker coordinator = GroupWorld.Coordinator, olga = new("parent", "olga", Lang.Et), jaan = new("parent", "jaan", Lang.Et), stranger = new("parent", "keegi", Lang.Et);

    [Theory]
    [InlineData("coming")]
    [InlineData("absent")]
    [InlineData("late")]
    [InlineData("why")]
    public async Task Strangers_former_members_and_latecomers_change_nothing(string step)
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.Enter(stranger);
        await world.LeaveGroup(jaan);
        var session = (await world.Sessions())[0].Id;
        Assert.Equal("group.not-member", await world.Forge(stranger, step, session));
        Assert.Equal("group.not-member", await world.Forge(jaan, step, session));
        Assert.Equal("group.not-member", await world.Forge(olga, step, new(Guid.CreateVersion7())));
        await world.Advance(new(2026, 11, 25, 18, 0));
        Assert.Equal("group.too-late", await world.Forge(olga, step, session));
    }

    [Fact]
    public async Task An_answer_for_a_session_that_was_called_off_is_told_so()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Say(coordinator, "rühmad");
        await world.Press(coordinator, "Kohtumised");
        await world.Press(coordinator, "Jäta ära");
        await world.Say(coordinator, "jah");
        Assert.Equal("group.session-off", await world.Forge(olga, "coming", (await world.Sessions())[0].Id));
    }

    [Theory]
    [InlineData("group.not-member")]
    [InlineData("group.too-late")]
    [InlineData("group.session-off")]
    public void Each_is_said_in_three_languages(string key) =>
        Assert.Equal(3, Langs.All.Select(lang => Known.Texts.Get(lang, key)).Distinct().Count(text => text.Length > 10));

    /// <summary>On a lock screen, or over somebody's shoulder, a reminder tells neither of which group nor of whom.</summary>
    [Theory]
    [InlineData("group-remind.ask")]
    [InlineData("group-remind.known")]
    public void A_reminder_has_room_for_a_time_and_for_nothing_else(string key) => Assert.All(Langs.All.SelectMany(lang => new[] { Known.Texts.Get(lang, key), Known.Texts.In(Register.Easy).Get(lang, key) }), text =>
    {
        Assert.Equal(["{time}"], text.Split(' ', '.', ',').Where(word => word.Contains('{', StringComparison.Ordinal)).Select(word => word.TrimEnd('?', '!')));
        Assert.All(new[] { "rühm", "tugi", "групп", "поддерж", "group", "support" }, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public async Task A_reminder_as_it_goes_out_names_neither_group_nor_place_nor_leader_nor_member()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.Advance(new(2026, 11, 24, 18, 0));
        await world.Press(jaan, "Tulen");
        await world.Advance(new(2026, 11, 25, 16, 0));
        var said = (await world.Read(olga)).Concat(await world.Read(jaan)).Where(text => text.StartsWith("Meeldetuletus", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, said.Length);
        Assert.All(said, text => Assert.All(new[] { "Kolmapäev", "rühm", "olga", "jaan", "anne" }, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal)));
    }
}
