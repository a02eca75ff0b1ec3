using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Broadcasts;

/// <summary>Messages to many, and what became of them for each.</summary>
public interface IBroadcasts
{
    /// <summary>Adds a message with a data key of its own; audited.</summary>
    /// <exception cref="ConflictException">The reference is taken.</exception>
    void Add(IUnit unit, Broadcast broadcast);

    /// <returns><see langword="null"/>: no such message, or past its retention.</returns>
    Broadcast? Find(IUnit unit, BroadcastId id);

    /// <summary>Saves state and time; audited.</summary>
    /// <exception cref="ConflictException">It changed meanwhile.</exception>
    void Save(IUnit unit, Broadcast broadcast, PersonId? by);

    /// <summary>The newest first.</summary>
    ImmutableArray<Broadcast> All(IUnit unit, int limit);

    /// <summary>Those that wait for their time or go out.</summary>
    ImmutableArray<Broadcast> Active(IUnit unit);

    /// <summary>Everybody in an audience, once, whether they may be written to or not.</summary>
    ImmutableArray<Recipient> Recipients(IUnit unit, BroadcastAudience to);

    /// <summary>Municipalities that somebody who writes to us lives in.</summary>
    ImmutableArray<string> Municipalities(IUnit unit);

    /// <summary>Adds what is to be sent to somebody; one that is there stays as it is.</summary>
    void Plan(IUnit unit, BroadcastDelivery delivery);

    /// <summary>Saves what became of one.</summary>
    void Settle(IUnit unit, BroadcastDelivery delivery);

    /// <summary>All of a message, by person.</summary>
    ImmutableArray<BroadcastDelivery> Deliveries(IUnit unit, BroadcastId id);

    /// <summary>Of a message, in these states, the first due first.</summary>
    ImmutableArray<BroadcastDelivery> Deliveries(IUnit unit, BroadcastId id, int limit, params ImmutableArray<DeliveryState> states);

    /// <summary>What went out to somebody since then, the newest first; what is known to have failed is not among it.</summary>
    ImmutableArray<(string Reference, BroadcastDelivery Delivery)> SentTo(IUnit unit, PersonId person, Instant since, int limit);

    /// <summary>How many are in which state.</summary>
    ImmutableDictionary<DeliveryState, int> Counts(IUnit unit, BroadcastId id);
}
