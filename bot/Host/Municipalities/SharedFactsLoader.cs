using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Municipalities;
using Assistant.Host.Cases;
using Assistant.Host.Reports;
using Assistant.Host.Turns;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.People;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Municipalities;

/// <summary>Loads what of families is shared: for a caseworker those of the own municipality with a contract, by the policy, read afresh every turn.</summary>
public sealed class SharedFactsLoader(CaseMemory memory, CaseGate gate, CaseNumbers numbers, StatementReader statements, InformDesk inform, ReferralDesk referrals)
{
    /// <summary>Adds what this turn wishes.</summary>
    public CaseFacts Add(CaseFacts facts, IUnit unit, Chat chat, Wish wish)
    {
        var person = chat.Person;
        if (wish.Case is not null && facts.Act is { } act) facts = facts with { Shared = facts.Shared with { Told = inform.Names(unit, act.Family.Municipality, act.Family.Caseworker) } };
        return person.Roles.Contains(Role.Caseworker) ? Caseworker(facts, unit, person, wish) : facts;
    }

    private CaseFacts Caseworker(CaseFacts facts, IUnit unit, Person person, Wish wish) => gate.MunicipalityOf(unit, person) is not { } municipality ? facts : facts with
    {
        Statements = wish.Needs.HasFlag(Needs.Statements) && facts.Statements.IsEmpty ? statements.Recent(unit, person) : facts.Statements,
        Shared = facts.Shared with
        {
            Municipality = municipality,
            Asked = wish.Case?.Split(':', 2) is ["referral", var asked] ? referrals.Asked(unit, person, asked) : null,
            Supported = wish.Case?.Split(':', 2) is ["supported", var id] ? Guid.TryParse(id, out var one) ? Supported(unit, person, municipality, [new(one)]) : []
                : wish.Needs.HasFlag(Needs.Families) ? Supported(unit, person, municipality, [.. Page(unit, municipality, wish.From).Take(CaseFacts.Page)]) : [],
            More = wish.Needs.HasFlag(Needs.Families) && Page(unit, municipality, wish.From).Skip(CaseFacts.Page).Any() ? wish.From + CaseFacts.Page : null,
        },
    };

    /// <summary>One page, and one family more if there is a next page.</summary>
    private IEnumerable<FamilyId> Page(IUnit unit, string municipality, int from) => memory.Municipalities.FamiliesOf(unit, municipality, from + CaseFacts.Page + 1).Skip(from);

    private ImmutableArray<SupportedFact> Supported(IUnit unit, Person person, string municipality, ImmutableArray<FamilyId> families) =>
        [.. families.Select(id => gate.Open(unit, person, id, Matter.Goal, Doing.Read)).OfType<Family>().Select(family => Supported(unit, family, municipality)).OfType<SupportedFact>()];

    /// <summary>A family as its municipality may see it: by the contracts with that municipality alone, whatever came before or after.</summary>
    private SupportedFact? Supported(IUnit unit, Family family, string municipality)
    {
        var today = gate.Today(unit);
        ImmutableArray<Contract> theirs = [.. memory.Contracts.Of(unit, family.Id).Where(contract => contract.Municipality == municipality)];
        if (theirs is not [var last, ..]) return null;
        var contract = theirs.FirstOrDefault(one => one.IsInForce(today)) ?? last;
        return Figures(unit, family, contract, today) with
        {
            Overview = memory.Overviews.Of(unit, family.Id).FirstOrDefault(overview => theirs.Any(one => one.Case == overview.Case))?.Id.ToString("D"),
            Goals = Goals(unit, contract.Case, today),
        };
    }

    /// <summary>Hours of a case up to a day, with its contract of that day.</summary>
    /// <param name="municipality">Whose contracts may be seen; <see langword="null"/>: all.</param>
    /// <returns><see langword="null"/>: it had no contract.</returns>
    internal SupportedFact? Figures(IUnit unit, Family family, CaseId of, LocalDate until, string? municipality)
    {
        ImmutableArray<Contract> its = [.. memory.Contracts.Of(unit, family.Id).Where(contract => contract.Case == of && contract.Starts <= until && (municipality is null || contract.Municipality == municipality))];
        return its is not [var last, ..] ? null : Figures(unit, family, its.FirstOrDefault(one => one.IsInForce(until)) ?? last, until);
    }

    private SupportedFact Figures(IUnit unit, Family family, Contract contract, LocalDate until)
    {
        var visits = memory.Visits.OfContract(unit, contract.Id, LocalDate.MinIsoValue, until);
        var direct = visits.Sum(visit => visit.DirectMinutes);
        return new(family.Id.ToString(), family.Reference, family.Content.Name, family.Content.Alias, contract.Number, contract.Starts, contract.Ends)
        {
            IsSigned = contract.IsSigned,
            Day = ContractClock.Of(contract, direct, until, numbers.ClockDays.AsSpan(), numbers.ClockPercents.AsSpan()).Day,
            Agreed = contract.AgreedMinutes,
            Direct = direct,
            Written = visits.Sum(visit => visit.DocumentationMinutes),
            Meetings = visits.Count(visit => visit.Outcome == EncounterOutcome.Held),
        };
    }

    /// <summary>A case's goals as they stood on a day.</summary>
    internal ImmutableArray<GoalLine> Goals(IUnit unit, CaseId of, LocalDate on) =>
        [.. memory.Goals.Of(unit, of).Where(goal => goal.Opened <= on).OrderBy(goal => goal.Number).Select(goal => Line(goal.On(on)))];

    private static GoalLine Line(Goal goal) => new(goal.Number, goal.Content.Words, goal.State switch { GoalState.Reached => "reached", GoalState.NotReached => "not-reached", _ => "open" },
        goal.Content.Entries is [var first, ..] ? first.Value : null, goal.Now, goal.Content.Reason, goal.Content.ReasonWords, goal.Content.Analysis);
}
