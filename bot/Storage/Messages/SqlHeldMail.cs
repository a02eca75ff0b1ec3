using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Messages;

/// <inheritdoc cref="IHeldMail"/>
internal sealed class SqlHeldMail(IOutbox outbox) : IHeldMail
{
    private const string Terminal = "terminal", Page = "webchat";

    public void Hold(IUnit unit, Outgoing message, Instant? due)
    {
        var my = Unit.Of(unit);
        var key = MessageKey.Of(my.Pseudonyms, message.Dedupe);
        using (var known = my.Sql("SELECT 1 FROM outbox WHERE dedupe = @dedupe UNION ALL SELECT 1 FROM held WHERE dedupe = @dedupe").Bind("@dedupe", key))
            if (known.Step()) return;
        var number = my.NextNumber();
        using var insert = my.Sql("""
            INSERT INTO held (seq, dedupe, conversation, owner, kind, due, created, expires, body) VALUES (@seq, @dedupe, @conversation, @owner, @kind, @due, @now, @expires, @body)
            """);
        insert.Bind("@seq", number).Bind("@dedupe", key).Bind("@conversation", message.Conversation.Value).Bind("@owner", message.Owner.Value)
            .Bind("@kind", (int)message.Kind).Bind("@due", due).Bind("@now", my.Now).Bind("@expires", message.Expires)
            .Bind("@body", my.Sealer.Seal(Field.Held, number, message.Owner.Value, message.Dedupe, message.Body)).Run();
    }

    public int Count(IUnit unit, ConversationId conversation)
    {
        using var read = Unit.Of(unit).Sql("SELECT count(*) FROM held WHERE conversation = @conversation");
        return read.Bind("@conversation", conversation.Value).Step() ? read.Int(0) : 0;
    }

    public ImmutableArray<Held> Due(IUnit unit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT seq, conversation, due FROM held WHERE due IS NOT NULL AND due <= @now ORDER BY seq").Bind("@now", my.Now);
        return read.All<Held>(row => new(row.Long(0), new(row.Guid(1)), row.InstantOrNull(2)));
    }

    public bool Drop(IUnit unit, string dedupe)
    {
        var my = Unit.Of(unit);
        using var delete = my.Sql("DELETE FROM held WHERE dedupe = @dedupe");
        return delete.Bind("@dedupe", MessageKey.Of(my.Pseudonyms, dedupe)).Run() > 0;
    }

    public void Keep(IUnit unit, long number)
    {
        using var update = Unit.Of(unit).Sql("UPDATE held SET due = NULL WHERE seq = @seq");
        update.Bind("@seq", number).Run();
    }

    public void Release(IUnit unit, long number)
    {
        var my = Unit.Of(unit);
        Outgoing? message = null;
        using (var read = my.Sql("SELECT held.conversation, held.owner, held.kind, held.body, conversation.channel, held.expires FROM held JOIN conversation ON conversation.id = held.conversation WHERE seq = @seq").Bind("@seq", number))
        {
            if (!read.Step()) return;
            if (my.Sealer.OpenPair(Field.Held, number, read.Guid(1), read.Bytes(3)) is var (dedupe, body))
                message = new(dedupe, new(read.Guid(0)), new(read.Guid(1)), (OutgoingKind)read.Int(2), body, my.Now, read.Text(4) is Terminal or Page) { Expires = read.InstantOrNull(5) };
        }
        using (var delete = my.Sql("DELETE FROM held WHERE seq = @seq")) delete.Bind("@seq", number).Run();
        if (message is not null) outbox.Queue(unit, [message]);
    }

    public int ReleaseAll(IUnit unit, ConversationId conversation)
    {
        List<long> numbers = [];
        using (var read = Unit.Of(unit).Sql("SELECT seq FROM held WHERE conversation = @conversation ORDER BY seq").Bind("@conversation", conversation.Value))
            while (read.Step()) numbers.Add(read.Long(0));
        foreach (var number in numbers) Release(unit, number);
        return numbers.Count;
    }
}
