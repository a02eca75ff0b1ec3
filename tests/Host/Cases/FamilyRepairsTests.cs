using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Visits;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Cases;

/// <summary>What was once missing: a family hears of what was corrected, a substitute's work ends when somebody takes over.</summary>
public sealed class FamilyRepairsTests : IAsyncDisposable
{
    private readonly SharedWorld world = new();
    private readonly PersonId worker, boss, mother;
    private readonly Family family;

    public FamilyRepairsTests()
    {
        (worker, boss, mother) = (world.Meet("worker", Role.SupportPerson), world.Meet("boss", Role.Coordinator), world.Meet("mother"));
        family = world.Supported("CCCCC", worker);
        world.Store.Write(unit =>
        {
            world.Store.Families.Join(unit, family.Id, mother, worker);
            world.Store.People.Consent(unit, mother, new("1", "hash", "et", "terminal"));
        });
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task What_was_corrected_is_told_to_the_family_and_nothing_else_is()
    {
        var act = world.Visited(family, worker, content: new() { Done = "eelarve", Agreements = "vaatame arved üle", NextOn = SharedWorld.Today.PlusDays(3), NextAt = new LocalTime(16, 0) });
        VisitFiled filed = new(family.Id.ToString(), "held", SharedWorld.Today)
        {
            Start = new LocalTime(14, 0), Minutes = 90, Done = "eelarve ja kool", Agreements = "vaatame arved üle", NextOn = SharedWorld.Today.PlusDays(3), NextAt = new LocalTime(16, 0),
            Corrects = act.Encounter.Id.ToString(), Reason = "täpsustus",
        };
        Assert.Empty((await world.Do(worker, new CaseAct.File(filed))).Notices);

        var moved = await world.Do(worker, new CaseAct.File(filed with { NextOn = SharedWorld.Today.PlusDays(4) }));
        var told = Assert.Single(moved.Notices);
        Assert.Equal(mother, told.To.Person.Id);
        Assert.Contains("27. november", told.Message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("arved", told.Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_substitute_is_needed_no_more_once_somebody_takes_the_family_over()
    {
        var (standIn, heir) = (world.Meet("stand-in", Role.SupportPerson), world.Meet("heir", Role.SupportPerson));
        await world.Do(boss, new CaseAct.Assign(family.Id.ToString(), standIn.ToString(), HasMet: true, IsSubstitute: true));
        Assert.Equal(CaseReach.Write, Reach(standIn));
        // Whom the family has not met yet takes nothing over.
        await world.Do(boss, new CaseAct.Assign(family.Id.ToString(), heir.ToString(), HasMet: false, IsSubstitute: false));
        Assert.Equal((CaseReach.Write, CaseReach.Write, CaseReach.Meet), (Reach(standIn), Reach(worker), Reach(heir)));

        await world.Do(boss, new CaseAct.Assign(family.Id.ToString(), heir.ToString(), HasMet: true, IsSubstitute: false));
        Assert.Equal((CaseReach.None, CaseReach.Read, CaseReach.Write), (Reach(standIn), Reach(worker), Reach(heir)));
    }

    private CaseReach Reach(PersonId who) => world.Store.Read(unit => world.Store.Families.WorkersOf(unit, family.Id)).Where(one => one.Worker == who).Select(one => one.ReachOn(SharedWorld.Today, 14)).Max();
}
