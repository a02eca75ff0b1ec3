using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Messages;

// What is ready ahead of its moment, in channels that read our log.
partial class SqlOutbox
{
    public Shown Show(IUnit unit, int limit, AheadPlace? from = null)
    {
        var my = Unit.Of(unit);
        List<(long Number, ConversationId Chat, Guid Owner)> due = [];
        using (var late = my.Sql("UPDATE outbox SET state = 3, settled = @now, reason = @late, body = NULL WHERE state = 5 AND due <= @now AND expires <= @now"))
            late.Bind("@now", my.Now).Bind("@late", IOutbox.Late).Run();
        var last = from ?? default;
        using (var read = my.Sql("SELECT due, seq, conversation, owner FROM outbox WHERE state = 5 AND due <= @now AND (due, seq) > (@due, @seq) ORDER BY due, seq LIMIT @limit"))
        {
            read.Bind("@now", my.Now).Bind("@due", last.Due).Bind("@seq", last.Number).Bind("@limit", limit);
            while (read.Step())
            {
                last = new(read.Instant(0), read.Long(1));
                due.Add((last.Number, new(read.Guid(2)), read.Guid(3)));
            }
        }
        var (shown, left) = (ImmutableArray.CreateBuilder<ConversationId>(), 0);
        foreach (var (number, chat, owner) in due)
        {
            // Readers go on from the number they saw last: behind it nothing may come in.
            using var update = my.Sql("""
                UPDATE outbox SET state = 2, created = @now, settled = @now WHERE seq = @seq
                AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.conversation = @conversation AND inbox.seq > @seq)
                AND NOT EXISTS (SELECT 1 FROM conversation JOIN inbox ON inbox.conversation = conversation.id WHERE conversation.person = @owner AND inbox.seq > @seq)
                AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.owner = @owner AND inbox.others = 1 AND inbox.seq > @seq)
                AND NOT EXISTS (SELECT 1 FROM outbox AS later WHERE later.conversation = @conversation AND later.seq > @seq AND later.state <> 5)
                """);
            if (update.Bind("@now", my.Now).Bind("@seq", number).Bind("@conversation", chat.Value).Bind("@owner", owner).Run() > 0) shown.Add(chat);
            else left++;
        }
        return new(shown.DrainToImmutable(), left, due.Count == limit ? last : null);
    }

    public bool Recall(IUnit unit, string dedupe)
    {
        var my = Unit.Of(unit);
        using var delete = my.Sql("DELETE FROM outbox WHERE dedupe = @dedupe AND state = 5");
        return delete.Bind("@dedupe", MessageKey.Of(my.Pseudonyms, dedupe)).Run() > 0;
    }

    public Instant? NextAhead(IUnit unit, Instant after)
    {
        using var read = Unit.Of(unit).Sql("SELECT due FROM outbox WHERE state = 5 AND due > @after ORDER BY due LIMIT 1").Bind("@after", after);
        return read.Step() ? read.Instant(0) : null;
    }
}
