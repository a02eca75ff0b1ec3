using Assistant.Host.Configuration;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Protocol;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>The questions about well-being: in the words that the organisation loaded, before and after, and only the person sees what came of it.</summary>
public sealed class WellBeingTests
{
    [Fact]
    public async Task The_loaded_questions_are_asked_before_and_after_and_a_low_result_offers_a_human()
    {
        await using var world = new World();
        var member = await world.Join();
        Assert.Contains("Viis küsimust.", await world.Read(member));
        foreach (var answer in new[] { "viis", "viis", "viis", "viis" }) await world.Press(member, answer);
        Assert.Contains("E? [viis | neli | kolm | kaks | üks | null | Jätan vahele]", await world.Read(member));
        await world.Press(member, "neli");
        Assert.Contains("Enesetunne enne █████████░ 96/100", string.Join('\n', await world.Read(member)), StringComparison.Ordinal);

        await world.Advance(new(2026, 12, 16, 19, 0));
        await world.Advance(new(2026, 12, 17, 13, 0));
        await world.Press(member, "Minu muutus");
        await world.Say(member, "6");
        foreach (var answer in new[] { "üks", "null", "üks", "null", "üks" }) await world.Press(member, answer);
        var told = string.Join('\n', await world.Read(member));
        Assert.Contains("Enesetunne enne █████████░ 96/100\nEnesetunne nüüd █░░░░░░░░░ 12/100", told, StringComparison.Ordinal);
        var drawn = await world.Drawn(member);
        Assert.Equal("Sinu hinnang, mida näed ainult sina", drawn.Title);
        Assert.Equal([("Rahulolu eluga enne rühma", 4, 10), ("Rahulolu eluga nüüd", 6, 10), ("Enesetunne enne", 96, 100), ("Enesetunne nüüd", 12, 100)], drawn.Bars.Select(bar => (bar.Label, bar.Value, bar.Of)));
        Assert.False(await world.IsShown(world.Coordinator));
        Assert.Contains("Kui praegu on raske, ära jää üksi. Meie inimene kuulab sind ära. [Räägi inimesega]", told, StringComparison.Ordinal);
    }

    private sealed class World : HostChatWorld
    {
        public Speaker Coordinator { get; } = new("coordinator", null, Lang.Et);

        /// <summary>The last chart that was shown to somebody.</summary>
        public async Task<Chart> Drawn(Speaker who) => (await Log(who)).Select(entry => entry.Outgoing?.Chart).OfType<Chart>().Last();

        /// <summary>Whether somebody was shown a chart.</summary>
        public async Task<bool> IsShown(Speaker who) => (await Log(who)).Any(entry => entry.Outgoing is { Chart: not null });

        private ValueTask<IReadOnlyList<LoggedActivity>> Log(Speaker who) => Get<IConversationLog>().After("terminal", who.Id, 0, 1000, CancellationToken.None);

        public async Task<Speaker> Join()
        {
            var folder = Directory.CreateDirectory(Path.Combine(Get<Settings>().Data.Path, "knowledge", "Groups")).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileName(WellBeing.File)), """
                source: "an invented text that stands for the official one"
                et:
                  intro: "Viis küsimust."
                  items: ["A?", "B?", "C?", "D?", "E?"]
                  answers: ["viis", "neli", "kolm", "kaks", "üks", "null"]
                """, TestContext.Current.CancellationToken);
            var coordinator = Coordinator;
            Speaker member = new("parent", null, Lang.Et);
            await this.Begin(coordinator, member, "igal kolmapäeval kell 16 kuni 16. detsembrini");
            await Press(coordinator, "Ava rühm");
            await Press(coordinator, "Sulge rühm");
            return member;
        }
    }
}
