using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Broadcasts;

// What became of a message for each.
internal sealed partial class SqlBroadcasts
{
    private const string DeliveryColumns = "broadcast, person, state, due, reason, attempt";

    public void Plan(IUnit unit, BroadcastDelivery delivery)
    {
        using var insert = Unit.Of(unit).Sql($"INSERT INTO broadcast_delivery ({DeliveryColumns}) VALUES (@broadcast, @person, @state, @due, @reason, @attempt) ON CONFLICT (broadcast, person) DO NOTHING");
        Bind(insert, delivery).Run();
    }

    public void Settle(IUnit unit, BroadcastDelivery delivery)
    {
        using var update = Unit.Of(unit).Sql("UPDATE broadcast_delivery SET state = @state, due = @due, reason = @reason, attempt = @attempt WHERE broadcast = @broadcast AND person = @person");
        Bind(update, delivery).Run();
    }

    public ImmutableArray<BroadcastDelivery> Deliveries(IUnit unit, BroadcastId id)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {DeliveryColumns} FROM broadcast_delivery WHERE broadcast = @broadcast ORDER BY person").Bind("@broadcast", id.Value);
        return [.. All(read)];
    }

    public ImmutableArray<BroadcastDelivery> Deliveries(IUnit unit, BroadcastId id, int limit, params ImmutableArray<DeliveryState> states)
    {
        var all = ImmutableArray.CreateBuilder<BroadcastDelivery>();
        foreach (var state in states)
        {
            using var read = Unit.Of(unit).Sql($"SELECT {DeliveryColumns} FROM broadcast_delivery WHERE broadcast = @broadcast AND state = @state ORDER BY due, person LIMIT @limit");
            all.AddRange(All(read.Bind("@broadcast", id.Value).Bind("@state", (long)state).Bind("@limit", limit)));
        }
        return [.. all.OrderBy(delivery => delivery.Due).Take(limit)];
    }

    public ImmutableArray<(string Reference, BroadcastDelivery Delivery)> SentTo(IUnit unit, PersonId person, Instant since, int limit)
    {
        // Most people who write were sent nothing, and nearly every turn asks.
        using (var any = Unit.Of(unit).Sql("SELECT 1 FROM broadcast_delivery WHERE person = @person LIMIT 1"))
            if (!any.Bind("@person", person.Value).Step()) return [];
        var all = ImmutableArray.CreateBuilder<(string, BroadcastDelivery)>();
        using var read = Unit.Of(unit).Sql("""
            SELECT broadcast.id, person, broadcast_delivery.state, broadcast_delivery.due, reason, attempt, reference FROM broadcast_delivery JOIN broadcast ON broadcast.id = broadcast
            WHERE person = @person AND broadcast_delivery.due >= @since AND broadcast_delivery.state IN (@queued, @sent, @uncertain, @held) ORDER BY broadcast_delivery.due DESC LIMIT @limit
            """);
        read.Bind("@person", person.Value).Bind("@since", since).Bind("@queued", (long)DeliveryState.Queued).Bind("@sent", (long)DeliveryState.Sent)
            .Bind("@uncertain", (long)DeliveryState.Uncertain).Bind("@held", (long)DeliveryState.Held).Bind("@limit", limit);
        while (read.Step()) all.Add((read.Text(6)!, Row(read)));
        return all.ToImmutable();
    }

    public ImmutableDictionary<DeliveryState, int> Counts(IUnit unit, BroadcastId id)
    {
        var all = ImmutableDictionary.CreateBuilder<DeliveryState, int>();
        using var read = Unit.Of(unit).Sql("SELECT state, count(*) FROM broadcast_delivery WHERE broadcast = @broadcast GROUP BY state").Bind("@broadcast", id.Value);
        while (read.Step()) all[(DeliveryState)read.Int(0)] = read.Int(1);
        return all.ToImmutable();
    }

    private static List<BroadcastDelivery> All(Statement read)
    {
        List<BroadcastDelivery> all = [];
        while (read.Step()) all.Add(Row(read));
        return all;
    }

    private static BroadcastDelivery Row(Statement read) => new(new(read.Guid(0)), new(read.Guid(1)), (DeliveryState)read.Int(2), read.Instant(3), read.Text(4), read.Int(5));

    private static Statement Bind(Statement statement, BroadcastDelivery delivery) => statement.Bind("@broadcast", delivery.Broadcast.Value).Bind("@person", delivery.Person.Value)
        .Bind("@state", (long)delivery.State).Bind("@due", delivery.Due).Bind("@reason", delivery.Reason).Bind("@attempt", delivery.Attempt);
}
