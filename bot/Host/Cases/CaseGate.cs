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
    public Standing Of(IUnit unit, Person person, FamilyId family)
    {
        var today = Today(unit);
        var reach = memory.Families.WorkersOf(unit, family).Where(assignment => assignment.Worker == person.Id)
            .Select(assignment => assignment.ReachOn(today, numbers.FormerReadDays)).DefaultIfEmpty(CaseReach.None).Max();
        return new(person.Roles, reach, memory.Families.PeopleOf(unit, family).Contains(person.Id),
            IsOfMunicipality: MunicipalityOf(unit, person) is { } municipality && memory.Contracts.Of(unit, family).Any(contract => contract.Municipality == municipality));
    }

    /// <returns>The municipality that somebody works for as a caseworker now; <see langword="null"/>: none.</returns>
    public string? MunicipalityOf(IUnit unit, Person person) => person.Roles.Contains(Role.Caseworker) ? memory.Municipalities.Of(unit, person.Id) : null;

    /// <returns>The family, if this may be done with it; <see langword="null"/> for one that is not there and one of somebody else's alike.</returns>
    public Family? Open(IUnit unit, Person person, FamilyId id, Matter what, Doing doing) =>
        memory.Families.Find(unit, id) is { } family && May(unit, person, family, what, doing) ? family : null;

    /// <summary>Whether it may be done.</summary>
    public bool May(IUnit unit, Person person, Family family, Matter what, Doing doing) =>
        CasePolicy.May(Of(unit, person, family.Id), what, doing, family.Closed is null ? RecordState.Open : RecordState.Closed);
}
