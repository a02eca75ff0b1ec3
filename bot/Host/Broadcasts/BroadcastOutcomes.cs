using System.Collections.Immutable;
using Assistant.Host.Composition;
using Assistant.Host.People;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Messages;

namespace Assistant.Host.Broadcasts;

/// <summary>What became of a message for each, as the outbox knows it by now; and taking back what has not left.</summary>
public sealed class BroadcastOutcomes(Memory memory, PeopleMemory mail, IBroadcasts broadcasts)
{
    /// <summary>All of a message, with the newest news.</summary>
    public ImmutableArray<BroadcastDelivery> Of(IUnit unit, Broadcast broadcast) => [.. broadcasts.Deliveries(unit, broadcast.Id).Select(delivery => Fresh(unit, delivery))];

    /// <summary>One with what the outbox says of it.</summary>
    public BroadcastDelivery Fresh(IUnit unit, BroadcastDelivery delivery) => delivery.State is not (DeliveryState.Queued or DeliveryState.Held) ? delivery
        : memory.Outbox.StateOf(unit, delivery.Key) switch
        {
            null => delivery with { State = DeliveryState.Held },
            (OutgoingState.Sent, _) => delivery with { State = DeliveryState.Sent, Reason = null },
            (OutgoingState.Failed, var reason) => delivery with { State = DeliveryState.Failed, Reason = reason },
            (OutgoingState.Uncertain, var reason) => delivery with { State = DeliveryState.Uncertain, Reason = reason },
            _ => delivery with { State = DeliveryState.Queued },
        };

    /// <summary>Takes back what has not left; what is on its way stays.</summary>
    /// <param name="isForGood">Nothing of it goes out later either.</param>
    public void TakeBack(IUnit unit, Broadcast broadcast, bool isForGood)
    {
        foreach (var delivery in broadcasts.Deliveries(unit, broadcast.Id).Select(one => Fresh(unit, one)))
            switch (delivery.State)
            {
                case DeliveryState.Queued when memory.Outbox.Withdraw(unit, delivery.Key):
                case DeliveryState.Held when isForGood && mail.Held.Drop(unit, delivery.Key):
                    // The row in the outbox is spent: what goes on later goes under the next number.
                    broadcasts.Settle(unit, delivery with { State = isForGood ? DeliveryState.Withdrawn : DeliveryState.Planned, Attempt = delivery.Attempt + 1 });
                    break;
                case DeliveryState.Planned or DeliveryState.Deferred when isForGood:
                    broadcasts.Settle(unit, delivery with { State = DeliveryState.Withdrawn });
                    break;
                case DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Uncertain or DeliveryState.Held:
                    broadcasts.Settle(unit, delivery);
                    break;
            }
    }

    /// <summary>Somebody left a group: what was meant for its members and has not reached them yet stays away.</summary>
    public void Leave(IUnit unit, PersonId person)
    {
        foreach (var broadcast in broadcasts.All(unit, recent).Where(known => known is { To.Kind: AudienceKind.Group or AudienceKind.Groups, State: not BroadcastState.Cancelled }))
            if (broadcasts.Deliveries(unit, broadcast.Id).FirstOrDefault(one => one.Person == person && one.State is not (DeliveryState.Sent or DeliveryState.Withdrawn)) is { } delivery
                && broadcasts.Recipients(unit, broadcast.To).All(recipient => recipient.Person != person)
                && (delivery.State is DeliveryState.Planned or DeliveryState.Deferred || memory.Outbox.Withdraw(unit, delivery.Key) || mail.Held.Drop(unit, delivery.Key)))
                broadcasts.Settle(unit, delivery with { State = DeliveryState.Withdrawn, Reason = "left", Attempt = delivery.Attempt + 1 });
    }

    /// <summary>Messages older than the last so many have arrived, or never will.</summary>
    private const int recent = 20;
}
