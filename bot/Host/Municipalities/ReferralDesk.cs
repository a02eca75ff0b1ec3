using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Municipalities;
using Assistant.Host.Cases;
using Assistant.Host.Duty;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Appointments;
using Assistant.Records.Cases;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Records.Referrals;
using NodaTime;

namespace Assistant.Host.Municipalities;

/// <summary>
/// How a municipality refers a family: by a link and a code, or in chat where its workers write here. The service is for families that came to the
/// attention of the social or child-protection worker ("Tugiisikuteenus", sihtgrupp).
/// </summary>
public sealed class ReferralDesk(CaseMemory cases, CaseGate gate, CaseFactsLoader facts, OpenCases open, OnDuty onDuty, Teller teller, OneTimeLinks links, IIds ids)
{
    private const string telegram = "telegram", service = "support-person", page = "/referral/";

    /// <summary>A municipality's worker refers a family: it is added, and coordinators hear of it.</summary>
    internal DeskStep Refer(IUnit unit, CaseAct.Refer refer, Chat me, long number, Instant now)
    {
        if (gate.MunicipalityOf(unit, me.Person) is not { } municipality) return Refused("-", me, "supported.untied");
        var today = gate.Today(unit);
        var family = new Family(new(ids.Next()), ShortReference.From(ids.Token()), refer.Language, municipality,
            new(refer.Name, FamilyAlias.New(unit, cases.Families, refer.Name)) { Caseworker = me.Person.Name, Phone = refer.Phone }, unit.Now, null, 1);
        var opened = new ServiceCase(new(ids.Next()), family.Id, CaseKind.Family, service, CaseStage.Mapping, today, today,
            new() { Referral = new(refer.Source, today, refer.Words) { By = me.Person.Name, GivenOn = today } }, 1);
        return new(u =>
        {
            cases.Families.Add(u, family, me.Person.Id);
            cases.Cases.Add(u, opened, me.Person.Id);
            cases.Audit.Append(u, new("referral.give", family.Id.ToString(), me.Person.Id));
        }, [.. Tell(unit, "new", family, $"referral:{number}", now)], null, null) { Said = [new(Line.Of("refer.done", new Slot("reference", Words: family.Reference)))] };
    }

    /// <summary>A coordinator asks the municipality: a link and a code that travel apart, and the chats of its workers.</summary>
    internal DeskStep Ask(IUnit unit, CaseAct.AskReferral asked, Chat me, long number, Instant now)
    {
        if (!me.Person.Roles.Contains(Role.Coordinator) || AskedFamily.Of(asked.Family) is not { } about || gate.Open(unit, me.Person, about.Family, Matter.Case, Doing.Change) is not { } family)
            return Refused(asked.Family, me);
        var (token, code) = (ids.Token(), links.NewCode());
        var chats = onDuty.FullChats(unit, cases.Municipalities.CaseworkersOf(unit, family.Municipality), telegram);
        // A family may have two services: what is answered is written where it was asked.
        var of = open.Of(unit, family.Id, me.Person, gate.Today(unit), about.Case);
        var fact = facts.Fact(unit, family, canWrite: false, reader: me.Person, chosen: of?.Id) with { Id = new AskedFamily(family.Id, of?.Id).ToString() };
        return new(u => cases.Referrals.Issue(u, family.Id, token, code, me.Person.Id, asked: of?.Id), [.. chats.SelectMany(to => teller.Tell([ReferralNotices.Asked(fact)], to, $"referral:{number}", now))], null, null)
        {
            Said = [.. ReferralNotices.Link(links.To(page, token), code, !chats.IsEmpty)],
        };
    }

    /// <returns>The family whose referral was asked of the caseworker's municipality; absent and foreign look alike.</returns>
    internal AskedFact? Asked(IUnit unit, Person person, string id) => AskedFamily.Of(id) is { } about && Waiting(unit, person, about) is { } family
        ? new(id, family.Content.Name) : null;

    private Family? Waiting(IUnit unit, Person person, AskedFamily about) => cases.Families.Find(unit, about.Family) is { Closed: null } family
        && gate.MunicipalityOf(unit, person) == family.Municipality && cases.Referrals.IsAsked(unit, about.Family, about.Case) ? family : null;

    /// <summary>A caseworker answers in chat.</summary>
    internal DeskStep Answer(IUnit unit, string id, string? source, string? words, Chat me, long number, Instant now)
    {
        if (AskedFamily.Of(id) is not { } about || Waiting(unit, me.Person, about) is not { } family) return Refused(id, me);
        var outcome = source is null ? ReferralOutcome.Refused : ReferralOutcome.Given;
        return new(u =>
        {
            if (!cases.Referrals.IsAsked(u, family.Id, about.Case)) throw new ConflictException("It was answered meanwhile.");
            cases.Referrals.Void(u, family.Id, outcome, asked: about.Case);
            Settle(u, about, source, words, me.Person.Name, me.Person.Id);
        }, [.. Tell(unit, Said(outcome), family, $"referral:{number}", now)], null, null)
        {
            Said = [new(new(source is null ? "referral.thanks-refused" : "referral.thanks"))],
        };
    }

    /// <summary>Writes the municipality's answer into the records; audited.</summary>
    /// <param name="about">Where no case is named, the family's newest.</param>
    /// <param name="source"><see langword="null"/>: the municipality does not refer the family.</param>
    /// <param name="by">The caseworker's name.</param>
    internal void Settle(IUnit unit, AskedFamily about, string? source, string? words, string? by, PersonId? actor)
    {
        cases.Audit.Append(unit, new(source is null ? "referral.refuse" : "referral.give", about.Family.ToString(), actor));
        if (source is null || cases.Families.Find(unit, about.Family) is not { } family || Meant(unit, about) is not { } meant) return;
        var today = gate.Today(unit);
        cases.Cases.Save(unit, meant with { Content = meant.Content with { Referral = new(source, today, words) { By = by, GivenOn = today } } }, actor);
        if (family.Content.Caseworker is null && by is not null) cases.Families.Save(unit, family with { Content = family.Content with { Caseworker = by } }, actor);
    }

    private ServiceCase? Meant(IUnit unit, AskedFamily about) => cases.Cases.Of(unit, about.Family).FirstOrDefault(one => about.Case is null || one.Id == about.Case);

    /// <summary>Coordinators hear what the municipality said.</summary>
    internal IEnumerable<Rendered> Tell(IUnit unit, string outcome, Family family, string key, Instant now)
    {
        var fact = facts.Fact(unit, family, canWrite: false);
        return onDuty.Chats(unit, onDuty.Present(unit)).SelectMany(to => teller.Tell([ReferralNotices.Outcome(outcome, fact, to.Conversation.Channel == telegram)], to, key, now));
    }

    internal static string Said(ReferralOutcome outcome) => outcome == ReferralOutcome.Given ? "given" : "refused";

    private DeskStep Refused(string id, Chat me, string why = "acts.gone") =>
        new(u => cases.Audit.Append(u, new("family.deny", AskedFamily.Logged(id), me.Person.Id)), [], null, null) { Said = [CaseNotices.Said(why)] };
}
