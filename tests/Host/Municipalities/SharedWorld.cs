using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cases;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Records.Visits;
using Assistant.Storage;
using Assistant.Tests.Storage;
using Assistant.Tests.Transcripts;
using NodaTime;

namespace Assistant.Tests.Host.Municipalities;

/// <summary>The program's own pipeline with people and families put straight into the store.</summary>
internal sealed class SharedWorld : HostChatWorld
{
    /// <summary>The day on which everything begins.</summary>
    public static readonly LocalDate Today = new(2026, 11, 23);

    public SqliteStorage Store => Storage;

    public TService The<TService>() where TService : notnull => Get<TService>();

    public PersonId Meet(string name, Role? role = null, string channel = "terminal", string? called = null) => Store.Write(unit =>
    {
        var person = Store.People.Meet(unit, new(channel, name), "et");
        if (role is { } given) Store.People.Grant(unit, person.Id, given, null);
        if (called is not null) Store.People.Save(unit, Store.People.Get(unit, person.Id) with { Name = called });
        Store.Conversations.Open(unit, channel, name, $$"""{"channel":"{{channel}}","conversation":"{{name}}","user":"{{name}}"}""", person.Id);
        return person.Id;
    });

    /// <summary>A family with a case, a worker, and a contract if wished.</summary>
    public Family Supported(string reference, PersonId worker, string municipality = "Rakvere linn", bool hasContract = true) => Store.Write(unit =>
    {
        var made = new Family(new(Store.Ids.Next()), reference, "et", municipality, new("Tamm", "T."), unit.Now, null, 1);
        var opened = new ServiceCase(new(Store.Ids.Next()), made.Id, CaseKind.Family, "support-person", CaseStage.Solving, Today, Today, new(), 1);
        Store.Families.Add(unit, made, null);
        Store.Families.Assign(unit, new(Store.Ids.Next(), made.Id, worker, AssignmentKind.Main, Today.PlusDays(-30), null, Today.PlusDays(-30)), null);
        Store.Cases.Add(unit, opened, null);
        if (!hasContract) return made;
        var contract = new Contract(new(Store.Ids.Next()), made.Id, opened.Id, ContractKind.SupportPerson, $"V-{reference}", municipality, Today.PlusDays(-22), Today.PlusDays(150), 2400, [], new(), 1);
        foreach (var party in Contract.PartiesOf(ContractKind.SupportPerson)) contract = contract.Sign(party, SignatureState.Signed, Today);
        Store.Contracts.Add(unit, contract, null);
        return made;
    });

    /// <summary>The family moves: its case there ends, and elsewhere a case of its own with a contract of its own begins.</summary>
    /// <returns>The new case.</returns>
    public CaseId Moved(Family family, string municipality, string reference) => Store.Write(unit =>
    {
        var opened = new ServiceCase(new(Store.Ids.Next()), family.Id, CaseKind.Family, "support-person", CaseStage.Solving, Today, Today, new(), 1);
        Store.Families.Save(unit, Store.Families.Find(unit, family.Id)! with { Municipality = municipality }, null);
        Store.Cases.Save(unit, Store.Cases.Of(unit, family.Id)[0] with { Stage = CaseStage.Closed }, null);
        Store.Cases.Add(unit, opened, null);
        var contract = new Contract(new(Store.Ids.Next()), family.Id, opened.Id, ContractKind.SupportPerson, $"V-{reference}", municipality, Today.PlusDays(-5), Today.PlusDays(100), 600, [], new(), 1);
        foreach (var party in Contract.PartiesOf(ContractKind.SupportPerson)) contract = contract.Sign(party, SignatureState.Signed, Today);
        Store.Contracts.Add(unit, contract, null);
        return opened.Id;
    });

    public VisitAct Visited(Family family, PersonId worker, LocalDate? on = null, ActContent? content = null) => Store.Write(unit =>
    {
        var opened = Store.Cases.Of(unit, family.Id)[0];
        var contract = Store.Contracts.Of(unit, family.Id) is [var first, ..] ? first.Id : (ContractId?)null;
        var visit = new Encounter(new(Store.Ids.Next()), family.Id, opened.Id, contract, worker, Store.Visits.NextNumber(unit, family.Id), EncounterOutcome.Held, on ?? Today, new LocalTime(14, 0), 90, 15,
            SafetyLevel.Worry, null, unit.Now, 1);
        var act = new VisitAct(visit, content ?? new() { Done = "eelarve", Concern = "sinikad" }, unit.Now, worker);
        Store.Visits.File(unit, act);
        return act;
    });

    public Chat Chat(PersonId person) => Store.Read(unit => Assistant.Host.Turns.Chat.Of(Store.Conversations.Of(unit, person)[0], Store.People.Get(unit, person)));

    public CaseFacts Facts(PersonId person, string? about, Needs needs = Needs.Families | Needs.Statements | Needs.Notebook | Needs.Acts) =>
        Store.Read(unit => Get<FactsLoader>().Load(unit, Chat(person), new Wish(needs) { Case = about }, "")).Cases;

    private long number;

    /// <summary>One act of a turn, saved.</summary>
    public async Task<DeskStep> Do(PersonId who, CaseAct act)
    {
        var step = await Get<CaseDesk>().Do(act, Chat(who), ++number, Store.Read(unit => unit.Now));
        Store.Write(unit =>
        {
            step.Save(unit);
            Get<Delivery>().Queue(unit, step.Notices);
        });
        return step;
    }
}
