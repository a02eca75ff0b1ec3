using System.Collections.Immutable;
using Assistant.Dialogs;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Engine;
using Assistant.Host.Control;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Families;
using Assistant.Records.Groups;
using Assistant.Records.Learning;
using Assistant.Records.Overviews;
using Assistant.Records.People;
using Assistant.Records.Visits;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Access;

/// <summary>
/// Role x command x record through the program's own pipeline, over the whole inventory: what is somebody else's, what was erased and what never was are answered in the same
/// words, say nothing of the record and stand in the audit as denied; what is one's own is answered; what is closed is only read.
/// </summary>
public sealed class EveryRoleTests : IAsyncLifetime
{
    private const string Canary = "Kanarilind", Erased = "Tuhatkordne", Rakvere = "Rakvere linn", Tapa = "Tapa vald";

    /// <summary>Who writes, and whether they reach the first family.</summary>
    private static readonly ImmutableArray<string> everybody = ["worker", "counsellor", "leader", "coordinator", "caseworker", "administrator", "parent", "nobody", "former", "departed", "revoked", "to-meet"];

    private readonly SharedWorld world = new();
    private readonly Dictionary<string, PersonId> people = [];
    private readonly Dictionary<string, string> own, foreign, erased, closed, absent;
    private readonly PersonId stranger, boss;

    public EveryRoleTests()
    {
        boss = people["coordinator"] = world.Meet("coordinator", Role.Coordinator);
        foreach (var (name, role) in (ImmutableArray<(string, Role?)>)[("worker", Role.SupportPerson), ("counsellor", Role.Counsellor), ("leader", Role.SupportPerson), ("caseworker", Role.Caseworker), ("administrator", Role.Administrator),
            ("parent", null), ("nobody", null), ("former", Role.SupportPerson), ("departed", Role.SupportPerson), ("revoked", Role.SupportPerson), ("to-meet", Role.SupportPerson)])
            people[name] = world.Meet(name, role);
        var other = world.Meet("other", Role.SupportPerson);
        stranger = world.Meet("stranger");
        own = Records("CCCCC", people["worker"], Rakvere, "Tamm");
        foreign = Records("DDDDD", other, Tapa, Canary);
        erased = Records("FFFFF", other, Tapa, Erased);
        closed = Records("GGGGG", people["worker"], Rakvere, "Suletud");
        absent = own.Keys.ToDictionary(kind => kind, kind => kind == "statement" ? "2026-11.Olematu vald" : "01890000-0000-7000-8000-00000000abcd");
        Store.Write(unit =>
        {
            foreach (var person in people.Values) Store.People.Consent(unit, person, new(ConsentDialog.Version, "hash", "et", "terminal"));
            Store.Municipalities.Tie(unit, people["caseworker"], Rakvere, boss);
            Store.Families.Join(unit, new(Guid.Parse(own["family"])), people["parent"], boss);
            Store.Families.Join(unit, new(Guid.Parse(foreign["family"])), stranger, boss);
            Assign(unit, foreign["family"], "former", SharedWorld.Today.PlusDays(-90), SharedWorld.Today.PlusDays(-20), isMet: true);
            Assign(unit, foreign["family"], "departed", SharedWorld.Today.PlusDays(-90), null, isMet: true);
            Assign(unit, foreign["family"], "revoked", SharedWorld.Today.PlusDays(-90), null, isMet: true);
            Assign(unit, own["family"], "counsellor", SharedWorld.Today.PlusDays(-90), null, isMet: true);
            Assign(unit, own["family"], "to-meet", SharedWorld.Today, null, isMet: false);
            Store.People.Revoke(unit, people["revoked"], Role.SupportPerson, boss);
            Store.Staff.Leave(unit, people["departed"], boss);
            Store.Families.Erase(unit, new(Guid.Parse(erased["family"])), boss);
            var family = Store.Families.Find(unit, new(Guid.Parse(closed["family"])))!;
            Store.Families.Save(unit, family with { Closed = unit.Now }, boss);
        });
    }

    private Assistant.Storage.SqliteStorage Store => world.Store;

    /// <summary>Whoever left writes again, as a stranger.</summary>
    public async ValueTask InitializeAsync() => await Say("departed", "hello");

    public ValueTask DisposeAsync() => world.DisposeAsync();

    public static TheoryData<string> Everybody => [.. everybody];

    /// <summary>Buttons that only begin a talk in which nothing of the record is shown; what is not theirs is denied when it is sent off.</summary>
    private static readonly ImmutableArray<string> asksFirst = ["summary:answer", "checkin:good", "checkin:soso", "checkin:hard"];

    /// <summary>Buttons about nothing that is kept about anybody.</summary>
    private static readonly ImmutableArray<string> ofNothing = ["answer", "service", "lang", "go"];

    [Theory, MemberData(nameof(Everybody))]
    public async Task What_is_somebody_elses_is_answered_as_what_never_was_and_the_denial_stands_in_the_audit(string who)
    {
        foreach (var press in ButtonSteps.All)
        {
            var kind = press.Split(':')[0];
            if (ofNothing.Contains(kind) || !absent.ContainsKey(Of(kind)) || who == "coordinator" && kind is not ("draft" or "checkin" or "notebook" or "rate")) continue;
            var never = await Press(who, press, absent);
            var theirs = await Press(who, press, foreign);
            Assert.True(Same(never, theirs), $"{who} presses {press}: of nobody's [{string.Join(" / ", never)}], of somebody else's [{string.Join(" / ", theirs)}]");
            Assert.DoesNotContain(theirs, said => said.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        }
        foreach (var press in ButtonSteps.All)
        {
            var kind = press.Split(':')[0];
            if (ofNothing.Contains(kind) || !erased.ContainsKey(Of(kind)) || kind is "statement" or "request" or "learning" or "draft" or "rate" or "group") continue;
            Assert.True(Same(await Press(who, press, absent), await Press(who, press, erased)), $"{who} presses {press} of what was erased");
        }
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task What_is_closed_is_only_read(string who)
    {
        foreach (var press in ButtonSteps.All.Where(press => press.Split(':')[0] is "act" or "family" or "overview" or "summary" or "supported" or "join" or "notebook"))
        {
            var before = Store.AuditRows().Count;
            await Press(who, press, closed);
            Assert.All(Store.AuditRows().Skip(before), row => Assert.True(row.Action.EndsWith(".deny", StringComparison.Ordinal) || row.Action.EndsWith("read", StringComparison.Ordinal) || row.Action is "act.inform-failed" or "act.inform", $"{who} presses {press} of a closed family: {row.Action}"));
        }
    }

    [Fact]
    public async Task What_is_ones_own_is_answered()
    {
        foreach (var (who, press) in ((string, string)[])[("worker", "act:show"), ("worker", "act:file"), ("worker", "family:show"), ("worker", "overview:file"), ("counsellor", "family:show"), ("coordinator", "act:show"), ("coordinator", "family:show"),
            ("coordinator", "statement:xlsx"), ("caseworker", "supported:star"), ("caseworker", "statement:csv"), ("caseworker", "overview:file"), ("parent", "overview:file"), ("parent", "notebook:done"), ("worker", "join:no"), ("worker", "learning:held")])
        {
            var before = Store.AuditRows().Count;
            Assert.False(Same(await Press(who, press, absent), await Press(who, press, own)), $"{who} presses {press}");
            Assert.DoesNotContain(Store.AuditRows().Skip(before), row => row.Action.EndsWith(".deny", StringComparison.Ordinal) && row.Subject == own[Of(press.Split(':')[0])]);
        }
        await Press("worker", "group:matrix", own);
        foreach (var who in (string[])["coordinator", "worker"]) await Say(who, "families");
        // Sensitive records that were shown stand in the audit with who read them.
        var read = Store.AuditRows().Where(row => row.Action.EndsWith("read", StringComparison.Ordinal) || row.Action == "family.list").Select(row => (row.Action, row.Actor)).ToHashSet();
        foreach (var (action, who) in ((string, string)[])[("act.read", "worker"), ("act.file-read", "worker"), ("family.read", "worker"), ("overview.read", "worker"), ("family.read", "counsellor"), ("act.read", "coordinator"), ("statement.read", "coordinator"), ("supported.read", "caseworker"), ("overview.read", "parent"), ("group.read", "worker"), ("family.list", "coordinator"), ("family.list", "worker")])
            Assert.Contains((action, people[who].ToString()), read);
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task No_command_of_the_inventory_shows_a_family_that_is_not_theirs(string who)
    {
        foreach (var command in Enum.GetValues<Command>().Where(command => command is not (Command.None or Command.Rescue)).OrderBy(command => command is Command.Human))
        {
            var before = Store.AuditRows().Count;
            var said = await Say(who, CommandWords.Of(command));
            await Say(who, "cancel");
            if (who != "coordinator") Assert.DoesNotContain(said, words => words.Contains(Canary, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(said, words => words.Contains(Erased, StringComparison.OrdinalIgnoreCase));
            var denied = Store.AuditRows().Skip(before).Where(row => row.Action == "command.deny").Select(row => row.Subject).Distinct().ToArray();
            Assert.Equal(Rights.IsWordToOthers(command) || May(who, command) ? [] : [Rights.Kebab(command.ToString())], denied);
        }
    }

    [Fact]
    public async Task Whoever_loses_a_role_in_the_middle_of_a_dialogue_is_asked_nothing_more_of_it()
    {
        await Press("worker", "family:goal", own, isLeft: false);
        Store.Write(unit => Store.People.Revoke(unit, people["worker"], Role.SupportPerson, boss));
        var goals = Store.Read(unit => Store.Goals.Of(unit, Store.Cases.Of(unit, new(Guid.Parse(own["family"])))[0].Id)).Length;
        var said = await Say("worker", "the money lasts");
        Assert.DoesNotContain(said, words => words.Contains("Tamm", StringComparison.Ordinal));
        Assert.Equal(goals, Store.Read(unit => Store.Goals.Of(unit, Store.Cases.Of(unit, new(Guid.Parse(own["family"])))[0].Id)).Length);
        Assert.Contains(Store.AuditRows(), row => row.Action == "command.deny" && row.Subject == "goal-add");
    }

    private bool May(string who, Command command) => Rights.May(new() { Now = default, Lang = Lang.En, Organisation = new("", ""), AnswerBy = default, Roles = who switch
    {
        "worker" or "leader" or "former" or "to-meet" => [Audience.SupportPerson],
        "counsellor" => [Audience.Counsellor],
        "coordinator" => [Audience.Coordinator],
        "caseworker" => [Audience.Caseworker],
        "administrator" => [Audience.Administrator],
        _ => [Audience.Parent],
    } }, command);

    private static bool Same(string[] one, string[] other) => Enumerable.SequenceEqual(one, other);

    /// <summary>The record that a kind of button is about.</summary>
    private static string Of(string kind) => kind switch { "told" => "act", "supported" or "referral" => "family", "rate" => "request", _ => kind };

    private async Task<string[]> Press(string who, string press, Dictionary<string, string> records, bool isLeft = true)
    {
        var kind = press.Split(':')[0];
        var before = Store.AuditRows().Count;
        var chat = Store.Read(unit => Store.Conversations.Find(unit, "terminal", who));
        var person = chat?.Person ?? people[who];
        var handle = Store.Ids.Token();
        if (chat is not null)
            Store.Write(unit => Store.Keyboards.Keep(unit, new(handle, chat.Id, chat.Person, [$"{press}:{records[Of(kind)]}"], null, unit.Now + Duration.FromDays(1))));
        var said = await Send(new(who, "en", "x", $"{handle}:0"));
        if (asksFirst.Contains(press) && Store.Read(unit => Store.People.Get(unit, person)).ConsentVersion is not null) await Send(new(who, "en", "skip"));
        if (isLeft) await Send(new(who, "en", "cancel"));
        if (records == foreign && chat is not null && kind is not "summary" && !(asksFirst.Contains(press) && who == "departed"))
            Assert.True(Store.AuditRows().Skip(before).Any(row => row.Action.EndsWith(".deny", StringComparison.Ordinal) && row.Actor == person.ToString()), $"{who} presses {press}: no denial in the audit");
        return said;
    }

    private Task<string[]> Say(string who, string text) => Send(new(who, "en", text));

    private async Task<string[]> Send(TalkSaid said)
    {
        var log = world.The<IConversationLog>();
        var seen = await log.After("terminal", said.Who, 0, 100_000, CancellationToken.None) is [.., var last] ? last.Watermark : 0;
        await world.The<IReceiver>().Receive(TalkEndpoints.Activity(said, world.The<TimeProvider>()), Store.Ids.Next().ToString("D"), said.Who, CancellationToken.None);
        while (!world.The<ITurnWatch>().IsQuiet) await Task.Delay(1);
        return [.. (await log.After("terminal", said.Who, seen, 100_000, CancellationToken.None)).Select(entry => entry.Outgoing).OfType<Message>()
            .Select(message => $"{message.Text} [{string.Join(" | ", message.Buttons.Select(button => button.Label))}]{message.File?.Name}")];
    }

    /// <summary>A family with one record of every kind that a button can be about.</summary>
    private Dictionary<string, string> Records(string reference, PersonId worker, string municipality, string name)
    {
        var family = world.Supported(reference, worker, municipality);
        var act = world.Visited(family, worker, content: new() { Done = $"{name} eelarve", Concern = $"{name} sinikad" });
        return Store.Write(unit =>
        {
            Store.Families.Save(unit, Store.Families.Find(unit, family.Id)! with { Content = new(name, name[..1] + ".") }, null);
            var of = Store.Cases.Of(unit, family.Id)[0].Id;
            var overview = new Overview(Store.Ids.Next(), family.Id, of, OverviewKind.Interim, SharedWorld.Today, worker, new($"{name} muutus", null, null));
            var summary = new Summary(Store.Ids.Next(), family.Id, of, SharedWorld.Today, SharedWorld.Today.PlusDays(14), worker);
            var line = new NotebookItem(Store.Ids.Next(), family.Id, act.Encounter.Id, NotebookKind.Task, SharedWorld.Today, $"{name} arved", null);
            var learning = new LearningHour(Store.Ids.Next(), worker, LearningKind.Supervision, SharedWorld.Today.PlusDays(-1), null, 60, LearningState.Booked, name, 1);
            var joins = Store.People.Meet(unit, new("terminal", $"joins-{reference}"), "et").Id;
            Store.People.Consent(unit, joins, new("1", "hash", "et", "terminal"));
            var join = new Assistant.Records.Households.JoinRequest(Store.Ids.Next(), family.Id, joins, ChecksIn: false);
            var checkIn = new Assistant.Records.Households.CheckIn(Store.Ids.Next(), act.Encounter.Id, joins, unit.Now, null);
            var draft = new VisitDraft(VisitKey(worker, reference), worker, ImmutableDictionary<string, string>.Empty.Add("began", reference).Add("note", name), unit.Now, null);
            var talk = Store.Conversations.Open(unit, "terminal", $"joins-{reference}", $$"""{"channel":"terminal","conversation":"joins-{{reference}}","user":"joins-{{reference}}"}""", joins);
            var request = new AppointmentRequest(new(Store.Ids.Next()), reference, joins, talk.Id, new("appointment", null, null, null, name, name, null), RequestState.Waiting, null, null, null, unit.Now, unit.Now + Duration.FromDays(1), 1);
            var series = new SessionSeries(IsoDayOfWeek.Wednesday, new(18, 0), 120, SharedWorld.Today, SharedWorld.Today.PlusMonths(5), MeetsOnHolidays: false);
            var group = new Cohort(new(Store.Ids.Next()), reference[..4] + "2", CohortState.Running, 10, worker, null, series, new(name == Canary ? name : "Vanemad", Store.Ids.Token(), null, null, null), unit.Now, 1);
            Store.Overviews.Add(unit, overview);
            Store.Overviews.Open(unit, summary);
            Store.Visits.Write(unit, line, worker);
            Store.Learning.Add(unit, learning, worker);
            Store.Households.Ask(unit, join);
            Store.Households.Asked(unit, checkIn);
            Store.Visits.Keep(unit, draft);
            Store.Appointments.Add(unit, request);
            Store.Groups.Add(unit, group, GroupSession.Of(group, Store.Ids.Next), DateTimeZoneProviders.Tzdb["Europe/Tallinn"], worker);
            return new Dictionary<string, string>
            {
                ["family"] = family.Id.ToString(), ["act"] = act.Encounter.Id.ToString(), ["overview"] = overview.Id.ToString("D"), ["summary"] = summary.Id.ToString("D"), ["notebook"] = line.Id.ToString("D"),
                ["learning"] = learning.Id.ToString("D"), ["join"] = join.Id.ToString("D"), ["checkin"] = checkIn.Id.ToString("D"), ["draft"] = reference, ["statement"] = $"2026-11.{municipality}",
                ["request"] = request.Id.ToString(), ["group"] = group.Id.ToString(),
            };
        });
    }

    private static Guid VisitKey(PersonId worker, string key) => Assistant.Host.Cases.VisitMapping.DraftId(worker, key);

    private void Assign(IUnit unit, string family, string who, LocalDate from, LocalDate? until, bool isMet) =>
        Store.Families.Assign(unit, new(Store.Ids.Next(), new(Guid.Parse(family)), people[who], AssignmentKind.Main, from, until, isMet ? from : null), boss);
}
