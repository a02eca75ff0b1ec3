using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Overviews;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Duty;
using Assistant.Host.Households;
using Assistant.Host.Municipalities;
using Assistant.Host.Reports;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.Overviews;
using Assistant.Records.People;
using Assistant.Records.Referrals;
using NodaTime;

namespace Assistant.Host.Overviews;

/// <summary>Overviews of the work, and the summary in which family, support person and municipality answer the same questions. Every file that is given stands in the audit.</summary>
public sealed class OverviewDesk(
    Memory memory, CaseMemory cases, CaseGate gate, CaseFactsLoader facts, OpenCases opened, SharedFactsLoader shared, OnDuty onDuty, CaseNumbers numbers, Teller teller, ITexts texts, Settings settings, OneTimeLinks links, IIds ids)
{
    private const string telegram = "telegram", page = "/voice/";

    /// <summary>An overview is written: those it is for hear of it.</summary>
    internal DeskStep Write(IUnit unit, CaseAct.WriteOverview write, Chat me, long number, Instant now)
    {
        if (Open(unit, write.Family, me, Doing.Write) is not { } family || opened.Of(unit, family.Id, me.Person, gate.Today(unit), AskedFamily.Of(write.Family)?.Case) is not { } open) return Refused(write.Family, me);
        var today = gate.Today(unit);
        var overview = new Overview(ids.Next(), family.Id, open.Id, write.Kind == "final" ? OverviewKind.Final : OverviewKind.Interim, today, me.Person.Id, new(write.Changed, write.Hindered, write.Next));
        var told = Municipal(unit, open.Id, family.Id).Concat(Family(unit, family).Where(chat => !IsLittle(chat))).SelectMany(to => Told(OverviewDoor.Written(overview.Id.ToString("D")), to, $"overview:{number}", now));
        return new(u =>
        {
            cases.Overviews.Add(u, overview);
            if (overview.Kind == OverviewKind.Final && open.Content.OverviewOn is null) cases.Cases.Save(u, open with { Content = open.Content with { OverviewOn = today } }, me.Person.Id);
        }, [.. told], null, null) { Said = [new(new("overview.written")) { Choices = [OverviewDoor.File(overview.Id.ToString("D"))] }] };
    }

    /// <summary>An overview as a file.</summary>
    internal DeskStep File(IUnit unit, string id, Chat me)
    {
        if (!Guid.TryParse(id, out var guid) || cases.Overviews.Find(unit, guid) is not { } overview || gate.Open(unit, me.Person, overview.Family, Matter.Overview, Doing.Read, overview.Case) is not { } family)
            return Refused("-", me);
        var report = Reports(unit, family, overview.Case, overview.On, me).Of(overview, facts.Name(unit, overview.By) ?? "");
        return Given("overview.read", id, me, new(new("overview.here")) { File = Word(report, $"ulevaade-{family.Reference}") });
    }

    /// <summary>Asks the three sides; where they are asked already, says how far they are.</summary>
    internal DeskStep Ask(IUnit unit, CaseAct.AskSides asked, Chat me, long number, Instant now)
    {
        if (Open(unit, asked.Family, me, Doing.Write) is not { } family || opened.Of(unit, family.Id, me.Person, gate.Today(unit), AskedFamily.Of(asked.Family)?.Case) is not { } open) return Refused(asked.Family, me);
        var today = gate.Today(unit);
        if (cases.Overviews.Last(unit, family.Id, open.Id) is { } last && cases.Overviews.VoicesOf(unit, last.Id) is var voices && (last.Takes(voices, today) || last.IsReadable(voices, today) && last.Due >= today.PlusDays(-numbers.SummaryDays)))
            return Step(static _ => { }, State(last, voices, today, unit, SideOf(unit, family, me, open.Id), IsCoordinator(me)));
        var summary = new Summary(ids.Next(), family.Id, open.Id, today, today.PlusDays(numbers.SummaryDays), me.Person.Id);
        var id = summary.Id.ToString("D");
        var fact = facts.Fact(unit, family, canWrite: false);
        var told = Workers(unit, family).Where(chat => chat.Person.Id != me.Person.Id).Concat(Municipal(unit, open.Id, family.Id))
            .SelectMany(to => Told(OverviewDoor.Asked(id, fact, summary.Due, Local(unit), IsLittle(to)), to, $"summary:{number}", now))
            .Concat(Family(unit, family).SelectMany(to => Told(OverviewDoor.Asked(id, null, summary.Due, Local(unit), IsLittle(to)), to, $"summary:{number}", now)));
        // Where nobody of the municipality writes here, a coordinator sends it a link.
        if (!IsCoordinator(me) && !Municipal(unit, open.Id, family.Id).Any())
            told = told.Concat(onDuty.FullChats(unit, onDuty.Present(unit), telegram).SelectMany(to => Told(State(summary, [], today, unit, side: null, mayLink: true), to, $"summary:{number}", now)));
        return new(u => cases.Overviews.Open(u, summary), [.. told], null, null) { Said = [State(summary, [], today, unit, SideOf(unit, family, me, open.Id), IsCoordinator(me))] };
    }

    /// <summary>One side has answered. Others see that it did, not what, before all have or the last day is over.</summary>
    internal DeskStep Speak(IUnit unit, CaseAct.Speak spoken, Chat me, long number, Instant now)
    {
        if (!Guid.TryParse(spoken.Summary, out var id) || cases.Overviews.Summary(unit, id) is not { } summary || cases.Families.Find(unit, summary.Family) is not { } family || SideOf(unit, family, me, summary.Case) is not { } side)
            return Refused("-", me);
        var today = gate.Today(unit);
        var before = cases.Overviews.VoicesOf(unit, id);
        if (!summary.Takes(before, today)) return Step(static _ => { }, new Effect.Say(new("summary.over")));
        var voice = new Voice(ids.Next(), id, family.Id, side, me.Person.Id, now, spoken.Answers.Where(pair => Records.Overviews.Summary.Questions.Contains(pair.Key)).ToImmutableDictionary());
        ImmutableArray<Voice> voices = [.. before.Where(other => other.Person != me.Person.Id), voice];
        var told = Heard(unit, summary, family, voices, now);
        return new(u =>
        {
            if (!summary.Takes(cases.Overviews.VoicesOf(u, id), today)) throw new ConflictException("The summary was finished meanwhile.");
            cases.Overviews.Speak(u, voice);
            if (side == Side.Municipality) cases.Referrals.Void(u, family.Id, ReferralOutcome.Replaced, id);
        }, [.. told], null, null) { Said = [new(new("summary.thanks"))] };
    }

    /// <summary>Everybody it is for hears that a summary can be read.</summary>
    /// <returns>Nothing as long as it cannot.</returns>
    internal IEnumerable<Rendered> Heard(IUnit unit, Summary summary, Family family, ImmutableArray<Voice> voices, Instant now)
    {
        var today = gate.Today(unit);
        if (!summary.IsReadable(voices, today)) return [];
        var coordinators = onDuty.FullChats(unit, onDuty.Present(unit), telegram);
        return Workers(unit, family).Concat(coordinators).Concat(Municipal(unit, summary.Case, family.Id)).Concat(Family(unit, family).Where(chat => !IsLittle(chat))).DistinctBy(chat => chat.Conversation.Id)
            .SelectMany(to => Told(State(summary, voices, today, unit, side: null, IsCoordinator(to)), to, $"summary-ready:{summary.Id:D}", now));
    }

    /// <summary>A one-time link for the municipality: it answers by it, or takes what is ready. Link and code travel apart.</summary>
    internal DeskStep Link(IUnit unit, string id, Chat me)
    {
        if (!IsCoordinator(me) || !Guid.TryParse(id, out var guid) || cases.Overviews.Summary(unit, guid) is not { } summary || gate.Open(unit, me.Person, summary.Family, Matter.Overview, Doing.Read, summary.Case) is not { } family)
            return Refused("-", me);
        var (token, code) = (ids.Token(), links.NewCode());
        return new(u => cases.Referrals.Issue(u, family.Id, token, code, me.Person.Id, guid), [], null, null) { Said = [.. OverviewDoor.Link(links.To(page, token), code)] };
    }

    /// <summary>A summary that can be read, as its municipality sees it.</summary>
    internal Attachment Document(IUnit unit, Summary summary, Family family, Lang lang, string? municipality)
    {
        var today = gate.Today(unit);
        return Word(Reports(unit, family, summary.Case, today, lang, municipality).Of(summary, cases.Overviews.VoicesOf(unit, summary.Id), today), $"koondhinnang-{family.Reference}");
    }

    private static bool IsCoordinator(Chat chat) => chat.Person.Roles.Contains(Role.Coordinator);

    /// <summary>A summary as a file, once it may be read.</summary>
    internal DeskStep Summary(IUnit unit, string id, Chat me)
    {
        if (!Guid.TryParse(id, out var guid) || cases.Overviews.Summary(unit, guid) is not { } summary || gate.Open(unit, me.Person, summary.Family, Matter.Overview, Doing.Read, summary.Case) is not { } family)
            return Refused("-", me);
        var (today, voices) = (gate.Today(unit), cases.Overviews.VoicesOf(unit, guid));
        return summary.IsReadable(voices, today)
            ? Given("summary.read", id, me, new(new("summary.here")) { File = Word(Reports(unit, family, summary.Case, today, me).Of(summary, voices, today), $"koondhinnang-{family.Reference}") })
            : Step(static _ => { }, State(summary, voices, today, unit, SideOf(unit, family, me, summary.Case), IsCoordinator(me)));
    }

    private Side? SideOf(IUnit unit, Family family, Chat me, CaseId of) => gate.Of(unit, me.Person, family.Id, of) switch
    {
        { IsOfFamily: true } => Side.Family,
        { Reach: CaseReach.Write } => Side.SupportPerson,
        { IsOfMunicipality: true } => Side.Municipality,
        _ => null,
    };

    /// <param name="side">For which side the reader may answer; <see langword="null"/>: for none, so they are not asked to.</param>
    private Effect.Say State(Summary summary, ImmutableArray<Voice> voices, LocalDate today, IUnit unit, Side? side, bool mayLink) => OverviewDoor.State(summary.Id.ToString("D"),
        [.. Records.Overviews.Summary.Missing(voices).Select(side => side switch { Side.Family => "family", Side.SupportPerson => "support-person", _ => "municipality" })],
        summary.Due, Local(unit), summary.IsReadable(voices, today), mayAnswer: side is not null, mayLink);

    private IEnumerable<Chat> Workers(IUnit unit, Family family)
    {
        var today = gate.Today(unit);
        return cases.Families.WorkersOf(unit, family.Id).Where(one => one.ReachOn(today, 0) == CaseReach.Write).Select(one => one.Worker).Distinct().Select(worker => memory.LastOf(unit, worker)).OfType<Chat>();
    }

    /// <summary>Caseworkers of the municipality that the case has a contract with: one without could not open what it is told of.</summary>
    private IEnumerable<Chat> Municipal(IUnit unit, CaseId of, FamilyId family) => onDuty.FullChats(unit,
        [.. cases.Contracts.Of(unit, family).Where(contract => contract.Case == of).Select(contract => contract.Municipality).Distinct().SelectMany(municipality => cases.Municipalities.CaseworkersOf(unit, municipality))], telegram);

    private IEnumerable<Chat> Family(IUnit unit, Family family) => memory.ChatsOf(cases, unit, family.Id);

    /// <summary>Nobody of a family is written to at night.</summary>
    private IEnumerable<Rendered> Told(Effect.Say say, Chat to, string key, Instant now) =>
        teller.Tell([say], to, key, now).Select(told => told with { Outgoing = told.Outgoing with { Due = Quiet.After(now, settings.Organisation) } });

    private OverviewReports Reports(IUnit unit, Family family, CaseId of, LocalDate until, Chat me) => Reports(unit, family, of, until, Langs.Parse(me.Person.Language) ?? Lang.Et, gate.OnlyOf(unit, me.Person, family));

    private OverviewReports Reports(IUnit unit, Family family, CaseId of, LocalDate until, Lang lang, string? municipality) =>
        new(texts, lang, family.Content.Name, shared.Figures(unit, family, of, until, municipality), shared.Goals(unit, of, until));

    private static Attachment Word(Report report, string name) => new($"{name}.docx", WordFile.MediaType, [.. WordFile.Write(report)]);

    private Family? Open(IUnit unit, string id, Chat me, Doing doing) => AskedFamily.Of(id) is { } asked ? gate.Open(unit, me.Person, asked.Family, Matter.Overview, doing) : null;

    private LocalDateTime Local(IUnit unit) => unit.Now.InZone(settings.Organisation.TimeZone).LocalDateTime;

    private static bool IsLittle(Chat chat) => chat.Conversation.Channel == telegram;

    private DeskStep Given(string what, string id, Chat me, Effect.Say said) => Step(u => cases.Audit.Append(u, new(what, id, me.Person.Id)), said);

    private static DeskStep Step(Action<IUnit> save, Effect.Say said) => new(save, [], null, null) { Said = [said] };

    private DeskStep Refused(string id, Chat me) => Step(u => cases.Audit.Append(u, new("overview.deny", AskedFamily.Logged(id), me.Person.Id)), CaseNotices.Said("acts.gone"));
}
