using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Messages;

/// <inheritdoc cref="IOutbox"/>
internal sealed partial class SqlOutbox : IOutbox
{
    // The numbers of OutgoingKind and OutgoingState stand in SQL and in stored rows: never renumber them.

    /// <summary>What a turn says is due the moment it was decided, which is a little after its unit began.</summary>
    private static readonly Duration Meanwhile = Duration.FromSeconds(1);

    public int Queue(IUnit unit, IReadOnlyCollection<Outgoing> messages)
    {
        var my = Unit.Of(unit);
        var added = 0;
        foreach (var message in messages)
            if (Add(my, message, Fate(my, message) ?? OutgoingState.Due) > 0) added++;
        return added;
    }

    /// <returns>What became of it at once: it helped nobody any more when it came (a reminder that was kept until somebody wrote), or the page fetches it; <see langword="null"/>: it is to be sent.</returns>
    private static OutgoingState? Fate(Unit my, Outgoing message)
    {
        if (message.Expires <= my.Now) return OutgoingState.Failed;
        return !message.IsPulled ? null : message.IsAhead && message.Due > my.Now ? OutgoingState.Ahead : OutgoingState.Sent;
    }

    public ImmutableArray<Queued> Begin(IUnit unit, IReadOnlyList<Outgoing> messages)
    {
        var my = Unit.Of(unit);
        var queued = ImmutableArray.CreateBuilder<Queued>(messages.Count);
        for (var index = 0; index < messages.Count; index++)
        {
            var message = messages[index];
            var isFirst = true;
            for (var before = 0; before < index && isFirst; before++) isFirst = messages[before].Conversation != message.Conversation;
            var fate = Fate(my, message);
            var isTaken = isFirst && fate is null && message.Kind != OutgoingKind.Reminder && message.Due <= my.Now + Meanwhile && !IsBehind(my, message.Conversation);
            var number = Add(my, message, fate ?? (isTaken ? OutgoingState.Sending : OutgoingState.Due));
            queued.Add(new(number, isTaken && number > 0));
        }
        return queued.MoveToImmutable();
    }

    /// <summary>Whether something of the conversation is on its way or goes before what is queued now.</summary>
    private static bool IsBehind(Unit my, ConversationId conversation)
    {
        using var read = my.Sql("""
            SELECT 1 FROM outbox WHERE conversation = @conversation AND state IN (0, 1)
            AND (state = 1 OR ((kind <> 1 OR created = @now) AND (due <= @soon OR attempts > 0))) LIMIT 1
            """);
        return read.Bind("@conversation", conversation.Value).Bind("@now", my.Now).Bind("@soon", my.Now + Meanwhile).Step();
    }

    /// <returns>0: its key is known.</returns>
    private static long Add(Unit my, Outgoing message, OutgoingState state)
    {
        var number = my.NextNumber();
        using var insert = my.Sql("""
            INSERT INTO outbox (seq, dedupe, conversation, owner, others, kind, state, due, attempts, created, settled, expires, reason, body)
            VALUES (@seq, @dedupe, @conversation, @owner, (SELECT 1 FROM conversation WHERE id = @conversation AND person <> @owner), @kind, @state, @due, @attempts, @now, @settled, @expires, @reason, @body) ON CONFLICT (dedupe) DO NOTHING
            """);
        insert.Bind("@seq", number).Bind("@dedupe", MessageKey.Of(my.Pseudonyms, message.Dedupe)).Bind("@conversation", message.Conversation.Value).Bind("@owner", message.Owner.Value)
            .Bind("@kind", (int)message.Kind).Bind("@state", (int)state).Bind("@due", message.Due).Bind("@attempts", state == OutgoingState.Sending ? 1 : 0)
            .Bind("@now", my.Now).Bind("@expires", message.Expires).Bind("@settled", state is OutgoingState.Sent or OutgoingState.Failed ? (Instant?)my.Now : null);
        if (state == OutgoingState.Failed) insert.Bind("@reason", IOutbox.Late).Null("@body");
        else insert.Null("@reason").BindSealed("@body", my, Field.Outbox, number, message.Owner.Value, message.Body);
        return insert.Run() > 0 ? number : 0;
    }

    public bool Withdraw(IUnit unit, string dedupe)
    {
        var my = Unit.Of(unit);
        // What was in no log does not come into it by being taken back.
        using var update = my.Sql("""
            UPDATE outbox SET state = 3, settled = @now, reason = 'withdrawn', body = CASE state WHEN 5 THEN NULL ELSE body END
            WHERE dedupe = @dedupe AND (state IN (0, 5) OR (state = 1 AND begun = 0)) AND parts IS NULL
            """);
        return update.Bind("@now", my.Now).Bind("@dedupe", MessageKey.Of(my.Pseudonyms, dedupe)).Run() > 0;
    }
}
