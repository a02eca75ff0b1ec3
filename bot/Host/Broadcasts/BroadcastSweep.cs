using System.Collections.Immutable;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Groups;
using Assistant.Host.Scheduling;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using NodaTime;
using Quartz;

namespace Assistant.Host.Broadcasts;

/// <summary>
/// Sends messages to many. Asks the tables what this moment needs, so it may run early, late or twice: recipients are settled once, each has one key in
/// the outbox, and what came of it is read back from there. Only a few are in the outbox at a time, so that a pause or a cancellation holds soon.
/// </summary>
public sealed class BroadcastSweep(
    Memory memory, IBroadcasts broadcasts, BroadcastRules rules, BroadcastOutcomes outcomes, GroupPeople people, MessageRenderer renderer, Teller teller, Delivery delivery, IClock clock, BroadcastWatch watch)
    : WatchedSweep(watch)
{
    /// <summary>Recipients written down, or queued, in one unit, so that nobody's turn waits long behind them.</summary>
    private const int chunk = 100;

    /// <summary>Most messages of one broadcast in the outbox: some seconds at the vendor's pace, and more than the sender has hands for.</summary>
    private const int window = 200;

    /// <summary>Messages whose late news are still read.</summary>
    private const int recent = 20;

    /// <summary>Later than this after its time a human decides whether it still helps.</summary>
    private static readonly Duration late = Duration.FromHours(2);

    /// <summary>How soon to look again while something is on its way.</summary>
    private static readonly Duration again = Duration.FromSeconds(1);

    /// <inheritdoc/>
    public override async ValueTask Run(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var active = await memory.Store.Read(unit => broadcasts.Active(unit), cancellationToken);
        if (active.IsEmpty)
            await Settle(await memory.Store.Read(unit => broadcasts.All(unit, recent), cancellationToken), cancellationToken);
        foreach (var broadcast in active)
            try
            {
                if (broadcast.State == BroadcastState.Planned && broadcast.Due <= now)
                    await Open(broadcast, now, cancellationToken);
                await Settle([broadcast], cancellationToken);
                for (var fed = -1; fed != 0;)
                {
                    (fed, var sent) = await memory.Store.Write(unit => Feed(unit, broadcast.Id, now), cancellationToken);
                    await delivery.Wake(sent);
                }
                await delivery.Wake(await memory.Store.Write(unit => Finish(unit, broadcast.Id, now), cancellationToken));
            }
            catch (ConflictException)
            {
                // Somebody held it or called it off meanwhile: the next look sees how it stands.
            }
    }

    /// <returns>When something falls due next; <see langword="null"/>: nothing.</returns>
    public ValueTask<Instant?> NextDue(CancellationToken cancellationToken) => memory.Store.Read(unit =>
    {
        var now = clock.GetCurrentInstant();
        return broadcasts.Active(unit).Select(broadcast => broadcast.State == BroadcastState.Planned ? broadcast.Due
            : !broadcasts.Deliveries(unit, broadcast.Id, 1, DeliveryState.Queued).IsEmpty ? now + again
            : broadcasts.Deliveries(unit, broadcast.Id, 1, DeliveryState.Planned, DeliveryState.Deferred) is [var next, ..] ? Instant.Max(next.Due, now)
            : now + again).Cast<Instant?>().Min();
    }, cancellationToken);

    /// <summary>Settles who gets it, and who gets it later.</summary>
    private async Task Open(Broadcast broadcast, Instant now, CancellationToken cancellationToken)
    {
        if (now > broadcast.Due + late)
        {
            await delivery.Wake(await memory.Store.Write(unit => TooLate(unit, broadcast, now), cancellationToken));
            return;
        }
        var recipients = await memory.Store.Read(unit => broadcasts.Recipients(unit, broadcast.To), cancellationToken);
        foreach (var some in recipients.Where(recipient => recipient.MayBeWritten).Chunk(chunk))
            await memory.Store.Write(unit =>
            {
                foreach (var recipient in some)
                    broadcasts.Plan(unit, rules.Awake(unit, recipient.Person, now) is var awake && awake > now
                        ? new(broadcast.Id, recipient.Person, DeliveryState.Deferred, awake, "quiet", Attempt: 0)
                        : new(broadcast.Id, recipient.Person, DeliveryState.Planned, now, Reason: null, Attempt: 0));
                return true;
            }, cancellationToken);
        await memory.Store.Write(unit =>
        {
            if (broadcasts.Find(unit, broadcast.Id)?.Open(now) is { } opened)
                broadcasts.Save(unit, opened, by: null);
            return true;
        }, cancellationToken);
    }

    /// <summary>Its time passed while the program was off: it is held, and its author asked.</summary>
    private List<Rendered> TooLate(IUnit unit, Broadcast broadcast, Instant now)
    {
        if (broadcasts.Find(unit, broadcast.Id)?.Pause() is not { } held)
            return [];
        broadcasts.Save(unit, held, by: null);
        var id = held.Id.ToString();
        return Tell(unit, held, new(Line.Of("broadcast.told-late", new Slot("reference", Words: held.Reference), Slot.Of("time", people.Local(held.Due), people.Local(now))))
        {
            Choices = [BroadcastDoor.Choice("resume", id), BroadcastDoor.Choice("cancel", id)],
        }, $"broadcast-late:{id}:{held.Version}", now);
    }

    /// <summary>Reads back from the outbox what became of what was queued.</summary>
    private async Task Settle(ImmutableArray<Broadcast> all, CancellationToken cancellationToken)
    {
        foreach (var broadcast in all)
        {
            var known = await memory.Store.Read(unit => News(unit, broadcast.Id), cancellationToken);
            if (!known.IsEmpty)
                await memory.Store.Write(unit =>
                {
                    foreach (var one in News(unit, broadcast.Id))
                        broadcasts.Settle(unit, one);
                    return true;
                }, cancellationToken);
        }
    }

    private ImmutableArray<BroadcastDelivery> News(IUnit unit, BroadcastId id) =>
        [.. broadcasts.Deliveries(unit, id, int.MaxValue, DeliveryState.Queued, DeliveryState.Held).Select(one => (Was: one, Is: outcomes.Fresh(unit, one))).Where(one => one.Was != one.Is).Select(one => one.Is)];

    /// <returns>How many were looked at, and what went into the outbox.</returns>
    private (int Fed, IReadOnlyList<Rendered> Sent) Feed(IUnit unit, BroadcastId id, Instant now)
    {
        if (broadcasts.Find(unit, id) is not { State: BroadcastState.Sending } broadcast)
            return (0, []);
        var room = Math.Min(chunk, window - broadcasts.Counts(unit, id).GetValueOrDefault(DeliveryState.Queued));
        if (room <= 0)
            return (0, []);
        var due = broadcasts.Deliveries(unit, id, room, DeliveryState.Planned, DeliveryState.Deferred).Where(one => one.Due <= now).ToList();
        if (due is [])
            return (0, []);
        // A night may lie between who was to get it and who gets it.
        var belong = broadcasts.Recipients(unit, broadcast.To).Select(recipient => recipient.Person).ToHashSet();
        List<(BroadcastDelivery Delivery, Rendered Message)> sent = [];
        foreach (var one in due)
        {
            if (!belong.Contains(one.Person))
            {
                broadcasts.Settle(unit, one with { State = DeliveryState.Withdrawn, Reason = "left" });
                continue;
            }
            var (state, at, reason) = rules.Judge(unit, one.Person, now, out var chat);
            if (state != DeliveryState.Planned)
                broadcasts.Settle(unit, one with { State = state, Due = at, Reason = reason });
            else
                sent.Add((one with { State = DeliveryState.Queued, Reason = null }, renderer.Render(
                    BroadcastNotices.Words(id.ToString(), broadcast.Content.For(chat!.Person.Language)), chat, one.Key, now, delivery.IsPulled(chat.Conversation.Channel), alerts: true)));
        }
        delivery.Queue(unit, [.. sent.Select(one => one.Message)]);
        foreach (var (queued, _) in sent)
            broadcasts.Settle(unit, outcomes.Fresh(unit, queued));
        return (due.Count, [.. sent.Select(one => one.Message)]);
    }

    /// <summary>Once what became of it is known for everybody, its author hears it.</summary>
    private List<Rendered> Finish(IUnit unit, BroadcastId id, Instant now)
    {
        var counts = broadcasts.Counts(unit, id);
        if (counts.Any(pair => pair.Value > 0 && pair.Key is DeliveryState.Planned or DeliveryState.Deferred or DeliveryState.Queued) || broadcasts.Find(unit, id)?.Finish() is not { } done)
            return [];
        broadcasts.Save(unit, done, by: null);
        int Count(DeliveryState state) => counts.GetValueOrDefault(state);
        return Tell(unit, done, BroadcastNotices.Done(id.ToString(), done.Reference, Count(DeliveryState.Sent), Count(DeliveryState.Failed), Count(DeliveryState.Uncertain), Count(DeliveryState.Held)),
            $"broadcast-done:{id}:{done.Version}", now);
    }

    /// <summary>To its author; to coordinators when the author works here no more.</summary>
    private List<Rendered> Tell(IUnit unit, Broadcast broadcast, Effect.Say say, string key, Instant now)
    {
        var author = memory.LastOf(unit, broadcast.Author);
        List<Rendered> told = [.. (author is not null && author.Person.Roles.Any(role => role != Records.People.Role.Parent) ? [author] : people.Coordinators(unit)).SelectMany(to => teller.Tell([say], to, key, now))];
        delivery.Queue(unit, told);
        return told;
    }
}

/// <summary>The clock's part.</summary>
[DisallowConcurrentExecution]
public sealed class BroadcastSweepJob(BroadcastSweep sweep, IClock clock) : WatchedSweepJob(sweep, clock, Key)
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("broadcast-sweep");
}
