using System.Collections.Immutable;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Records.Security;

/// <summary>What a code is for besides its role.</summary>
/// <param name="Municipality">Whom the caseworker works for.</param>
/// <param name="Family">The family that the parent belongs to: such a code gives no role, and a worker confirms who redeemed it.</param>
/// <param name="By">Who handed it out.</param>
public sealed record InvitationPurpose(string? Municipality, FamilyId? Family, PersonId? By = null);

/// <summary>What a code turned out to be.</summary>
public enum CodeState
{
    /// <summary>No such code.</summary>
    Unknown,
    /// <summary>Redeemed before.</summary>
    Used,
    /// <summary>Older than 72 hours.</summary>
    Expired,
    /// <summary>Can be redeemed.</summary>
    Good,
    /// <summary>Five wrong codes within an hour from this person: wait.</summary>
    TooManyTries,
}

/// <summary>One-time codes that give a role. Stored hashed; valid 72 hours; single use.</summary>
public interface IInvitations
{
    /// <returns>The code to hand over: 22 base64url characters; only its hash is kept.</returns>
    string Issue(IUnit unit, Role role, PersonId? by);

    /// <summary>As <see cref="Issue"/>, with a code drawn beforehand.</summary>
    /// <param name="code">A fresh <see cref="IIds.Token"/>.</param>
    /// <param name="purpose">What it is for besides the role.</param>
    void Keep(IUnit unit, string code, Role role, PersonId? by, InvitationPurpose? purpose = null);

    /// <returns>What a code that can be redeemed is for besides its role; <see langword="null"/>: nothing, or it cannot be redeemed.</returns>
    InvitationPurpose? PurposeOf(IUnit unit, string code);

    /// <summary>Looks without redeeming.</summary>
    (CodeState State, Role Role) Look(IUnit unit, string code, PersonId by);

    /// <summary>Redeems: marks used, grants the role and ties a caseworker to the municipality; a family's code only marks used. Audited.</summary>
    /// <exception cref="ConflictException">The code was used, expired or unknown at this very moment.</exception>
    void Redeem(IUnit unit, string code, PersonId by);

    /// <summary>Counts a wrong code, for <see cref="CodeState.TooManyTries"/>.</summary>
    void Missed(IUnit unit, PersonId by);
}

/// <summary>One line of the audit: who did what to which record. Random ids only, never content.</summary>
/// <param name="Action">Dotted verb such as <c>request.confirm</c>, <c>role.grant</c>, <c>consent.give</c>.</param>
/// <param name="Subject">Id of the record or person it happened to.</param>
/// <param name="Actor">Who did it; <see langword="null"/>: the system.</param>
public sealed record AuditEntry(string Action, string Subject, PersonId? Actor);

/// <summary>The audit: appended in the same unit as its effect; hash-chained at the end of the writer's batch.</summary>
public interface IAudit
{
    /// <summary>Appends one entry.</summary>
    void Append(IUnit unit, AuditEntry entry);
}

/// <summary>A safety concern and whether somebody has acknowledged it.</summary>
/// <param name="Level"><c>now</c>, <c>need</c> or <c>implied</c>.</param>
/// <param name="Kind"><c>child_in_danger</c>, <c>self_harm</c>, <c>violence_at_home</c>.</param>
public sealed record SafetyEvent(Guid Id, PersonId Person, ConversationId Conversation, string Level, string Kind, Instant At, PersonId? AcknowledgedBy);

/// <summary>Safety concerns.</summary>
public interface ISafetyEvents
{
    /// <summary>Records a concern; audited.</summary>
    void Raise(IUnit unit, SafetyEvent concern);

    /// <returns>False when somebody had acknowledged it before.</returns>
    bool Acknowledge(IUnit unit, Guid id, PersonId by);

    /// <summary>Concerns nobody has acknowledged, oldest first.</summary>
    ImmutableArray<SafetyEvent> Open(IUnit unit);
}
