using System.Collections.Immutable;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Groups;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Broadcasts;
using Assistant.Records.Groups;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Broadcasts;

/// <summary>Messages to many: writes them down, holds and calls them off, and says what became of them.</summary>
public sealed partial class BroadcastDesk(
    Memory memory, IBroadcasts broadcasts, IGroups groups, BroadcastAudiences audiences, BroadcastRules rules, BroadcastOutcomes outcomes, GroupPeople people, IIds ids, BroadcastWatch watch)
{
    private const int mostShown = 5, mostNamed = 30, longestExcerpt = 80;

    /// <summary>One act of a turn, on one snapshot.</summary>
    public ValueTask<DeskStep> Do(BroadcastAct act, Chat me, Instant now) => memory.Store.Read(unit => act switch
    {
        BroadcastAct.Send send => Send(unit, send, me, now),
        BroadcastAct.Press press => Press(unit, press, me, now),
        BroadcastAct.List => List(unit, me, now),
        _ => throw new InvalidOperationException($"No rule for {act.GetType().Name}: add a case."),
    }, CancellationToken.None);

    private DeskStep Send(IUnit unit, BroadcastAct.Send wish, Chat me, Instant now)
    {
        if (audiences.Find(unit, me, wish.Audience) is not { } to)
            return NotYours(me);
        ImmutableArray<Recipient> recipients = [.. broadcasts.Recipients(unit, to).Where(recipient => recipient.MayBeWritten)];
        if (recipients.IsEmpty)
            return Say("broadcast.nobody");
        // The dialogue stays at its preview, so that the words can be changed there.
        if (wish.Others.Values.Prepend(wish.Text).Select(text => rules.NameIn(unit, text, recipients)).FirstOrDefault(found => found is not null) is { } name)
            return DeskStep.No(new(Line.Of("broadcast.name-in-text", new Slot("name", Words: name))));
        var due = wish.At is { } at ? people.Zone.AtLeniently(at).ToInstant() : now;
        if (wish.At is not null && due <= now)
            return DeskStep.No(new(new("broadcast.past")));
        var broadcast = new Broadcast(new(ids.Next()), ShortReference.From(ids.Token()), me.Person.Id, wish.IsTrial ? BroadcastState.Draft : BroadcastState.Planned, due, Opened: null, to,
            new(wish.Language, wish.Text) { Others = wish.Others }, now, Version: 1);
        return Saved(unit => broadcasts.Add(unit, broadcast), wish.IsTrial ? Trial(unit, broadcast, recipients, me, now) : Begun(broadcast, recipients.Length, wish.At, now));
    }

    private IReadOnlyList<Effect.Say> Begun(Broadcast broadcast, int count, LocalDateTime? at, Instant now)
    {
        var (id, reference, all) = (broadcast.Id.ToString(), new Slot("reference", Words: broadcast.Reference), new Slot("count", Words: $"{count}"));
        var awake = rules.AwakeForAll(Instant.Max(broadcast.Due, now));
        Effect.Say begun = new(at is { } time ? Line.Of("broadcast.later", reference, Slot.Of("time", time, people.Local(now)), all) : Line.Of("broadcast.now", reference, all))
        {
            Choices = [BroadcastDoor.Choice("show", id), BroadcastDoor.Choice("pause", id), BroadcastDoor.Choice("cancel", id)],
        };
        return awake <= Instant.Max(broadcast.Due, now) ? [begun] : [new(Line.Of("broadcast.quiet", Slot.Of("time", people.Local(awake), people.Local(now)))), begun];
    }

    /// <summary>What would happen, and the words as readers see them.</summary>
    private Effect.Say[] Trial(IUnit unit, Broadcast broadcast, ImmutableArray<Recipient> recipients, Chat me, Instant now)
    {
        var states = recipients.CountBy(recipient => rules.Judge(unit, recipient.Person, now, out _).State).ToDictionary();
        int Count(DeliveryState state) => states.GetValueOrDefault(state);
        return
        [
            new(Line.Of("broadcast.trial", new("reference", Words: broadcast.Reference), new("now", Words: $"{Count(DeliveryState.Planned)}"), new("later", Words: $"{Count(DeliveryState.Deferred)}"), new("never", Words: $"{Count(DeliveryState.Failed)}"))),
            .. recipients.Select(recipient => broadcast.Content.For(recipient.Language)).Distinct().Select(words => new Effect.Say(Line.Of("announcement.words", new Slot("words", Words: words)))),
            new(new("broadcast.trial-send")) { Choices = [BroadcastDoor.Choice("send", broadcast.Id.ToString()), BroadcastDoor.Choice("cancel", broadcast.Id.ToString())] },
        ];
    }

    private DeskStep List(IUnit unit, Chat me, Instant now)
    {
        Effect.Say[] mine = [.. broadcasts.All(unit, int.MaxValue).Where(broadcast => IsFor(broadcast, me)).Take(mostShown).Reverse().Select(broadcast => Card(unit, broadcast, me, now))];
        return mine is [] ? Say("broadcast.none") : Show(mine);
    }

    /// <summary>Coordinators see all of them, leaders their own.</summary>
    private static bool IsFor(Broadcast broadcast, Chat me) => me.Person.Roles.Contains(Role.Coordinator) || broadcast.Author == me.Person.Id && me.Person.Roles.Any(role => role != Role.Parent);

    private DeskStep Press(IUnit unit, BroadcastAct.Press press, Chat me, Instant now)
    {
        if (!Guid.TryParse(press.Id, out var id) || broadcasts.Find(unit, new(id)) is not { } broadcast || !IsFor(broadcast, me))
            return Denied(me, "broadcast.gone");
        return press.Step switch
        {
            "send" => Sent(unit, broadcast, me, now),
            "pause" => Step(broadcast, broadcast.Pause(), me, "broadcast.paused", (unit, held) => outcomes.TakeBack(unit, held, isForGood: false), "resume", "cancel"),
            "resume" => Step(broadcast, broadcast.GoOn(now), me, "broadcast.goes-on", null, "pause", "cancel"),
            "cancel" => Step(broadcast, broadcast.Cancel(), me, "broadcast.cancelled", (unit, off) => outcomes.TakeBack(unit, off, isForGood: true)),
            "again" => Again(unit, broadcast, me, now),
            "who" => Show(Who(unit, broadcast, me, now)),
            "show" => Show(Card(unit, broadcast, me, now)),
            _ => Say("engine.passed"),
        };
    }

    private DeskStep Sent(IUnit unit, Broadcast broadcast, Chat me, Instant now)
    {
        if (audiences.Find(unit, me, BroadcastAudiences.Id(broadcast.To)) is null)
            return NotYours(me);
        if (broadcast.Send(now) is not { } next)
            return Say("broadcast.settled");
        var count = broadcasts.Recipients(unit, broadcast.To).Count(recipient => recipient.MayBeWritten);
        return count == 0 ? Say("broadcast.nobody") : Saved(unit => broadcasts.Save(unit, next, me.Person.Id), Begun(next, count, null, now));
    }

    private DeskStep Step(Broadcast was, Broadcast? next, Chat me, string said, Action<IUnit, Broadcast>? besides, params ReadOnlySpan<string> choices)
    {
        if (next is null)
            return Say("broadcast.settled");
        var id = was.Id.ToString();
        ImmutableArray<Choice> offered = [.. choices.ToArray().Select(step => BroadcastDoor.Choice(step, id)), BroadcastDoor.Choice("show", id)];
        return Saved(unit =>
        {
            broadcasts.Save(unit, next, me.Person.Id);
            besides?.Invoke(unit, next);
        }, [new(new(said)) { Choices = offered }]);
    }

    private DeskStep Again(IUnit unit, Broadcast broadcast, Chat me, Instant now)
    {
        if (broadcast.Again() is not { } next)
            return Say("broadcast.settled");
        var lost = broadcasts.Deliveries(unit, broadcast.Id, int.MaxValue, DeliveryState.Failed);
        return lost.IsEmpty ? Say("broadcast.again-nobody") : Saved(unit =>
        {
            broadcasts.Save(unit, next, me.Person.Id);
            // Read again: what is certain by now counts, not what was shown.
            foreach (var one in broadcasts.Deliveries(unit, broadcast.Id, int.MaxValue, DeliveryState.Failed))
                broadcasts.Settle(unit, one with { State = DeliveryState.Planned, Due = now, Reason = null, Attempt = one.Attempt + 1 });
        }, [new(Line.Of("broadcast.again", new Slot("count", Words: $"{lost.Length}"))) { Choices = [BroadcastDoor.Choice("show", broadcast.Id.ToString())] }]);
    }

    private DeskStep Saved(Action<IUnit> save, IReadOnlyList<Effect.Say> said) => new(save, [], watch.Look, null) { Said = said };

    private DeskStep NotYours(Chat me) => Denied(me, "broadcast.not-yours");

    /// <summary>Of somebody else's, or not there: told alike, and it stands in the audit.</summary>
    private DeskStep Denied(Chat me, string key) => new(unit => memory.Audit.Append(unit, new("broadcast.deny", "-", me.Person.Id)), [], null, null) { Said = [new(new(key))] };

    private static DeskStep Say(string key) => Show(new Effect.Say(new(key)));

    private static DeskStep Show(params IReadOnlyList<Effect.Say> said) => new(static _ => { }, [], null, null) { Said = said };
}
