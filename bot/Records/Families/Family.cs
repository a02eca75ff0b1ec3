using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Families;

/// <summary>Pere: who lives together and is supported together. The right to help belongs to a person and to those who live with them ("Perede nõustamine", sihtgrupp).</summary>
/// <param name="Reference">What people see and say in shared chats: five characters.</param>
/// <param name="Language">ISO 639-1; what is written for the family is written in it.</param>
/// <param name="Municipality">Name as in the catalogue: who decides about the service and pays.</param>
/// <param name="Closed">When the family left us; its records can then only be read.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record Family(FamilyId Id, string Reference, string Language, string Municipality, FamilyContent Content, Instant Since, Instant? Closed, int Version)
{
    /// <summary>Longest family name, in UTF-16 units.</summary>
    public const int LongestName = 60;
}

/// <summary>What is sealed of a family. Stored as JSON: names of properties stay.</summary>
/// <param name="Name">Family name in the nominative; it is looked for in what workers dictate.</param>
/// <param name="Alias">What stands for the name where a channel carries little, such as <c>T.</c></param>
public sealed record FamilyContent(string Name, string Alias)
{
    /// <summary>Who lives there.</summary>
    public ImmutableArray<HouseholdMember> Members { get; init; } = [];
    /// <summary>Municipal social or child-protection worker of the family; <see langword="null"/>: not known yet.</summary>
    public string? Caseworker { get; init; }
    /// <summary>How to reach the caseworker.</summary>
    public string? CaseworkerContact { get; init; }
    /// <summary>Phone of a parent, E.164.</summary>
    public string? Phone { get; init; }
}

/// <summary>Somebody of the household.</summary>
/// <param name="Role">mother, father, child, grandmother, ...: as in visit notes.</param>
public sealed record HouseholdMember(string Role, string? Name, int? BirthYear)
{
    /// <summary>Isikukood, eleven digits; never leaves the records but for one page, where each look is audited.</summary>
    public string? PersonalCode { get; init; }
}

/// <summary>What a worker is to a family.</summary>
public enum AssignmentKind
{
    /// <summary>The family's own support person or counsellor.</summary>
    Main,
    /// <summary>Stands in while the family's own is away.</summary>
    Substitute,
}

/// <summary>A worker's work with a family.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it is over; <see langword="null"/>: goes on.</param>
/// <param name="Met">When they met and the family agreed; <see langword="null"/>: not yet. The family may meet the support person before anything is decided (SHS § 24).</param>
public sealed record Assignment(Guid Id, FamilyId Family, PersonId Worker, AssignmentKind Kind, LocalDate From, LocalDate? Until, LocalDate? Met)
{
    /// <summary>Whether it has ended by a day. One that ends later, as a substitute's does, goes on.</summary>
    public bool IsOver(LocalDate day) => Until is { } until && day >= until;

    /// <summary>What the worker may do with the family's records on a day.</summary>
    /// <param name="readOnlyDays">So many days after a hand-over the former worker still reads.</param>
    public CaseReach ReachOn(LocalDate day, int readOnlyDays) =>
        day < From ? CaseReach.None
        : Until is { } until && day >= until ? Kind == AssignmentKind.Main && day < until.PlusDays(readOnlyDays) && Met is not null ? CaseReach.Read : CaseReach.None
        : Met is null ? CaseReach.Meet : CaseReach.Write;
}

/// <summary>How far a worker's hand reaches into a family's records.</summary>
public enum CaseReach
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>Knows whom they are to meet, and nothing more.</summary>
    Meet,
    /// <summary>Reads what there is.</summary>
    Read,
    /// <summary>Reads and writes.</summary>
    Write,
}

/// <summary>Families, who works with them, and which chats are theirs.</summary>
public interface IFamilies
{
    /// <returns>As <see cref="WorkersOf"/>, of all families that are not closed, by family: one statement.</returns>
    ILookup<FamilyId, Assignment> WorkersOfOpen(IUnit unit);

    /// <summary>Adds a family with a data key of its own; audited.</summary>
    void Add(IUnit unit, Family family, PersonId? by);

    /// <returns><see langword="null"/>: unknown or erased.</returns>
    Family? Find(IUnit unit, FamilyId id);

    /// <returns><see langword="null"/>: no family has it, or it was erased.</returns>
    Family? ByReference(IUnit unit, string reference);

    /// <summary>Saves a change; audited.</summary>
    /// <exception cref="ConflictException">The family changed since it was read.</exception>
    void Save(IUnit unit, Family family, PersonId? by);

    /// <returns>Open families, the oldest first.</returns>
    ImmutableArray<Family> Open(IUnit unit, int limit);

    /// <returns>What stands for the names of all families that are not erased, closed ones included.</returns>
    ImmutableArray<string> Aliases(IUnit unit);

    /// <returns>How many families are open.</returns>
    int Count(IUnit unit);

    /// <summary>Assigns a worker, or changes an assignment; audited.</summary>
    void Assign(IUnit unit, Assignment assignment, PersonId? by);

    /// <returns>All assignments of a family, the newest first.</returns>
    ImmutableArray<Assignment> WorkersOf(IUnit unit, FamilyId family);

    /// <returns>A worker's assignments that are under way on a day or ended within <paramref name="days"/> days before it.</returns>
    ImmutableArray<Assignment> AssignmentsOf(IUnit unit, PersonId worker, LocalDate day, int days);

    /// <summary>A chat's person belongs to the family; audited.</summary>
    void Join(IUnit unit, FamilyId family, PersonId person, PersonId? by);

    /// <returns>People of the family who write to us.</returns>
    ImmutableArray<PersonId> PeopleOf(IUnit unit, FamilyId family);

    /// <returns>The family a person belongs to; <see langword="null"/>: none.</returns>
    FamilyId? FamilyOf(IUnit unit, PersonId person);

    /// <summary>
    /// One family was entered twice: all records of <paramref name="duplicate"/> go over to <paramref name="kept"/>, sealed anew with its key, acts numbered on after its own;
    /// a case of a service that <paramref name="kept"/> has open already becomes part of that one, and signed contracts claim meetings
    /// that none counted. Then the emptied duplicate is gone; its key stays for older backups until the kept family is erased. Audited; does nothing when either is unknown.
    /// </summary>
    void Merge(IUnit unit, FamilyId duplicate, FamilyId kept, PersonId? by);

    /// <summary>Destroys the family's key and removes its records; a tombstone stays. Audited; does nothing for an unknown family.</summary>
    void Erase(IUnit unit, FamilyId family, PersonId? by);
}
