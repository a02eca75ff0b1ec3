using System.Text;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Messages;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class EncryptionTests : IDisposable
{
    private const string Canary = "kanarilind-8213", User = "user-canary-5512";

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Nothing_that_people_wrote_nor_how_channels_know_them_stands_in_the_files()
    {
        using (var storage = folder.Open())
        {
            FillWithCanaries(storage);
            AssertClean(folder.DatabaseBytes());
        }
        AssertClean(folder.DatabaseBytes());
    }

    [Theory]
    [InlineData("UPDATE conversation SET body = (SELECT body FROM conversation AS other WHERE other.id <> conversation.id)", "conversation.body")]
    [InlineData("UPDATE conversation SET body = reference", "conversation.body")]
    [InlineData("UPDATE inbox SET owner = (SELECT id FROM person WHERE id <> inbox.owner)", "inbox.")]
    [InlineData("UPDATE outbox SET seq = seq + 1000", "outbox.body")]
    [InlineData("UPDATE person SET body = CAST(substr(body, 1, length(body) - 1) || X'00' AS BLOB)", "person.body")]
    public void Content_moved_to_another_row_column_or_owner_or_changed_is_noticed(string tampering, string field)
    {
        using (var storage = folder.Open())
        {
            FillWithCanaries(storage);
            var other = storage.Chat("other");
            storage.Write(unit => storage.Conversations.Save(unit, other.Id, other.Version, "other state"));
            Assert.Empty(storage.Verify().Findings);
        }
        RawStore.Tamper(folder.File("assistant.db"), tampering);
        using (var storage = folder.Open())
        {
            var findings = storage.Verify().Findings;
            Assert.NotEmpty(findings);
            Assert.All(findings, finding => Assert.StartsWith(field, finding, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Content_moved_to_another_person_is_never_shown()
    {
        ConversationId mine;
        using (var storage = folder.Open())
        {
            FillWithCanaries(storage);
            var other = storage.Chat("other");
            storage.Write(unit => storage.Conversations.Save(unit, other.Id, other.Version, "other state"));
            mine = other.Id;
        }
        RawStore.Tamper(folder.File("assistant.db"), $"UPDATE conversation SET body = (SELECT body FROM conversation WHERE id <> '{mine}') WHERE id = '{mine}'");
        using (var storage = folder.Open())
            Assert.Throws<StoreDamagedException>(() => storage.Read(unit => storage.Conversations.Get(unit, mine)));
    }

    [Fact]
    public void A_key_file_that_others_can_read_is_missing_or_is_another_one_stops_the_start()
    {
        folder.Open().Dispose();
        var key = folder.File("store.key");
        var bytes = File.ReadAllBytes(key);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Contains("chmod 600", Refusal(), StringComparison.Ordinal);
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        File.WriteAllBytes(key, [.. bytes.Select(part => (byte)~part)]);
        Assert.Contains("not the one this store was made with", Refusal(), StringComparison.Ordinal);
        File.WriteAllBytes(key, bytes[..31]);
        Assert.Contains("exactly 32 bytes", Refusal(), StringComparison.Ordinal);
        File.Delete(key);
        Assert.Contains("missing", Refusal(), StringComparison.Ordinal);
        File.WriteAllBytes(key, bytes);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        folder.Open().Dispose();
    }

    [Fact]
    public void Production_wants_a_key_file_of_its_own_outside_the_data_folder()
    {
        folder.Open().Dispose();
        folder.Options = folder.Options with { IsProduction = true };
        Assert.Contains("Store:KeyFile is not set", Refusal(), StringComparison.Ordinal);
        folder.Options = folder.Options with { KeyFile = folder.File("store.key") };
        Assert.Contains("lies in the data folder", Refusal(), StringComparison.Ordinal);
        using var elsewhere = new StoreFolder();
        folder.Options = folder.Options with { KeyFile = elsewhere.File("kek") };
        Assert.Contains("does not exist", Refusal(), StringComparison.Ordinal);
        File.Move(folder.File("store.key"), elsewhere.File("kek"));
        folder.Open().Dispose();
    }

    [Theory]
    [InlineData("keys.db", "keys.db is missing")]
    [InlineData("assistant.db", "assistant.db is missing")]
    public void A_lost_database_is_not_replaced_by_an_empty_one(string lost, string message)
    {
        using (var storage = folder.Open()) storage.Chat("anna");
        foreach (var file in Directory.GetFiles(folder.Path, lost + "*")) File.Delete(file);
        Assert.Contains(message, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_and_keys_of_different_stores_do_not_open_together()
    {
        using (var storage = folder.Open()) storage.Chat("anna");
        using var other = new StoreFolder();
        File.Copy(folder.File("store.key"), other.File("store.key"));
        using (var storage = other.Open()) storage.Chat("anna");
        File.Copy(other.File("assistant.db"), folder.File("assistant.db"), overwrite: true);
        Assert.Contains("different stores", Refusal(), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<StoreStartException>(folder.Open).Message;

    internal static PersonId FillWithCanaries(SqliteStorage storage)
    {
        var chat = storage.Chat(User);
        storage.Write(unit =>
        {
            storage.People.Save(unit, storage.People.Get(unit, chat.Person) with { Name = Canary });
            storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", User + "/m1", Canary);
            storage.Inbox.Answer(unit, "webchat", User + "/m1", Canary);
            storage.Conversations.Save(unit, chat.Id, chat.Version, Canary);
            storage.Outbox.Queue(unit, [new(User + "/o1", chat.Id, chat.Person, OutgoingKind.Prompt, Canary, unit.Now, true)]);
            storage.Keyboards.Keep(unit, new(Canary, chat.Id, chat.Person, [Canary], null, unit.Now + Duration.FromDays(1)));
            storage.Appointments.Add(unit, new(new(storage.Ids.Next()), "CCCCC", chat.Person, chat.Id, new(Canary, Canary, null, Canary, Canary, Canary, Canary),
                RequestState.Waiting, null, null, null, unit.Now, unit.Now, 1));
        });
        return chat.Person;
    }

    internal static void AssertClean(byte[] bytes)
    {
        Assert.NotEmpty(bytes);
        foreach (var word in (string[])[Canary, User])
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                Assert.True(bytes.AsSpan().IndexOf(encoding.GetBytes(word)) < 0, $"{word} stands in a file");
    }
}
