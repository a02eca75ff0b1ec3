using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Messages;

/// <inheritdoc cref="IInbox"/>
internal sealed class SqlInbox : IInbox
{
    private readonly ArrivalKeys keys = new();
    private volatile bool mayHaveFirstKeys = true;

    public InboxItem? Take(IUnit unit, ConversationId conversation, PersonId owner, string channel, string external, string activity, bool isHandled = false)
    {
        var my = Unit.Of(unit);
        var key = keys.Of(my.Pseudonyms, channel, external, out var first);
        if (key != first && mayHaveFirstKeys && IsKnown(my, first)) return null;
        var number = my.NextNumber();
        using var insert = my.Sql("""
            INSERT INTO inbox (seq, dedupe, conversation, owner, others, channel, received, handled, body)
            VALUES (@seq, @dedupe, @conversation, @owner, (SELECT 1 FROM conversation WHERE id = @conversation AND person <> @owner), @channel, @now, @handled, @body)
            ON CONFLICT (dedupe) DO NOTHING
            """);
        insert.Bind("@seq", number).Bind("@dedupe", key).Bind("@conversation", conversation.Value).Bind("@owner", owner.Value).Bind("@channel", channel)
            .Bind("@now", my.Now).Bind("@handled", isHandled ? (Instant?)my.Now : null).Bind("@body", my.Sealer.Seal(Field.Inbox, number, owner.Value, external, activity));
        return insert.Run() > 0 ? new(number, channel, external, conversation, activity, my.Now) { IsHandled = isHandled } : null;
    }

    /// <summary>Whether it arrived while there were only keys of the first kind.</summary>
    private bool IsKnown(Unit my, UInt128 first)
    {
        using (var any = my.Sql("SELECT 1 FROM inbox WHERE seq <= (SELECT value FROM counter WHERE name = 'first-keys') LIMIT 1")) mayHaveFirstKeys = any.Step();
        if (!mayHaveFirstKeys) return false;
        using var read = my.Sql("SELECT 1 FROM inbox WHERE dedupe = @dedupe");
        return read.Bind("@dedupe", first).Step();
    }

    public string? Find(IUnit unit, ConversationId conversation, long sequence)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT owner, body FROM inbox WHERE seq = @seq AND conversation = @conversation AND body IS NOT NULL").Bind("@seq", sequence).Bind("@conversation", conversation.Value);
        return read.Step() ? my.Sealer.OpenPair(Field.Inbox, sequence, read.Guid(0), read.Bytes(1))?.Item2 : null;
    }

    public ImmutableArray<InboxItem> Pending(IUnit unit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT seq, channel, conversation, owner, received, body FROM inbox WHERE handled IS NULL ORDER BY seq");
        var items = ImmutableArray.CreateBuilder<InboxItem>();
        while (read.Step())
        {
            var number = read.Long(0);
            if (Pair(my, number, read.Guid(3), read.Bytes(5)) is not var (external, activity)) continue;
            items.Add(new(number, Codes.Intern(read.Bytes(1)), external, new(read.Guid(2)), activity, read.Instant(4)));
        }
        return items.DrainToImmutable();
    }

    /// <returns><see langword="null"/>: erased, or damaged, which <c>verify</c> tells; a start goes on with the others.</returns>
    private static (string First, string Second)? Pair(Unit my, long number, Guid owner, ReadOnlySpan<byte> content)
    {
        try
        {
            return my.Sealer.OpenPair(Field.Inbox, number, owner, content);
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    public void Forget(IUnit unit, long sequence)
    {
        using var update = Unit.Of(unit).Sql("UPDATE inbox SET body = NULL, answer = NULL WHERE seq = @seq");
        update.Bind("@seq", sequence).Run();
    }

    public bool IsKnown(IUnit unit, string channel, string external)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT 1 FROM inbox WHERE dedupe IN (@dedupe, @first)").Bind("@dedupe", keys.Of(my.Pseudonyms, channel, external, out var first)).Bind("@first", first);
        return read.Step();
    }

    public void Answer(IUnit unit, string channel, string external, string answer, bool replaces)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT seq, owner FROM inbox WHERE dedupe IN (@dedupe, @first) AND body IS NOT NULL AND (answer IS NULL OR @replaces)")
            .Bind("@dedupe", keys.Of(my.Pseudonyms, channel, external, out var first)).Bind("@first", first).Bind("@replaces", replaces ? 1 : 0);
        if (!read.Step()) return;
        var (number, owner) = (read.Long(0), read.Guid(1));
        using var update = my.Sql("UPDATE inbox SET answer = @answer WHERE seq = @seq");
        update.Bind("@answer", my.Sealer.Seal(Field.Answer, number, owner, answer)).Bind("@seq", number).Run();
    }

    public string? AnswerTo(IUnit unit, string channel, string external)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT seq, owner, answer FROM inbox WHERE dedupe IN (@dedupe, @first) AND answer IS NOT NULL").Bind("@dedupe", keys.Of(my.Pseudonyms, channel, external, out var first)).Bind("@first", first);
        return read.Step() ? my.Sealer.OpenText(Field.Answer, read.Long(0), read.Guid(1), read.Bytes(2)) : null;
    }

    public bool Done(IUnit unit, InboxItem item)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE inbox SET handled = @now WHERE seq = @seq AND handled IS NULL");
        return update.Bind("@now", my.Now).Bind("@seq", item.Sequence).Run() > 0;
    }
}
