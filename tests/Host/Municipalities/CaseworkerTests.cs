using Assistant.Dialogs.Cases;
using Assistant.Host.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Storage;

namespace Assistant.Tests.Host.Municipalities;

/// <summary>A municipality's worker reaches the own municipality's families with a contract, and of them no note.</summary>
public sealed class CaseworkerTests : IAsyncDisposable
{
    private readonly SharedWorld world = new();
    private readonly PersonId worker, boss, piller, other;

    public CaseworkerTests()
    {
        (worker, boss) = (world.Meet("worker", Role.SupportPerson), world.Meet("boss", Role.Coordinator));
        (piller, other) = (world.Meet("piller", Role.Caseworker, called: "Piller"), world.Meet("other", Role.Caseworker));
        world.Store.Write(unit =>
        {
            world.Store.Municipalities.Tie(unit, piller, "Rakvere linn", boss);
            world.Store.Municipalities.Tie(unit, other, "Tapa vald", boss);
        });
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public void Own_families_with_a_contract_are_seen_and_no_others()
    {
        var (own, without, foreign) = (world.Supported("CCCCC", worker), world.Supported("DDDDD", worker, hasContract: false), world.Supported("FFFFF", worker, "Tapa vald"));
        var act = world.Visited(own, worker);

        var seen = Assert.Single(world.Facts(piller, null).Shared.Supported);
        Assert.Equal((own.Reference, 90, 15, 1, 23), (seen.Reference, seen.Direct, seen.Written, seen.Meetings, seen.Day));
        Assert.Equal([foreign.Reference], world.Facts(other, null).Shared.Supported.Select(one => one.Reference));
        foreach (var id in (FamilyId[])[without.Id, foreign.Id, new(Guid.Empty)]) Assert.Empty(world.Facts(piller, $"supported:{id}").Shared.Supported);
        Assert.Null(world.Facts(piller, $"act:{act.Encounter.Id}").Act);
        Assert.Equal(["Rakvere linn"], world.Facts(piller, null).Statements.Select(one => one.Municipality).Distinct());
        Assert.Equal(["Tapa vald"], world.Facts(other, null).Statements.Select(one => one.Municipality).Distinct());
    }

    [Fact]
    public void Whoever_is_tied_to_nothing_or_has_lost_the_role_sees_nothing()
    {
        world.Supported("CCCCC", worker);
        var untied = world.Meet("untied", Role.Caseworker);
        Assert.Empty(world.Facts(untied, null).Shared.Supported);
        Assert.Empty(world.Facts(untied, null).Statements);
        Assert.Single(world.Facts(piller, null).Shared.Supported);
        world.Store.Write(unit => world.Store.People.Revoke(unit, piller, Role.Caseworker, boss));
        Assert.Empty(world.Facts(piller, null).Shared.Supported);
        Assert.Empty(world.Facts(piller, null).Statements);
        Assert.Empty(world.Store.Read(unit => world.Store.Municipalities.CaseworkersOf(unit, "Rakvere linn")));
    }

    [Fact]
    public void The_gate_knows_the_own_municipality_by_its_contract()
    {
        var (own, without) = (world.Supported("CCCCC", worker), world.Supported("DDDDD", worker, hasContract: false));
        bool May(PersonId who, Family family, Matter what, Doing doing) => world.Store.Read(unit => world.The<CaseGate>().May(unit, world.Store.People.Get(unit, who), family, what, doing));
        Assert.True(May(piller, own, Matter.Goal, Doing.Read));
        Assert.False(May(piller, own, Matter.Goal, Doing.Write));
        Assert.False(May(piller, own, Matter.Act, Doing.Read));
        Assert.False(May(piller, own, Matter.Notebook, Doing.Read));
        Assert.False(May(piller, without, Matter.Goal, Doing.Read));
        Assert.False(May(other, own, Matter.Goal, Doing.Read));
    }

    [Fact]
    public async Task An_alias_is_never_given_twice_also_after_a_family_is_closed()
    {
        var first = world.Supported("CCCCC", worker);
        await world.Do(piller, new CaseAct.Refer("Tamm", "et", "social-worker", "x", null));
        world.Store.Write(unit => world.Store.Families.Save(unit, first with { Closed = unit.Now }, boss));
        await world.Do(piller, new CaseAct.Refer("Tali", "et", "social-worker", "x", null));
        Assert.Equal(["T.", "T2.", "T3."], world.Store.Read(unit => world.Store.Families.Aliases(unit)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_invitation_ties_to_its_municipality_and_is_audited()
    {
        var fresh = world.Meet("fresh");
        world.Store.Write(unit => world.Store.Invitations.Keep(unit, "AAAAAAAAAAAAAAAAAAAAA1", Role.Caseworker, boss, new("Tapa vald", null)));
        Assert.Equal("Tapa vald", world.Store.Read(unit => world.Store.Invitations.PurposeOf(unit, "AAAAAAAAAAAAAAAAAAAAA1"))?.Municipality);
        world.Store.Write(unit => world.Store.Invitations.Redeem(unit, "AAAAAAAAAAAAAAAAAAAAA1", fresh));
        Assert.Equal("Tapa vald", world.Store.Read(unit => world.Store.Municipalities.Of(unit, fresh)));
        Assert.Contains(fresh, world.Store.Read(unit => world.Store.People.WithRole(unit, Role.Caseworker)));
        Assert.Contains(world.Store.AuditRows(), row => row.Action == "caseworker.tie" && row.Subject == fresh.ToString());
        Assert.Null(world.Store.Read(unit => world.Store.Invitations.PurposeOf(unit, "AAAAAAAAAAAAAAAAAAAAA1")));
    }

    [Fact]
    public async Task A_worry_goes_to_the_familys_own_caseworker_and_the_worker_hears_that_it_was_read()
    {
        var second = world.Meet("second", Role.Caseworker, called: "Mari");
        var family = world.Supported("CCCCC", worker);
        world.Store.Write(unit =>
        {
            world.Store.Municipalities.Tie(unit, second, "Rakvere linn", boss);
            world.Store.Families.Save(unit, family with { Content = family.Content with { Caseworker = "Piller" } }, boss);
        });
        var act = world.Visited(family, worker).Encounter.Id.ToString();

        Assert.Equal("Piller", world.Facts(worker, $"act:{act}").Shared.Told);
        var sent = await world.Do(worker, new CaseAct.Inform(act));
        Assert.Equal("inform.sent", Assert.Single(sent.Said).Text.Key);
        Assert.All(sent.Notices, notice => Assert.Equal(piller, notice.To.Person.Id));
        Assert.Equal(("act.inform", act), (world.Store.AuditRows()[^1].Action, world.Store.AuditRows()[^1].Subject));

        var seen = await world.Do(piller, new CaseAct.WorrySeen(act));
        Assert.Equal(worker, Assert.Single(seen.Notices).To.Person.Id);
        Assert.Equal("act.inform-seen", world.Store.AuditRows()[^1].Action);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(other, new CaseAct.WorrySeen(act))).Said).Text.Key);
    }

    [Fact]
    public async Task A_worry_that_nobody_can_take_is_told_to_the_worker_as_not_passed()
    {
        // The only caseworker of the municipality and the only coordinator write where little may be said.
        world.Store.Write(unit => world.Store.People.Revoke(unit, piller, Role.Caseworker, boss));
        world.Store.Write(unit => world.Store.People.Revoke(unit, boss, Role.Coordinator, boss));
        var far = world.Meet("77", Role.Coordinator, "telegram");
        var act = world.Visited(world.Supported("CCCCC", worker), worker).Encounter.Id.ToString();

        Assert.Null(world.Facts(worker, $"act:{act}").Shared.Told);
        var sent = await world.Do(worker, new CaseAct.Inform(act));
        Assert.Equal("inform.not-passed", Assert.Single(sent.Said).Text.Key);
        Assert.Equal("act.inform-failed", world.Store.AuditRows()[^1].Action);
        var asked = Assert.Single(sent.Notices);
        Assert.Equal(far, asked.To.Person.Id);
        Assert.DoesNotContain("Tamm", asked.Message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sinikad", asked.Message.Text, StringComparison.Ordinal);
    }
}
