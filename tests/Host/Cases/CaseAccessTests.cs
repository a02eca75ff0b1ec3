using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cases;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Records.Visits;
using Assistant.Storage;
using Assistant.Tests.Storage;
using Assistant.Tests.Transcripts;
using NodaTime;

namespace Assistant.Tests.Host.Cases;

/// <summary>Who reaches an act and a family through the pipeline's own loader and desk: own, somebody else's, absent, erased, closed.</summary>
public sealed class CaseAccessTests : IAsyncLifetime
{
    private static readonly LocalDate today = new(2026, 11, 23);

    private readonly World world = new();
    private readonly Family family, erased, closed;
    private readonly EncounterId act, erasedAct, closedAct;
    private readonly PersonId own, other, boss, parent;

    public CaseAccessTests()
    {
        (own, other, boss, parent) = (Meet("own", Role.SupportPerson), Meet("other", Role.SupportPerson), Meet("boss", Role.Coordinator), Meet("parent", null));
        (family, act) = Supported("CCCCC");
        (erased, erasedAct) = Supported("DDDDD");
        (closed, closedAct) = Supported("FFFFF");
        world.Store.Write(unit =>
        {
            world.Store.Families.Erase(unit, erased.Id, boss);
            world.Store.Families.Save(unit, closed with { Closed = unit.Now }, boss);
            world.Store.Families.Join(unit, family.Id, parent, boss);
        });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public void An_act_is_read_by_its_worker_and_the_coordinator_and_by_nobody_else()
    {
        Assert.Equal((true, true), Sees(own, act));
        Assert.Equal((true, false), Sees(boss, act));
        foreach (var stranger in (PersonId[])[other, parent])
            foreach (var asked in (EncounterId[])[act, erasedAct, closedAct, new(Guid.Empty)])
                Assert.Null(Facts(stranger, $"act:{asked}").Act);
    }

    [Fact]
    public void What_is_erased_or_never_was_is_told_alike_and_what_is_closed_is_only_read()
    {
        foreach (var reader in (PersonId[])[own, boss])
            foreach (var absent in (string[])[$"act:{erasedAct}", $"act:{Guid.Empty}", "act:' OR 1=1", "act:", $"family:{erased.Id}", $"family:{Guid.Empty}"])
                Assert.Equal((null, null), (Facts(reader, absent).Act, Facts(reader, absent).Family));
        Assert.Equal((true, false), Sees(own, closedAct));
        Assert.DoesNotContain(Facts(own, null).Roster, known => known.Id == closed.Id.ToString() && known.CanWrite);
    }

    /// <summary>Acts that name no family themselves: each has rules and tests of its own.</summary>
    private static readonly string[] withoutFamily = ["File", "Keep", "Drop", "Seen", "AddFamily", "StatementFile", "ActFile", "Inform", "AddLearning", "AddQualification", "SettleLearning", "WorrySeen", "Refer", "JoinFamily", "SettleJoin", "TaskDone", "AnswerCheckIn", "OverviewFile", "SummaryFile", "Speak", "Cover", "LinkSide"];

    /// <summary>Everything that can be done with a family, as the code has it: what is added later stands here by itself, or fails until it is classified.</summary>
    public static TheoryData<string> EveryAct =>
        [.. typeof(CaseAct).GetNestedTypes().Where(type => type.IsAssignableTo(typeof(CaseAct)) && type.GetConstructors().Any(one => one.GetParameters().Any(given => given.Name == "Family"))).Select(type => type.Name).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(EveryAct))]
    public async Task Whatever_is_done_with_a_family_of_somebody_elses_an_absent_an_erased_or_a_closed_one_is_refused_alike(string act)
    {
        foreach (var (by, about) in ((PersonId, FamilyId)[])[(other, family.Id), (parent, family.Id), (own, new(Guid.Empty)), (boss, new(Guid.Empty)), (own, erased.Id), (boss, erased.Id), (own, closed.Id), (boss, closed.Id)])
        {
            // What is closed is read all the same.
            if (act == nameof(CaseAct.ShowCodes) && by == boss && about == closed.Id) continue;
            var step = await world.Desk.Do(Made(act, about), Chat(by), 1, world.Store.Read(unit => unit.Now));
            Assert.Equal("acts.gone", Assert.Single(step.Said).Text.Key);
            Assert.Empty(step.Notices);
            world.Store.Write(step.Save);
            Assert.EndsWith(".deny", world.Store.AuditRows()[^1].Action, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_other_act_is_known_to_name_no_family() =>
        Assert.Empty(typeof(CaseAct).GetNestedTypes().Where(type => type.IsAssignableTo(typeof(CaseAct))).Select(type => type.Name).Except(EveryAct.Select(row => row.Data)).Except(withoutFamily));

    /// <summary>An act with something in every field.</summary>
    private static CaseAct Made(string name, FamilyId about)
    {
        var constructor = typeof(CaseAct).GetNestedTypes().Single(type => type.Name == name).GetConstructors().Single(one => one.GetParameters().Any(given => given.Name == "Family"));
        return (CaseAct)constructor.Invoke([.. constructor.GetParameters().Select(given => given.Name == "Family" ? about.ToString()
            : given.ParameterType == typeof(string) ? "x" : given.ParameterType == typeof(int) ? 1 : given.ParameterType == typeof(bool) ? false : given.ParameterType == typeof(LocalDate) ? today
            : given.ParameterType == typeof(System.Collections.Immutable.ImmutableDictionary<string, string>) ? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty : (object?)null)]);
    }

    [Fact]
    public void Rights_are_read_at_every_turn()
    {
        Assert.Contains(Facts(own, null).Roster, known => known is { CanWrite: true });
        world.Store.Write(unit => world.Store.Families.Assign(unit, world.Store.Families.WorkersOf(unit, family.Id)[0] with { Until = today }, boss));
        Assert.Equal((true, false), Sees(own, act));
        world.Store.Write(unit => world.Store.People.Revoke(unit, own, Role.SupportPerson, boss));
        Assert.Null(Facts(own, $"act:{act}").Act);
        Assert.Empty(Facts(own, null).Roster);
    }

    [Theory]
    [InlineData("foreign")]
    [InlineData("absent")]
    [InlineData("erased")]
    [InlineData("closed")]
    public async Task An_act_about_another_family_is_refused_alike_and_the_refusal_is_audited(string which)
    {
        var (by, about) = which switch { "foreign" => (other, family.Id), "erased" => (own, erased.Id), "closed" => (own, closed.Id), _ => (own, new FamilyId(Guid.Empty)) };
        var before = world.Store.Read(unit => world.Store.Visits.OfWorker(unit, by, 100)).Length;
        var step = await world.Desk.Do(new CaseAct.File(new(about.ToString(), "held", today) { Minutes = 90 }), Chat(by), 1, world.Store.Read(unit => unit.Now));
        world.Store.Write(step.Save);
        Assert.Equal("acts.refused", Assert.Single(step.Said).Text.Key);
        Assert.Equal(before, world.Store.Read(unit => world.Store.Visits.OfWorker(unit, by, 100)).Length);
        Assert.Equal("act.deny", world.Store.AuditRows()[^1].Action);
    }

    [Fact]
    public async Task Only_the_worker_who_wrote_an_act_corrects_it()
    {
        var step = await world.Desk.Do(new CaseAct.File(new(family.Id.ToString(), "held", today) { Minutes = 90, Corrects = act.ToString(), Reason = "r" }), Chat(boss), 1, world.Store.Read(unit => unit.Now));
        Assert.Equal("acts.refused", Assert.Single(step.Said).Text.Key);
        step = await world.Desk.Do(new CaseAct.File(new(family.Id.ToString(), "held", today) { Minutes = 95, Corrects = act.ToString(), Reason = "r" }), Chat(own), 2, world.Store.Read(unit => unit.Now));
        world.Store.Write(step.Save);
        Assert.Equal((2, 95), (world.Store.Read(unit => world.Store.Visits.Find(unit, act))!.Encounter.Version, world.Store.Read(unit => world.Store.Visits.Find(unit, act))!.Encounter.DirectMinutes));
    }

    [Fact]
    public void No_field_of_an_act_is_forgotten_between_dialogue_and_record()
    {
        var all = new Assistant.Dialogs.Visits.VisitFiled(family.Id.ToString(), "held", today)
        {
            Start = new LocalTime(14, 0), Minutes = 80, Documentation = 15, Place = "home", Present = "mother", Done = "a", Agreements = "b", Mood = "c", Concern = "d", Safety = "worry",
            NextOn = today.PlusDays(7), NextAt = new LocalTime(16, 0), Short = "e", Gap = "f", Session = "individual", Alone = "i", Long = "j", Goal = 2, Progress = 6, Note = "g", Reason = "h",
        };
        var known = world.Store.Read(unit => world.Store.Visits.Find(unit, act))!;
        Assert.Equal(all, VisitMapping.Filed(new(VisitMapping.Counted(all, known.Encounter), VisitMapping.Content(all), known.At, known.By)));
    }

    private (bool Reads, bool Changes) Sees(PersonId person, EncounterId id) => Facts(person, $"act:{id}").Act is { } found ? (true, found.CanChange) : (false, false);

    private CaseFacts Facts(PersonId person, string? about) =>
        world.Store.Read(unit => world.Loader.Load(unit, Chat(person), new Wish(Needs.Acts | Needs.Drafts | Needs.Families | Needs.Week | Needs.Notebook) { Case = about }));

    private Chat Chat(PersonId person) => world.Store.Read(unit => Assistant.Host.Turns.Chat.Of(world.Store.Conversations.Of(unit, person)[0], world.Store.People.Get(unit, person)));

    private PersonId Meet(string name, Role? role) => world.Store.Write(unit =>
    {
        var person = world.Store.People.Meet(unit, new("terminal", name), "et");
        if (role is { } given) world.Store.People.Grant(unit, person.Id, given, null);
        world.Store.Conversations.Open(unit, "terminal", name, """{"channel":"terminal","conversation":"x","user":"x"}""", person.Id);
        return person.Id;
    });

    private (Family, EncounterId) Supported(string reference) => world.Store.Write(unit =>
    {
        var made = new Family(new(world.Store.Ids.Next()), reference, "et", "Rakvere linn", new("Tamm", "T."), unit.Now, null, 1);
        var opened = new ServiceCase(new(world.Store.Ids.Next()), made.Id, CaseKind.Family, "support-person", CaseStage.Goals, today, today, new(), 1);
        var visit = new Encounter(new(world.Store.Ids.Next()), made.Id, opened.Id, null, own, 1, EncounterOutcome.Held, today, null, 90, 15, SafetyLevel.Fine, null, unit.Now, 1);
        world.Store.Families.Add(unit, made, boss);
        world.Store.Families.Assign(unit, new(world.Store.Ids.Next(), made.Id, own, AssignmentKind.Main, today.PlusDays(-30), null, today.PlusDays(-30)), boss);
        world.Store.Cases.Add(unit, opened, boss);
        world.Store.Visits.File(unit, new(visit, new() { Done = "eelarve" }, unit.Now, own));
        return (made, visit.Id);
    });

    private sealed class World : HostChatWorld
    {
        public SqliteStorage Store => Storage;

        public CaseFactsLoader Loader => Get<CaseFactsLoader>();

        public CaseDesk Desk => Get<CaseDesk>();
    }
}
