using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Knowledge;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>Where a family's case and contracts stand.</summary>
public sealed class CaseReader(CaseMemory memory, CaseGate gate, CaseNumbers numbers, LifeDomains domains, OpenCases open)
{
    /// <summary>What a case's criteria look at.</summary>
    public CaseState State(IUnit unit, Family family, ServiceCase of)
    {
        var today = gate.Today(unit);
        var goals = memory.Goals.Of(unit, of.Id);
        var hasContract = memory.Contracts.Of(unit, family.Id).Any(contract => contract.Case == of.Id && contract.IsSigned && contract.Ends >= today);
        var hasAssessment = memory.Documents.Of(unit, of.Id, DocumentKind.Assessment).Length > 0;
        return new(family.Content.Caseworker is not null, hasContract, hasAssessment,
            goals.Length, goals.Count(goal => goal.Content.AgreedOn is not null || goal.State != GoalState.Open), goals.Count(goal => goal.State == GoalState.Open));
    }

    /// <summary>Documents that a case should have by now and has not.</summary>
    public ImmutableArray<Paper> MissingPapers(IUnit unit, ServiceCase of)
    {
        var today = gate.Today(unit);
        var papers = new CasePapers(
            memory.Contracts.Of(unit, of.Family).Any(contract => contract.Case == of.Id && contract.IsSigned),
            memory.Documents.Of(unit, of.Id, DocumentKind.Assessment).Length > 0,
            memory.Documents.Of(unit, of.Id, DocumentKind.Plan) is [{ Content.Steps.IsEmpty: false }, ..],
            memory.Overviews.Of(unit, of.Family).Where(overview => overview.Case == of.Id).Select(overview => (LocalDate?)overview.On).Max(),
            memory.Overviews.Last(unit, of.Family, of.Id) is not null);
        return MissingPapers(of, papers, memory.Visits.LastHeld(unit, of.Family, LocalDate.MaxIsoValue, of.Id) is not null, today);
    }

    /// <param name="hasBegun">The family was met in this case.</param>
    internal ImmutableArray<Paper> MissingPapers(ServiceCase of, CasePapers papers, bool hasBegun, LocalDate today) => papers.Missing(of, hasBegun, today, numbers.OverviewDays);

    /// <summary>The case that <paramref name="reader"/> works on, or chose among several.</summary>
    /// <returns><see langword="null"/>: it has none.</returns>
    public CaseFact? Case(IUnit unit, Family family, Person reader, CaseId? chosen = null)
    {
        if (open.Of(unit, family.Id, reader, gate.Today(unit), chosen) is not { } latest) return null;
        var (assessment, plan) = (memory.Documents.Of(unit, latest.Id, DocumentKind.Assessment).FirstOrDefault(), memory.Documents.Of(unit, latest.Id, DocumentKind.Plan).FirstOrDefault());
        return new(latest.Id.ToString(), latest.Service, Kebab(latest.Stage), latest.Since, [.. latest.Missing(State(unit, family, latest)).Select(Kebab)])
        {
            IsAdult = latest.Kind == CaseKind.Adult,
            AssessedOn = assessment?.On, AssessedVersion = assessment?.Version ?? 0,
            Problems = [.. (assessment?.Content.Domains ?? []).Where(rated => rated.Value == "yes").Select(rated => rated.Key).Order(StringComparer.Ordinal).Select(id => domains.Name(id, Langs.Parse(reader.Language) ?? Lang.Et))],
            Steps = [.. (plan?.Content.Steps ?? []).Select((step, n) => new StepFact((n + 1).ToString(CultureInfo.InvariantCulture), step.What, step.Who, step.Until, step.DoneOn is not null))],
            Network = [.. latest.Content.Network.Select(contact => (contact.Role, contact.Name))],
        };
    }

    /// <summary>Contracts that have not ended, the newest first.</summary>
    public ImmutableArray<ContractFact> Contracts(IUnit unit, FamilyId family)
    {
        var today = gate.Today(unit);
        return [.. memory.Contracts.Of(unit, family).Where(contract => contract.Ends >= today).Select(contract => Fact(unit, contract))];
    }

    /// <summary>A contract and its clock.</summary>
    public ContractFact Fact(IUnit unit, Contract contract)
    {
        var clock = ContractClock.Of(contract, memory.Visits.UsedMinutes(unit, contract.Id), gate.Today(unit), numbers.ClockDays.AsSpan(), numbers.ClockPercents.AsSpan());
        return new(contract.Id.ToString(), contract.Number, contract.Ends, clock.Day, clock.HoursPercent, contract.IsSigned) { Unsigned = [.. contract.Unsigned.Select(Kebab)] };
    }

    /// <summary>A worker's own families with whom nobody stands in on that day.</summary>
    public IEnumerable<FamilyId> Uncovered(IUnit unit, PersonId worker, LocalDate today) =>
        memory.Families.AssignmentsOf(unit, worker, today, 0).Where(one => one.Kind == AssignmentKind.Main && one.ReachOn(today, 0) == CaseReach.Write).Select(one => one.Family).Distinct()
            .Where(family => memory.Families.Find(unit, family) is { Closed: null } && !memory.Families.WorkersOf(unit, family).Any(one => one.Worker != worker && one.Kind == AssignmentKind.Substitute && !one.IsOver(today)));

    /// <summary>Families that may be this one, entered twice: those of the same name first, then the others by their beginning.</summary>
    public ImmutableArray<Family> Alike(IUnit unit, Family family) =>
        [.. memory.Families.Open(unit, int.MaxValue).Where(other => other.Id != family.Id).OrderByDescending(other => Shared(other.Content.Name, family.Content.Name)).ThenBy(other => other.Content.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>How many letters two names begin with alike.</summary>
    private static int Shared(string one, string other) => one.Zip(other).TakeWhile(pair => char.ToUpperInvariant(pair.First) == char.ToUpperInvariant(pair.Second)).Count();

    /// <summary>A value's name as dialogues have it.</summary>
    internal static string Kebab<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, n) => char.IsUpper(letter) ? (n == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <returns><see langword="null"/>: no such value.</returns>
    internal static T? Parse<T>(string kebab) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Kebab(value!.Value) == kebab);
}
