using Assistant.Host.Configuration;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>The way to every record of a family: reads who asks afresh, each time, and asks the policy.</summary>
public sealed class CaseGate(CaseMemory memory, CaseNumbers numbers, Settings settings)
{
    /// <summary>The organisation's day.</summary>
    public LocalDate Today(IUnit unit) => unit.Now.InZone(settings.Organisation.TimeZone).Date;

    /// <summary>What somebody is to a family just now.</summary>
    /// <param name="of">The case it is about: a municipality reaches those it has a contract for, and no case of another's; <see langword="null"/>: any.</param>
    public Standing Of(IUnit unit, Person person, FamilyId family, CaseId? of = null)
    {
        var today = Today(unit);
        var reach = memory.Families.WorkersOf(unit, family).Where(assignment => assignment.Worker == person.Id)
            .Select(assignment => assignment.ReachOn(today, numbers.FormerReadDays)).DefaultIfEmpty(CaseReach.None).Max();
        return new(person.Roles, reach, memory.Families.PeopleOf(unit, family).Contains(person.Id),
            IsOfMunicipality: MunicipalityOf(unit, person) is { } municipality && memory.Contracts.Of(unit, family).Any(contract => contract.Municipality == municipality && (of is null || contract.Case == of)));
    }

    /// <returns>The municipality that somebody works for as a caseworker now; <see langword="null"/>: none.</returns>
    public string? MunicipalityOf(IUnit unit, Person person) => person.Roles.Contains(Role.Caseworker) ? memory.Municipalities.Of(unit, person.Id) : null;

    /// <returns>The family, if this may be done with it; <see langword="null"/> for one that is not there and one of somebody else's alike.</returns>
    /// <param name="of">The case it is about; <see langword="null"/>: any.</param>
    public Family? Open(IUnit unit, Person person, FamilyId id, Matter what, Doing doing, CaseId? of = null) =>
        memory.Families.Find(unit, id) is { } family && May(unit, person, family, what, doing, of) ? family : null;

    /// <returns>The municipality whose contracts alone somebody may see of a family that is opened to them; <see langword="null"/>: all of them.</returns>
    public string? OnlyOf(IUnit unit, Person person, Family family) =>
        CasePolicy.May(Of(unit, person, family.Id) with { IsOfMunicipality = false }, Matter.Overview, Doing.Read, StateOf(family)) ? null : MunicipalityOf(unit, person);

    /// <summary>The family of a visit that somebody files: one they write about, or one they handed over or that was closed on the visit's day or later: the last visit is written up after it.</summary>
    /// <returns><see langword="null"/>: neither.</returns>
    public Family? ToFile(IUnit unit, Person person, FamilyId id, LocalDate on) =>
        Open(unit, person, id, Matter.Act, Doing.Write) ?? (FilesUntil(unit, person, id) is { } last && on <= last ? Open(unit, person, id, Matter.Act, Doing.Read) : null);

    /// <returns>Until which day's visits a former worker still files acts; <see langword="null"/>: no such worker, or it is too long ago.</returns>
    public LocalDate? FilesUntil(IUnit unit, Person person, FamilyId family)
    {
        var today = Today(unit);
        return memory.Families.WorkersOf(unit, family).Where(one => one.Worker == person.Id && one.ReachOn(today, numbers.FormerReadDays) == CaseReach.Read).Max(one => one.Until);
    }

    /// <summary>Whether it may be done.</summary>
    /// <param name="of">The case it is about; <see langword="null"/>: any.</param>
    public bool May(IUnit unit, Person person, Family family, Matter what, Doing doing, CaseId? of = null) =>
        CasePolicy.May(Of(unit, person, family.Id, of), what, doing, StateOf(family));

    private static RecordState StateOf(Family family) => family.Closed is null ? RecordState.Open : RecordState.Closed;
}
