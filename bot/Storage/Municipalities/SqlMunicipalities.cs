using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Municipalities;
using Assistant.Records.People;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Municipalities;

/// <inheritdoc cref="IMunicipalities"/>
internal sealed class SqlMunicipalities : IMunicipalities
{
    public void Tie(IUnit unit, PersonId caseworker, string municipality, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO caseworker (person, municipality, since) VALUES (@person, @municipality, @now)
            ON CONFLICT (person) DO UPDATE SET municipality = @municipality, since = @now
            """);
        insert.Bind("@person", caseworker.Value).Bind("@municipality", municipality).Bind("@now", my.Now).Run();
        my.Audit(Actions.CaseworkerTie, caseworker.ToString(), by);
    }

    public string? Of(IUnit unit, PersonId caseworker)
    {
        using var read = Unit.Of(unit).Sql("SELECT municipality FROM caseworker WHERE person = @person").Bind("@person", caseworker.Value);
        return read.Step() ? read.Text(0) : null;
    }

    public ImmutableArray<PersonId> CaseworkersOf(IUnit unit, string municipality)
    {
        using var read = Unit.Of(unit).Sql("""
            SELECT person FROM caseworker WHERE municipality = @municipality
                AND EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = caseworker.person AND role = @role) ORDER BY since, person
            """);
        read.Bind("@municipality", municipality).Bind("@role", (int)Role.Caseworker);
        return read.All<PersonId>(row => new(row.Guid(0)));
    }

    public ImmutableArray<FamilyId> FamiliesOf(IUnit unit, string municipality, int limit)
    {
        using var read = Unit.Of(unit).Sql("SELECT family FROM contract WHERE municipality = @municipality GROUP BY family ORDER BY max(starts) DESC, family LIMIT @limit");
        read.Bind("@municipality", municipality).Bind("@limit", limit);
        return read.All<FamilyId>(row => new(row.Guid(0)));
    }
}
