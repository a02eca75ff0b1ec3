using Assistant.Host.Groups;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>The invitation that a school hangs on its wall.</summary>
public sealed class InvitationTests
{
    [Theory]
    [InlineData("nrNUFUJsxkc7mqQaHvYPUA")]
    [InlineData("https://t.me/PereAbilineBot?start=g-nrNUFUJsxkc7mqQaHvYPUA")]
    [InlineData("https://assistent.vaga-pikk-nimi.example.ee/tugigrupp/kutse?start=g-nrNUFUJsxkc7mqQaHvYPUA&keel=et&allikas=kool")]
    public void What_a_telephone_reads_from_the_picture_is_the_invitation(string text) => Assert.Equal(text, QrReader.Read([.. GroupSheets.Picture(text)]));

    [Fact]
    public async Task Whoever_reads_the_picture_comes_where_the_code_leads_and_it_is_good_until_the_group_closes()
    {
        await using var world = new World();
        Speaker coordinator = new("coordinator", null, Lang.Et), member = new("parent", null, Lang.Et), late = new("parent", "late", Lang.Ru);
        await world.Enter(coordinator);
        foreach (var text in new[] { "uus rühm", "Kolmapäev", "igal kolmapäeval kell 18 kuni 9. detsembrini", "jah" }) await world.Say(coordinator, text);
        var code = QrReader.Read(await world.Picture(coordinator));
        Assert.Contains(code, string.Join('\n', await world.Read(coordinator)), StringComparison.Ordinal);
        await world.Enter(member);
        await world.Say(member, code);
        Assert.DoesNotContain(await world.Read(member), said => said.Contains("ei sobi", StringComparison.Ordinal));
        foreach (var text in new[] { "nõustun", "koolist", "Olga", "vahele" }) await world.Say(member, text);
        await world.Press(coordinator, "Soovijad");
        await world.Press(coordinator, "Võtan vastu");
        await world.Press(coordinator, "Ava rühm");
        await world.Press(coordinator, "Sulge rühm");
        await world.Enter(late);
        await world.Read(late);
        await world.Say(late, code);
        Assert.Contains(await world.Read(late), said => said.Contains("Поговорить с человеком", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("90", true)]
    [InlineData("120", false)]
    [InlineData("180", false)]
    [InlineData("240", true)]
    public async Task A_meeting_shorter_or_longer_than_the_service_is_described_is_said_so_and_opened_all_the_same(string minutes, bool isUnusual)
    {
        await using var world = new World();
        Speaker coordinator = new("coordinator", null, Lang.Et);
        await world.Enter(coordinator);
        foreach (var text in new[] { "uus rühm", "Kolmapäev", "igal kolmapäeval kell 16 kuni mai lõpuni" }) await world.Say(coordinator, text);
        await world.Press(coordinator, "Muuda: kestus minutites");
        await world.Say(coordinator, minutes);
        await world.Say(coordinator, "jah");
        var said = await world.Read(coordinator);
        Assert.Equal(isUnusual, said.Any(line => line.StartsWith("Kohtumine kestab tavaliselt 120–180 minutit.", StringComparison.Ordinal)));
        Assert.Contains(said, line => line.StartsWith("Rühm on avatud", StringComparison.Ordinal));
    }

    private sealed class World : HostChatWorld
    {
        public async Task<byte[]> Picture(Speaker who) => [.. (await Get<IConversationLog>().After("terminal", who.Id, 0, 1000, CancellationToken.None)).Select(one => one.Outgoing?.File).OfType<FileContent>().Last().Content];
    }
}
