using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Families;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>Which of a family's cases something belongs to: a family may have a support person and counselling at once.</summary>
public sealed class OpenCases(CaseMemory memory)
{
    /// <summary>The case that somebody works on: an open one of the service they do; else one of theirs that closed not before <paramref name="day"/>; else the newest open one.</summary>
    /// <param name="day">Of what is written: a visit of the last day still belongs to the case that closed on it.</param>
    /// <param name="chosen">The one they chose among several; counts where it is open and theirs to choose.</param>
    /// <returns><see langword="null"/>: the family has no case.</returns>
    public ServiceCase? Of(IUnit unit, FamilyId family, Person who, LocalDate day, CaseId? chosen = null)
    {
        var all = memory.Cases.Of(unit, family);
        if (chosen is not null && Choice(who, all).FirstOrDefault(one => one.Id == chosen) is { } meant) return meant;
        var mine = ServedBy(who, all.Where(IsOpen));
        if (mine.Length > 1 && Taken(unit, family, who.Id) is var taken) mine = [.. mine.OrderBy(one => taken.Contains(one.Service))];
        return mine.FirstOrDefault() ?? ServedBy(who, all.Where(one => one.Since >= day)).FirstOrDefault() ?? all.FirstOrDefault(IsOpen) ?? all.FirstOrDefault();
    }

    /// <summary>Every open case that somebody works on: of several services that they could do, those that nobody else does with the family.</summary>
    /// <returns>Empty: the family has no open case.</returns>
    public ImmutableArray<ServiceCase> WorkedOn(IUnit unit, FamilyId family, Person who)
    {
        var mine = ServedBy(who, memory.Cases.Of(unit, family).Where(IsOpen));
        if (mine.Length > 1 && Taken(unit, family, who.Id) is var taken && mine.Any(one => !taken.Contains(one.Service))) mine = [.. mine.Where(one => !taken.Contains(one.Service))];
        return !mine.IsEmpty ? mine : Of(unit, family, who, LocalDate.MaxIsoValue) is { } only && IsOpen(only) ? [only] : [];
    }

    /// <summary>Open cases among which somebody chooses, the newest first: coordinators among all, workers among those of services that they do.</summary>
    public ImmutableArray<ServiceCase> Choice(IUnit unit, FamilyId family, Person who) => Choice(who, memory.Cases.Of(unit, family));

    private static ImmutableArray<ServiceCase> Choice(Person who, IEnumerable<ServiceCase> all) =>
        [.. all.Where(one => IsOpen(one) && (who.Roles.Contains(Role.Coordinator) || Serves(who, one.Service)))];

    /// <summary>Assignments that end when somebody takes a family over: those of the same service alone.</summary>
    public ImmutableArray<Assignment> FollowedBy(IUnit unit, FamilyId family, PersonId worker, LocalDate today)
    {
        var open = memory.Cases.Of(unit, family).Where(IsOpen).Select(one => one.Service).ToHashSet();
        // Who could do several services comes for the one that nobody does yet.
        HashSet<string> takes = [.. DoneBy(unit, worker)];
        var without = takes.Where(service => open.Contains(service) && !Taken(unit, family, worker).Contains(service)).ToList();
        if (without.Count > 0 && takes.Count > 1) takes = [.. without];
        return [.. memory.Families.WorkersOf(unit, family).Where(one => !one.IsOver(today) && (one.Worker == worker || Matters(one.Worker).All(takes.Contains)))];

        IEnumerable<string> Matters(PersonId who)
        {
            var does = DoneBy(unit, who);
            return does.Any(open.Contains) ? does.Where(open.Contains) : does;
        }
    }

    /// <summary>Assignments that end with a case while others go on: of those who do its service and none of the others.</summary>
    public ImmutableArray<Assignment> EndingWith(IUnit unit, ServiceCase ended, ImmutableArray<ServiceCase> others, LocalDate today) =>
        [.. memory.Families.WorkersOf(unit, ended.Family).Where(one => !one.IsOver(today) && DoneBy(unit, one.Worker) is var does && does.Contains(ended.Service) && !others.Any(other => does.Contains(other.Service)))];

    /// <summary>Whether a case goes on.</summary>
    internal static bool IsOpen(ServiceCase one) => one.Stage != CaseStage.Closed;

    private static readonly ImmutableArray<string> Services = [FamilyDesk.SupportService, FamilyDesk.CounsellingService];

    private static bool Serves(Person who, string service) => who.Roles.Contains(service == FamilyDesk.CounsellingService ? Role.Counsellor : Role.SupportPerson);

    private static ImmutableArray<ServiceCase> ServedBy(Person who, IEnumerable<ServiceCase> all) => [.. all.Where(one => Serves(who, one.Service))];

    /// <summary>Services that others who work with the family do.</summary>
    private HashSet<string> Taken(IUnit unit, FamilyId family, PersonId but) =>
        [.. memory.Families.WorkersOf(unit, family).Where(one => one is { Until: null, Met: not null } && one.Worker != but).SelectMany(one => DoneBy(unit, one.Worker))];

    /// <summary>Services that somebody's roles let them do; none of somebody erased.</summary>
    private ImmutableArray<string> DoneBy(IUnit unit, PersonId who)
    {
        try
        {
            var person = memory.People.Get(unit, who);
            return [.. Services.Where(service => Serves(person, service))];
        }
        catch (KeyNotFoundException)
        {
            return [];
        }
    }
}
