using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Records.Retention;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>A reminder, or a message to many, is never sent twice: but only one whose call had begun is in doubt after a crash.</summary>
public sealed class ReminderMailTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation anna;

    public ReminderMailTests()
    {
        storage = folder.Open();
        anna = storage.Chat("anna");
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_only_waited_for_its_turn_when_the_program_was_killed_goes_out_afterwards()
    {
        Queue("waits");
        for (var crash = 0; crash < 20; crash++)
        {
            Assert.Equal(0, Assert.Single(Claim()).Attempts);
            Assert.Equal(1, storage.Write(storage.Outbox.Recover));
        }
        Assert.Equal((OutgoingState.Due, null), State("waits"));
    }

    [Fact]
    public void What_was_being_handed_over_is_uncertain_and_not_sent_again()
    {
        Queue("begun");
        Assert.True(TryBegin(Assert.Single(Claim())));
        Assert.Equal(1, storage.Write(storage.Outbox.Recover));
        Assert.Equal((OutgoingState.Uncertain, "crash"), State("begun"));
        Assert.Empty(Claim());
    }

    [Fact]
    public void Of_a_message_in_parts_a_restart_leaves_only_what_is_missing_to_be_sent()
    {
        Queue("long", expires: folder.Clock.Now + Duration.FromSeconds(10));
        var claimed = Assert.Single(Claim());
        Assert.Equal(0, Parts(claimed));
        Assert.True(TryBegin(claimed));
        storage.Write(unit => storage.Outbox.PartSent(unit, claimed.Number, "41"));
        // Half of it was read: it is neither taken back nor too late.
        Assert.False(storage.Write(unit => storage.Outbox.Withdraw(unit, "long")));
        folder.Clock.Now += Duration.FromSeconds(10);
        Assert.Equal(1, storage.Write(storage.Outbox.Recover));
        Assert.Equal(claimed.Number, Assert.Single(Claim()).Number);
        Assert.Equal(1, Parts(claimed));
        Assert.True(TryBegin(claimed));
        storage.Write(unit => storage.Outbox.PartSent(unit, claimed.Number, null));
        Assert.Equal(2, Parts(claimed));
        Assert.True(TryBegin(claimed));
        storage.Write(unit => storage.Outbox.Sent(unit, anna.Id, claimed.Number, "43"));
        Assert.Equal((OutgoingState.Sent, null), State("long"));

        Assert.All(["41", "43"], id => Assert.True(storage.Read(unit => storage.Outbox.IsAnswered(unit, anna.Id, "long", id))));
        Assert.All(["4", "42", "1"], id => Assert.False(storage.Read(unit => storage.Outbox.IsAnswered(unit, anna.Id, "long", id))));
        Assert.Equal(anna.Person, storage.Read(unit => storage.Outbox.WhoseWords(unit, anna.Id, "41")));
        Assert.Equal(["41", "-"], Assert.Single(storage.Read(unit => storage.Outbox.Log(unit, anna.Id, 0, 10))).Parts);
    }

    [Fact]
    public void Till_its_call_begins_a_reminder_can_be_taken_back_and_then_no_call_is_made()
    {
        Queue("back");
        var claimed = Assert.Single(Claim());
        Assert.True(storage.Write(unit => storage.Outbox.Withdraw(unit, "back")));
        Assert.False(TryBegin(claimed));
        Assert.Equal((OutgoingState.Failed, "withdrawn"), State("back"));

        Queue("gone");
        claimed = Assert.Single(Claim());
        Assert.True(TryBegin(claimed));
        Assert.False(storage.Write(unit => storage.Outbox.Withdraw(unit, "gone")));
    }

    [Fact]
    public void What_helps_nobody_any_more_when_its_turn_comes_is_not_sent()
    {
        Queue("late", expires: folder.Clock.Now + Duration.FromSeconds(10));
        var claimed = Assert.Single(Claim());
        folder.Clock.Now += Duration.FromSeconds(10);
        Assert.False(TryBegin(claimed));
        Assert.Equal((OutgoingState.Failed, IOutbox.Late), State("late"));
    }

    [Fact]
    public void What_speaks_of_somebody_erased_meanwhile_is_not_sent_and_is_forgotten_with_the_rest()
    {
        var parent = storage.Chat("parent").Person;
        storage.Write(unit => storage.Outbox.Queue(unit, [Reminder("claimed") with { Owner = parent }]));
        var claimed = Assert.Single(Claim());
        storage.Write(unit => storage.Outbox.Queue(unit, [Reminder("waits") with { Owner = parent }]));
        storage.Write(unit => storage.Erasure.Erase(unit, parent, null));
        Assert.False(TryBegin(claimed));
        Assert.All(["claimed", "waits"], key => Assert.Equal((OutgoingState.Failed, "erased"), State(key)));
        Assert.Empty(Claim());

        folder.Clock.Now += RetentionPolicy.Default.Deduplication;
        while (storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 1)).Values.Any(removed => removed > 0)) { }
        Assert.All(["claimed", "waits"], key => Assert.Null(State(key)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_kept_until_somebody_wrote_and_helps_no_more_by_then_is_not_shown(bool isPage)
    {
        storage.Write(unit => storage.Held.Hold(unit, Reminder("kept", folder.Clock.Now + Duration.FromHours(1)) with { IsPulled = isPage }, due: null));
        storage.Write(unit => storage.Held.Hold(unit, Reminder("helps", folder.Clock.Now + Duration.FromHours(3)) with { IsPulled = isPage }, due: null));
        folder.Clock.Now += Duration.FromHours(2);
        Assert.Equal(2, storage.Write(unit => storage.Held.ReleaseAll(unit, anna.Id)));
        Assert.Equal((OutgoingState.Failed, IOutbox.Late), State("kept"));
        Assert.Equal(["helps"], storage.Read(unit => storage.Outbox.Log(unit, anna.Id, 0, 10)).Select(entry => entry.Body).OfType<string>());
    }

    private void Queue(string key, Instant? expires = null) => storage.Write(unit => storage.Outbox.Queue(unit, [Reminder(key, expires)]));

    private Outgoing Reminder(string key, Instant? expires = null) => new(key, anna.Id, anna.Person, OutgoingKind.Reminder, key, folder.Clock.Now, IsPulled: false) { Expires = expires };

    private IReadOnlyList<Claimed> Claim() => storage.Write(unit => storage.Outbox.Claim(unit, 10, 10));

    private bool TryBegin(Claimed claimed) => storage.Write(unit => storage.Outbox.TryBegin(unit, claimed.Number));

    private int Parts(Claimed claimed) => storage.Read(unit => storage.Outbox.PartsSent(unit, claimed.Number));

    private (OutgoingState, string?)? State(string key) => storage.Read(unit => storage.Outbox.StateOf(unit, key));
}
