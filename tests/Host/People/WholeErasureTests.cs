using System.Text;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records.People;
using Assistant.Storage;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.People;

/// <summary>A parent with a family erases everything: the receipt says what stays and why, and none of their words is in any file, any chat or any backup.</summary>
public sealed class WholeErasureTests : IAsyncDisposable
{
    private const string Canary = "kanarilind-8213";

    private readonly SharedWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData(Lang.Et, "räägi inimesega")]
    [InlineData(Lang.Ru, "поговорить с человеком")]
    [InlineData(Lang.En, "talk to a person")]
    public async Task After_it_none_of_the_persons_words_is_anywhere_and_the_receipt_says_what_stays(Lang lang, string human)
    {
        var (worker, boss) = (world.Meet("worker", Role.SupportPerson), world.Meet("boss", Role.Coordinator));
        var family = world.Supported("CCCCC", worker);
        var who = new Speaker("mother", null, lang);
        await world.Enter(who);
        var mother = world.Store.Read(unit => world.Store.People.Find(unit, new("terminal", "mother"))!.Id);
        world.Store.Write(unit =>
        {
            world.Store.People.Consent(unit, mother, new(Assistant.Dialogs.Consent.ConsentDialog.Version, "hash", lang.Code(), "terminal"));
            var now = world.Store.People.Get(unit, mother);
            world.Store.People.Save(unit, now with { Name = $"Mari {Canary}", Language = lang.Code() });
            world.Store.Families.Join(unit, family.Id, mother, worker);
        });
        await world.Say(who, human);
        await world.Say(who, $"{Canary} laulab öösel");
        await world.Say(new("boss", null, Lang.Et), "järjekord");
        Assert.Contains(await Words("mother"), said => said.Contains(Canary, StringComparison.Ordinal));
        var (data, keys) = world.Store.Backup();

        await world.Say(who, "/minuandmed");
        await world.Press(who, Known.Texts.Get(lang, "mydata.what.erase"));
        await world.Press(who, Known.Texts.Get(lang, "mydata.sure.yes"));
        var receipt = string.Join('\n', await world.Read(who));
        foreach (var part in (string[])[Known.Texts.Get(lang, "mydata.erased").Split('{')[0], Known.Texts.Get(lang, "mydata.kept-by-law"), Known.Texts.Get(lang, "mydata.kept-family")])
            Assert.Contains(part, receipt, StringComparison.Ordinal);

        Assert.Throws<KeyNotFoundException>(() => world.Store.Read(unit => world.Store.People.Get(unit, mother)));
        foreach (var chat in (string[])["mother", "boss", "worker"])
            Assert.DoesNotContain(await Words(chat), said => said.Contains(Canary, StringComparison.Ordinal));
        Assert.Empty(world.Store.Verify().Findings);
        // What the law and the contract keep: the family's records, without the person.
        Assert.NotNull(world.Store.Read(unit => world.Store.Families.Find(unit, family.Id)));
        Assert.Empty(world.Store.Read(unit => world.Store.Families.PeopleOf(unit, family.Id)));
        Assert.Equal("person.erase", Assert.Single(world.Store.AuditRows(), row => row.Action == "person.erase").Action);

        var folder = Path.GetDirectoryName(world.Store.DatabaseFile)!;
        string[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)), data, keys];
        Assert.True(files.Length > 3);
        foreach (var file in files.Where(File.Exists))
            foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(Canary), Encoding.Unicode.GetBytes(Canary)])
                Assert.True(Bytes(file).AsSpan().IndexOf(bytes) < 0, $"{Path.GetFileName(file)} holds the words");
        // Yesterday's copy of the data opens with today's keys, and the person stays gone.
        Assert.True(IsGoneFromBackup());

        bool IsGoneFromBackup()
        {
            var copy = Directory.CreateTempSubdirectory("restored-");
            try
            {
                foreach (var file in Directory.GetFiles(folder).Where(file => !Path.GetFileName(file).StartsWith("assistant.db", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal)))
                {
                    var path = Path.Combine(copy.FullName, Path.GetFileName(file));
                    File.WriteAllBytes(path, Bytes(file));
                    if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
                var options = new StorageOptions { Folder = copy.FullName, Clock = new SettableClock(world.Store.Read(unit => unit.Now)), Ids = new CountingIds(), IsProduction = false };
                Assert.Empty(SqliteStorage.Restore(options, data, null).Findings);
                using var restored = SqliteStorage.Open(options);
                Assert.Throws<KeyNotFoundException>(() => restored.Read(unit => restored.People.Get(unit, mother)));
                return restored.Read(unit => restored.People.Find(unit, new("terminal", "mother"))) is null;
            }
            finally
            {
                copy.Delete(recursive: true);
            }
        }
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private async Task<string[]> Words(string chat) =>
        [.. (await world.The<IConversationLog>().After("terminal", chat, 0, 100_000, CancellationToken.None)).Select(entry => entry.Outgoing?.Text ?? entry.Incoming?.Text ?? "")];
}
