using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Messages;

// Messages on their way: claimed, begun, and what became of them.
partial class SqlOutbox
{
    /// <summary>Milliseconds within which nobody has read an answer and written again: two lines sent in a row are no sign that the first was answered.</summary>
    private const long ReadingTime = 2000;

    public ImmutableArray<Claimed> Claim(IUnit unit, int limit, int reminders)
    {
        var my = Unit.Of(unit);
        var claimed = ImmutableArray.CreateBuilder<Claimed>();
        // What helps nobody any more, after a stop, a sleep or a leap of the clock, is not sent.
        using (var late = my.Sql("UPDATE outbox SET state = 3, settled = @now, reason = @late WHERE expires IS NOT NULL AND expires <= @now AND state = 0 AND parts IS NULL"))
            late.Bind("@now", my.Now).Bind("@late", IOutbox.Late).Run();
        // Safety goes before everything else that waits, and behind nothing but a message already on its way.
        using (var safety = my.Sql("""
            SELECT seq, conversation, owner, kind, attempts, body FROM outbox AS mine WHERE state = 0 AND kind = 2 AND due <= @now
            AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.conversation = mine.conversation AND other.state IN (0, 1)
                AND (other.state = 1 OR (other.kind = 2 AND other.seq < mine.seq)))
            ORDER BY seq LIMIT @limit
            """)) Read(my, safety, limit, claimed);
        Mark(my, claimed, 0);
        // What was queued together keeps its order; an answer to what was said since goes before a reminder.
        // A message that was never tried and is not due yet (a reminder for tomorrow) holds nobody up; one that waits for its next try does.
        Line(my, """
            SELECT seq, conversation, owner, kind, attempts, body FROM outbox AS mine WHERE state = 0 AND kind IN (0, 3) AND due <= @now
            AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.conversation = mine.conversation AND other.state IN (0, 1)
                AND (other.state = 1 OR (other.seq < mine.seq AND (other.kind <> 1 OR other.created = mine.created) AND (other.due <= @now OR other.attempts > 0))))
            ORDER BY seq LIMIT @limit
            """, limit - claimed.Count, claimed);
        Line(my, """
            SELECT seq, conversation, owner, kind, attempts, body FROM outbox AS mine WHERE state = 0 AND kind = 1 AND due <= @now
            AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.conversation = mine.conversation AND other.state IN (0, 1)
                AND (other.state = 1 OR (other.seq < mine.seq AND (other.due <= @now OR other.attempts > 0))))
            ORDER BY seq LIMIT @limit
            """, Math.Min(reminders, limit - claimed.Count), claimed);
        return claimed.DrainToImmutable();
    }

    public bool TryTake(IUnit unit, long number)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("""
            UPDATE outbox AS mine SET state = 1, attempts = 1 WHERE seq = @seq AND state = 0 AND attempts = 0 AND due <= @now
            AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.conversation = mine.conversation AND other.state IN (0, 1) AND other.seq <> mine.seq
                AND (other.state = 1 OR ((other.seq < mine.seq OR other.kind = 2) AND (other.due <= @now OR other.attempts > 0))))
            """);
        return update.Bind("@seq", number).Bind("@now", my.Now).Run() > 0;
    }

    public bool TryBegin(IUnit unit, long number)
    {
        var my = Unit.Of(unit);
        using (var late = my.Sql("UPDATE outbox SET state = 3, settled = @now, reason = @late WHERE seq = @seq AND state = 1 AND begun = 0 AND parts IS NULL AND expires <= @now"))
            late.Bind("@now", my.Now).Bind("@late", IOutbox.Late).Bind("@seq", number).Run();
        using var update = my.Sql("UPDATE outbox SET begun = 1 WHERE seq = @seq AND state = 1 AND begun = 0");
        return update.Bind("@seq", number).Run() > 0;
    }

    /// <summary>Between the ids of parts.</summary>
    private const char Blank = ' ';

    /// <summary>In place of an id that the channel did not give.</summary>
    private const string NoId = "-";

    /// <summary>Whether @external is one of the parts that went before the last.</summary>
    private const string IsPart = "instr(' ' || parts || ' ', ' ' || @external || ' ') > 0";

    public void PartSent(IUnit unit, long number, string? externalId)
    {
        using var update = Unit.Of(unit).Sql("UPDATE outbox SET parts = coalesce(parts || ' ', '') || @id, begun = CASE kind WHEN 1 THEN 0 END WHERE seq = @seq AND state = 1");
        update.Bind("@id", externalId is { Length: > 0 } id && !id.Contains(Blank, StringComparison.Ordinal) ? id : NoId).Bind("@seq", number).Run();
    }

    public int PartsSent(IUnit unit, long number)
    {
        using var read = Unit.Of(unit).Sql("SELECT parts FROM outbox WHERE seq = @seq").Bind("@seq", number);
        return read.Step() ? Parts(read.Text(0)).Length : 0;
    }

    private static ImmutableArray<string> Parts(string? stored) => stored is null ? [] : [.. stored.Split(Blank)];

    public bool Sent(IUnit unit, ConversationId conversation, long number, string? externalId)
    {
        var my = Unit.Of(unit);
        using (var update = my.Sql("UPDATE outbox SET state = 2, settled = @now, external = @external, reason = NULL WHERE seq = @seq AND state = 1"))
            update.Bind("@now", my.Now).Bind("@external", externalId).Bind("@seq", number).Run();
        using var more = my.Sql("SELECT 1 FROM outbox WHERE conversation = @conversation AND state IN (0, 1) LIMIT 1");
        return more.Bind("@conversation", conversation.Value).Step();
    }

    public void Settle(IUnit unit, long number, OutgoingState state, Instant? retryAt, string? externalId, string? reason)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("""
            UPDATE outbox SET state = @state, due = coalesce(@due, due), settled = @settled, external = @external, reason = @reason WHERE seq = @seq AND state = 1
            """);
        update.Bind("@state", (int)state).Bind("@due", state == OutgoingState.Due ? retryAt ?? my.Now : null).Bind("@settled", state == OutgoingState.Due ? null : (Instant?)my.Now)
            .Bind("@external", externalId).Bind("@reason", reason).Bind("@seq", number);
        if (update.Run() == 0) throw new ConflictException("this message is not being sent");
        if (state != OutgoingState.Due || reason != IOutbox.Doubtful) return;
        // The person may have answered before anybody knew that there was a doubt.
        using var answered = my.Sql("""
            UPDATE outbox SET state = 4, settled = @now, reason = 'answered' WHERE seq = @seq AND kind = 0
            AND EXISTS (SELECT 1 FROM inbox WHERE inbox.conversation = outbox.conversation AND inbox.seq > outbox.seq)
            """);
        answered.Bind("@now", my.Now).Bind("@seq", number).Run();
    }

    public int Supersede(IUnit unit, ConversationId conversation)
    {
        var my = Unit.Of(unit);
        // 'IN (0, 1)' names the partial index. Hardly ever is there one, and looking costs a tenth of an update that finds none.
        using (var read = my.Sql("SELECT 1 FROM outbox WHERE conversation = @conversation AND state IN (0, 1) AND state = 0 AND kind = 0 AND attempts > 0 AND reason = @doubtful LIMIT 1"))
            if (!read.Bind("@conversation", conversation.Value).Bind("@doubtful", IOutbox.Doubtful).Step()) return 0;
        using var update = my.Sql("""
            UPDATE outbox SET state = 4, settled = @now, reason = 'answered' WHERE conversation = @conversation AND state IN (0, 1) AND state = 0 AND kind = 0
            AND attempts > 0 AND reason = @doubtful
            """);
        return update.Bind("@now", my.Now).Bind("@conversation", conversation.Value).Bind("@doubtful", IOutbox.Doubtful).Run();
    }

    public int Recover(IUnit unit)
    {
        var my = Unit.Of(unit);
        using var waiting = my.Sql("UPDATE outbox SET state = 0, attempts = attempts - 1 WHERE state IN (0, 1) AND state = 1 AND begun = 0");
        var recovered = waiting.Run();
        // Prompts: once more, unless that was the second time or the person has written since, having had the time to read it, which makes the prompt moot. Reminders: never blindly.
        using var uncertain = my.Sql("""
            UPDATE outbox SET state = 4, settled = @now, reason = 'crash' WHERE state IN (0, 1) AND state = 1 AND (kind = 1 OR (kind = 0 AND (attempts > 1
                OR EXISTS (SELECT 1 FROM inbox WHERE inbox.conversation = outbox.conversation AND inbox.seq > outbox.seq AND inbox.received > outbox.created + @reading))))
            """);
        recovered += uncertain.Bind("@now", my.Now).Bind("@reading", ReadingTime).Run();
        using var again = my.Sql("UPDATE outbox SET state = 0, due = @now WHERE state IN (0, 1) AND state = 1");
        return recovered + again.Bind("@now", my.Now).Run();
    }

    public Instant? NextDue(IUnit unit, bool withReminders)
    {
        using var read = Unit.Of(unit).Sql("""
            SELECT due FROM outbox AS mine WHERE state = 0 AND kind <> @skipped
            AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.conversation = mine.conversation AND other.state IN (0, 1)
                AND (other.state = 1 OR (mine.kind = 2 AND other.kind = 2 AND other.seq < mine.seq)
                    OR (mine.kind <> 2 AND other.seq < mine.seq AND (other.attempts > 0 OR other.kind = @skipped) AND (mine.kind = 1 OR other.kind <> 1 OR other.created = mine.created))))
            ORDER BY due LIMIT 1
            """);
        read.Bind("@skipped", withReminders ? -1 : 1);
        return read.Step() ? read.Instant(0) : null;
    }

    /// <summary>Claims one line's next messages.</summary>
    private static void Line(Unit my, string sql, int limit, ImmutableArray<Claimed>.Builder claimed)
    {
        if (limit <= 0)
            return;
        var taken = claimed.Count;
        using (var read = my.Sql(sql))
            Read(my, read, limit, claimed);
        Mark(my, claimed, taken);
    }

    private static void Read(Unit my, Statement read, int limit, ImmutableArray<Claimed>.Builder claimed)
    {
        read.Bind("@now", my.Now).Bind("@limit", limit);
        while (read.Step())
        {
            var number = read.Long(0);
            claimed.Add(new(number, new(read.Guid(1)), (OutgoingKind)read.Int(3), Body(my, number, read.Guid(2), read.Bytes(5)), read.Int(4)));
        }
    }

    /// <summary>Without its key (erased), or damaged, there is nothing to send: an empty body, which the sender settles as failed. One line must not hold up everybody's.</summary>
    private static string Body(Unit my, long number, Guid owner, ReadOnlySpan<byte> content)
    {
        try
        {
            return my.Sealer.OpenText(Field.Outbox, number, owner, content) ?? "";
        }
        catch (StoreDamagedException)
        {
            return "";
        }
    }

    private static void Mark(Unit my, ImmutableArray<Claimed>.Builder claimed, int from)
    {
        for (var index = from; index < claimed.Count; index++)
        {
            using var update = my.Sql("UPDATE outbox SET state = 1, attempts = attempts + 1, begun = CASE kind WHEN 1 THEN 0 END WHERE seq = @seq");
            update.Bind("@seq", claimed[index].Number).Run();
        }
    }
}
