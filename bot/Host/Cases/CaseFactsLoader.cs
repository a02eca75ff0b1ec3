using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Households;
using Assistant.Host.Reports;
using Assistant.Host.Turns;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.People;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>Loads what a turn may know of families: of a worker the own roster, all else where it is wished and the policy lets it.</summary>
public sealed class CaseFactsLoader(CaseMemory memory, CaseGate gate, CaseNumbers numbers, OpenCases open, CaseReader reader, WeekReader week, LearningReader learning, StatementReader statements, IStaff staff, Memory people)
{
    private const int recentVisits = 20, shownActs = 10, shownLines = 20;

    /// <summary>Facts of one turn.</summary>
    public CaseFacts Load(IUnit unit, Chat chat, Wish wish)
    {
        var person = chat.Person;
        var (isCoordinator, isWorker) = (person.Roles.Contains(Role.Coordinator), person.Roles.Any(role => role is Role.SupportPerson or Role.Counsellor or Role.Coordinator));
        if (!isWorker)
            return wish.Needs.HasFlag(Needs.Notebook) ? new() { Notebook = Notebook(unit, person) } : CaseFacts.None;
        var roster = Roster(unit, person);
        var asked = wish.Case?.Split(':', 2) is ["family", var id] ? AskedFamily.Of(id) : null;
        var about = asked is { } one ? gate.Open(unit, person, one.Family, Matter.Goal, Doing.Read) : null;
        var list = wish.Needs.HasFlag(Needs.Families) && isCoordinator;
        var workers = list ? Workers(unit) : [];
        return new()
        {
            Me = PersonReference.Of(person.Id),
            Roster = roster,
            Recent = roster.IsEmpty ? [] : [.. memory.Visits.OfWorker(unit, person.Id, recentVisits).Where(visit => visit.Outcome != EncounterOutcome.Mistaken).Select(visit =>
                new KnownVisit(visit.Id.ToString(), visit.Family.ToString(), visit.Number, visit.On, visit.Start, visit.DirectMinutes)
                {
                    Heard = visit.Safety == SafetyLevel.Fine ? null : memory.Visits.Find(unit, visit.Id) is { } known ? VisitMapping.Filed(known).Heard : null,
                })],
            OfColleagues = roster.IsEmpty ? [] : [.. memory.Visits.OfColleagues(unit, person.Id, gate.Today(unit).PlusDays(-numbers.ColleagueDays)).Where(visit => roster.Any(family => family.Id == visit.Family.ToString()))
                .Select(visit => new KnownVisit(visit.Id.ToString(), visit.Family.ToString(), visit.Number, visit.On, visit.Start, visit.DirectMinutes))],
            LeastMinutes = numbers.LeastMinutes,
            SessionLeastMinutes = numbers.CounsellingLeastMinutes,
            SessionMostMinutes = numbers.CounsellingMostMinutes,
            GapDays = numbers.GapDays, ContractDays = numbers.ContractDays, ExtensionDays = numbers.ExtensionDays,
            Drafts = wish.Needs.HasFlag(Needs.Drafts) ? Drafts(unit, person) : [],
            Acts = wish.Needs.HasFlag(Needs.Acts) ? Acts(unit, person) : [],
            Act = wish.Case?.Split(':', 2) is ["act", var act] ? Act(unit, person, act) : null,
            Family = about is null ? null : One(unit, person, about, asked!.Value),
            Families = list ? [.. memory.Families.Open(unit, wish.From + CaseFacts.Page).Skip(wish.From).Select(one => Fact(unit, one, canWrite: false, isFull: true))] : [],
            Alike = wish.Needs.HasFlag(Needs.Duplicates) && isCoordinator && about is not null ? [.. reader.Alike(unit, about).Select(other => new FamilyFact(other.Id.ToString(), other.Reference, other.Content.Name, other.Content.Alias, CanWrite: false))] : [],
            FamiliesFrom = wish.From,
            FamilyCount = list ? memory.Families.Count(unit) : 0,
            Workers = list ? workers : [],
            Loads = list ? workers.ToImmutableDictionary(one => one.Id, one => Load(unit, one)) : ImmutableDictionary<string, int>.Empty,
            Languages = list ? workers.ToImmutableDictionary(one => one.Id, one => memory.People.Get(unit, new(Guid.Parse(one.Id))).Language) : ImmutableDictionary<string, string>.Empty,
            Qualified = list ? workers.Select(one => (one.Id, Best: learning.Qualifications(unit, new(Guid.Parse(one.Id))).FirstOrDefault())).Where(one => one.Best is not null).ToImmutableDictionary(one => one.Id, one => one.Best!)
                : ImmutableDictionary<string, QualificationFact>.Empty,
            MostFamilies = numbers.FamiliesAWorker,
            State = wish.Needs.HasFlag(Needs.WorkState) && isCoordinator ? new StateReader(memory, gate, week, learning, reader, staff).Items(unit, workers) : null,
            Learning = !wish.Needs.HasFlag(Needs.Learning) ? []
                : isCoordinator ? [.. workers.Select(one => learning.Of(unit, new(Guid.Parse(one.Id)), Dialogs.Families.FamilyAssignDialog.ShownAs(one)))]
                : [learning.Of(unit, person.Id, null)],
            Statements = wish.Needs.HasFlag(Needs.Statements) ? statements.Recent(unit, person) : [],
            Week = wish.Needs.HasFlag(Needs.Week) ? week.Items(unit, person, roster) : [],
            MedianSeconds = wish.Needs.HasFlag(Needs.Week) ? week.Median(unit, person.Id) : wish.Needs.HasFlag(Needs.WorkState) && isCoordinator ? week.Median(unit) : null,
        };
    }

    /// <summary>A family for what others are told of it.</summary>
    /// <param name="reader">Whose case of it is meant; <see langword="null"/>: its newest open one.</param>
    /// <param name="chosen">The case they chose among several.</param>
    public FamilyFact Fact(IUnit unit, Family family, bool canWrite, bool isFull = false, Person? reader = null, CaseId? chosen = null)
    {
        var of = reader is null ? memory.Cases.Of(unit, family.Id).OrderByDescending(OpenCases.IsOpen).FirstOrDefault() : open.Of(unit, family.Id, reader, gate.Today(unit), chosen);
        var fact = new FamilyFact(family.Id.ToString(), family.Reference, family.Content.Name, family.Content.Alias, canWrite)
        {
            LastHeld = memory.Visits.LastHeld(unit, family.Id, LocalDate.MaxIsoValue, reader is null ? null : of?.Id)?.On,
            Caseworker = family.Content.Caseworker, Municipality = family.Municipality, Language = family.Language,
            Goals = Goals(unit, of), IsCounselled = of?.Service == FamilyDesk.CounsellingService, IsAdult = of?.Kind == CaseKind.Adult,
            FilesUntil = reader is not null && !canWrite ? gate.FilesUntil(unit, reader, family.Id) : null,
        };
        return isFull ? fact with { Workers = Workers(unit, family.Id, CaseReach.Write), ToMeet = Workers(unit, family.Id, CaseReach.Meet), Contract = Contract(unit, family.Id) } : fact;
    }

    private ImmutableArray<FamilyFact> Roster(IUnit unit, Person person)
    {
        var today = gate.Today(unit);
        var found = ImmutableArray.CreateBuilder<FamilyFact>();
        foreach (var id in memory.Families.AssignmentsOf(unit, person.Id, today, numbers.FormerReadDays).Select(assignment => assignment.Family).Distinct())
            if (gate.Open(unit, person, id, Matter.Identity, Doing.Read) is { } family)
                found.Add(gate.May(unit, person, family, Matter.Act, Doing.Write) ? Fact(unit, family, canWrite: true, reader: person)
                    : gate.FilesUntil(unit, person, id) is not null ? Fact(unit, family, canWrite: false, reader: person)
                    : new(family.Id.ToString(), family.Reference, family.Content.Name, family.Content.Alias, CanWrite: false));
        return found.DrainToImmutable();
    }

    /// <summary>The family that is asked for, by the same words it was asked for: dialogues find it again by them.</summary>
    private FamilyFact One(IUnit unit, Person person, Family family, AskedFamily asked)
    {
        var shown = reader.Case(unit, family, person, asked.Case);
        return Fact(unit, family, gate.May(unit, person, family, Matter.Act, Doing.Write), isFull: true, person, asked.Case) with
        {
            Id = asked.ToString(),
            Case = shown,
            Members = [.. family.Content.Members.Select(member => (member.Role, member.Name, member.BirthYear))],
            Contracts = reader.Contracts(unit, family.Id),
            IsLost = FamilyChats.IsLost(people, unit, memory.Families.PeopleOf(unit, family.Id)),
            OtherCases = [.. open.Choice(unit, family.Id, person).Where(one => one.Id.ToString() != shown?.Id).Select(one => new OtherCase(new AskedFamily(family.Id, one.Id).ToString(), one.Service))],
        };
    }

    private ActFact? Act(IUnit unit, Person person, string id) =>
        Guid.TryParse(id, out var guid) && memory.Visits.Find(unit, new(guid)) is { } act && gate.Open(unit, person, act.Encounter.Family, Matter.Act, Doing.Read) is { } family ? Fact(unit, person, family, act) : null;

    private ImmutableArray<ActFact> Acts(IUnit unit, Person person) =>
        [.. memory.Visits.OfWorker(unit, person.Id, shownActs).Select(visit => Act(unit, person, visit.Id.ToString())).OfType<ActFact>()];

    private ActFact Fact(IUnit unit, Person person, Family family, VisitAct act) => new(act.Encounter.Id.ToString(), act.Encounter.Number, act.Encounter.Version, VisitMapping.Filed(act),
        Fact(unit, family, canWrite: gate.May(unit, person, family, Matter.Act, Doing.Write), reader: person),
        CanChange: act.Encounter.Worker == person.Id && gate.May(unit, person, family, Matter.Act, Doing.Change));

    private ImmutableArray<DraftFact> Drafts(IUnit unit, Person person) =>
        [.. memory.Visits.DraftsOf(unit, person.Id).Where(draft => draft.Given.ContainsKey(Key)).Select(draft => new DraftFact(draft.Given[Key], draft.Given))];

    /// <summary>Under this a draft's key stands in its answers.</summary>
    private const string Key = "began";

    private ImmutableArray<GoalFact> Goals(IUnit unit, ServiceCase? latest) => latest is null ? []
        : [.. memory.Goals.Of(unit, latest.Id).Where(goal => goal.State == GoalState.Open).Select(goal => new GoalFact(goal.Id.ToString(), goal.Number, goal.Content.Words, goal.Now, goal.Content.AgreedOn is not null))];

    private ImmutableArray<Colleague> Workers(IUnit unit, FamilyId family, CaseReach reach)
    {
        var today = gate.Today(unit);
        return [.. memory.Families.WorkersOf(unit, family).Where(assignment => assignment.ReachOn(today, 0) == reach)
            .Select(assignment => assignment.Worker).Distinct().Select(worker => new Colleague(worker.ToString(), Name(unit, worker)))];
    }

    /// <returns><see langword="null"/>: none given, or erased.</returns>
    internal string? Name(IUnit unit, PersonId worker)
    {
        try
        {
            return memory.People.Get(unit, worker).Name;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>How many families a worker has, those to be met included.</summary>
    private int Load(IUnit unit, Colleague worker) => memory.Families.AssignmentsOf(unit, new(Guid.Parse(worker.Id)), gate.Today(unit), 0).Select(one => one.Family).Distinct().Count();

    /// <summary>Everybody who supports families.</summary>
    internal ImmutableArray<Colleague> Workers(IUnit unit) =>
        [.. memory.People.WithRole(unit, Role.SupportPerson).Union(memory.People.WithRole(unit, Role.Counsellor)).Select(id => new Colleague(id.ToString(), memory.People.Get(unit, id).Name))];

    private ContractFact? Contract(IUnit unit, FamilyId family)
    {
        var today = gate.Today(unit);
        if (memory.Contracts.Of(unit, family) is not [var last, ..] all) return null;
        return reader.Fact(unit, all.FirstOrDefault(one => one.IsInForce(today)) ?? last);
    }

    private ImmutableArray<NotebookFact> Notebook(IUnit unit, Person person) =>
        memory.Families.FamilyOf(unit, person.Id) is { } family && gate.Open(unit, person, family, Matter.Notebook, Doing.Read) is not null
            ? [.. memory.Visits.Notebook(unit, family, shownLines).Select(line => new NotebookFact(line.Id.ToString("D"), line.Kind == NotebookKind.Next ? "next" : "task", line.On.AtMidnight(), line.Words, line.Done is not null))]
            : [];
}
