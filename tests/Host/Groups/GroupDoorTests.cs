using Assistant.Knowledge;
using Assistant.Records.Groups;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>At the door a leader has no time: what members said is marked already. And who was not reached is shown with the reason and a number to call.</summary>
public sealed class GroupDoorTests
{
    private static readonly Speaker coordinator = GroupWorld.Coordinator;
    private static readonly Speaker[] members = [.. Enumerable.Range(0, 6).Select(n => new Speaker("parent", $"liige{n}", Lang.Et))];

    private static string Name(int n) => members[n].Id;

    [Fact]
    public async Task Attendance_takes_two_taps_and_one_for_each_surprise()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", members);
        await world.Advance(new(2026, 11, 25, 16, 0));
        foreach (var member in members[..3]) await world.Press(member, "Tulen");
        await world.Press(members[3], "Hilinen");
        await world.Press(members[4], "Ei saa");
        // Changed freely until the start.
        await world.Press(members[4], "Tulen");
        await world.Press(members[4], "Ei saa");
        await world.Advance(new(2026, 11, 25, 17, 50));
        await world.Read(coordinator);
        var taps = 0;
        await Tap("Märgi kohalolek");
        Assert.EndsWith($"[✓ {Name(0)} | ✓ {Name(1)} | ✓ {Name(2)} | ✓ {Name(3)} (hilineb) | {Name(4)} (ei saa) | {Name(5)} (vastamata) | Kõik on kohal | Kedagi ei tulnud | Valmis]", (await world.Read(coordinator))[^1], StringComparison.Ordinal);
        // Somebody who had said nothing is there after all.
        await Tap($"{Name(5)} (vastamata)");
        await Tap("Valmis");
        Assert.Equal(3, taps);
        Assert.Equal("Kirjas: kohal 4, hilines 1, puudus teatega 1, teatamata 0.", (await world.Read(coordinator)).First(text => text.StartsWith("Kirjas", StringComparison.Ordinal)).Split(" [")[0]);

        async Task Tap(string label)
        {
            taps++;
            await world.Press(coordinator, label);
        }
    }

    [Fact]
    public async Task When_all_are_there_one_tap_is_all()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", members[..3]);
        await world.Advance(new(2026, 11, 25, 17, 50));
        await world.Press(coordinator, "Kõik on kohal");
        Assert.Contains(await world.Read(coordinator), text => text.StartsWith("Kirjas: kohal 3,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_was_missed_twice_in_a_row_is_named_to_the_leader()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", members[..3]);
        foreach (var day in new[] { 25, 2 })
        {
            await world.Advance(day == 25 ? new(2026, 11, 25, 17, 50) : new(2026, 12, 2, 17, 50));
            await world.Read(coordinator);
            await world.Press(coordinator, "Märgi kohalolek");
            await world.Press(coordinator, $"{Name(0)} (vastamata)");
            await world.Press(coordinator, $"{Name(1)} (vastamata)");
            await world.Press(coordinator, "Valmis");
            Assert.Equal(day == 2, (await world.Read(coordinator)).Contains($"Mitu korda järjest puudunutele tasub helistada: {Name(2)}."));
        }
    }

    [Fact]
    public async Task One_tap_shows_who_was_not_reached_why_and_on_which_number_to_call()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", members[..3]);
        await world.Phone(members[0], "+37255550101");
        await world.Quiet(members[1], new(15, 0), new(17, 0));
        await world.Advance(new(2026, 11, 25, 16, 0));
        await world.Settle(members[0], ReminderState.Uncertain);
        await world.Say(coordinator, "rühmad");
        await world.Press(coordinator, "Kohtumised");
        await world.Press(coordinator, "Kes tuleb");
        await world.Read(coordinator);
        await world.Press(coordinator, "Kes ei saanud teadet");
        Assert.Equal([$"{Name(0)}: pole teada, kas jõudis kohale · +37255550101", $"{Name(1)}: saadan hiljem (kolmapäev, 25. november, kell 17.00) · –"],
            (await world.Read(coordinator))[^1].Split('\n')[1..].Select(line => line.Trim()));
    }
}
