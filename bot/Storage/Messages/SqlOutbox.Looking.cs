using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Messages;

// What was said in a chat, and whether it was answered.
partial class SqlOutbox
{
    public bool IsAnswering(IUnit unit, ConversationId conversation)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("""
            SELECT 1 WHERE EXISTS (SELECT 1 FROM inbox WHERE conversation = @conversation AND handled IS NULL)
            OR EXISTS (SELECT 1 FROM outbox WHERE conversation = @conversation AND state IN (0, 1) AND (state = 1 OR (kind <> 1 AND attempts = 0 AND due <= @soon)))
            """);
        return read.Bind("@conversation", conversation.Value).Bind("@soon", my.Now + Meanwhile).Step();
    }

    public bool IsAnswered(IUnit unit, ConversationId conversation, string dedupe, string? externalId)
    {
        var my = Unit.Of(unit);
        using var read = externalId is not null
            ? my.Sql($"SELECT 1 FROM outbox WHERE dedupe = @dedupe AND conversation = @conversation AND (external = @external OR {IsPart})").Bind("@external", externalId)
            : my.Sql("""
                SELECT 1 FROM outbox AS mine WHERE dedupe = @dedupe AND conversation = @conversation AND state IN (2, 4)
                AND NOT EXISTS (SELECT 1 FROM outbox AS later WHERE later.conversation = mine.conversation AND later.seq > mine.seq AND later.kind <> 1)
                """);
        return read.Bind("@dedupe", MessageKey.Of(my.Pseudonyms, dedupe)).Bind("@conversation", conversation.Value).Step();
    }

    public (OutgoingState State, string? Reason)? StateOf(IUnit unit, string dedupe)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT state, reason FROM outbox WHERE dedupe = @dedupe").Bind("@dedupe", MessageKey.Of(my.Pseudonyms, dedupe));
        return read.Step() ? ((OutgoingState)read.Int(0), read.Text(1)) : null;
    }

    public PersonId? WhoseWords(IUnit unit, ConversationId conversation, string externalId)
    {
        using var read = Unit.Of(unit).Sql($"SELECT owner FROM outbox WHERE conversation = @conversation AND (external = @external OR {IsPart}) ORDER BY seq DESC LIMIT 1");
        return read.Bind("@conversation", conversation.Value).Bind("@external", externalId).Step() ? new(read.Guid(0)) : null;
    }

    public ImmutableArray<LogEntry> Log(IUnit unit, ConversationId conversation, long after, int limit, Instant? since = null)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("""
            SELECT seq, 1, owner, received, body, NULL, NULL FROM inbox WHERE conversation = @conversation AND seq > @after AND received > @since
            UNION ALL
            SELECT seq, 0, owner, created, body, external, parts FROM outbox WHERE conversation = @conversation AND seq > @after AND created > @since AND state <> 5
            ORDER BY 1 LIMIT @limit
            """);
        read.Bind("@conversation", conversation.Value).Bind("@after", after).Bind("@limit", limit).Bind("@since", since ?? Instant.MinValue);
        var log = ImmutableArray.CreateBuilder<LogEntry>();
        while (read.Step())
        {
            var (number, isIncoming, owner) = (read.Long(0), read.Int(1) == 1, read.Guid(2));
            var body = isIncoming
                ? my.Sealer.OpenPair(Field.Inbox, number, owner, read.Bytes(4))?.Second
                : my.Sealer.OpenText(Field.Outbox, number, owner, read.Bytes(4));
            log.Add(new(number, isIncoming, body, read.Instant(3), read.Text(5)) { Parts = Parts(read.Text(6)) });
        }
        return log.DrainToImmutable();
    }

    public ImmutableArray<LogEntry> Arrived(IUnit unit, ConversationId conversation, long before, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT seq, owner, created, body, external FROM outbox WHERE conversation = @conversation AND seq < @before AND external IS NOT NULL AND body IS NOT NULL ORDER BY seq DESC LIMIT @limit");
        read.Bind("@conversation", conversation.Value).Bind("@before", before).Bind("@limit", limit);
        var arrived = ImmutableArray.CreateBuilder<LogEntry>();
        while (read.Step()) arrived.Add(new(read.Long(0), false, my.Sealer.OpenText(Field.Outbox, read.Long(0), read.Guid(1), read.Bytes(3)), read.Instant(2), read.Text(4)));
        return arrived.DrainToImmutable();
    }
}
