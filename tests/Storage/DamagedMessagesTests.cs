using Assistant.Records.Messages;

namespace Assistant.Tests.Storage;

/// <summary>One message that does not open holds up nobody else's; <c>verify</c> tells of it.</summary>
public sealed class DamagedMessagesTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Fact]
    public void What_does_not_open_is_claimed_as_empty_and_the_others_are_claimed_as_they_are()
    {
        using (var storage = folder.Open())
            foreach (var name in (string[])["anna", "boris"])
            {
                var chat = storage.Chat(name);
                storage.Write(unit => storage.Outbox.Queue(unit, [new(name, chat.Id, chat.Person, OutgoingKind.Prompt, name, unit.Now, IsPulled: false)]));
            }
        RawStore.Tamper(folder.File("assistant.db"), "UPDATE outbox SET body = zeroblob(64) WHERE seq = (SELECT min(seq) FROM outbox)");

        using var again = folder.Open();
        Assert.Equal(["", "boris"], again.Write(unit => again.Outbox.Claim(unit, 10, 10)).Select(message => message.Body));
        Assert.NotEmpty(again.Verify().Findings);
    }

    [Fact]
    public void A_start_goes_on_with_what_arrived_and_opens()
    {
        using (var storage = folder.Open())
            foreach (var name in (string[])["anna", "boris"])
            {
                var chat = storage.Chat(name);
                storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "telegram", name, name));
            }
        RawStore.Tamper(folder.File("assistant.db"), "UPDATE inbox SET body = zeroblob(64) WHERE seq = (SELECT min(seq) FROM inbox)");

        using var again = folder.Open();
        Assert.Equal("boris", Assert.Single(again.Read(again.Inbox.Pending)).Activity);
        Assert.NotEmpty(again.Verify().Findings);
    }

    public void Dispose() => folder.Dispose();
}
