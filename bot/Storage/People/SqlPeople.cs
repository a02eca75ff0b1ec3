using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.People;

/// <inheritdoc cref="IPeople"/>
internal sealed class SqlPeople : IPeople
{
    private const string Identity = "identity";

    public Person? Find(IUnit unit, ChannelIdentity identity)
    {
        var my = Unit.Of(unit);
        return Known(my, identity) is { } id ? Read(my, id) : null;
    }

    public Person Get(IUnit unit, PersonId id) => Read(Unit.Of(unit), id) ?? throw new KeyNotFoundException("no such person");

    public Person Meet(IUnit unit, ChannelIdentity identity, string language)
    {
        var my = Unit.Of(unit);
        if (Known(my, identity) is { } known && Read(my, known) is { } person) return person;
        var id = Make(my, language);
        using (var insert = my.Sql("INSERT INTO identity (channel, address, person) VALUES (@channel, @address, @person)"))
            insert.Bind("@channel", identity.Channel).Bind("@address", Address(my, identity)).Bind("@person", id.Value).Run();
        return new(id, language, ParentOnly, null, null, my.Now, 1);
    }

    /// <summary>Somebody new, with a data key and no way in yet.</summary>
    internal static PersonId Make(Unit my, string language) => Make(my, new(my.Ids.Next()), language);

    public bool Bring(IUnit unit, PersonId id, string language)
    {
        var my = Unit.Of(unit);
        if (Read(my, id) is not null) return false;
        Make(my, id, language);
        return true;
    }

    private static PersonId Make(Unit my, PersonId id, string language)
    {
        my.MakeKey(id.Value);
        using var insert = my.Sql("INSERT INTO person (id, language, since, version) VALUES (@id, @language, @now, 1)");
        insert.Bind("@id", id.Value).Bind("@language", language).Bind("@now", my.Now).Run();
        return id;
    }

    public void Save(IUnit unit, Person person)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE person SET language = @language, plain = @plain, body = @body, version = version + 1 WHERE id = @id AND version = @version");
        update.Bind("@language", person.Language).Bind("@plain", person.IsPlain ? 1 : 0).Bind("@id", person.Id.Value).Bind("@version", person.Version);
        if (person.Name is null) update.Null("@body");
        else update.BindSealed("@body", my, Field.Person, person.Id.Value, person.Id.Value, person.Name);
        if (update.Run() == 0) throw new ConflictException("the person changed meanwhile");
    }

    public void Grant(IUnit unit, PersonId person, Role role, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO role_grant (person, role, granted, granted_by) VALUES (@person, @role, @now, @by)
            ON CONFLICT (person, role) DO NOTHING
            """);
        if (insert.Bind("@person", person.Value).Bind("@role", (int)role).Bind("@now", my.Now).Bind("@by", by?.Value).Run() == 0) return;
        my.Audit(Actions.RoleGrant(role), person.ToString(), by);
    }

    public void Revoke(IUnit unit, PersonId person, Role role, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var delete = my.Sql("DELETE FROM role_grant WHERE person = @person AND role = @role");
        if (delete.Bind("@person", person.Value).Bind("@role", (int)role).Run() > 0) my.Audit(Actions.RoleRevoke(role), person.ToString(), by);
    }

    public ImmutableArray<PersonId> WithRole(IUnit unit, Role role)
    {
        using var read = Unit.Of(unit).Sql("SELECT person FROM role_grant WHERE role = @role ORDER BY granted, person").Bind("@role", (int)role);
        return read.All<PersonId>(row => new(row.Guid(0)));
    }

    public void Consent(IUnit unit, PersonId person, ConsentGiven consent)
    {
        var my = Unit.Of(unit);
        SetConsent(my, person, consent.Version);
        using var insert = my.Sql("""
            INSERT INTO consent (person, given, version, text_hash, language, channel) VALUES (@person, @now, @version, @text_hash, @language, @channel)
            """);
        insert.Bind("@person", person.Value).Bind("@now", my.Now).Bind("@version", consent.Version).Bind("@text_hash", consent.TextHash)
            .Bind("@language", consent.Language).Bind("@channel", consent.Channel).Run();
        my.Audit(Actions.ConsentGive, person.ToString(), person);
    }

    public Instant? ConsentedAt(IUnit unit, PersonId person)
    {
        using var read = Unit.Of(unit).Sql("SELECT max(given) FROM consent WHERE person = @person AND withdrawn IS NULL");
        return read.Bind("@person", person.Value).Step() ? read.InstantOrNull(0) : null;
    }

    public void WithdrawConsent(IUnit unit, PersonId person)
    {
        var my = Unit.Of(unit);
        SetConsent(my, person, null);
        using var update = my.Sql("UPDATE consent SET withdrawn = @now WHERE person = @person AND withdrawn IS NULL");
        if (update.Bind("@now", my.Now).Bind("@person", person.Value).Run() > 0) my.Audit(Actions.ConsentWithdraw, person.ToString(), person);
    }

    private static void SetConsent(Unit my, PersonId person, string? version)
    {
        using var update = my.Sql("UPDATE person SET consent = @consent, version = version + 1 WHERE id = @id");
        if (update.Bind("@consent", version).Bind("@id", person.Value).Run() == 0) throw new KeyNotFoundException("no such person");
    }

    private static PersonId? Known(Unit my, ChannelIdentity identity)
    {
        using var read = my.Sql("SELECT person FROM identity WHERE channel = @channel AND address = @address");
        return read.Bind("@channel", identity.Channel).Bind("@address", Address(my, identity)).Step() ? new(read.Guid(0)) : null;
    }

    internal static UInt128 Address(Unit my, ChannelIdentity identity) => my.Pseudonyms.Of(Identity, identity.Channel, identity.External);

    private static Person? Read(Unit my, PersonId id)
    {
        using var read = my.Sql("SELECT language, consent, since, version, body, plain FROM person WHERE id = @id").Bind("@id", id.Value);
        if (!read.Step()) return null;
        var name = my.Sealer.OpenText(Field.Person, id.Value, id.Value, read.Bytes(4));
        return new(id, Codes.Intern(read.Bytes(0)), Roles(my, id), read.IsNull(1) ? null : Codes.Intern(read.Bytes(1)), name, read.Instant(2), read.Int(3)) { IsPlain = read.Int(5) != 0 };
    }

    private static readonly ImmutableArray<Role> ParentOnly = [Role.Parent];

    private static ImmutableArray<Role> Roles(Unit my, PersonId id)
    {
        using var read = my.Sql("SELECT role FROM role_grant WHERE person = @person ORDER BY role").Bind("@person", id.Value);
        if (!read.Step()) return ParentOnly;
        var roles = ImmutableArray.CreateBuilder<Role>(1);
        do roles.Add((Role)read.Int(0));
        while (read.Step());
        return roles.DrainToImmutable();
    }
}
