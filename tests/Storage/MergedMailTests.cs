using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Conversations;
using Assistant.Records.Groups;
using Assistant.Records.Messages;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>Two records of one human are joined while messages to many and reminders are on their way to both.</summary>
public sealed class MergedMailTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation gone, stays;
    private readonly BroadcastId broadcast;

    public MergedMailTests()
    {
        storage = folder.Open();
        (gone, stays) = (storage.Chat("gone"), storage.Chat("stays"));
        broadcast = storage.Write(unit =>
        {
            var it = new Broadcast(new(folder.Ids.Next()), "K7M2X", stays.Person, BroadcastState.Sending, unit.Now, unit.Now, new(AudienceKind.Groups, ""), new("et", "Tere"), unit.Now, 1);
            storage.Broadcasts.Add(unit, it);
            return it.Id;
        });
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_becomes_of_a_message_on_its_way_is_found_under_the_one_who_stays(bool isHeld)
    {
        Plan(gone, DeliveryState.Queued, isHeld);
        Merge();
        var delivery = Assert.Single(Deliveries());
        Assert.Equal(stays.Person, delivery.Person);
        Assert.Equal(isHeld, State(delivery) is null);
        // The page shows at once what was kept for it.
        if (isHeld)
            Assert.Equal(1, storage.Write(unit => storage.Held.ReleaseAll(unit, gone.Id)));
        else
        {
            Assert.Equal((OutgoingState.Due, null), State(delivery));
            var claimed = Assert.Single(Claim());
            storage.Write(unit => storage.Outbox.Settle(unit, claimed.Number, OutgoingState.Sent, null, "1", null));
        }
        Assert.Equal((OutgoingState.Sent, null), State(delivery));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void What_waits_for_both_goes_to_one_of_them()
    {
        Plan(gone, DeliveryState.Queued);
        Plan(stays, DeliveryState.Queued);
        Merge();
        Assert.Equal(stays.Id, Assert.Single(Claim()).Conversation);
        Assert.Equal((OutgoingState.Sending, null), State(Assert.Single(Deliveries())));
    }

    [Fact]
    public void What_one_of_them_has_by_now_the_other_does_not_get()
    {
        Plan(gone, DeliveryState.Queued);
        var claimed = Assert.Single(Claim());
        storage.Write(unit => storage.Outbox.Settle(unit, claimed.Number, OutgoingState.Sent, null, "1", null));
        Plan(stays, DeliveryState.Queued);
        Merge();
        Assert.Empty(Claim());
        Assert.Equal((OutgoingState.Sent, null), State(Assert.Single(Deliveries())));
    }

    [Theory]
    [InlineData(DeliveryState.Queued)]
    [InlineData(DeliveryState.Planned)]
    [InlineData(DeliveryState.Held)]
    public void What_could_not_reach_the_one_who_stays_still_reaches_the_human_by_the_other(DeliveryState waits)
    {
        storage.Write(unit => storage.Broadcasts.Plan(unit, new(broadcast, stays.Person, DeliveryState.Failed, unit.Now, "no-chat", Attempt: 0)));
        if (waits != DeliveryState.Planned)
            Plan(gone, waits, isHeld: waits == DeliveryState.Held);
        else
            storage.Write(unit => storage.Broadcasts.Plan(unit, new(broadcast, gone.Person, waits, unit.Now, Reason: null, Attempt: 0)));
        Merge();
        var delivery = Assert.Single(Deliveries());
        Assert.Equal((stays.Person, waits), (delivery.Person, delivery.State));
        Assert.Equal(waits == DeliveryState.Held ? 1 : 0, storage.Write(unit => storage.Held.ReleaseAll(unit, gone.Id)));
        Assert.Equal(waits == DeliveryState.Queued ? 1 : 0, Claim().Count);
        OutgoingState? expected = waits switch { DeliveryState.Queued => OutgoingState.Sending, DeliveryState.Held => OutgoingState.Sent, _ => null };
        Assert.Equal(expected, State(delivery)?.Item1);
    }

    [Fact]
    public void Whoever_needs_no_reminder_gets_none_by_the_other_record_either()
    {
        var reminder = new SessionReminder(Session(), folder.Clock.Now + Duration.FromHours(2), Duration.FromHours(2), gone.Person, ReminderState.Queued, folder.Clock.Now, Reason: null);
        storage.Write(unit =>
        {
            storage.Groups.Plan(unit, reminder);
            Queue(unit, gone, reminder.Key);
            var theirs = reminder with { Person = stays.Person, State = ReminderState.NotNeeded };
            storage.Groups.Plan(unit, theirs);
            Queue(unit, stays, theirs.Key);
            storage.Outbox.Withdraw(unit, theirs.Key);
        });
        Merge();
        Assert.Empty(Claim());
    }

    [Fact]
    public void A_reminder_that_the_channel_refused_goes_out_once_by_the_other()
    {
        var reminder = new SessionReminder(Session(), folder.Clock.Now + Duration.FromHours(2), Duration.FromHours(2), stays.Person, ReminderState.Queued, folder.Clock.Now, Reason: null);
        storage.Write(unit =>
        {
            storage.Groups.Plan(unit, reminder);
            Queue(unit, stays, reminder.Key);
        });
        var claimed = Assert.Single(Claim());
        storage.Write(unit => storage.Outbox.Settle(unit, claimed.Number, OutgoingState.Failed, null, null, "blocked"));
        storage.Write(unit =>
        {
            var mine = reminder with { Person = gone.Person };
            storage.Groups.Plan(unit, mine);
            Queue(unit, gone, mine.Key);
        });
        Merge();
        Assert.Equal(gone.Id, Assert.Single(Claim()).Conversation);
        Assert.Equal((OutgoingState.Sending, null), storage.Read(unit => storage.Outbox.StateOf(unit, reminder.Key))!.Value);
    }

    [Fact]
    public void A_reminder_on_its_way_is_found_as_well_and_one_for_both_goes_to_one()
    {
        var session = Session();
        var reminder = new SessionReminder(session, folder.Clock.Now + Duration.FromHours(2), Duration.FromHours(2), gone.Person, ReminderState.Queued, folder.Clock.Now, Reason: null);
        storage.Write(unit =>
        {
            storage.Groups.Plan(unit, reminder);
            Queue(unit, gone, reminder.Key);
            foreach (var (chat, before) in new[] { (gone, 1), (stays, 1) })
            {
                var both = reminder with { Person = chat.Person, Before = Duration.FromHours(before) };
                storage.Groups.Plan(unit, both);
                Queue(unit, chat, both.Key);
            }
        });
        Merge();
        var found = storage.Read(unit => storage.Groups.Reminders(unit, session));
        Assert.Equal(2, found.Length);
        Assert.All(found, one => Assert.Equal((stays.Person, (OutgoingState.Due, null)), (one.Person, storage.Read(unit => storage.Outbox.StateOf(unit, one.Key))!.Value)));
        Assert.Equal(2, Claim().Count);
    }

    private SessionId Session() => storage.Write(unit =>
    {
        var series = new SessionSeries(IsoDayOfWeek.Wednesday, new(18, 0), 120, new(2027, 1, 6), new(2027, 1, 6), MeetsOnHolidays: true);
        var group = new Cohort(new(folder.Ids.Next()), "ABCDE", CohortState.Running, 10, stays.Person, null, series, new("Kolmapäev", "token", null, null, null), unit.Now, 1);
        storage.Groups.Add(unit, group, GroupSession.Of(group, folder.Ids.Next), DateTimeZone.Utc, stays.Person);
        return storage.Groups.Sessions(unit, group.Id)[0].Id;
    });

    private void Plan(StoredConversation chat, DeliveryState state, bool isHeld = false) => storage.Write(unit =>
    {
        var delivery = new BroadcastDelivery(broadcast, chat.Person, state, unit.Now, Reason: null, Attempt: 0);
        storage.Broadcasts.Plan(unit, delivery);
        if (isHeld)
            storage.Held.Hold(unit, Message(chat, delivery.Key, unit.Now), due: null);
        else
            Queue(unit, chat, delivery.Key);
    });

    private static Outgoing Message(StoredConversation chat, string key, Instant now) => new(key, chat.Id, chat.Person, OutgoingKind.Reminder, "Tere", now, IsPulled: false);

    private void Queue(IUnit unit, StoredConversation chat, string key) => storage.Outbox.Queue(unit, [Message(chat, key, unit.Now)]);

    private void Merge() => storage.Write(unit => storage.Staff.Merge(unit, gone.Person, stays.Person, stays.Person));

    private BroadcastDelivery[] Deliveries() => [.. storage.Read(unit => storage.Broadcasts.Deliveries(unit, broadcast))];

    private IReadOnlyList<Claimed> Claim() => storage.Write(unit => storage.Outbox.Claim(unit, 10, 10));

    private (OutgoingState, string?)? State(BroadcastDelivery delivery) => storage.Read(unit => storage.Outbox.StateOf(unit, delivery.Key));
}
