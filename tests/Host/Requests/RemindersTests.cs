using Assistant.Host.Upkeep;
using Assistant.Knowledge;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Requests;

/// <summary>Each reminder goes out once for each time of a meeting, whoever wakes whom how often.</summary>
public sealed class RemindersTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et), coordinator = new("coordinator", null, Lang.Et);

    [Fact]
    public async Task However_often_the_clock_strikes_a_reminder_is_sent_once()
    {
        await using var world = new World();
        await world.Agree("reedel kell 14");
        await world.Advance(new(2026, 11, 26, 14, 0));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await world.Advance(new(2026, 11, 26, 14, 0))));
        Assert.Equal("Meeldetuletus homseks: reede, 27. november, kell 14.00. [Muuda aega | Ei saa tulla]", Assert.Single(await world.Read(parent)));
    }

    [Fact]
    public async Task A_reminder_that_went_out_long_ago_is_remembered_though_its_message_is_forgotten()
    {
        await using var world = new World(("Reminders:Offsets", "P20D,PT2H"));
        await world.Agree("30. detsembril kell 14");
        await world.Advance(new(2026, 12, 10, 14, 0));
        Assert.Single(await world.Read(parent));
        await world.Advance(new(2026, 12, 22, 12, 0));
        await world.Forget();
        await world.Advance(new(2026, 12, 22, 13, 0));
        Assert.Empty(await world.Read(parent));
    }

    [Fact]
    public async Task After_a_move_the_new_time_is_reminded_of_and_the_old_one_is_not()
    {
        await using var world = new World();
        await world.Agree("reedel kell 14");
        await world.Press(parent, "Muuda aega");
        await world.Say(parent, "esmaspäeval kell 11");
        await world.Press(coordinator, "Kinnita soovitud aeg");
        await world.Read(parent);
        await world.Advance(new(2026, 11, 27, 12, 0));
        Assert.Empty(await world.Read(parent));
        await world.Advance(new(2026, 11, 30, 9, 0));
        Assert.StartsWith("Meeldetuletus tänaseks: esmaspäev, 30. november, kell 11.00.", Assert.Single(await world.Read(parent)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_is_agreed_shortly_before_nobody_is_reminded_a_day_late()
    {
        await using var world = new World();
        await world.Agree("täna kell 15");
        await world.Advance(new(2026, 11, 23, 9, 30));
        Assert.Empty(await world.Read(parent));
        await world.Advance(new(2026, 11, 23, 13, 0));
        Assert.Single(await world.Read(parent));
    }

    private sealed class World(params IEnumerable<(string Key, string Value)> configured) : HostChatWorld(null, configured)
    {
        /// <summary>Both agree at nine on Monday.</summary>
        public async Task Agree(string time)
        {
            await Enter(coordinator);
            await Enter(parent);
            foreach (var text in new[] { "soovin aega", "nõustun", "lihtsalt mure", time, "vahele", "siin", "vahele", "vahele", "jah" }) await Say(parent, text);
            await Press(coordinator, "Võtan");
            await Press(coordinator, "Kinnita soovitud aeg");
            Assert.Contains("Ava see fail", (await Read(parent))[^1], StringComparison.Ordinal);
        }

        /// <summary>What is kept for a while is removed.</summary>
        public async Task Forget() => await Get<RetentionSweep>().Run(CancellationToken.None);
    }
}
