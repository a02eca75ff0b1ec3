using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Groups;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using NodaTime;

namespace Assistant.Host.Broadcasts;

// What is shown of a message to many.
partial class BroadcastDesk
{
    /// <summary>How far it is.</summary>
    private Effect.Say Card(IUnit unit, Broadcast broadcast, Chat me, Instant now)
    {
        var (id, counts) = (broadcast.Id.ToString(), outcomes.Of(unit, broadcast).CountBy(delivery => delivery.State).ToDictionary());
        int Count(params ReadOnlySpan<DeliveryState> states)
        {
            var sum = 0;
            foreach (var state in states)
                sum += counts.GetValueOrDefault(state);
            return sum;
        }
        var text = broadcast.Content.Text;
        var state = broadcast.State == BroadcastState.Planned ? Line.Of("broadcast.state-planned", Slot.Of("time", people.Local(broadcast.Due), people.Local(now))) : new Line($"broadcast.state-{broadcast.State.ToString().ToLowerInvariant()}");
        var failed = Count(DeliveryState.Failed);
        return new(Line.Of("broadcast.card", new("reference", Words: broadcast.Reference), new("state", Line: state), new("who", Line: audiences.Name(unit, broadcast.To, me)),
            new("sent", Words: $"{Count(DeliveryState.Sent)}"), new("open", Words: $"{Count(DeliveryState.Planned, DeliveryState.Deferred, DeliveryState.Queued)}"), new("failed", Words: $"{failed}"),
            new("uncertain", Words: $"{Count(DeliveryState.Uncertain)}"), new("held", Words: $"{Count(DeliveryState.Held)}"),
            new("words", Words: text.Length <= longestExcerpt ? text : Cut(text) + "…")))
        {
            Choices =
            [
                .. broadcast.State == BroadcastState.Draft ? [BroadcastDoor.Choice("send", id)] : ImmutableArray<Choice>.Empty,
                .. broadcast.State == BroadcastState.Paused ? [BroadcastDoor.Choice("resume", id)] : ImmutableArray<Choice>.Empty,
                .. broadcast.State is BroadcastState.Planned or BroadcastState.Sending ? [BroadcastDoor.Choice("pause", id)] : ImmutableArray<Choice>.Empty,
                .. broadcast.IsOver ? ImmutableArray<Choice>.Empty : [BroadcastDoor.Choice("cancel", id)],
                .. counts.Keys.All(known => known == DeliveryState.Sent) ? ImmutableArray<Choice>.Empty : [BroadcastDoor.Choice("who", id)],
                .. broadcast.State == BroadcastState.Done && failed > 0 ? [BroadcastDoor.Choice("again", id)] : ImmutableArray<Choice>.Empty,
            ],
        };
    }

    /// <summary>Who has not got it, and why.</summary>
    private Effect.Say Who(IUnit unit, Broadcast broadcast, Chat me, Instant now)
    {
        // What somebody should do something about stands first.
        BroadcastDelivery[] lost = [.. outcomes.Of(unit, broadcast).Where(delivery => delivery.State != DeliveryState.Sent)
            .OrderByDescending(delivery => delivery.State is DeliveryState.Failed or DeliveryState.Uncertain).ThenBy(delivery => delivery.Person.Value)];
        if (lost is [])
            return new(new("broadcast.who-nobody"));
        List<Line> rows = [.. lost.Take(mostNamed).Select(delivery => Line.Of("broadcast.who-item", new("who", Words: Label(unit, delivery.Person, me)), new("why", Line: Why(delivery, now))))];
        if (lost.Length > mostNamed)
            rows.Add(Line.Of("broadcast.who-more", new Slot("count", Words: $"{lost.Length - mostNamed}")));
        return new(Line.Of("broadcast.who", new("reference", Words: broadcast.Reference), new("people", Line: GroupNotices.Lines(rows))))
        {
            Choices = broadcast.State == BroadcastState.Done && lost.Any(delivery => delivery.State == DeliveryState.Failed) ? [BroadcastDoor.Choice("again", broadcast.Id.ToString())] : [],
        };
    }

    private Line Why(BroadcastDelivery delivery, Instant now) => delivery switch
    {
        { State: DeliveryState.Deferred } => Line.Of("broadcast.why-deferred", Slot.Of("time", people.Local(delivery.Due), people.Local(now))),
        { State: DeliveryState.Withdrawn, Reason: "left" } => new("broadcast.why-left"),
        { State: DeliveryState.Failed, Reason: "blocked" or "deactivated" or "no-chat" or "no-consent" } => new($"broadcast.why-{delivery.Reason}"),
        _ => new($"broadcast.why-{delivery.State.ToString().ToLowerInvariant()}"),
    };

    /// <summary>Name, or an initial where the chat carries little; without a name the end of the person's number.</summary>
    private string Label(IUnit unit, PersonId person, Chat reader)
    {
        var name = memory.People.Get(unit, person).Name ?? groups.Of(unit, person).Select(member => member.Content.Name).FirstOrDefault(known => known is { Length: > 0 });
        return name is not { Length: > 0 } ? person.ToString()[^4..] : GroupPeople.CarriesLittle(reader) ? StringInfo.GetNextTextElement(name) + "." : name;
    }

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[longestExcerpt - 1]) ? longestExcerpt - 1 : longestExcerpt)];
}
