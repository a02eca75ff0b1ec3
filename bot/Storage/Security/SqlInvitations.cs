using Assistant.Records;
using Assistant.Records.Municipalities;
using Assistant.Records.People;
using Assistant.Records.Security;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Security;

/// <inheritdoc cref="IInvitations"/>
internal sealed class SqlInvitations(IPeople people, IMunicipalities municipalities) : IInvitations
{
    private const string Code = "invitation";
    private const int MostTries = 5;
    private static readonly Duration Validity = Duration.FromHours(72);
    private static readonly Duration TriesCountFor = Duration.FromHours(1);

    public string Issue(IUnit unit, Role role, PersonId? by)
    {
        var code = Unit.Of(unit).Ids.Token();
        Keep(unit, code, role, by);
        return code;
    }

    public void Keep(IUnit unit, string code, Role role, PersonId? by, InvitationPurpose? purpose = null)
    {
        var my = Unit.Of(unit);
        var id = my.Ids.Next();
        using var insert = my.Sql("""
            INSERT INTO invitation (id, code, role, issued, issued_by, expires, municipality, family) VALUES (@id, @code, @role, @now, @by, @expires, @municipality, @family)
            """);
        insert.Bind("@id", id).Bind("@code", my.Pseudonyms.Of(Code, code)).Bind("@role", (int)role).Bind("@now", my.Now).Bind("@by", by?.Value)
            .Bind("@expires", my.Now + Validity).Bind("@municipality", purpose?.Municipality).Bind("@family", purpose?.Family?.Value).Run();
        my.Audit(Actions.InvitationIssue, id.ToString("D"), by);
    }

    public (CodeState State, Role Role) Look(IUnit unit, string code, PersonId by)
    {
        var my = Unit.Of(unit);
        if (HasTriedTooOften(my, by)) return (CodeState.TooManyTries, Role.Parent);
        using var read = my.Sql("SELECT role, used, expires FROM invitation WHERE code = @code").Bind("@code", my.Pseudonyms.Of(Code, code));
        if (!read.Step()) return (CodeState.Unknown, Role.Parent);
        var role = (Role)read.Int(0);
        return (!read.IsNull(1) ? CodeState.Used : read.Instant(2) <= my.Now ? CodeState.Expired : CodeState.Good, role);
    }

    public InvitationPurpose? PurposeOf(IUnit unit, string code)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT municipality, family, issued_by FROM invitation WHERE code = @code AND used IS NULL AND expires > @now AND (municipality IS NOT NULL OR family IS NOT NULL)");
        return read.Bind("@code", my.Pseudonyms.Of(Code, code)).Bind("@now", my.Now).Step()
            ? new(read.Text(0), read.GuidOrNull(1) is { } family ? new(family) : null, read.GuidOrNull(2) is { } by ? new(by) : null) : null;
    }

    public void Redeem(IUnit unit, string code, PersonId by)
    {
        var my = Unit.Of(unit);
        if (HasTriedTooOften(my, by)) throw new ConflictException("too many wrong codes");
        using var update = my.Sql("UPDATE invitation SET used = @now, used_by = @by WHERE code = @code AND used IS NULL AND expires > @now RETURNING id, role, municipality, family, issued_by");
        if (!update.Bind("@now", my.Now).Bind("@by", by.Value).Bind("@code", my.Pseudonyms.Of(Code, code)).Step()) throw new ConflictException("this code cannot be redeemed");
        my.Audit(Actions.InvitationRedeem, update.Guid(0).ToString("D"), by);
        if (!update.IsNull(3)) return;
        people.Grant(unit, by, (Role)update.Int(1), by);
        if (update.Text(2) is { } municipality) municipalities.Tie(unit, by, municipality, update.GuidOrNull(4) is { } issuer ? new(issuer) : null);
    }

    public void Missed(IUnit unit, PersonId by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO code_try (person, at) VALUES (@person, @now)");
        insert.Bind("@person", by.Value).Bind("@now", my.Now).Run();
    }

    private static bool HasTriedTooOften(Unit my, PersonId by)
    {
        using var read = my.Sql("SELECT count(*) FROM code_try WHERE person = @person AND at > @since");
        return read.Bind("@person", by.Value).Bind("@since", my.Now - TriesCountFor).Step() && read.Long(0) >= MostTries;
    }
}
