using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Cases;
using Assistant.Records.Families;
using Assistant.Records.Learning;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>What is written besides acts: assessments, plans, the network; reminders of acts; supervision and training.</summary>
public sealed class WorkDesk(Memory memory, CaseMemory cases, CaseGate gate, CaseFactsLoader facts, OpenCases open, WeekReader week, Teller teller, IIds ids)
{
    private const string telegram = "telegram", everybody = "all";

    private const int minutesAnHour = 60;

    /// <summary>One thing of a turn, on facts of one moment.</summary>
    /// <returns><see langword="null"/>: another matter.</returns>
    public DeskStep? Do(IUnit unit, CaseAct act, Chat me, long number, Instant now) => act switch
    {
        CaseAct.Assess assess => Document(unit, assess.Family, me, DocumentKind.Assessment, before => new DocumentContent
        {
            Domains = assess.Domains, Strengths = assess.Strengths ?? before?.Strengths, Obstacles = assess.Obstacles ?? before?.Obstacles,
        }, "families.assessment-kept"),
        CaseAct.AddStep step => Document(unit, step.Family, me, DocumentKind.Plan, before => (before ?? new()) with { Steps = [.. before?.Steps ?? [], new(step.What, step.Who, step.Until, null)] }, "families.step-added"),
        CaseAct.FinishStep done => Document(unit, done.Family, me, DocumentKind.Plan, before => Finished(before, done.Number, gate.Today(unit)), "families.step-done"),
        CaseAct.AddContact contact => Contact(unit, contact, me),
        CaseAct.AddMember member => Member(unit, member, me),
        CaseAct.Nudge nudge => Nudge(unit, nudge, me, number, now),
        CaseAct.AddLearning add => Learn(unit, add, me),
        CaseAct.AddQualification add => Qualify(unit, add, me),
        CaseAct.SettleLearning settle => Settle(unit, settle, me),
        _ => null,
    };

    private static DocumentContent? Finished(DocumentContent? before, string number, LocalDate today) =>
        before is not null && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= 1 && at <= before.Steps.Length && before.Steps[at - 1].DoneOn is null
            ? before with { Steps = before.Steps.SetItem(at - 1, before.Steps[at - 1] with { DoneOn = today }) } : null;

    /// <summary>Each change is a version of its own; the ones before stay.</summary>
    private DeskStep Document(IUnit unit, string id, Chat me, DocumentKind kind, Func<DocumentContent?, DocumentContent?> make, string said)
    {
        if (Open(unit, id, me) is not { } family || open.Of(unit, family.Id, me.Person, gate.Today(unit), AskedFamily.Of(id)?.Case) is not { Stage: not CaseStage.Closed } of) return Refused(id, me);
        var before = cases.Documents.Of(unit, of.Id, kind).FirstOrDefault();
        if (make(before?.Content) is not { } content) return Refused(id, me);
        var document = new CaseDocument(ids.Next(), family.Id, of.Id, kind, (before?.Version ?? 0) + 1, gate.Today(unit), me.Person.Id, content);
        return Step(u => cases.Documents.Add(u, document), new Effect.Say(new(said)) { Choices = [new($"family:show:{id}", new("families.open"))] });
    }

    private DeskStep Contact(IUnit unit, CaseAct.AddContact add, Chat me)
    {
        if (Open(unit, add.Family, me) is not { } family || open.Of(unit, family.Id, me.Person, gate.Today(unit), AskedFamily.Of(add.Family)?.Case) is not { Stage: not CaseStage.Closed } of) return Refused(add.Family, me);
        return Step(u => cases.Cases.Save(u, of with { Content = of.Content with { Network = [.. of.Content.Network, new(add.Role, add.Name, add.Contact)] } }, me.Person.Id),
            new Effect.Say(new("families.contact-added")) { Choices = [new($"family:show:{add.Family}", new("families.open"))] });
    }

    private DeskStep Member(IUnit unit, CaseAct.AddMember add, Chat me)
    {
        if (Open(unit, add.Family, me) is not { } family || add.BirthYear > gate.Today(unit).Year) return Refused(add.Family, me);
        return Step(u => cases.Families.Save(u, family with { Content = family.Content with { Members = [.. family.Content.Members, new(add.Role, add.Name, add.BirthYear)] } }, me.Person.Id),
            new Effect.Say(new("families.member-added")) { Choices = [new($"family:show:{add.Family}", new("families.open"))] });
    }

    /// <summary>Whoever works with the family is reminded, unless the act came in meanwhile.</summary>
    private DeskStep Nudge(IUnit unit, CaseAct.Nudge nudge, Chat me, long number, Instant now)
    {
        if (AskedFamily.Of(nudge.Family) is not { } asked || gate.Open(unit, me.Person, asked.Family, Matter.Assignment, Doing.Write) is not { } family) return Refused(nudge.Family, me);
        var missing = week.Missing(unit, family.Id).ToList();
        if (missing.Count == 0) return Step(static _ => { }, CaseNotices.Said("state.act-is-in"));
        var fact = facts.Fact(unit, family, canWrite: true);
        List<Rendered> told = [];
        foreach (var worker in cases.Families.WorkersOf(unit, family.Id).Where(one => one.ReachOn(gate.Today(unit), 0) == CaseReach.Write).Select(one => one.Worker).Distinct())
            if (memory.LastOf(unit, worker) is { } chat && open.WorkedOn(unit, family.Id, chat.Person) is var mine && missing.FirstOrDefault(one => mine.Any(of => of.Id == one.Case.Id)) is { Case: not null, Day: var day })
                told.AddRange(teller.Tell([CaseNotices.ActIsMissing(fact, chat.Conversation.Channel == telegram, day)], chat, $"nudge:{number}", now));
        return new(u => cases.Audit.Append(u, new("act.remind", family.Id.ToString(), me.Person.Id)), told, null, null) { Said = [CaseNotices.Said(told.Count > 0 ? "state.nudged" : "state.nobody-to-nudge")] };
    }

    private DeskStep Learn(IUnit unit, CaseAct.AddLearning add, Chat me)
    {
        var isCoordinator = me.Person.Roles.Contains(Role.Coordinator);
        var workers = facts.Workers(unit).Select(one => new PersonId(Guid.Parse(one.Id))).ToImmutableArray();
        ImmutableArray<PersonId> about = add.Worker is null || !isCoordinator ? [me.Person.Id] : add.Worker == everybody ? workers : [.. workers.Where(one => one.ToString() == add.Worker)];
        if (about.IsEmpty || !isCoordinator && !me.Person.Roles.Any(role => role is Role.SupportPerson or Role.Counsellor) || CaseReader.Parse<LearningKind>(add.Kind) is not { } kind || kind == LearningKind.Qualification || add.Minutes is <= 0 or > LearningHour.MostMinutes)
            return Refused("-", me);
        var isAhead = add.On > gate.Today(unit);
        var hours = about.Select(worker => new LearningHour(ids.Next(), worker, kind, add.On, add.At, add.Minutes, isAhead ? LearningState.Booked : LearningState.Held, add.Topic, 1)).ToList();
        return Step(u =>
        {
            foreach (var hour in hours) cases.Learning.Add(u, hour, me.Person.Id);
        }, CaseNotices.Said(isAhead ? "learning.booked" : "learning.recorded"));
    }

    private DeskStep Qualify(IUnit unit, CaseAct.AddQualification add, Chat me)
    {
        var isCoordinator = me.Person.Roles.Contains(Role.Coordinator);
        PersonId? about = isCoordinator ? facts.Workers(unit).Where(one => one.Id == add.Worker).Select(one => (PersonId?)new PersonId(Guid.Parse(one.Id))).FirstOrDefault()
            : me.Person.Roles.Any(role => role is Role.SupportPerson or Role.Counsellor) ? me.Person.Id : null;
        if (about is not { } worker || string.IsNullOrWhiteSpace(add.What) || add.On > gate.Today(unit) || add.Until < add.On || add.Hours is < 0 or > LearningHour.MostTraining / minutesAnHour) return Refused("-", me);
        var learnt = new LearningHour(ids.Next(), worker, LearningKind.Qualification, add.On, null, (add.Hours ?? 0) * minutesAnHour, LearningState.Held, add.What, 1) { ValidUntil = add.Until };
        return Step(u => cases.Learning.Add(u, learnt, me.Person.Id), CaseNotices.Said("learning.qualified"));
    }

    private DeskStep Settle(IUnit unit, CaseAct.SettleLearning settle, Chat me)
    {
        // Somebody else's and one that is not there are told alike.
        if (!Guid.TryParse(settle.Id, out var guid) || cases.Learning.Find(unit, guid) is not { } hour || hour.Worker != me.Person.Id && !me.Person.Roles.Contains(Role.Coordinator)) return Refused(settle.Id, me);
        return (settle.IsHeld ? hour.Hold(gate.Today(unit)) : hour.Cancel()) is { } settled
            ? Step(u => cases.Learning.Save(u, settled, me.Person.Id), CaseNotices.Said("learning.settled")) : Step(static _ => { }, CaseNotices.Said("learning.not-so"));
    }

    private Family? Open(IUnit unit, string id, Chat me) => AskedFamily.Of(id) is { } asked ? gate.Open(unit, me.Person, asked.Family, Matter.Case, Doing.Write) : null;

    private DeskStep Refused(string id, Chat me) =>
        Step(u => cases.Audit.Append(u, new("family.deny", AskedFamily.Logged(id), me.Person.Id)), CaseNotices.Said("acts.gone"));

    private static DeskStep Step(Action<IUnit> save, params IReadOnlyList<Effect.Say> said) => new(save, [], null, null) { Said = said };
}
