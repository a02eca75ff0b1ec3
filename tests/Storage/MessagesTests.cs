using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Records.Retention;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class MessagesTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation anna, berta;
    private int queued;

    public MessagesTests()
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
    public void A_message_delivered_again_is_known_and_one_turn_alone_finishes_it()
    {
        var item = Take(anna, "m1")!;
        Assert.Null(Take(anna, "m1"));
        Assert.Equal(item, Assert.Single(storage.Read(storage.Inbox.Pending)));
        Assert.True(storage.Write(unit => storage.Inbox.Done(unit, item)));
        Assert.False(storage.Write(unit => storage.Inbox.Done(unit, item)));
        Assert.Empty(storage.Read(storage.Inbox.Pending));
        Assert.Null(Take(anna, "m1"));
    }

    [Fact]
    public void What_a_call_was_answered_is_kept_beside_it_while_its_words_are()
    {
        var item = Take(anna, "m1")!;
        storage.Write(unit => storage.Inbox.Answer(unit, item.Channel, item.External, "over"));
        storage.Write(unit => storage.Inbox.Answer(unit, item.Channel, "m2", "of nothing that came"));
        storage.Write(unit => storage.Inbox.Answer(unit, item.Channel, item.External, "what is said first stays"));
        Assert.Equal("over", AnswerTo("m1"));
        Assert.Equal((true, false), storage.Read(unit => (storage.Inbox.IsKnown(unit, item.Channel, item.External), storage.Inbox.IsKnown(unit, item.Channel, "m2"))));
        Assert.Null(AnswerTo("m2"));
        Assert.Empty(storage.Verify().Findings);

        // Whoever is not to be known by their words is not to be known by what was answered either, also when that is kept after them.
        storage.Write(unit => storage.Inbox.Forget(unit, item.Sequence));
        Assert.Null(AnswerTo("m1"));
        storage.Write(unit => storage.Inbox.Answer(unit, item.Channel, item.External, "over"));
        Assert.Null(AnswerTo("m1"));

        string? AnswerTo(string external) => storage.Read(unit => storage.Inbox.AnswerTo(unit, item.Channel, external));
    }

    [Fact]
    public void What_a_call_was_answered_goes_when_its_words_go()
    {
        var item = Take(anna, "m1")!;
        storage.Write(unit => storage.Inbox.Answer(unit, item.Channel, item.External, "over"));
        folder.Clock.Now += RetentionPolicy.Default.InboxBody - Duration.FromSeconds(1);
        Sweep();
        Assert.Equal("over", storage.Read(unit => storage.Inbox.AnswerTo(unit, item.Channel, item.External)));
        folder.Clock.Now += Duration.FromSeconds(1);
        Sweep();
        Assert.Null(storage.Read(unit => storage.Inbox.AnswerTo(unit, item.Channel, item.External)));

        void Sweep() => storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 10));
    }

    [Fact]
    public void A_turn_on_an_old_version_of_the_conversation_saves_nothing()
    {
        storage.Write(unit => storage.Conversations.Save(unit, anna.Id, anna.Version, "first"));
        Assert.Throws<ConflictException>(() => storage.Write(unit =>
        {
            Queue(unit, anna, OutgoingKind.Prompt);
            storage.Conversations.Save(unit, anna.Id, anna.Version, "second");
        }));
        var now = storage.Read(unit => storage.Conversations.Get(unit, anna.Id));
        Assert.Equal(("first", anna.Version + 1), (now.State, now.Version));
        Assert.Empty(Claim());
    }

    [Fact]
    public void Whose_words_a_sent_message_carries_is_known_by_the_channels_id_of_it()
    {
        storage.Write(unit => storage.Outbox.Queue(unit, [new("from-berta", anna.Id, berta.Person, OutgoingKind.Prompt, "tere", unit.Now, IsPulled: false)]));
        var sent = Assert.Single(Claim());
        storage.Write(unit => storage.Outbox.Settle(unit, sent.Number, OutgoingState.Sent, retryAt: null, externalId: "41", reason: null));
        Assert.Equal(berta.Person, storage.Read(unit => storage.Outbox.WhoseWords(unit, anna.Id, "41")));
        Assert.Null(storage.Read(unit => storage.Outbox.WhoseWords(unit, anna.Id, "42")));
        Assert.Null(storage.Read(unit => storage.Outbox.WhoseWords(unit, berta.Id, "41")));
    }

    [Fact]
    public void One_order_runs_through_both_directions_and_the_log_shows_it()
    {
        var hello = Take(anna, "m1")!;
        storage.Write(unit => Queue(unit, anna, OutgoingKind.Prompt, isPulled: true));
        Take(berta, "m1-of-berta");
        Take(anna, "m2");
        var log = storage.Read(unit => storage.Outbox.Log(unit, anna.Id, 0, 10));
        Assert.Equal([true, false, true], log.Select(entry => entry.IsIncoming));
        Assert.Equal(log.Select(entry => entry.Sequence).Order(), log.Select(entry => entry.Sequence));
        Assert.Equal("{m2}", log[2].Body);
        Assert.Equal(2, storage.Read(unit => storage.Outbox.Log(unit, anna.Id, hello.Sequence, 10)).Length);
        Assert.Empty(Claim());
    }

    [Fact]
    public void The_same_key_is_queued_once()
    {
        Outgoing reminder = new("rem:1", anna.Id, anna.Person, OutgoingKind.Reminder, "{}", folder.Clock.Now, false);
        Assert.Equal(1, storage.Write(unit => storage.Outbox.Queue(unit, [reminder, reminder])));
        Assert.Equal(0, storage.Write(unit => storage.Outbox.Queue(unit, [reminder with { Body = "{other}" }])));
    }

    [Fact]
    public void Claims_take_one_message_a_conversation_and_never_overtake()
    {
        storage.Write(unit =>
        {
            foreach (var chat in (StoredConversation[])[anna, anna, berta]) Queue(unit, chat, OutgoingKind.Prompt);
        });
        var claims = Claim();
        Assert.Equal([anna.Id, berta.Id], claims.Select(claim => claim.Conversation));
        Assert.Empty(Claim());

        // The first fails for now: the second waits behind it, also before its next try is due.
        Settle(claims[0], OutgoingState.Due, folder.Clock.Now + Duration.FromSeconds(30));
        Settle(claims[1], OutgoingState.Sent);
        Assert.Empty(Claim());
        Assert.Equal(folder.Clock.Now + Duration.FromSeconds(30), storage.Read(unit => storage.Outbox.NextDue(unit, withReminders: true)));
        folder.Clock.Now += Duration.FromSeconds(30);
        var again = Assert.Single(Claim());
        Assert.Equal((claims[0].Number, 1), (again.Number, again.Attempts));
        Settle(again, OutgoingState.Sent);
        Settle(Assert.Single(Claim()), OutgoingState.Failed);
        Assert.Null(storage.Read(unit => storage.Outbox.NextDue(unit, withReminders: true)));
    }

    [Fact]
    public void A_message_for_later_holds_nobody_up_and_safety_goes_first()
    {
        storage.Write(unit =>
        {
            Queue(unit, anna, OutgoingKind.Reminder, due: folder.Clock.Now + Duration.FromDays(1));
            Queue(unit, anna, OutgoingKind.Prompt);
            Queue(unit, anna, OutgoingKind.Safety);
        });
        var safety = Assert.Single(Claim());
        Assert.Equal(OutgoingKind.Safety, safety.Kind);
        Settle(safety, OutgoingState.Sent);
        var prompt = Assert.Single(Claim());
        Assert.Equal(OutgoingKind.Prompt, prompt.Kind);
        Settle(prompt, OutgoingState.Sent);
        Assert.Empty(Claim());
        folder.Clock.Now += Duration.FromDays(1);
        Assert.Equal(OutgoingKind.Reminder, Assert.Single(Claim()).Kind);
    }

    [Fact]
    public void A_prompt_that_turns_doubtful_after_it_was_answered_is_let_go()
    {
        storage.Write(unit => Queue(unit, anna, OutgoingKind.Prompt));
        storage.Write(unit => Queue(unit, berta, OutgoingKind.Prompt));
        var claims = Claim();
        Take(anna, "I am here");
        foreach (var claim in claims)
            storage.Write(unit => storage.Outbox.Settle(unit, claim.Number, OutgoingState.Due, folder.Clock.Now, null, IOutbox.Doubtful));
        Assert.Equal([berta.Id], Claim().Select(claim => claim.Conversation));
    }

    [Fact]
    public void A_broadcast_keeps_no_answer_waiting()
    {
        var clara = storage.Chat("clara");
        storage.Write(unit =>
        {
            foreach (var chat in (StoredConversation[])[anna, berta, clara]) Queue(unit, chat, OutgoingKind.Reminder);
            // What is said along with a reminder stays behind it.
            Queue(unit, clara, OutgoingKind.Prompt);
        });
        folder.Clock.Now += Duration.FromSeconds(1);
        storage.Write(unit => Queue(unit, berta, OutgoingKind.Prompt));
        var claims = storage.Write(unit => storage.Outbox.Claim(unit, 10, 1));
        Assert.Equal([(berta.Id, OutgoingKind.Prompt), (anna.Id, OutgoingKind.Reminder)], claims.Select(claim => (claim.Conversation, claim.Kind)));
        // Somebody who waits for a free hand is not woken by reminders that none is free for.
        Assert.Null(storage.Read(unit => storage.Outbox.NextDue(unit, withReminders: false)));
        Settle(claims[0], OutgoingState.Sent);
        Assert.Equal(2, Claim().Count);
    }

    [Fact]
    public void Settling_what_is_not_being_sent_is_a_conflict()
    {
        storage.Write(unit => Queue(unit, anna, OutgoingKind.Prompt));
        var claim = Assert.Single(Claim());
        Settle(claim, OutgoingState.Sent);
        Assert.Throws<ConflictException>(() => Settle(claim, OutgoingState.Sent));
    }

    [Fact]
    public void After_a_crash_safety_is_sent_again_a_reminder_never_and_a_prompt_once_unless_the_person_wrote_since()
    {
        var clara = storage.Chat("clara");
        var dora = storage.Chat("dora");
        storage.Write(unit =>
        {
            Queue(unit, anna, OutgoingKind.Prompt);
            Queue(unit, berta, OutgoingKind.Reminder);
            Queue(unit, clara, OutgoingKind.Safety);
            Queue(unit, dora, OutgoingKind.Prompt);
        });
        var claimed = Claim();
        Assert.Equal(4, claimed.Count);
        Assert.True(storage.Write(unit => storage.Outbox.TryBegin(unit, claimed.Single(claim => claim.Kind == OutgoingKind.Reminder).Number)));
        // Anna's second line came too soon to be an answer; Dora had the time to read.
        Take(anna, "and one thing more");
        folder.Clock.Now += Duration.FromSeconds(3);
        Take(dora, "I am here");

        Assert.Equal(4, storage.Write(storage.Outbox.Recover));
        Assert.Equal([clara.Id, anna.Id], Claim().Select(claim => claim.Conversation));
        Assert.Equal(2, storage.Write(storage.Outbox.Recover));
        Assert.Equal([clara.Id], Claim().Select(claim => claim.Conversation));
    }

    [Fact]
    public void A_keyboard_is_found_by_its_handle_until_it_expires()
    {
        Keyboard kept = new("handle-of-22-characters", anna.Id, anna.Person, ["yes", "jah, \"tänan\""], 3, folder.Clock.Now + Duration.FromDays(1));
        storage.Write(unit => storage.Keyboards.Keep(unit, kept));
        storage.Write(unit => storage.Keyboards.Keep(unit, kept with { Handle = "other", Prompt = null }));
        var found = storage.Read(unit => storage.Keyboards.Find(unit, kept.Handle))!;
        Assert.Equal(kept.Choices, found.Choices);
        Assert.Equal(kept with { Choices = [] }, found with { Choices = [] });
        Assert.Null(storage.Read(unit => storage.Keyboards.Find(unit, "unknown")));

        Assert.NotNull(storage.Read(unit => storage.Keyboards.Find(unit, "other")));
        folder.Clock.Now += Duration.FromDays(1);
        Assert.Null(storage.Read(unit => storage.Keyboards.Find(unit, "other")));
    }

    [Fact]
    public void Words_of_danger_behind_others_that_wait_for_their_next_try_are_due_with_them_and_not_before()
    {
        storage.Write(unit =>
        {
            Queue(unit, anna, OutgoingKind.Safety);
            Queue(unit, anna, OutgoingKind.Safety);
        });
        Settle(Assert.Single(Claim()), OutgoingState.Due, folder.Clock.Now + Duration.FromSeconds(30));
        Assert.Empty(Claim());
        // Else the sender would look again and again without a pause.
        Assert.Equal(folder.Clock.Now + Duration.FromSeconds(30), storage.Read(unit => storage.Outbox.NextDue(unit, withReminders: true)));
    }

    private InboxItem? Take(StoredConversation chat, string external) =>
        storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", external, $"{{{external}}}"));

    private void Queue(IUnit unit, StoredConversation chat, OutgoingKind kind, Instant? due = null, bool isPulled = false) =>
        storage.Outbox.Queue(unit, [new($"key-{queued++}", chat.Id, chat.Person, kind, $"{{{queued}}}", due ?? unit.Now, isPulled)]);

    private IReadOnlyList<Claimed> Claim() => storage.Write(unit => storage.Outbox.Claim(unit, 10, 10));

    private void Settle(Claimed claim, OutgoingState state, Instant? retryAt = null) =>
        storage.Write(unit => storage.Outbox.Settle(unit, claim.Number, state, retryAt, null, null));
}
