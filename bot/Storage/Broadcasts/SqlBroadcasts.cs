using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Groups;
using Assistant.Records.People;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Broadcasts;

/// <inheritdoc cref="IBroadcasts"/>
internal sealed partial class SqlBroadcasts : IBroadcasts
{
    private const string Columns = "id, reference, author, state, due, opened, audience_kind, audience, since, version, body";

    public void Add(IUnit unit, Broadcast broadcast)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT id FROM broadcast WHERE reference = @reference").Bind("@reference", broadcast.Reference))
            if (known.Step()) throw new ConflictException("this reference is taken");
        my.MakeKey(broadcast.Id.Value);
        using var insert = my.Sql($"INSERT INTO broadcast ({Columns}) VALUES (@id, @reference, @author, @state, @due, @opened, @kind, @audience, @since, @version, @body)");
        insert.Bind("@id", broadcast.Id.Value).Bind("@reference", broadcast.Reference).Bind("@author", broadcast.Author.Value).Bind("@state", (long)broadcast.State).Bind("@due", broadcast.Due)
            .Bind("@opened", broadcast.Opened).Bind("@kind", (long)broadcast.To.Kind).Bind("@audience", broadcast.To.Value).Bind("@since", broadcast.Since).Bind("@version", broadcast.Version)
            .BindSealed("@body", my, Field.Broadcast, broadcast.Id.Value, broadcast.Id.Value, broadcast.Content, BroadcastJson.Default.BroadcastContent).Run();
        my.Audit(Actions.Broadcast(broadcast.State), broadcast.Id.ToString(), broadcast.Author);
    }

    public Broadcast? Find(IUnit unit, BroadcastId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM broadcast WHERE id = @id").Bind("@id", id.Value);
        return read.Step() ? Row(my, read) : null;
    }

    public void Save(IUnit unit, Broadcast broadcast, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE broadcast SET state = @state, due = @due, opened = @opened, version = version + 1 WHERE id = @id AND version = @version");
        update.Bind("@state", (long)broadcast.State).Bind("@due", broadcast.Due).Bind("@opened", broadcast.Opened).Bind("@id", broadcast.Id.Value).Bind("@version", broadcast.Version);
        if (update.Run() == 0) throw new ConflictException("the message changed meanwhile");
        my.Audit(Actions.Broadcast(broadcast.State), broadcast.Id.ToString(), by);
    }

    public ImmutableArray<Broadcast> All(IUnit unit, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM broadcast ORDER BY since DESC, id DESC LIMIT @limit").Bind("@limit", limit);
        return Rows(my, read);
    }

    public ImmutableArray<Broadcast> Active(IUnit unit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM broadcast WHERE state IN (@planned, @sending) ORDER BY due, id")
            .Bind("@planned", (long)BroadcastState.Planned).Bind("@sending", (long)BroadcastState.Sending);
        return Rows(my, read);
    }

    public ImmutableArray<Recipient> Recipients(IUnit unit, BroadcastAudience to)
    {
        // Who works here is written to about work; everybody else only after they agreed.
        const string who = """
            SELECT person.id, person.language, person.consent IS NOT NULL OR EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = person.id AND role_grant.role <> 0) FROM person
            """;
        using var read = to.Kind switch
        {
            AudienceKind.Group => Unit.Of(unit).Sql($"{who} JOIN cohort_member ON cohort_member.person = person.id WHERE cohort_member.cohort = @value AND cohort_member.state IN (@accepted, @member) ORDER BY person.id")
                .Bind("@value", to.Value).Bind("@accepted", (long)MemberState.Accepted).Bind("@member", (long)MemberState.Member),
            AudienceKind.Groups => Unit.Of(unit).Sql($"""
                {who} WHERE person.id IN (SELECT cohort_member.person FROM cohort_member JOIN cohort ON cohort.id = cohort_member.cohort
                    WHERE cohort.state <> @finished AND cohort_member.state IN (@accepted, @member)) ORDER BY person.id
                """).Bind("@finished", (long)CohortState.Finished).Bind("@accepted", (long)MemberState.Accepted).Bind("@member", (long)MemberState.Member),
            AudienceKind.Municipality => Unit.Of(unit).Sql($"""
                {who} WHERE person.id IN (SELECT family_person.person FROM family_person JOIN family ON family.id = family_person.family
                    WHERE family.municipality = @value AND family.closed IS NULL) ORDER BY person.id
                """).Bind("@value", to.Value),
            _ when to.Value == nameof(Role.Parent) => Unit.Of(unit).Sql($"{who} WHERE NOT EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = person.id AND role_grant.role <> 0) ORDER BY person.id"),
            _ => Unit.Of(unit).Sql($"{who} WHERE person.id IN (SELECT role_grant.person FROM role_grant WHERE role_grant.role = @role) ORDER BY person.id").Bind("@role", (long)Enum.Parse<Role>(to.Value)),
        };
        return read.All<Recipient>(row => new(new(row.Guid(0)), Codes.Intern(row.Bytes(1)), row.Int(2) != 0));
    }

    public ImmutableArray<string> Municipalities(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql("SELECT DISTINCT family.municipality FROM family JOIN family_person ON family_person.family = family.id WHERE family.closed IS NULL ORDER BY family.municipality");
        return read.All(row => row.Text(0)!);
    }

    private static ImmutableArray<Broadcast> Rows(Unit my, Statement read) => read.Known(row => Row(my, row));

    /// <returns><see langword="null"/>: erased.</returns>
    private static Broadcast? Row(Unit my, Statement read)
    {
        var id = read.Guid(0);
        if (read.Opened(10, my, Field.Broadcast, id, id, BroadcastJson.Default.BroadcastContent) is not { } content) return null;
        return new(new(id), read.Text(1)!, new(read.Guid(2)), (BroadcastState)read.Int(3), read.Instant(4), read.InstantOrNull(5), new((AudienceKind)read.Int(6), read.Text(7)!),
            content, read.Instant(8), read.Int(9));
    }
}
