using System.Text.Json;
using Assistant.Host.Groups;
using Assistant.Host.People;
using Assistant.Knowledge;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>"My data" tells a member all that groups keep about them.</summary>
public sealed class GroupExportTests
{
    [Fact]
    public async Task Memberships_answers_attendance_and_own_ratings_are_in_both_files()
    {
        await using var world = new World();
        var (json, words) = await world.Export();
        using var document = JsonDocument.Parse(json);
        var group = document.RootElement.GetProperty("groups")[0];
        Assert.Equal(("Member", "Olga", "school", 4), (group.GetProperty("state").GetString(), group.GetProperty("name").GetString(), group.GetProperty("heardFrom").GetString(), group.GetProperty("satisfactionBefore").GetInt32()));
        var session = group.GetProperty("sessions")[0];
        Assert.Equal(("2026-11-25T18:00:00", "Coming", "Present"), (session.GetProperty("at").GetString(), session.GetProperty("said").GetString(), session.GetProperty("was").GetString()));
        Assert.Contains("liige; Nimi: Olga; Telefon: –; Hinnang enne: 4; pärast: –", words, StringComparison.Ordinal);
        Assert.Contains("kolmapäev, 25. november, kell 18.00: vastasid tuleb, lehel kohal", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_everything_erased_is_told_what_stays_on_the_sheet()
    {
        await using var world = new World();
        await world.Export();
        await world.Say(world.Member, "minu andmed");
        await world.Press(world.Member, "Kustuta kõik");
        await world.Press(world.Member, "Jah, kustuta");
        Assert.Contains("Rühma lehele jääb nimeta märge, et keegi oli kohal. Seda nõuab leping.", await world.Read(world.Member));
    }

    private sealed class World : HostChatWorld
    {
        public Speaker Member { get; } = new("parent", null, Lang.Et);

        public async Task<(string Json, string Words)> Export()
        {
            Speaker coordinator = new("coordinator", null, Lang.Et), member = Member;
            await this.Begin(coordinator, member, "igal kolmapäeval kell 18 kuni 9. detsembrini");
            await Advance(new(2026, 11, 24, 18, 0));
            await Press(member, "Tulen");
            await Advance(new(2026, 11, 25, 17, 50));
            await Press(coordinator, "Kõik on kohal");
            return await Storage.Store.Read(unit =>
            {
                var person = Storage.People.Get(unit, Get<GroupPeople>().Active(unit, Storage.Groups.All(unit, 1)[0].Id)[0].Person);
                return (Get<PersonExport>().Json(unit, person), Get<PersonExport>().Words(unit, person));
            }, CancellationToken.None);
        }
    }
}
