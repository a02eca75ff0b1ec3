using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;

namespace Assistant.Host.Cases;

/// <summary>The way of a family through its service: stages, signatures, going on longer, ending, and one family entered twice.</summary>
public sealed class LifeDesk(CaseMemory cases, CaseGate gate, OpenCases open, CaseReader reader)
{
    private const int minutesAnHour = 60;

    /// <summary>One thing of a turn, on facts of one moment.</summary>
    /// <returns><see langword="null"/>: another matter.</returns>
    public DeskStep? Do(IUnit unit, CaseAct act, Chat me) => act switch
    {
        CaseAct.Advance advance => With(unit, advance.Family, me, Matter.Case, Doing.Write, family => Advance(unit, advance, family, me)),
        CaseAct.SignContract sign => With(unit, sign.Family, me, Matter.Contract, Doing.Change, family => Sign(unit, sign, family, me)),
        CaseAct.ExtendContract extend => With(unit, extend.Family, me, Matter.Contract, Doing.Change, family => Changed(unit, extend.Contract, family, me,
            contract => contract.Extend(contract.Ends.PlusDays(extend.Days), extend.Reason, gate.Today(unit), extend.Hours * minutesAnHour), "families.contract-extended")),
        CaseAct.RateContract rate => With(unit, rate.Family, me, Matter.Contract, Doing.Change, family => Changed(unit, rate.Contract, family, me,
            contract => contract.Reprice(new(rate.From, rate.Cents, IsDocumentationPaid: true)), "families.contract-repriced")),
        CaseAct.EndContract end => With(unit, end.Family, me, Matter.Contract, Doing.Change, family => Changed(unit, end.Contract, family, me,
            contract => contract.End(end.On, end.Reason, gate.Today(unit)), "families.contract-ended")),
        CaseAct.CloseFamily close => With(unit, close.Family, me, Matter.Case, Doing.Change, family => Close(unit, close, family, me)),
        CaseAct.MergeFamilies merge => With(unit, merge.Family, me, Matter.Identity, Doing.Change, family => Merge(unit, merge, family, me)),
        _ => null,
    };

    private DeskStep Advance(IUnit unit, CaseAct.Advance advance, Family family, Chat me)
    {
        var today = gate.Today(unit);
        if (open.Of(unit, family.Id, me.Person, today, AskedFamily.Of(advance.Family)?.Case) is not { Stage: not CaseStage.Closed } before) return Refused(advance.Family, me);
        if (advance.From is { } from && from != $"{before.Id}:{CaseReader.Kebab(before.Stage)}") return Step(static _ => { }, Now(before));
        // The last step ends the case: that is not the worker's to settle.
        if (before.Stage == CaseStage.Ending && !gate.May(unit, me.Person, family, Matter.Case, Doing.Change)) return Refused(advance.Family, me);
        var named = advance.Caseworker is { } caseworker ? family with { Content = family.Content with { Caseworker = caseworker } } : null;
        Goal[] agreed = advance.IsAgreed ? [.. cases.Goals.Of(unit, before.Id).Where(goal => goal is { State: GoalState.Open, Content.AgreedOn: null }).Select(goal => goal with { Content = goal.Content with { AgreedOn = today } })] : [];
        var current = advance.HasOverview && before.Content.OverviewOn is null ? before with { Content = before.Content with { OverviewOn = today } } : before;
        var state = reader.State(unit, named ?? family, current);
        state = state with { AgreedGoals = state.AgreedGoals + agreed.Length };
        var next = current.Advance(state, today);
        // What was told is kept, even where something else is missing still.
        return Step(u =>
        {
            if (next is { Stage: CaseStage.Closed }) Ended(u, named ?? family, next, me);
            if (named is not null && !(next is { Stage: CaseStage.Closed } && IsLast(u, next))) cases.Families.Save(u, named, me.Person.Id);
            foreach (var goal in agreed) cases.Goals.Save(u, goal, me.Person.Id);
            if ((next ?? current) != before) cases.Cases.Save(u, next ?? current, me.Person.Id);
        }, next is not null ? Now(next)
            : CaseNotices.Lacks(current.Missing(state).Select(CaseReader.Kebab)));
    }

    private static Effect.Say Now(ServiceCase of) => new(Line.Of("families.stage-now", new Slot("stage", Key: $"families.stage-{CaseReader.Kebab(of.Stage)}")));

    private DeskStep Sign(IUnit unit, CaseAct.SignContract sign, Family family, Chat me)
    {
        if (CaseReader.Parse<SignatureState>(sign.State) is not { } state || Of(unit, sign.Contract, family) is not { } contract) return Refused(sign.Family, me);
        var sides = contract.Unsigned.Where(side => sign.Party == "all" || CaseReader.Kebab(side) == sign.Party).ToList();
        if (sides.Count == 0) return Refused(sign.Family, me);
        foreach (var side in sides) contract = contract.Sign(side, state, sign.On);
        return Step(u => cases.Contracts.Save(u, contract, me.Person.Id), CaseNotices.Said(contract.IsSigned ? "families.contract-signed" : "families.contract-marked"));
    }

    private DeskStep Changed(IUnit unit, string id, Family family, Chat me, Func<Contract, Contract?> change, string said)
    {
        if (Of(unit, id, family) is not { } contract) return Refused(family.Id.ToString(), me);
        return change(contract) is { } changed ? Step(u => cases.Contracts.Save(u, changed, me.Person.Id), CaseNotices.Said(said)) : Step(static _ => { }, CaseNotices.Said("families.contract-not-so"));
    }

    private DeskStep Close(IUnit unit, CaseAct.CloseFamily close, Family family, Chat me)
    {
        var today = gate.Today(unit);
        var going = cases.Cases.Of(unit, family.Id).Where(one => one.Stage != CaseStage.Closed).ToList();
        var ended = going.Select(one => one.End(close.Reason, close.Words, today)).OfType<ServiceCase>().ToList();
        if (ended.Count != going.Count) return Refused(close.Family, me);
        var goals = going.SelectMany(one => cases.Goals.Of(unit, one.Id)).Select(goal => goal.GiveUp(close.Reason, close.Words, today)).OfType<Goal>().ToList();
        return Step(u =>
        {
            foreach (var goal in goals) cases.Goals.Save(u, goal, me.Person.Id);
            foreach (var one in ended) cases.Cases.Save(u, one, me.Person.Id);
            Contracts(u, family.Id, static _ => true, ended.FirstOrDefault(), me);
            Leave(u, family, me);
        }, CaseNotices.Said("families.closed"));
    }

    /// <summary>A case is over: its contracts end and whoever did its service alone is done. The family is ours no more only when none of its cases is open.</summary>
    private void Ended(IUnit unit, Family family, ServiceCase ended, Chat me)
    {
        var others = Others(unit, ended);
        Contracts(unit, family.Id, contract => contract.Case == ended.Id, ended, me);
        if (others.IsEmpty) Leave(unit, family, me);
        else
            foreach (var one in open.EndingWith(unit, ended, others, gate.Today(unit))) cases.Families.Assign(unit, one with { Until = gate.Today(unit) }, me.Person.Id);
    }

    private bool IsLast(IUnit unit, ServiceCase ended) => Others(unit, ended).IsEmpty;

    private ImmutableArray<ServiceCase> Others(IUnit unit, ServiceCase ended) => [.. cases.Cases.Of(unit, ended.Family).Where(one => one.Id != ended.Id && OpenCases.IsOpen(one))];

    private void Contracts(IUnit unit, FamilyId family, Func<Contract, bool> which, ServiceCase? ended, Chat me)
    {
        foreach (var contract in cases.Contracts.Of(unit, family).Where(which))
            if (contract.EndWithCase(ended?.Content.EndWords ?? "goals", gate.Today(unit)) is { } over) cases.Contracts.Save(unit, over, me.Person.Id);
    }

    /// <summary>The family is ours no more: nobody works with it, all that is there stays to be read.</summary>
    private void Leave(IUnit unit, Family family, Chat me)
    {
        var today = gate.Today(unit);
        foreach (var one in cases.Families.WorkersOf(unit, family.Id).Where(one => !one.IsOver(today))) cases.Families.Assign(unit, one with { Until = today }, me.Person.Id);
        cases.Families.Save(unit, family with { Closed = unit.Now }, me.Person.Id);
    }

    private DeskStep Merge(IUnit unit, CaseAct.MergeFamilies merge, Family family, Chat me) =>
        AskedFamily.Of(merge.Into) is not { } into || into.Family == family.Id || gate.Open(unit, me.Person, into.Family, Matter.Identity, Doing.Change) is not { } kept ? Refused(merge.Family, me)
        : Step(u => cases.Families.Merge(u, family.Id, kept.Id, me.Person.Id), new Effect.Say(new("families.merged")) { Choices = [new($"family:show:{kept.Id}", new("families.open"))] });

    private Contract? Of(IUnit unit, string id, Family family) =>
        Guid.TryParse(id, out var guid) && cases.Contracts.Find(unit, new(guid)) is { } contract && contract.Family == family.Id && contract.Ends >= gate.Today(unit) ? contract : null;

    private DeskStep With(IUnit unit, string id, Chat me, Matter what, Doing doing, Func<Family, DeskStep> step) =>
        AskedFamily.Of(id) is { } asked && gate.Open(unit, me.Person, asked.Family, what, doing) is { } family ? step(family) : Refused(id, me);

    private DeskStep Refused(string id, Chat me) =>
        Step(u => cases.Audit.Append(u, new("family.deny", AskedFamily.Logged(id), me.Person.Id)), CaseNotices.Said("acts.gone"));

    private static DeskStep Step(Action<IUnit> save, params IReadOnlyList<Effect.Say> said) => new(save, [], null, null) { Said = said };
}
