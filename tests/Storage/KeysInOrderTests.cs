using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Storage;
using Assistant.Storage.Encryption;
using Assistant.Storage.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class KeysInOrderTests : IDisposable
{
    private const string Channel = "telegram", Update = "777000:123456";

    private static readonly Pseudonyms pseudonyms = new([.. Enumerable.Range(0, 32).Select(n => (byte)n)]);

    private readonly StoreFolder folder = new();

    [Fact]
    public void Ids_that_follow_one_another_lie_side_by_side_and_are_told_apart()
    {
        var keys = new ArrivalKeys();
        UInt128 Of(string id, string channel = Channel) => keys.Of(pseudonyms, channel, id, out _);
        const int own = 80;
        Assert.Equal(Of("777000:123400") >> own, Of("777000:123499") >> own);
        Assert.NotEqual(Of("777000:123499") >> own, Of("777000:123500") >> own);
        Assert.NotEqual(Of("777000:123499") >> own, Of("777000:123499", "msteams") >> own);
        Assert.Equal(300, Enumerable.Range(123_400, 300).Select(n => Of($"777000:{n}")).Distinct().Count());
        Assert.Equal(Of("777000:123400"), new ArrivalKeys().Of(pseudonyms, Channel, "777000:123400", out _));
        // What ends otherwise has the hash of all of it.
        Assert.Equal(pseudonyms.Of("inbox", Channel, "a1b2"), Of("a1b2"));
    }

    [Fact]
    public void What_a_turn_says_stands_in_the_order_of_turns()
    {
        Assert.True(MessageKey.Of(pseudonyms, "turn:9:1") < MessageKey.Of(pseudonyms, "turn:10:0"));
        Assert.NotEqual(MessageKey.Of(pseudonyms, "turn:9:0"), MessageKey.Of(pseudonyms, "turn:9:1"));
        Assert.Equal(pseudonyms.Of("outbox", "turn:x:0"), MessageKey.Of(pseudonyms, "turn:x:0"));
    }

    [Fact]
    public void What_arrived_under_a_key_of_the_first_kind_is_still_known()
    {
        using var storage = folder.Open();
        var chat = Chat(storage);
        Assert.NotNull(Take(storage, chat));
        storage.Write(unit =>
        {
            var my = Unit.Of(unit);
            using (var first = my.Sql("UPDATE inbox SET dedupe = @dedupe")) first.Bind("@dedupe", my.Pseudonyms.Of("inbox", Channel, Update)).Run();
            using var upTo = my.Sql("UPDATE counter SET value = (SELECT max(seq) FROM inbox) WHERE name = 'first-keys'");
            upTo.Run();
        });
        storage.Dispose();

        using var again = folder.Open();
        Assert.Null(Take(again, chat));
        Assert.NotNull(Take(again, chat, "777000:123457"));
    }

    [Fact]
    public void A_keyboard_is_found_by_the_whole_of_its_handle()
    {
        using var storage = folder.Open();
        var chat = Chat(storage);
        var (now, later) = (folder.Clock.Now, folder.Clock.Now + Duration.FromHours(1));
        const string token = "ABCDEFGHIJKLMNOPQRSTUV";
        var handle = Keyboard.HandleOf(now, token);
        Assert.Equal(Keyboard.HandleLength, handle.Length);
        storage.Write(unit => storage.Keyboards.Keep(unit, new(handle, chat.Id, chat.Person, ["yes"], null, later)));
        Assert.NotNull(storage.Read(unit => storage.Keyboards.Find(unit, handle)));
        Assert.Null(storage.Read(unit => storage.Keyboards.Find(unit, Keyboard.HandleOf(later, token))));
        Assert.Null(storage.Read(unit => storage.Keyboards.Find(unit, handle[..^1] + "W")));
    }

    public void Dispose() => folder.Dispose();

    private static StoredConversation Chat(SqliteStorage storage) => storage.Write(unit =>
    {
        var person = storage.People.Meet(unit, new ChannelIdentity(Channel, "7"), "et");
        return storage.Conversations.Open(unit, Channel, "7", "{}", person.Id);
    });

    private static InboxItem? Take(SqliteStorage storage, StoredConversation chat, string id = Update) =>
        storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, Channel, id, "{}"));
}
