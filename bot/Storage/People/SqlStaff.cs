using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Storage.Messages;
using Assistant.Storage.Conversations;
using Assistant.Storage.Retention;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.People;

/// <inheritdoc cref="IStaff"/>
internal sealed class SqlStaff(SqlPeople people) : IStaff
{
    public ImmutableArray<PersonId> ByReference(IUnit unit, string reference)
    {
        using var read = Unit.Of(unit).Sql("SELECT id FROM person WHERE substr(id, 31) = @reference ORDER BY id").Bind("@reference", reference);
        return read.All<PersonId>(row => new(row.Guid(0)));
    }

    public PersonId? ParentOf(IUnit unit, string reference)
    {
        using var read = Unit.Of(unit).Sql("SELECT parent FROM request WHERE reference = @reference UNION ALL SELECT person FROM relay WHERE reference = @reference LIMIT 1").Bind("@reference", reference);
        return read.Step() ? new(read.Guid(0)) : null;
    }

    public ImmutableArray<RequestId> RequestsOf(IUnit unit, PersonId worker)
    {
        // 0, 1 and 2 are open, 3 is agreed.
        using var read = Unit.Of(unit).Sql("SELECT id FROM request WHERE owner = @owner AND state IN (0, 1, 2, 3) ORDER BY deadline, id").Bind("@owner", worker.Value);
        return read.All<RequestId>(row => new(row.Guid(0)));
    }

    public void Leave(IUnit unit, PersonId person, PersonId by)
    {
        var my = Unit.Of(unit);
        foreach (var role in people.Get(unit, person).Roles) people.Revoke(unit, person, role, by);
        using (var bar = my.Sql("""
            INSERT INTO barred (channel, address, at) SELECT channel, address, @now FROM identity WHERE person = @person ON CONFLICT (channel, address) DO NOTHING
            """)) bar.Bind("@now", my.Now).Bind("@person", person.Value).Run();
        // Their way in leads nowhere now: whoever writes from there is a stranger, and the old talk can be reached by nobody.
        SqlProfiles.MakeRoom(my, person.Value);
        Run(my, "DELETE FROM identity WHERE person = @person", person);
        List<ConversationId> talks = [];
        using (var read = my.Sql("SELECT id FROM conversation WHERE person = @person").Bind("@person", person.Value))
            while (read.Step()) talks.Add(new(read.Guid(0)));
        foreach (var talk in talks) SqlConversations.Park(my, talk);
        Run(my, "DELETE FROM keyboard WHERE person = @person", person);
        Run(my, "DELETE FROM held WHERE owner = @person", person);
        Run(my, "DELETE FROM link_code WHERE person = @person", person);
        Run(my, "DELETE FROM absence WHERE person = @person", person);
        Run(my, "UPDATE absence SET stand_in = NULL WHERE stand_in = @person", person);
        using (var end = my.Sql("UPDATE assignment SET until = @today WHERE worker = @person AND (until IS NULL OR until > @today)"))
            end.Bind("@today", my.Now.InUtc().Date).Bind("@person", person.Value).Run();
        Run(my, "DELETE FROM caseworker WHERE person = @person", person);
        Run(my, "DELETE FROM duty_shift WHERE person = @person", person);
        Run(my, "DELETE FROM duty_exception WHERE away = @person", person);
        Run(my, "UPDATE duty_exception SET instead = NULL WHERE instead = @person", person);
        Run(my, "DELETE FROM invitation WHERE issued_by = @person AND used IS NULL", person);
        using (var stop = my.Sql($"UPDATE outbox SET state = 3, settled = @now, reason = 'left' WHERE state IN (0, 1) AND seq IN ({MessagesOf.Outbox})")) stop.Bind("@now", my.Now).Bind("@from", person.Value).Run();
        my.Audit(Actions.PersonLeave, person.ToString(), by);
    }

    public bool IsBarred(IUnit unit, ChannelIdentity identity)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT 1 FROM barred WHERE channel = @channel AND address = @address");
        return read.Bind("@channel", identity.Channel).Bind("@address", SqlPeople.Address(my, identity)).Step();
    }

    public void Away(IUnit unit, Absence absence, PersonId by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO absence (person, until, stand_in) VALUES (@person, @until, @stand_in)
            ON CONFLICT (person) DO UPDATE SET until = @until, stand_in = @stand_in
            """);
        insert.Bind("@person", absence.Person.Value).Bind("@until", absence.Until).Bind("@stand_in", absence.StandIn?.Value).Run();
        my.Audit(Actions.PersonAway, absence.Person.ToString(), by);
    }

    public ImmutableArray<Absence> AwayOn(IUnit unit, LocalDate day)
    {
        using var read = Unit.Of(unit).Sql("SELECT person, until, stand_in FROM absence WHERE until > @day ORDER BY person").Bind("@day", day);
        return read.All<Absence>(row => new(new(row.Guid(0)), row.Day(1), row.GuidOrNull(2) is { } other ? new(other) : null));
    }

    public void Merge(IUnit unit, PersonId from, PersonId to, PersonId by)
    {
        if (from == to) return;
        var my = Unit.Of(unit);
        var (gone, stays) = (people.Get(unit, from), people.Get(unit, to));
        if (my.Sealer.Keys.Find(to.Value) is null) throw new KeyNotFoundException("nothing can be kept for this person");
        if (stays.Name is null && gone.Name is not null) people.Save(unit, stays with { Name = gone.Name });
        MergedMail.Carry(my, from, to);
        foreach (var column in Owned.Sealed) Rekey(my, column, from.Value, to.Value);
        foreach (var sql in Owned.Plain)
            using (var update = my.Sql(sql)) update.Bind("@from", from.Value).Bind("@to", to.Value).Run();
        SqlErasure.Bury(my, from.Value);
        my.Audit(Actions.PersonMerge, from.ToString(), by);
        my.Audit(Actions.PersonMerge, to.ToString(), by);
    }

    private static void Rekey(Unit my, OwnedContent column, Guid from, Guid to)
    {
        List<(RowId Row, byte[]? Hash, long Number, Guid Id, byte[] Content)> rows = [];
        using (var read = my.Sql(column.Read).Bind("@from", from))
        {
            while (read.Step())
            {
                var content = read.Bytes(1).ToArray();
                rows.Add(column.Key switch
                {
                    OwnedKey.Number => (read.Long(0), null, read.Long(0), default, content),
                    OwnedKey.Hash => (read.Hash(0), read.Bytes(0).ToArray(), 0, default, content),
                    _ => (read.Guid(0), null, 0, read.Guid(0), content),
                });
            }
        }
        foreach (var (row, hash, number, id, content) in rows)
        {
            var clear = my.Sealer.Open(column.Field, row, from, content, out var isErased);
            if (isErased) continue;
            using var update = my.Sql(column.Write);
            switch (column.Key)
            {
                case OwnedKey.Number: update.Bind("@key", number); break;
                case OwnedKey.Hash: update.Bind("@key", hash.AsSpan()); break;
                default: update.Bind("@key", id); break;
            }
            update.Bind("@body", my.Sealer.Seal(column.Field, row, to, clear)).Run();
        }
    }

    private static void Run(Unit my, string sql, PersonId person)
    {
        using var statement = my.Sql(sql);
        statement.Bind("@person", person.Value).Run();
    }
}
