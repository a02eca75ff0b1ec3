using System.Buffers.Text;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Storage;
using Assistant.Storage.Schema;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>Messages are found by their chat; those that are somebody else's, by their mark.</summary>
public sealed class OthersMessagesTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Only_a_message_in_somebody_elses_chat_is_marked_and_it_goes_with_its_owner()
    {
        using var storage = folder.Open();
        var (anna, boss) = (storage.Chat("anna"), storage.Chat("boss"));
        Fill(storage, anna, boss);
        Assert.Equal(["card", "reply"], Marked(storage));
        Assert.Equal(3, storage.Read(unit => storage.Receipts.Count(unit, anna.Person, "K1")).Messages);

        storage.Write(unit => storage.Erasure.Erase(unit, anna.Person, null));

        Assert.Equal([null, "own"], Said(storage, boss));
        Assert.Empty(Said(storage, anna));
        Assert.Empty(storage.Verify().Findings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_merge_carries_messages_of_both_kinds(bool intoTheReader)
    {
        using var storage = folder.Open();
        var (anna, boss, other) = (storage.Chat("anna"), storage.Chat("boss"), storage.Chat("other"));
        Fill(storage, anna, boss);
        var stays = intoTheReader ? boss : other;

        storage.Write(unit => storage.Staff.Merge(unit, anna.Person, stays.Person, stays.Person));

        Assert.Equal(["card", "own"], Said(storage, boss));
        Assert.Equal(["asked", "answer", "reply"], Said(storage, anna));
        Assert.Empty(storage.Verify().Findings);
        storage.Write(unit => storage.Erasure.Erase(unit, stays.Person, null));
        Assert.Equal(intoTheReader ? [] : [null, "own"], Said(storage, boss));
        Assert.Empty(Said(storage, anna));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void What_an_older_store_holds_is_marked()
    {
        var all = Migration.All(Migration.Data);
        using var database = Database.OpenWriter(folder.File("old.db"));
        Migrator.Run(database, folder.File("old.db"), [.. all.TakeWhile(step => !step.Sql.Contains("inbox_others", StringComparison.Ordinal))], folder.File("copies"), folder.Clock.Now);
        database.Script("""
            INSERT INTO person (id, language, since, version) VALUES ('a', 'et', 0, 1), ('b', 'et', 0, 1);
            INSERT INTO conversation (id, person, channel, address, used, version, reference) VALUES ('x', 'a', 'webchat', x'01', 0, 1, x'01');
            INSERT INTO inbox (seq, dedupe, conversation, owner, channel, received) VALUES (1, x'01', 'x', 'a', 'webchat', 0), (2, x'02', 'x', 'b', 'webchat', 0);
            INSERT INTO outbox (seq, dedupe, conversation, owner, kind, state, due, attempts, created) VALUES (3, x'01', 'x', 'a', 0, 2, 0, 0, 0), (4, x'02', 'x', 'b', 0, 2, 0, 0, 0);
            """);

        Migrator.Run(database, folder.File("old.db"), all, folder.File("copies"), folder.Clock.Now);

        Assert.Equal(["2", "4"], database.Rows("SELECT seq FROM inbox WHERE others = 1 UNION ALL SELECT seq FROM outbox WHERE others = 1").Select(row => row[0]));
        Assert.Equal(["1", "3"], database.Rows("SELECT seq FROM inbox WHERE others IS NULL UNION ALL SELECT seq FROM outbox WHERE others IS NULL").Select(row => row[0]));
    }

    [Fact]
    public void A_keyboard_of_an_older_release_is_found_by_its_minute()
    {
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        var handle = Base64Url.EncodeToString([1, 2, 3]) + "ABCDEFGHIJKLMNOPQRSTUV";
        storage.Write(unit =>
        {
            storage.Keyboards.Keep(unit, new(handle, chat.Id, chat.Person, ["yes"], null, unit.Now + Duration.FromDays(1)));
            using var read = Unit.Of(unit).Sql("SELECT handle FROM keyboard");
            Assert.True(read.Step());
            Assert.Equal([1, 2, 3], read.Bytes(0)[..3].ToArray());
        });
        Assert.NotNull(storage.Read(unit => storage.Keyboards.Find(unit, handle)));
    }

    private static void Fill(SqliteStorage storage, StoredConversation anna, StoredConversation boss) => storage.Write(unit =>
    {
        storage.Inbox.Take(unit, anna.Id, anna.Person, "webchat", "m1", "asked");
        storage.Outbox.Queue(unit,
        [
            new("answer", anna.Id, anna.Person, OutgoingKind.Prompt, "answer", unit.Now, IsPulled: true),
            new("card", boss.Id, anna.Person, OutgoingKind.Prompt, "card", unit.Now, IsPulled: true),
            new("reply", anna.Id, boss.Person, OutgoingKind.Prompt, "reply", unit.Now, IsPulled: true),
            new("own", boss.Id, boss.Person, OutgoingKind.Prompt, "own", unit.Now, IsPulled: true),
        ]);
    });

    private static IEnumerable<string?> Said(SqliteStorage storage, StoredConversation chat) => storage.Read(unit => storage.Outbox.Log(unit, chat.Id, 0, 10)).Select(entry => entry.Body);

    private static List<string> Marked(SqliteStorage storage) => storage.Read(unit =>
    {
        var my = Unit.Of(unit);
        List<string> bodies = [];
        using var read = my.Sql("SELECT seq, owner, body FROM outbox WHERE others = 1 UNION ALL SELECT seq, owner, body FROM inbox WHERE others = 1 ORDER BY seq");
        while (read.Step()) bodies.Add(my.Sealer.OpenText(Field.Outbox, read.Long(0), read.Guid(1), read.Bytes(2))!);
        return bodies;
    });
}
