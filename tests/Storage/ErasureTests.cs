using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.Retention;
using Assistant.Storage;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class ErasureTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_erased_persons_key_is_gone_from_every_byte_and_old_data_backups_do_not_open()
    {
        using var storage = folder.Open();
        var person = EncryptionTests.FillWithCanaries(storage);
        var other = storage.Chat("other");
        var (backup, _) = storage.Backup();
        var wrapped = WrappedKey(person.Value);
        Assert.True(folder.DatabaseBytes().AsSpan().IndexOf(wrapped) >= 0);

        storage.Write(unit => storage.Erasure.Erase(unit, person, null));

        Assert.True(folder.DatabaseBytes().AsSpan().IndexOf(wrapped) < 0, "the key stands in a file");
        Assert.Throws<KeyNotFoundException>(() => storage.Read(unit => storage.People.Get(unit, person)));
        Assert.Null(storage.Read(unit => storage.People.Find(unit, new("webchat", "user-canary-5512"))));
        Assert.Equal(other.Id, storage.Read(unit => storage.Conversations.Get(unit, other.Id)).Id);
        var report = storage.Verify();
        Assert.Empty(report.Findings);
        Assert.Equal("person.erase", storage.AuditRows()[^1].Action);

        storage.Dispose();
        var restored = SqliteStorage.Restore(folder.Options, backup, null);
        Assert.Empty(restored.Findings);
        Assert.Equal((0, 1), (restored.Erased, restored.Opened));
    }

    [Fact]
    public void Restoring_yesterdays_data_and_keys_brings_nobody_back()
    {
        (string Data, string Keys) backup;
        PersonId person;
        byte[] wrapped;
        using (var storage = folder.Open())
        {
            person = EncryptionTests.FillWithCanaries(storage);
            wrapped = WrappedKey(person.Value);
            backup = storage.Backup();
            storage.Write(unit => storage.Erasure.Erase(unit, person, null));
        }
        // Even when both databases are lost: only the list of the erased, beside them, knows.
        foreach (var file in Directory.GetFiles(folder.Path, "*.db*")) File.Delete(file);
        Assert.Empty(SqliteStorage.Restore(folder.Options, backup.Data, backup.Keys).Findings);
        using (var storage = folder.Open())
        {
            Assert.Throws<KeyNotFoundException>(() => storage.Read(unit => storage.People.Get(unit, person)));
            Assert.True(folder.DatabaseBytes().AsSpan().IndexOf(wrapped) < 0, "the key stands in a file");
        }
    }

    [Fact]
    public void A_unit_that_fails_after_erasing_erases_nothing()
    {
        using var storage = folder.Open();
        var person = EncryptionTests.FillWithCanaries(storage);
        Assert.Throws<InvalidOperationException>(() => storage.Write(unit =>
        {
            storage.Erasure.Erase(unit, person, null);
            throw new InvalidOperationException("no");
        }));
        Assert.Equal("kanarilind-8213", storage.Read(unit => storage.People.Get(unit, person)).Name);
    }

    [Fact]
    public void Each_kind_is_there_until_its_time_and_gone_after_it()
    {
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        storage.Write(unit => storage.People.Consent(unit, chat.Person, new("1", "hash", "et", "webchat")));
        var item = storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m1", "{in}"))!;
        var waiting = storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m2", "{waits}"))!;
        storage.Write(unit => storage.Inbox.Done(unit, item));
        storage.Write(unit => storage.Outbox.Queue(unit, [new("o1", chat.Id, chat.Person, OutgoingKind.Prompt, "{out}", unit.Now, true)]));
        var silent = storage.Chat("silent");

        var begin = folder.Clock.Now;
        At(Duration.FromHours(24) - Duration.FromMilliseconds(1), log: ["{in}", "{waits}", "{out}"]);
        At(Duration.FromHours(24), log: ["{in}", "{waits}", null]);
        At(Duration.FromHours(72) - Duration.FromMilliseconds(1), log: ["{in}", "{waits}", null]);
        At(Duration.FromHours(72), log: [null, "{waits}", null]);
        At(Duration.FromDays(8) - Duration.FromMilliseconds(1), log: [null, "{waits}", null]);
        At(Duration.FromDays(8), log: ["{waits}"]);
        At(Duration.FromDays(14) - Duration.FromMilliseconds(1), log: ["{waits}"]);
        Assert.NotNull(storage.Read(unit => storage.People.Find(unit, new("webchat", "silent"))));
        At(Duration.FromDays(14), log: ["{waits}"]);
        Assert.Null(storage.Read(unit => storage.People.Find(unit, new("webchat", "silent"))));
        Assert.NotNull(storage.Read(unit => storage.People.Find(unit, new("webchat", "anna"))));
        Assert.Empty(storage.Verify().Findings);

        void At(Duration age, string?[] log)
        {
            folder.Clock.Now = begin + age;
            while (storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 1)).Values.Any(removed => removed > 0)) { }
            Assert.Equal(log, storage.Read(unit => storage.Outbox.Log(unit, chat.Id, 0, 10)).Select(entry => entry.Body));
        }
    }

    private byte[] WrappedKey(Guid owner)
    {
        using var keys = Database.OpenReader(folder.File("keys.db"));
        using var read = keys.Sql("SELECT wrapped FROM data_key WHERE owner = @owner");
        Assert.True(read.Bind("@owner", owner).Step());
        return read.Bytes(0).ToArray();
    }
}
