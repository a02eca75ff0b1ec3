using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Households;

/// <summary>Somebody typed a family's code and waits for a worker's yes: a code may have come into other hands.</summary>
/// <param name="ChecksIn">Agreed to be asked how a meeting was.</param>
public sealed record JoinRequest(Guid Id, FamilyId Family, PersonId Person, bool ChecksIn);

/// <summary>Somebody is asked how a meeting was.</summary>
/// <param name="Answered"><see langword="null"/>: not yet.</param>
public sealed record CheckIn(Guid Id, EncounterId Encounter, PersonId Person, Instant Asked, Instant? Answered);

/// <summary>How people of a family come to it, and how meetings were for them.</summary>
public interface IHouseholds
{
    /// <summary>Keeps the request; an earlier one of the person is void. Audited.</summary>
    void Ask(IUnit unit, JoinRequest request);

    /// <returns><see langword="null"/>: settled, or never was.</returns>
    JoinRequest? Find(IUnit unit, Guid request);

    /// <summary>Removes it, whatever was decided; a no is audited.</summary>
    void Settle(IUnit unit, JoinRequest request, bool isYes, PersonId by);

    /// <summary>Agrees, or does not any more, to be asked how meetings were.</summary>
    void SetCheckIn(IUnit unit, FamilyId family, PersonId person, bool agrees);

    /// <returns>Who is to be asked about meetings held on <paramref name="day"/>, and was not: the meeting and the person, in order.</returns>
    ImmutableArray<(EncounterId Encounter, PersonId Person)> ToCheckIn(IUnit unit, LocalDate day);

    /// <summary>Records that somebody is asked; audited.</summary>
    void Asked(IUnit unit, CheckIn checkIn);

    /// <returns><see langword="null"/>: unknown, or its family was erased.</returns>
    CheckIn? CheckIn(IUnit unit, Guid id);

    /// <summary>Records that it was answered; audited. What was said is told, not kept.</summary>
    void Answer(IUnit unit, CheckIn checkIn);
}
