using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>What a turn says is taken in its own commit; order and recovery stay as with claims.</summary>
public sealed class TakenAtOnceTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation anna, berta;
    private int queued;

    public TakenAtOnceTests()
    {
        storage = folder.Open();
        (anna, berta) = (storage.Chat("anna"), storage.Chat("berta"));
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_first_message_of_each_chat_is_taken_and_those_behind_it_wait()
    {
        var begun = Begin(Prompt(anna), Prompt(anna), Prompt(berta));
        Assert.Equal([true, false, true], begun.Select(one => one.IsTaken));
        Assert.Empty(Claim());
        Assert.False(TryTake(begun[1]));

        Assert.True(Sent(anna, begun[0]));
        Assert.True(TryTake(begun[1]));
        Assert.False(TryTake(begun[1]));
        Assert.False(Sent(anna, begun[1]));
        Assert.Empty(Claim());
    }

    [Fact]
    public void What_waits_or_is_on_its_way_is_never_overtaken()
    {
        storage.Write(unit => storage.Outbox.Queue(unit, [Prompt(anna)]));
        Assert.False(Assert.Single(Begin(Prompt(anna))).IsTaken);
        var first = Assert.Single(Claim());
        Assert.False(Assert.Single(Begin(Prompt(anna))).IsTaken);

        // A try that failed waits for its next one, and all behind it.
        storage.Write(unit => storage.Outbox.Settle(unit, first.Number, OutgoingState.Due, folder.Clock.Now + Duration.FromMinutes(1), null, null));
        Assert.False(Assert.Single(Begin(Prompt(anna))).IsTaken);
    }

    [Fact]
    public void Answers_do_not_wait_for_reminders_and_reminders_are_not_taken()
    {
        storage.Write(unit => storage.Outbox.Queue(unit, [Prompt(anna) with { Kind = OutgoingKind.Reminder }]));
        folder.Clock.Now += Duration.FromSeconds(1);
        Assert.True(Assert.Single(Begin(Prompt(anna))).IsTaken);
        Assert.False(Assert.Single(Begin(Prompt(berta) with { Kind = OutgoingKind.Reminder })).IsTaken);
        Assert.False(Assert.Single(Begin(Prompt(berta) with { IsPulled = true })).IsTaken);
    }

    [Fact]
    public void Words_about_danger_that_came_meanwhile_go_before_the_rest_of_a_turn()
    {
        var begun = Begin(Prompt(anna), Prompt(anna));
        storage.Write(unit => storage.Outbox.Queue(unit, [Prompt(anna) with { Kind = OutgoingKind.Safety }]));
        Sent(anna, begun[0]);
        Assert.False(TryTake(begun[1]));
        Assert.Equal(OutgoingKind.Safety, Assert.Single(Claim()).Kind);
    }

    [Fact]
    public void A_key_that_is_known_is_skipped()
    {
        var prompt = Prompt(anna);
        var first = Assert.Single(Begin(prompt));
        Sent(anna, first);
        Assert.Equal(new Queued(0, false), Assert.Single(Begin(prompt)));
    }

    [Fact]
    public void What_was_taken_but_never_recorded_is_sent_once_more_after_a_crash_and_what_was_recorded_is_not()
    {
        var mine = Assert.Single(Begin(Prompt(anna)));
        var its = Assert.Single(Begin(Prompt(berta)));
        Sent(berta, its);
        Sent(berta, its);
        Assert.Equal(1, storage.Write(storage.Outbox.Recover));
        var again = Assert.Single(Claim());
        Assert.Equal((mine.Number, 1), (again.Number, again.Attempts));
    }

    private Outgoing Prompt(StoredConversation chat) => new($"key:{queued++}", chat.Id, chat.Person, OutgoingKind.Prompt, "{}", folder.Clock.Now, IsPulled: false);

    private System.Collections.Immutable.ImmutableArray<Queued> Begin(params Outgoing[] messages) => storage.Write(unit => storage.Outbox.Begin(unit, messages));

    private bool TryTake(Queued message) => storage.Write(unit => storage.Outbox.TryTake(unit, message.Number));

    private bool Sent(StoredConversation chat, Queued message) => storage.Write(unit => storage.Outbox.Sent(unit, chat.Id, message.Number, "7"));

    private System.Collections.Immutable.ImmutableArray<Claimed> Claim() => storage.Write(unit => storage.Outbox.Claim(unit, 10, 10));
}
