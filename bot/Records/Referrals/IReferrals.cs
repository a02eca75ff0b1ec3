using NodaTime;

namespace Assistant.Records.Referrals;

/// <summary>What became of a link.</summary>
public enum ReferralOutcome
{
    /// <summary>The municipality refers the family.</summary>
    Given,
    /// <summary>The municipality does not.</summary>
    Refused,
    /// <summary>Wrong codes were tried too often.</summary>
    Locked,
    /// <summary>A newer link took its place.</summary>
    Replaced,
}

/// <summary>A link that can be used: single use, for as long as <see cref="IReferrals.Validity"/>.</summary>
/// <param name="By">Who asked for the referral.</param>
/// <param name="Summary">The summary it is about; <see langword="null"/>: a referral.</param>
/// <param name="Case">The case whose referral was asked; <see langword="null"/>: a summary, or a link from before cases were named.</param>
public sealed record ReferralLink(Guid Id, FamilyId Family, PersonId? By, Instant Expires, Guid? Summary = null, CaseId? Case = null);

/// <summary>
/// One-time links by which a municipality's worker, who needs no chat here, gives a referral, or answers for a summary: the link travels by mail, its code by phone.
/// Source: "Tugiisikuteenus", sihtgrupp: the service is for families that came to the attention of the social or child-protection worker.
/// </summary>
public interface IReferrals
{
    /// <summary>How long a link is good.</summary>
    static Duration Validity { get; } = Duration.FromDays(7);

    /// <summary>So many wrong codes lock a link for good.</summary>
    static int MostMisses => 5;

    /// <summary>Keeps hashes of a fresh token and code; earlier links of the family for the same are void. Audited.</summary>
    /// <param name="token">A fresh <see cref="IIds.Token"/>: all that stands in the address.</param>
    /// <param name="summary">What it is about; <see langword="null"/>: a referral.</param>
    /// <param name="asked">Of a referral: the case it is asked for.</param>
    void Issue(IUnit unit, FamilyId family, string token, string code, PersonId by, Guid? summary = null, CaseId? asked = null);

    /// <summary>Compares in constant time. What is unknown, expired, used or locked and a wrong code get the same answer.</summary>
    /// <returns>The link, when token and code are right and it is open.</returns>
    ReferralLink? Open(IUnit unit, string token, string code);

    /// <summary>Counts a wrong code against an open link, and locks it after <see cref="MostMisses"/>; nothing is written for a token nobody gave out. Audited.</summary>
    void Missed(IUnit unit, string token);

    /// <summary>Whether the family waits for the municipality's answer about a referral.</summary>
    /// <param name="asked">For this case; <see langword="null"/>: asked before cases were named.</param>
    bool IsAsked(IUnit unit, FamilyId family, CaseId? asked);

    /// <summary>Closes an open link.</summary>
    /// <exception cref="ConflictException">It was used at this very moment.</exception>
    void Settle(IUnit unit, Guid link, ReferralOutcome outcome);

    /// <summary>The municipality answered another way: open links of the family for the same are void.</summary>
    /// <param name="asked">Of a referral: the case it was asked for; links that name none end with it.</param>
    void Void(IUnit unit, FamilyId family, ReferralOutcome outcome, Guid? summary = null, CaseId? asked = null);
}
