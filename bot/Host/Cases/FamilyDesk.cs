using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Appointments;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>What is settled about families: added, given to workers, contracts, goals.</summary>
public sealed class FamilyDesk(Memory memory, CaseMemory cases, CaseGate gate, CaseFactsLoader facts, CaseNumbers numbers, OpenCases open, Teller teller, IIds ids)
{
    private const int minutesAnHour = 60;
    /// <summary>Catalogue id of "Perede nõustamine".</summary>
    internal const string CounsellingService = "family-counselling";

    /// <summary>Catalogue id of "Tugiisikuteenus".</summary>
    internal const string SupportService = "support-person";

    private const string telegram = "telegram";

    /// <summary>One thing of a turn, on facts of one moment.</summary>
    public DeskStep Do(IUnit unit, CaseAct act, Chat me, long number, Instant now) => act switch
    {
        CaseAct.AddFamily add => Add(unit, add, me),
        CaseAct.Assign assign => Open(unit, assign.Family, me, Matter.Assignment) is { } family ? Assign(unit, assign, family, me, number, now) : Refused(assign.Family, me),
        CaseAct.AddContract add => Open(unit, add.Family, me, Matter.Contract) is { } family ? Contract(unit, add, family, me) : Refused(add.Family, me),
        CaseAct.AddGoal add => Open(unit, add.Family, me, Matter.Goal) is { } family ? Goal(unit, add, family, me) : Refused(add.Family, me),
        CaseAct.CloseGoal close => Open(unit, close.Family, me, Matter.Goal) is { } family ? Close(unit, close, family, me) : Refused(close.Family, me),
        _ => throw new InvalidOperationException($"No rule for {act.GetType().Name}: add a case."),
    };

    private DeskStep Add(IUnit unit, CaseAct.AddFamily add, Chat me)
    {
        if (!me.Person.Roles.Contains(Role.Coordinator)) return Refused("-", me);
        var today = gate.Today(unit);
        var family = new Family(new(ids.Next()), ShortReference.From(ids.Token()), add.Language, add.Municipality, new(add.Name, FamilyAlias.New(unit, cases.Families, add.Name)) { Caseworker = add.Caseworker }, unit.Now, null, 1);
        var opened = new ServiceCase(new(ids.Next()), family.Id, add.IsAdult ? CaseKind.Adult : CaseKind.Family, SupportService, CaseStage.Mapping, today, today, new() { Referral = new(add.Referral, today, null) }, 1);
        return Step(u =>
        {
            cases.Families.Add(u, family, me.Person.Id);
            cases.Cases.Add(u, opened, me.Person.Id);
        }, CaseNotices.Said("families.added") with { Choices = [new($"family:assign:{family.Id}", new("families.step-assign")), new($"family:contract:{family.Id}", new("families.step-contract")), new($"family:goal:{family.Id}", new("families.step-goal"))] });
    }

    /// <summary>Meet first; then it is the worker's. Whoever had the family hands it over and reads for a while.</summary>
    private DeskStep Assign(IUnit unit, CaseAct.Assign assign, Family family, Chat me, long number, Instant now)
    {
        if (!Guid.TryParse(assign.Worker, out var guid) || !facts.Workers(unit).Any(one => one.Id == assign.Worker)) return Refused(assign.Family, me);
        var worker = new PersonId(guid);
        var today = gate.Today(unit);
        // A day that is over is no "for good": nobody stands in longer than was said.
        if (assign is { IsSubstitute: true, Until: { } until } && until <= today) return Step(static _ => { }, CaseNotices.Said("cover.no-day"));
        var all = cases.Families.WorkersOf(unit, family.Id);
        var kind = assign.IsSubstitute ? AssignmentKind.Substitute : AssignmentKind.Main;
        var mine = all.FirstOrDefault(one => one.Worker == worker && one.Kind == kind && !one.IsOver(today));
        var given = (mine ?? new(ids.Next(), family.Id, worker, kind, today, null, null)) with { Met = assign.HasMet ? mine?.Met ?? today : null, Until = assign.IsSubstitute ? assign.Until : null };
        // Only who has met the family takes it over, and only from those of the same service; a substitute is needed no more then.
        var former = assign.HasMet && !assign.IsSubstitute ? open.FollowedBy(unit, family.Id, worker, today).Where(one => one.Id != given.Id).ToList() : [];
        var fact = facts.Fact(unit, family, canWrite: true);
        List<Rendered> told = [.. Tell(unit, worker, littleSaid => CaseNotices.Assigned(fact, littleSaid, assign.HasMet), $"assign:{number}", now)];
        foreach (var one in former.Where(one => one.Kind == AssignmentKind.Main && one.Worker != worker && one.Met is not null))
            told.AddRange(Tell(unit, one.Worker, littleSaid => CaseNotices.HandedOver(fact, littleSaid, numbers.FormerReadDays), $"handover:{number}", now));
        return new(u =>
        {
            cases.Families.Assign(u, given, me.Person.Id);
            foreach (var one in former) cases.Families.Assign(u, one with { Until = today }, me.Person.Id);
        }, told, null, null) { Said = [assign.HasMet ? CaseNotices.Given(family.Id.ToString(), hasContract: !cases.Contracts.Of(unit, family.Id).IsEmpty) : CaseNotices.Proposed(family.Id.ToString())] };
    }

    private DeskStep Contract(IUnit unit, CaseAct.AddContract add, Family family, Chat me)
    {
        if (cases.Cases.Of(unit, family.Id) is not [var newest, ..] all) return Refused(add.Family, me);
        if (cases.Contracts.OfNumber(unit, add.Number)) return Step(static _ => { }, CaseNotices.Said("families.contract-taken"));
        var kind = add.Kind == "counselling" ? ContractKind.Counselling : ContractKind.SupportPerson;
        var service = kind == ContractKind.Counselling ? CounsellingService : SupportService;
        // An open case of the service goes on. One on which nothing has begun becomes one of the contract's service; otherwise that service is a case of its own.
        var same = all.FirstOrDefault(one => OpenCases.IsOpen(one) && one.Service == service);
        var before = same ?? all.FirstOrDefault(OpenCases.IsOpen) ?? newest;
        var isNew = same is null && (!OpenCases.IsOpen(before) || !cases.Contracts.Of(unit, family.Id).IsEmpty || !cases.Goals.Of(unit, before.Id).IsEmpty || cases.Visits.NextNumber(unit, family.Id) > 1);
        var today = gate.Today(unit);
        var of = isNew ? new ServiceCase(new(ids.Next()), family.Id, before.Kind, service, CaseStage.Mapping, today, today, new() { Referral = before.Content.Referral }, 1) : before with { Service = service };
        var price = add.Cents ?? (kind == ContractKind.Counselling ? numbers.CounsellingCents : null);
        var contract = new Contract(new(ids.Next()), family.Id, of.Id, kind, add.Number, family.Municipality, add.Starts, add.Starts.PlusDays(add.Days - 1), add.Hours * minutesAnHour,
            price is { } cents ? [new(add.Starts, cents, IsDocumentationPaid: true)] : [], new(), 1);
        foreach (var party in Records.Contracts.Contract.PartiesOf(kind))
            contract = contract.Sign(party, add.IsSigned ? SignatureState.Signed : SignatureState.Asked, gate.Today(unit));
        return Step(u =>
        {
            if (isNew) cases.Cases.Add(u, of, me.Person.Id);
            else if (of != before) cases.Cases.Save(u, of, me.Person.Id);
            cases.Contracts.Add(u, contract, me.Person.Id);
        }, CaseNotices.Said("families.contract-added"));
    }

    private DeskStep Goal(IUnit unit, CaseAct.AddGoal add, Family family, Chat me)
    {
        var today = gate.Today(unit);
        if (open.Of(unit, family.Id, me.Person, today, AskedFamily.Of(add.Family)?.Case) is not { } of) return Refused(add.Family, me);
        var goal = new Goal(new(ids.Next()), family.Id, of.Id, cases.Goals.Of(unit, of.Id).Select(one => one.Number).DefaultIfEmpty(0).Max() + 1, GoalState.Open, today,
            new(add.Words) { Who = add.Who, HowOften = add.HowOften, Sign = add.Sign, AgreedOn = add.IsAgreed ? today : null }, 1);
        return Step(u => cases.Goals.Add(u, goal, me.Person.Id), CaseNotices.Said("families.goal-added"));
    }

    private DeskStep Close(IUnit unit, CaseAct.CloseGoal close, Family family, Chat me)
    {
        if (!Guid.TryParse(close.Goal, out var guid) || cases.Goals.Find(unit, new(guid)) is not { } goal || goal.Family != family.Id) return Refused(close.Family, me);
        var today = gate.Today(unit);
        return (close.Reason is null ? goal.Reach(today, close.Analysis) : goal.GiveUp(close.Reason, close.Words, today, close.Analysis)) is { } closed
            ? Step(u => cases.Goals.Save(u, closed, me.Person.Id), CaseNotices.Said("families.goal-closed")) : Refused(close.Family, me);
    }

    private Family? Open(IUnit unit, string id, Chat me, Matter what) => AskedFamily.Of(id) is { } asked ? gate.Open(unit, me.Person, asked.Family, what, Doing.Write) : null;

    private IEnumerable<Rendered> Tell(IUnit unit, PersonId worker, Func<bool, Effect.Say> what, string key, Instant now) =>
        memory.LastOf(unit, worker) is { } chat ? teller.Tell([what(chat.Conversation.Channel == telegram)], chat, key, now) : [];

    private DeskStep Refused(string id, Chat me) =>
        Step(u => cases.Audit.Append(u, new("family.deny", AskedFamily.Logged(id), me.Person.Id)), CaseNotices.Said("acts.gone"));

    private static DeskStep Step(Action<IUnit> save, params IReadOnlyList<Effect.Say> said) => new(save, [], null, null) { Said = said };
}
