using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Households;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Duty;
using Assistant.Host.People;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.Households;
using Assistant.Records.People;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Households;

/// <summary>How parents come to their family's records, its notebook, and how meetings were for them.</summary>
public sealed class HouseholdDesk(Memory memory, CaseMemory cases, CaseGate gate, CaseFactsLoader facts, OnDuty onDuty, InviteLinks links, Teller teller, Settings settings, IIds ids)
{
    private const string telegram = "telegram";
    private const int shownLines = 100;

    /// <summary>A code for a parent, handed over by the worker in person.</summary>
    internal DeskStep Invite(IUnit unit, CaseAct.InviteParent asked, Chat me)
    {
        if (Open(unit, asked.Family, me, Doing.Write) is not { } family) return Refused(asked.Family, me);
        var code = ids.Token();
        return Step(u => memory.Invitations.Keep(u, code, Role.Parent, me.Person.Id, new(null, family.Id)),
        [
            new(Line.Of("household.code", new Slot("code", Words: code))), new(new("household.code-how")),
            .. links.Telegram(code) is { } link ? [new Effect.Say(Line.Of("people.invited-link", new Slot("link", Words: link)))] : Array.Empty<Effect.Say>(),
        ]);
    }

    /// <summary>Somebody typed a family's code: whoever gave it says whether it is the right person. Nothing of the family is shown before.</summary>
    internal DeskStep Join(IUnit unit, CaseAct.JoinFamily join, Chat me, long number, Instant now)
    {
        if (memory.Invitations.PurposeOf(unit, join.Code) is not { Family: { } id } purpose || cases.Families.Find(unit, id) is not { Closed: null } family)
            return Step(static _ => { }, [new(new("code.expired"))]);
        var request = new JoinRequest(ids.Next(), id, me.Person.Id, join.ChecksIn);
        var fact = facts.Fact(unit, family, canWrite: false);
        var asked = Confirms(unit, family, purpose.By).Select(person => memory.LastOf(unit, person)).OfType<Chat>()
            .SelectMany(to => teller.Tell([HouseholdNotices.IsItThem(request.Id.ToString("D"), fact, IsLittle(to) ? null : me.Person.Name, IsLittle(to))], to, $"join:{number}", now));
        return new(u =>
        {
            memory.Invitations.Redeem(u, join.Code, me.Person.Id);
            cases.Households.Ask(u, request);
        }, [.. asked], null, null) { Said = [new(new("family-join.waits"))] };
    }

    /// <summary>Whoever handed the code out, while they reach the family; otherwise the coordinators.</summary>
    private IEnumerable<PersonId> Confirms(IUnit unit, Family family, PersonId? by) =>
        by is { } one && memory.LastOf(unit, one) is { } chat && gate.May(unit, chat.Person, family, Matter.Notebook, Doing.Write) ? [one] : onDuty.Present(unit);

    /// <summary>The worker says whether it is the right person.</summary>
    internal DeskStep Settle(IUnit unit, CaseAct.SettleJoin settle, Chat me, long number, Instant now)
    {
        if (!Guid.TryParse(settle.Request, out var id) || cases.Households.Find(unit, id) is not { } request || gate.Open(unit, me.Person, request.Family, Matter.Notebook, Doing.Write) is null)
            return Refused("-", me);
        // They may have taken their consent back since they asked: nothing of the family goes to them then.
        if (settle.IsYes && !Consents(unit, request.Person))
            return Step(u => cases.Households.Settle(u, request, isYes: false, me.Person.Id), [new(new("household.no-consent"))]);
        var told = memory.LastOf(unit, request.Person) is { } parent
            ? teller.Tell([settle.IsYes ? HouseholdNotices.Joined() : new(new("household.not-joined"))], parent, $"joined:{number}", now) : [];
        return new(u =>
        {
            cases.Households.Settle(u, request, settle.IsYes, me.Person.Id);
            if (!settle.IsYes) return;
            if (!Consents(u, request.Person)) throw new ConflictException("Consent was taken back meanwhile.");
            cases.Families.Join(u, request.Family, request.Person, me.Person.Id);
            cases.Households.SetCheckIn(u, request.Family, request.Person, request.ChecksIn);
        }, [.. told], null, null) { Said = [new(new(settle.IsYes ? "household.confirmed" : "household.refused"))] };
    }

    /// <summary>A worker writes into the notebook; the family hears it, at an hour it wants to be written to.</summary>
    internal DeskStep Note(IUnit unit, CaseAct.AddNote note, Chat me, long number)
    {
        if (Open(unit, note.Family, me, Doing.Write) is not { } family) return Refused(note.Family, me);
        var today = gate.Today(unit);
        var item = new NotebookItem(ids.Next(), family.Id, null, NotebookKind.Task, today, note.Words, null);
        var local = unit.Now.InZone(settings.Organisation.TimeZone).LocalDateTime;
        var told = memory.ChatsOf(cases, unit, family.Id)
            .SelectMany(to => teller.Tell(CaseNotices.ToFamily(note.Words, null, local, IsLittle(to)), to, $"note:{number}", unit.Now))
            .Select(message => message with { Outgoing = message.Outgoing with { Due = Quiet.After(unit.Now, settings.Organisation) } });
        return new(u => cases.Visits.Write(u, item, me.Person.Id), [.. told], null, null) { Said = [new(new("notebook.noted"))] };
    }

    /// <summary>Somebody of the family has done what was agreed.</summary>
    internal DeskStep Done(IUnit unit, CaseAct.TaskDone done, Chat me)
    {
        if (!Guid.TryParse(done.Item, out var id) || cases.Families.FamilyOf(unit, me.Person.Id) is not { } family || gate.Open(unit, me.Person, family, Matter.Notebook, Doing.Change) is null
            || cases.Visits.Notebook(unit, family, shownLines).FirstOrDefault(line => line.Id == id) is not { Kind: NotebookKind.Task } item)
            return Refused("-", me);
        return Step(u => cases.Visits.Write(u, item with { Done = u.Now }, me.Person.Id), [new(new("notebook.well-done"))]);
    }

    /// <summary>How a meeting was reaches the family's workers.</summary>
    internal DeskStep CheckedIn(IUnit unit, CaseAct.AnswerCheckIn answer, Chat me, long number, Instant now)
    {
        if (!Guid.TryParse(answer.Id, out var id) || cases.Households.CheckIn(unit, id) is not { Answered: null } asked || asked.Person != me.Person.Id
            || cases.Visits.Find(unit, asked.Encounter) is not { } act || cases.Families.Find(unit, act.Encounter.Family) is not { } family
            || !cases.Families.PeopleOf(unit, family.Id).Contains(me.Person.Id))
            return Refused("-", me);
        var fact = facts.Fact(unit, family, canWrite: false);
        var today = gate.Today(unit);
        var told = cases.Families.WorkersOf(unit, family.Id).Where(one => one.ReachOn(today, 0) == CaseReach.Write).Select(one => one.Worker).Distinct()
            .Select(worker => memory.LastOf(unit, worker)).OfType<Chat>()
            .SelectMany(to => teller.Tell(HouseholdNotices.HowItWas(fact, answer.Score, answer.Words, IsLittle(to)), to, $"check-in:{number}", now, owner: me.Person.Id));
        return new(u => cases.Households.Answer(u, asked), [.. told], null, null) { Said = [HouseholdNotices.CheckedIn(answer.Score)] };
    }

    private Family? Open(IUnit unit, string id, Chat me, Doing doing) => AskedFamily.Of(id) is { } asked ? gate.Open(unit, me.Person, asked.Family, Matter.Notebook, doing) : null;

    private bool Consents(IUnit unit, PersonId person)
    {
        try
        {
            return memory.People.Get(unit, person).ConsentVersion is not null;
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }

    private static bool IsLittle(Chat chat) => chat.Conversation.Channel == telegram;

    private static DeskStep Step(Action<IUnit> save, IReadOnlyList<Effect.Say> said) => new(save, [], null, null) { Said = said };

    private DeskStep Refused(string id, Chat me) => Step(u => cases.Audit.Append(u, new("family.deny", AskedFamily.Logged(id), me.Person.Id)), [CaseNotices.Said("acts.gone")]);
}
