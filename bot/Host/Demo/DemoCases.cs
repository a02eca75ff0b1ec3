using System.Collections.Immutable;
using System.Globalization;
using Assistant.Host.Cases;
using Assistant.Knowledge.Demo;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Demo;

/// <summary>The invented families that the demonstration supports: cases, contracts, goals and acts.</summary>
public sealed class DemoCases(CaseMemory memory, CaseGate gate, IIds ids)
{
    private const int minutesAnHour = 60;

    /// <summary>One family with all that is told of it.</summary>
    public void Add(IUnit unit, DemoCase demo, PersonId worker)
    {
        var today = gate.Today(unit);
        var begun = today.PlusDays(-demo.DaysAgo);
        var family = new Family(new(ids.Next()), ShortReference.From(ids.Token()), demo.Language, demo.Municipality,
            new(demo.Name, StringInfo.GetNextTextElement(demo.Name) + ".") { Members = [new("mother", null, null), new("child", null, null)], Caseworker = demo.Caseworker }, unit.Now, null, 1);
        var opened = new ServiceCase(new(ids.Next()), family.Id, CaseKind.Family, demo.Contract?.Kind == "counselling" ? "family-counselling" : "support-person",
            demo.Goals.Length > 0 ? CaseStage.Solving : CaseStage.Mapping, begun, begun, new() { Referral = new("child-protection", begun, null) }, 1);
        memory.Families.Add(unit, family, by: null);
        memory.Families.Assign(unit, new(ids.Next(), family.Id, worker, AssignmentKind.Main, begun, null, begun), by: null);
        memory.Cases.Add(unit, opened, by: null);
        var contract = demo.Contract is { } agreed ? Contract(unit, agreed, family, opened, begun) : null;
        var goals = demo.Goals.Select((words, n) => new Goal(new(ids.Next()), family.Id, opened.Id, n + 1, GoalState.Open, begun, new(words) { AgreedOn = begun }, 1)).ToArray();
        foreach (var (visit, n) in demo.Visits.Select((visit, n) => (visit, n)))
        {
            var on = today.PlusDays(-visit.Ago);
            var encounter = new Encounter(new(ids.Next()), family.Id, opened.Id, contract?.Id, worker, n + 1, EncounterOutcome.Held, on, new LocalTime(visit.Start, 0), visit.Minutes, visit.Documentation,
                SafetyLevel.Fine, null, unit.Now, 1);
            if (visit.Goal is { } value && goals is [var first, ..]) goals[0] = first.Record(new(on, value, encounter.Id)) ?? first;
            memory.Visits.File(unit, new(encounter, new()
            {
                Place = "home", Present = visit.Present, Done = visit.Done, Agreements = visit.Agreements,
                Goals = visit.Goal is { } reached ? ImmutableDictionary<int, int>.Empty.Add(1, reached) : ImmutableDictionary<int, int>.Empty,
            }, unit.Now, worker));
            if (visit.Agreements is { } task) memory.Visits.Write(unit, new(ids.Next(), family.Id, encounter.Id, NotebookKind.Task, on, task, null), worker);
        }
        foreach (var goal in goals) memory.Goals.Add(unit, goal, by: null);
    }

    private Contract Contract(IUnit unit, DemoContract demo, Family family, ServiceCase opened, LocalDate begun)
    {
        var kind = demo.Kind == "counselling" ? ContractKind.Counselling : ContractKind.SupportPerson;
        var contract = new Contract(new(ids.Next()), family.Id, opened.Id, kind, demo.Number, family.Municipality, begun, begun.PlusDays(demo.Days - 1), demo.Hours * minutesAnHour,
            [new(begun, demo.Cents, IsDocumentationPaid: true)], new(), 1);
        foreach (var party in Records.Contracts.Contract.PartiesOf(kind)) contract = contract.Sign(party, SignatureState.Signed, begun);
        memory.Contracts.Add(unit, contract, by: null);
        return contract;
    }
}
