using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>Messages that are ready ahead of their moment, for who reads our log.</summary>
public sealed class AheadTests : IDisposable
{
    private static readonly Duration room = Duration.FromSeconds(30);

    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation anna, boris;
    private readonly Instant due;

    public AheadTests()
    {
        storage = folder.Open();
        (anna, boris) = (storage.Chat("anna"), storage.Chat("boris"));
        due = folder.Clock.Now + room;
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void It_is_in_no_log_before_its_moment_and_then_as_said_now()
    {
        Queue(anna, "r1");
        Assert.Equal((OutgoingState.Ahead, null), State("r1"));
        Assert.Equal(due, storage.Read(unit => storage.Outbox.NextAhead(unit, folder.Clock.Now)));
        folder.Clock.Now = due - Duration.FromMilliseconds(1);
        Assert.Empty(Show().Chats);
        Assert.Empty(Log(anna));
        // The sender has no part in it.
        Assert.Empty(storage.Write(unit => storage.Outbox.Claim(unit, 10, 10)));
        Assert.Null(storage.Read(unit => storage.Outbox.NextDue(unit, withReminders: true)));

        folder.Clock.Now = due;
        Assert.Equal([anna.Id], Show().Chats);
        Assert.Equal(("r1", due), (Log(anna).Single().Body, Log(anna).Single().At));
        Assert.Equal((OutgoingState.Sent, null), State("r1"));
        Assert.Empty(Show().Chats);
    }

    [Fact]
    public void Behind_what_was_said_since_nothing_comes_in_and_it_can_be_queued_again()
    {
        Queue(anna, "heard");
        Queue(boris, "wrote");
        storage.Write(unit => storage.Outbox.Queue(unit, [new("answer", anna.Id, anna.Person, OutgoingKind.Prompt, "answer", unit.Now, IsPulled: true)]));
        storage.Write(unit => storage.Inbox.Take(unit, storage.Conversations.Open(unit, "telegram", "boris", "{}", boris.Person).Id, boris.Person, "telegram", "m1", "{}"));
        var read = Log(anna).Single().Sequence;
        folder.Clock.Now = due;
        Assert.Equal((0, 2), (Show().Chats.Length, Show().Left));
        Assert.Equal(["answer"], Log(anna).Select(entry => entry.Body));

        Assert.True(storage.Write(unit => storage.Outbox.Recall(unit, "heard")));
        Queue(anna, "heard");
        Assert.Equal("heard", Log(anna, after: read).Single().Body);
        Assert.False(storage.Write(unit => storage.Outbox.Recall(unit, "heard")));
    }

    [Fact]
    public void Taken_back_or_too_late_it_is_never_seen()
    {
        Queue(anna, "back");
        Assert.True(storage.Write(unit => storage.Outbox.Withdraw(unit, "back")));
        Queue(boris, "late");
        folder.Clock.Now = due + Duration.FromHours(1);
        Assert.Empty(Show().Chats);
        Assert.Equal(((OutgoingState.Failed, "withdrawn"), (OutgoingState.Failed, IOutbox.Late)), (State("back"), State("late")));
        Assert.All(Log(anna).Concat(Log(boris)), entry => Assert.Null(entry.Body));
    }

    [Fact]
    public void Many_are_shown_some_at_a_time()
    {
        const int Many = 5, Limit = 2;
        for (var n = 0; n < Many; n++)
            Queue(storage.Chat($"reader-{n}"), $"r{n}");
        folder.Clock.Now = due;
        List<int> rounds = [];
        for (AheadPlace? from = null; rounds.Count == 0 || from is not null;)
        {
            var shown = storage.Write(unit => storage.Outbox.Show(unit, Limit, from));
            rounds.Add(shown.Chats.Length);
            from = shown.Next;
        }
        Assert.Equal([2, 2, 1], rounds);
    }

    private void Queue(StoredConversation to, string key) => storage.Write(unit =>
        storage.Outbox.Queue(unit, [new(key, to.Id, to.Person, OutgoingKind.Reminder, key, due, IsPulled: true) { IsAhead = true, Expires = due + Duration.FromHours(1) }]));

    private Shown Show() => storage.Write(unit => storage.Outbox.Show(unit, 100));

    private LogEntry[] Log(StoredConversation of, long after = 0) => [.. storage.Read(unit => storage.Outbox.Log(unit, of.Id, after, 100)).Where(entry => !entry.IsIncoming)];

    private (OutgoingState State, string? Reason)? State(string key) => storage.Read(unit => storage.Outbox.StateOf(unit, key));
}
