using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Storage.Encryption;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>What a turn saves at once: its message as handled, its talk without looking for whose it is, its buttons in the order of time.</summary>
public sealed class StoredWithItsTurnTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_message_stored_as_handled_waits_for_no_turn_and_is_known_when_it_comes_again()
    {
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        var item = storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m1", "{in}", isHandled: true))!;
        Assert.True(item.IsHandled);
        Assert.Empty(storage.Read(storage.Inbox.Pending));
        Assert.False(storage.Write(unit => storage.Inbox.Done(unit, item)));
        Assert.Null(storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m1", "{in}")));
        Assert.Equal(["{in}"], storage.Read(unit => storage.Outbox.Log(unit, chat.Id, 0, 10)).Select(entry => entry.Body));
    }

    [Fact]
    public void A_unit_that_fails_with_what_came_along_is_run_again_and_then_stands_without_it()
    {
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        List<(bool IsOne, bool Stands)> runs = [];
        var item = storage.Write(unit =>
        {
            var isOne = storage.Store.IsOneWithAlong(unit);
            runs.Add((isOne, Stands: false));
            var taken = storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m1", "{in}", isOne);
            runs[^1] = (isOne, storage.Store.Along(unit, _ => throw new InvalidOperationException("no")));
            return taken;
        })!;
        Assert.Equal([(true, false), (false, false)], runs);
        Assert.False(item.IsHandled);
        Assert.Equal([item.Sequence], storage.Read(storage.Inbox.Pending).Select(waiting => waiting.Sequence));
    }

    [Fact]
    public void A_talk_is_sealed_for_whose_it_is_whoever_the_caller_takes_them_for()
    {
        using var storage = folder.Open();
        var (anna, berta) = (storage.Chat("anna"), storage.Chat("berta"));
        storage.Write(unit => storage.Conversations.Save(unit, anna.Id, anna.Version, "first", berta.Person));
        storage.Write(unit => storage.Conversations.Save(unit, anna.Id, anna.Version + 1, "second", anna.Person));
        Assert.Equal("second", storage.Read(unit => storage.Conversations.Get(unit, anna.Id)).State);
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Conversations.Save(unit, anna.Id, anna.Version + 1, "third", anna.Person)));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void Buttons_go_with_the_one_they_were_for_and_with_the_chat_they_stood_in()
    {
        using var storage = folder.Open();
        var (anna, berta) = (storage.Chat("anna"), storage.Chat("berta"));
        Keep("own", anna, anna.Person);
        Keep("in-anothers-chat", berta, anna.Person);
        Keep("anothers-in-own-chat", anna, berta.Person);
        Keep("anothers", berta, berta.Person);

        storage.Write(unit => storage.Erasure.Erase(unit, anna.Person, null));

        Assert.Equal(["anothers"], new[] { "own", "in-anothers-chat", "anothers-in-own-chat", "anothers" }.Where(handle => storage.Read(unit => storage.Keyboards.Find(unit, handle)) is not null));
        Assert.Empty(storage.Verify().Findings);

        void Keep(string handle, StoredConversation chat, PersonId person) =>
            storage.Write(unit => storage.Keyboards.Keep(unit, new(handle, chat.Id, person, ["yes"], null, unit.Now + Duration.FromDays(1))));
    }

    [Fact]
    public void No_nonce_is_given_twice()
    {
        const int many = 2_000;
        var nonces = new Nonces();
        HashSet<string> given = [];
        var nonce = new byte[Nonces.Length];
        for (var n = 0; n < many; n++)
        {
            nonces.Next(nonce);
            given.Add(Convert.ToHexString(nonce));
        }
        Assert.Equal(many, given.Count);
    }
}
