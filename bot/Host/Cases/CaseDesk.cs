using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Households;
using Assistant.Host.Reports;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Cases;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>Acts, drafts and families: does what a turn decided, by the policy, and tells whom it concerns.</summary>
public sealed partial class CaseDesk(
    Memory memory, CaseMemory cases, CaseGate gate, FamilyDesk families, LifeDesk life, WorkDesk work, Municipalities.SharedDesk shared, InformDesk inform, DocumentDesk documents,
    CoverDesk covers, OpenCases opened, Teller teller, Settings settings, IIds ids)
{
    /// <summary>Longer than this and somebody has slept in between: not measured.</summary>
    private static readonly Duration longestMeasured = Duration.FromHours(12);

    private const int idLength = 36;

    /// <summary>One thing of a turn.</summary>
    /// <param name="number">The message's number in the inbox.</param>
    public ValueTask<DeskStep> Do(CaseAct act, Chat me, long number, Instant now) => act switch
    {
        CaseAct.Keep keep => ValueTask.FromResult(Keep(keep, me, now)),
        CaseAct.Drop drop => ValueTask.FromResult(Step(u => cases.Visits.Drop(u, VisitMapping.DraftId(me.Person.Id, drop.Key), me.Person.Id))),
        // What was asked for stands in the audit only where it can be an id: nobody writes words into it.
        CaseAct.Seen seen => ValueTask.FromResult(Step(u => cases.Audit.Append(u, new(seen.What, seen.Id.Length == idLength && Guid.TryParse(seen.Id, out _) ? seen.Id : "-", me.Person.Id)))),
        _ => memory.Store.Read(unit => OnFacts(unit, act, me, number, now), CancellationToken.None),
    };

    private DeskStep OnFacts(IUnit unit, CaseAct act, Chat me, long number, Instant now) => act switch
    {
        CaseAct.File file => File(unit, file.Visit, me, number),
        CaseAct.StatementFile asked => documents.Statement(unit, asked, me),
        CaseAct.ActFile asked => documents.Act(unit, asked.Act, me),
        CaseAct.Inform sent => inform.Send(unit, sent.Act, me, number, now),
        CaseAct.Cover cover => covers.Do(unit, cover, me, number, now),
        _ => life.Do(unit, act, me) ?? work.Do(unit, act, me, number, now) ?? shared.Do(unit, act, me, number, now) ?? families.Do(unit, act, me, number, now),
    };

    private static DeskStep Step(Action<IUnit> save, params IReadOnlyList<Effect.Say> said) => new(save, [], null, null) { Said = said };

    private DeskStep Keep(CaseAct.Keep keep, Chat me, Instant now) =>
        Step(unit => cases.Visits.Keep(unit, new(VisitMapping.DraftId(me.Person.Id, keep.Key), me.Person.Id, keep.Given, now, null)));

    private DeskStep File(IUnit unit, VisitFiled visit, Chat me, long number)
    {
        if (!Guid.TryParse(visit.Family, out var id)) return Refused(visit, me);
        if (Mistaken(unit, visit, new(id), me) is { } mistaken) return Void(unit, visit, mistaken, me, number);
        if ((visit.Corrects is null ? gate.ToFile(unit, me.Person, new(id), visit.On) : gate.Open(unit, me.Person, new(id), Matter.Act, Doing.Change)) is not { } family)
            return Refused(visit, me);
        return visit.Corrects is { } corrected ? Correct(unit, visit, corrected, family, me, number) : Add(unit, visit, family, me, number);
    }

    private DeskStep Add(IUnit unit, VisitFiled visit, Family family, Chat me, long number)
    {
        if (opened.Of(unit, family.Id, me.Person, visit.On) is not { } open) return Refused(visit, me);
        var draft = visit.Key is { } key ? cases.Visits.Draft(unit, VisitMapping.DraftId(me.Person.Id, key), me.Person.Id) : null;
        var took = draft is null ? (Duration?)null : unit.Now - draft.Began;
        var seconds = took is { } duration && duration < longestMeasured ? (int?)duration.TotalSeconds : null;
        var encounter = VisitMapping.Counted(visit, new(new(ids.Next()), family.Id, open.Id, ContractOn(unit, open, visit.On), me.Person.Id, cases.Visits.NextNumber(unit, family.Id),
            default, visit.On, null, 0, 0, default, seconds, unit.Now, 1));
        var goal = Moved(unit, visit, open.Id, encounter.Id);
        var items = Items(visit, family, encounter.Id, gate.Today(unit));
        var told = Family(unit, visit, family, number);
        List<Effect.Say> said = [CaseNotices.Filed(encounter.Id.ToString(), encounter.Number, 1, seconds)];
        if (items.Count > 0) said.Add(CaseNotices.InNotebook());
        // Words of the worker's language are no words the family may read.
        if (visit.Agreements is not null && family.Language != me.Person.Language) said.Add(CaseNotices.OtherLanguage(family.Id.ToString(), family.Language));
        if (encounter.Safety != SafetyLevel.Fine) said.Add(InformDoor.Offer(encounter.Id.ToString(), me.Conversation.Channel == telegram ? null : family.Content.Caseworker));
        return new(u =>
        {
            // The rights and the number are read again: both may have changed since.
            if (gate.ToFile(u, memory.People.Get(u, me.Person.Id), family.Id, visit.On) is null || cases.Visits.NextNumber(u, family.Id) != encounter.Number)
                throw new ConflictException("The family changed meanwhile.");
            cases.Visits.File(u, new(encounter with { Filed = u.Now }, VisitMapping.Content(visit), u.Now, me.Person.Id));
            if (goal is not null) cases.Goals.Save(u, goal, me.Person.Id);
            foreach (var item in items) cases.Visits.Write(u, item, me.Person.Id);
            Done(u, visit, me);
        }, told, null, null) { Said = said };
    }

    private const string telegram = "telegram";

    private DeskStep Correct(IUnit unit, VisitFiled visit, string corrected, Family family, Chat me, long number)
    {
        if (!Guid.TryParse(corrected, out var id) || cases.Visits.Find(unit, new(id)) is not { } before || before.Encounter.Worker != me.Person.Id || before.Encounter.Family != family.Id)
            return Refused(visit, me);
        if (visit.IsSaidAgain) visit = visit.Over(VisitMapping.Filed(before));
        // The goal that was rated stays the one that is meant, whatever has become of it since.
        if (before.Content.Goals is { IsEmpty: false } rated) visit = visit with { Goal = rated.Keys.First(), Progress = visit.Progress ?? rated.Values.First() };
        var encounter = VisitMapping.Counted(visit, before.Encounter) with { Contract = (cases.Cases.Find(unit, before.Encounter.Case) is { } of ? ContractOn(unit, of, visit.On) : null) };
        var content = VisitMapping.Content(visit) with { Note = before.Content.Note ?? visit.Note };
        var goal = Moved(unit, visit, encounter.Case, encounter.Id);
        // The family hears what is otherwise than it was told.
        var isMoved = visit.NextOn != before.Content.NextOn || visit.NextAt != before.Content.NextAt;
        var news = visit with { NextOn = isMoved ? visit.NextOn : null, NextAt = isMoved ? visit.NextAt : null, Agreements = visit.Agreements != before.Content.Agreements ? visit.Agreements : null };
        var items = Items(news, family, encounter.Id, gate.Today(unit));
        var told = items.Count > 0 ? Family(unit, news, family, number) : [];
        List<Effect.Say> said = [CaseNotices.Filed(encounter.Id.ToString(), encounter.Number, encounter.Version + 1, null)];
        if (encounter.Safety != SafetyLevel.Fine && before.Encounter.Safety == SafetyLevel.Fine)
            said.Add(InformDoor.Offer(encounter.Id.ToString(), me.Conversation.Channel == telegram ? null : family.Content.Caseworker));
        return new(u =>
        {
            if (gate.Open(u, memory.People.Get(u, me.Person.Id), family.Id, Matter.Act, Doing.Change) is null) throw new ConflictException("The family changed meanwhile.");
            cases.Visits.Correct(u, new(encounter, content, u.Now, me.Person.Id));
            // What was wrong does not stay beside what is right.
            if (isMoved) cases.Visits.Unwrite(u, encounter.Id, NotebookKind.Next);
            if (visit.Agreements != before.Content.Agreements) cases.Visits.Unwrite(u, encounter.Id, NotebookKind.Task);
            if (goal is not null) cases.Goals.Save(u, goal, me.Person.Id);
            foreach (var item in items) cases.Visits.Write(u, item, me.Person.Id);
            Done(u, visit, me);
        }, told, null, null) { Said = said };
    }

    /// <summary>The note stays a draft, and that it was tried stands in the audit.</summary>
    private DeskStep Refused(VisitFiled visit, Chat me) => Step(u => cases.Audit.Append(u, new("act.deny", Guid.TryParse(visit.Family, out _) ? visit.Family : "-", me.Person.Id)), CaseNotices.Refused());

    private void Done(IUnit unit, VisitFiled visit, Chat me)
    {
        if (visit.Key is { } key) cases.Visits.Drop(unit, VisitMapping.DraftId(me.Person.Id, key), me.Person.Id);
    }

    private ContractId? ContractOn(IUnit unit, ServiceCase of, LocalDate day) =>
        cases.Contracts.Of(unit, of.Family).FirstOrDefault(contract => contract.Case == of.Id && contract.IsInForce(day))?.Id;

    private Goal? Moved(IUnit unit, VisitFiled visit, CaseId of, EncounterId encounter) => visit is not { Goal: { } number, Progress: { } value } ? null
        : cases.Goals.Of(unit, of).FirstOrDefault(goal => goal.Number == number)?.Record(new(visit.On, value, encounter));

    private List<NotebookItem> Items(VisitFiled visit, Family family, EncounterId encounter, LocalDate today)
    {
        List<NotebookItem> items = [];
        if (visit.Agreements is { Length: > 0 } agreed) items.Add(new(ids.Next(), family.Id, encounter, NotebookKind.Task, visit.On, agreed, null));
        // An act that is finished late may tell of a time that has passed: the act keeps it, nobody is told to come.
        if (visit.NextOn is { } next && next >= today) items.Add(new(ids.Next(), family.Id, encounter, NotebookKind.Next, next, visit.NextAt is { } at ? VisitMapping.Clock(at) : "", null));
        return items;
    }

    /// <summary>Those of the family who write to us get what was agreed, in their own language; where little may be said, the time, and that there is more elsewhere.</summary>
    private IReadOnlyList<Rendered> Family(IUnit unit, VisitFiled visit, Family family, long number)
    {
        var local = unit.Now.InZone(settings.Organisation.TimeZone).LocalDateTime;
        var next = visit.NextOn is { } day && day >= local.Date ? day.At(visit.NextAt ?? LocalTime.Midnight) : (LocalDateTime?)null;
        return ToFamily(unit, family, $"notebook:{number}", to => CaseNotices.ToFamily(visit.Agreements, next, local, carriesLittle: to.Conversation.Channel == telegram));
    }

    /// <summary>To those of a family who write to us, outside quiet hours.</summary>
    private IReadOnlyList<Rendered> ToFamily(IUnit unit, Family family, string key, Func<Chat, IEnumerable<Effect.Say>> says)
    {
        var due = Quiet.After(unit.Now, settings.Organisation);
        return
        [
            .. from to in memory.ChatsOf(cases, unit, family.Id)
               from told in teller.Tell(says(to), to, key, unit.Now)
               select told with { Outgoing = told.Outgoing with { Due = due } },
        ];
    }
}
