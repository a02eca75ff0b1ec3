using Assistant.Host.Cli.Talk;
using Assistant.Host.Control;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>A leader hands in a file for a session.</summary>
public sealed class MaterialFileTests
{
    private static readonly byte[] pdf = [.. "%PDF-1.7 tööleht"u8];

    [Fact]
    public async Task Members_get_the_file_whoever_was_missed_once_more_and_the_copy_stays()
    {
        await using var world = await World.Begun();
        await world.AskForMaterial();
        Assert.True(await world.IsOpen());
        await world.HandIn("Kodu: tööleht.PDF", pdf, "Vaata lk 2");
        Assert.Equal("Kodu_ tööleht.pdf\nVaata lk 2\n\nSaajaid on 1. Kas saadan? [Jah, saada | Ei]", (await world.Read(world.Leader))[^1]);
        Assert.False(await world.IsOpen());
        await world.Say(world.Leader, "jah");
        Assert.Contains("Materjal on saadetud ja koopia hoitud. Saajaid on 1.", (await world.Read(world.Leader))[^1], StringComparison.Ordinal);
        Assert.Contains("Kohtumise materjal:\nVaata lk 2 {Kodu_ tööleht.pdf}", await world.Read(world.Member));

        await world.Advance(new(2026, 11, 25, 17, 50));
        await world.Press(world.Leader, "Märgi kohalolek");
        await world.Press(world.Leader, "Kedagi ei tulnud");
        Assert.Contains("Siin on kohtumise materjal, et saaksid rahulikult järele vaadata.\nVaata lk 2 {Kodu_ tööleht.pdf}", await world.Read(world.Member));
        Assert.Equal(pdf, await world.Sent());
        var (type, kept) = await world.Kept();
        Assert.Equal("application/pdf", type);
        Assert.Equal(pdf, kept);
    }

    [Fact]
    public async Task Whoever_a_message_does_not_reach_is_not_counted_and_is_named()
    {
        await using var world = await World.Begun();
        await world.Block(world.Member);
        await world.AskForMaterial();
        await world.HandIn("leht.pdf", pdf, "Vaata lk 2");
        Assert.EndsWith("Saajaid on 0. Kas saadan? [Jah, saada | Ei]", (await world.Read(world.Leader))[^1], StringComparison.Ordinal);
        await world.Say(world.Leader, "jah");
        Assert.Equal(["Materjal on saadetud ja koopia hoitud. Saajaid on 0. [Materjalid]", "Sõnum ei jõua neile: Olga. Palun anna materjal ise edasi."], (await world.Read(world.Leader)).TakeLast(2));
        Assert.DoesNotContain(await world.Read(world.Member), told => told.Contains("Vaata lk 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_words_under_it_a_file_goes_by_its_name()
    {
        await using var world = await World.Begun();
        await world.AskForMaterial();
        await world.HandIn("foto.jpg", [0xFF, 0xD8, 0xFF, 0xE0]);
        await world.Say(world.Leader, "jah");
        Assert.Contains("Kohtumise materjal:\nfoto.jpg {foto.jpg}", await world.Read(world.Member));
    }

    [Theory]
    [InlineData("viirus.exe", 4, "Seda faili saata ei saa. Sobivad PDF, DOCX, XLSX, PPTX, ODT, JPG ja PNG.")]
    [InlineData("tegelikult-exe.pdf", 4, "Seda faili saata ei saa. Sobivad PDF, DOCX, XLSX, PPTX, ODT, JPG ja PNG.")]
    [InlineData("suur.pdf", HandedIn.Largest + 1, "Fail on liiga suur, see võib olla kuni 5 MB.")]
    [InlineData("kadunud.pdf", null, "Fail ei jõudnud kohale. Palun saada see uuesti.")]
    public async Task A_file_that_cannot_be_taken_gets_the_reason_and_the_question_stays(string name, int? bytes, string reason)
    {
        await using var world = await World.Begun();
        await world.AskForMaterial();
        await world.HandIn(name, bytes is { } size ? [.. "%PDF-"u8[..(size > 5 ? 5 : 0)], .. new byte[size]] : null, "siin");
        Assert.Contains(reason, await world.Read(world.Leader));
        Assert.True(await world.IsOpen());
        Assert.DoesNotContain(await world.Read(world.Member), told => told.Contains("materjal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_whose_name_names_a_member_is_refused()
    {
        await using var world = await World.Begun();
        await world.AskForMaterial();
        await world.HandIn("Olga leht.pdf", pdf, "Tööleht");
        await world.Say(world.Leader, "jah");
        Assert.Contains("Olga", (await world.Read(world.Leader))[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(await world.Read(world.Member), told => told.Contains("materjal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_is_asked_for_a_file()
    {
        await using var world = await World.Begun();
        Assert.False(await world.IsOpen());
        await world.HandIn("leht.pdf", pdf);
        Assert.NotEmpty(await world.Read(world.Leader));
    }

    private sealed class World : HostChatWorld
    {
        public Speaker Leader { get; } = new("coordinator", null, Lang.Et);
        public Speaker Member { get; } = new("parent", null, Lang.Et);

        public static async Task<World> Begun()
        {
            var world = new World();
            await world.Begin(world.Leader, world.Member, "igal kolmapäeval kell 18 kuni 9. detsembrini");
            await world.Read(world.Member);
            return world;
        }

        /// <summary>The channel refuses what is written to them, as somebody who blocked us.</summary>
        public ValueTask<bool> Block(Speaker who) => Storage.Store.Write(unit => Storage.Conversations.Silence(unit, Storage.Conversations.Find(unit, "terminal", who.Id)!.Id, "blocked"), CancellationToken.None);

        /// <summary>Of the first session: what is shown last.</summary>
        public async Task AskForMaterial()
        {
            await Say(Leader, "rühmad");
            await Press(Leader, "Kohtumised");
            await Press(Leader, "Saada materjal");
            await Read(Leader);
        }

        public ValueTask<bool> IsOpen() => Get<IFileDoor>().IsOpen("terminal", Leader.Id, CancellationToken.None);

        public async Task HandIn(string name, byte[]? content, string under = "")
        {
            var file = new HandedIn(name, content?.Length ?? 1, content is null || content.Length > HandedIn.Largest ? (ReadOnlyMemory<byte>?)null : content);
            await Get<IReceiver>().Receive(file.With(TalkEndpoints.Activity(new(Leader.Id, "et", under), TimeProvider.System)), Guid.CreateVersion7().ToString(), Leader.Id, CancellationToken.None);
            await TurnsOver();
        }

        /// <summary>What the member has on the screen.</summary>
        public async Task<byte[]> Sent() => [.. (await Get<IConversationLog>().After("terminal", Member.Id, 0, 1000, CancellationToken.None)).Select(one => one.Outgoing?.File).OfType<FileContent>().First().Content];

        public async Task<(string, byte[])> Kept() => await Storage.Store.Read(unit =>
        {
            var file = Storage.Materials.Of(unit, Storage.Groups.Sessions(unit, Storage.Groups.All(unit, 1)[0].Id)[0].Id)[0].Content.File!;
            return (file.MediaType, file.Content.ToArray());
        }, CancellationToken.None);
    }
}
