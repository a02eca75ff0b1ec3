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
    /// <returns><see langword="null"/>: the family has no case.</returns>
    public ServiceCase? Of(IUnit unit, FamilyId family, Person who, LocalDate day)
    {
        var all = memory.Cases.Of(unit, family);
        var mine = ServedBy(who, all.Where(IsOpen));
        if (mine.Length > 1 && Taken(unit, family, who.Id) is var taken) mine = [.. mine.OrderBy(one => taken.Contains(one.Service))];
        return mine.FirstOrDefault() ?? ServedBy(who, all.Where(one => one.Since >= day)).FirstOrDefault() ?? all.FirstOrDefault(IsOpen) ?? all.FirstOrDefault();
    }

    /// <summary>Assignments that end when somebody takes a family over: those of the same service alone.</summary>
    public ImmutableArray<Assignment> FollowedBy(IUnit unit, FamilyId family, PersonId worker)
    {
        var open = memory.Cases.Of(unit, family).Where(IsOpen).Select(one => one.Service).ToHashSet();
        // Who could do several services comes for the one that nobody does yet.
        HashSet<string> takes = [.. DoneBy(unit, worker)];
        var without = takes.Where(service => open.Contains(service) && !Taken(unit, family, worker).Contains(service)).ToList();
        if (without.Count > 0 && takes.Count > 1) takes = [.. without];
        return [.. memory.Families.WorkersOf(unit, family).Where(one => one.Until is null && (one.Worker == worker || Matters(one.Worker).All(takes.Contains)))];

        IEnumerable<string> Matters(PersonId who)
        {
            var does = DoneBy(unit, who);
            return does.Any(open.Contains) ? does.Where(open.Contains) : does;
        }
    }

    /// <summary>Assignments that end with a case while others go on: of those who do its service and none of the others.</summary>
    public ImmutableArray<Assignment> EndingWith(IUnit unit, ServiceCase ended, ImmutableArray<ServiceCase> others) =>
        [.. memory.Families.WorkersOf(unit, ended.Family).Where(one => one.Until is null && DoneBy(unit, one.Worker) is var does && does.Contains(ended.Service) && !others.Any(other => does.Contains(other.Service)))];

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
