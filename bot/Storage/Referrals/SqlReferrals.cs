using System.Buffers.Binary;
using System.Security.Cryptography;
using Assistant.Records;
using Assistant.Records.Referrals;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Referrals;

/// <inheritdoc cref="IReferrals"/>
internal sealed class SqlReferrals : IReferrals
{
    private const string Token = "referral-token", Code = "referral-code";

    public void Issue(IUnit unit, FamilyId family, string token, string code, PersonId by, Guid? summary = null, CaseId? asked = null)
    {
        var my = Unit.Of(unit);
        Void(unit, family, ReferralOutcome.Replaced, summary, asked);
        var id = my.Ids.Next();
        using var insert = my.Sql("""
            INSERT INTO referral_link (id, family, token, code, issued, issued_by, expires, misses, summary, asked_for) VALUES (@id, @family, @token, @code, @now, @by, @expires, 0, @summary, @asked)
            """);
        insert.Bind("@id", id).Bind("@family", family.Value).Bind("@token", my.Pseudonyms.Of(Token, token)).Bind("@code", my.Pseudonyms.Of(Code, token, code)).Bind("@now", my.Now)
            .Bind("@by", by.Value).Bind("@expires", my.Now + IReferrals.Validity).Bind("@summary", summary).Bind("@asked", asked?.Value).Run();
        my.Audit(summary is null ? Actions.ReferralIssue : Actions.SummaryLink, family.ToString(), by);
    }

    public ReferralLink? Open(IUnit unit, string token, string code)
    {
        var my = Unit.Of(unit);
        Span<byte> given = stackalloc byte[16], kept = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(given, my.Pseudonyms.Of(Code, token, code));
        using var read = my.Sql("SELECT id, family, issued_by, expires, code, summary, asked_for FROM referral_link WHERE token = @token AND settled IS NULL AND expires > @now AND misses < @most");
        read.Bind("@token", my.Pseudonyms.Of(Token, token)).Bind("@now", my.Now).Bind("@most", IReferrals.MostMisses);
        var isOpen = read.Step();
        // Compared also when there is no such link: the answer takes as long.
        if (isOpen) read.Bytes(4).CopyTo(kept);
        var isRight = CryptographicOperations.FixedTimeEquals(given, kept);
        return isOpen && isRight ? new(read.Guid(0), new(read.Guid(1)), read.GuidOrNull(2) is { } by ? new(by) : null, read.Instant(3), read.GuidOrNull(5), read.GuidOrNull(6) is { } of ? new(of) : null) : null;
    }

    public void Missed(IUnit unit, string token)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("""
            UPDATE referral_link SET misses = misses + 1, settled = CASE WHEN misses + 1 >= @most THEN @now END, outcome = CASE WHEN misses + 1 >= @most THEN @locked END
            WHERE token = @token AND settled IS NULL AND expires > @now RETURNING family, settled
            """);
        update.Bind("@most", IReferrals.MostMisses).Bind("@now", my.Now).Bind("@locked", (int)ReferralOutcome.Locked).Bind("@token", my.Pseudonyms.Of(Token, token));
        if (!update.Step()) return;
        var family = update.Guid(0).ToString("D");
        my.Audit(update.IsNull(1) ? Actions.ReferralMiss : Actions.ReferralLock, family, null);
    }

    public bool IsAsked(IUnit unit, FamilyId family, CaseId? asked)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT 1 FROM referral_link WHERE family = @family AND summary IS NULL AND asked_for IS @asked AND settled IS NULL AND expires > @now");
        return read.Bind("@family", family.Value).Bind("@asked", asked?.Value).Bind("@now", my.Now).Step();
    }

    public void Settle(IUnit unit, Guid link, ReferralOutcome outcome)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE referral_link SET settled = @now, outcome = @outcome WHERE id = @id AND settled IS NULL AND expires > @now");
        if (update.Bind("@now", my.Now).Bind("@outcome", (int)outcome).Bind("@id", link).Run() == 0) throw new ConflictException("this link was used");
    }

    public void Void(IUnit unit, FamilyId family, ReferralOutcome outcome, Guid? summary = null, CaseId? asked = null)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE referral_link SET settled = @now, outcome = @outcome WHERE family = @family AND summary IS @summary AND (asked_for IS @asked OR asked_for IS NULL) AND settled IS NULL");
        update.Bind("@summary", summary).Bind("@asked", asked?.Value).Bind("@now", my.Now).Bind("@outcome", (int)outcome).Bind("@family", family.Value).Run();
    }
}
