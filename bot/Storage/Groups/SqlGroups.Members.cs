using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Groups;

// Who belongs to a group.
internal sealed partial class SqlGroups
{
    private const string MemberColumns = "id, cohort, person, state, since, agreed, version, body";

    public void Save(IUnit unit, Membership membership, PersonId? by)
    {
        var my = Unit.Of(unit);
        using (var update = my.Sql("UPDATE cohort_member SET state = @state, since = @since, agreed = @agreed, version = version + 1, body = @body WHERE id = @id AND version = @version"))
            if (Bind(update, my, membership).Run() == 0)
            {
                if (Of(unit, membership.Group, membership.Person) is not null) throw new ConflictException("the membership changed meanwhile");
                using var insert = my.Sql($"INSERT INTO cohort_member ({MemberColumns}) VALUES (@id, @cohort, @person, @state, @since, @agreed, @version, @body)");
                Bind(insert, my, membership).Bind("@cohort", membership.Group.Value).Bind("@person", membership.Person.Value).Run();
            }
        my.Audit(membership is { State: MemberState.Accepted, Content.Overriding: not null } ? Actions.GroupOverride : Actions.Member(membership.State), membership.Id.ToString("D"), by);
    }

    public ImmutableArray<Membership> Members(IUnit unit, GroupId group)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {MemberColumns} FROM cohort_member WHERE cohort = @cohort ORDER BY id").Bind("@cohort", group.Value);
        return All(my, read);
    }

    public ImmutableArray<Membership> Of(IUnit unit, PersonId person)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {MemberColumns} FROM cohort_member WHERE person = @person ORDER BY id DESC").Bind("@person", person.Value);
        return All(my, read);
    }

    public Membership? Of(IUnit unit, GroupId group, PersonId person)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {MemberColumns} FROM cohort_member WHERE cohort = @cohort AND person = @person").Bind("@cohort", group.Value).Bind("@person", person.Value);
        return read.Step() ? Member(my, read) : null;
    }

    private static ImmutableArray<Membership> All(Unit my, Statement read) => read.Known(row => Member(my, row));

    private static Statement Bind(Statement statement, Unit my, Membership member) => statement
        .Bind("@id", member.Id).Bind("@state", (long)member.State).Bind("@since", member.Since).Bind("@agreed", member.Agreed).Bind("@version", member.Version)
        .BindSealed("@body", my, Field.Member, member.Id, member.Person.Value, member.Content, GroupJson.Default.MembershipContent);

    /// <returns><see langword="null"/>: erased.</returns>
    private static Membership? Member(Unit my, Statement read)
    {
        var (id, person) = (read.Guid(0), read.Guid(2));
        // Erased, but on the sheets of the contract: somebody without a name.
        if (read.Bytes(7).IsEmpty)
            return new(id, new(read.Guid(1)), new(person), (MemberState)read.Int(3), read.Instant(4), read.InstantOrNull(5), new(null, null, null), read.Int(6));
        if (read.Opened(7, my, Field.Member, id, person, GroupJson.Default.MembershipContent) is not { } content) return null;
        return new(id, new(read.Guid(1)), new(person), (MemberState)read.Int(3), read.Instant(4), read.InstantOrNull(5), content, read.Int(6));
    }
}
