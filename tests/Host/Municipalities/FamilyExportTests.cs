using System.Text.Json;
using Assistant.Dialogs.Cases;
using Assistant.Host.People;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Tests.Storage;

namespace Assistant.Tests.Host.Municipalities;

/// <summary>A parent's own data holds what is shared of the family and nothing of a worker's notes.</summary>
public sealed class FamilyExportTests : IAsyncDisposable
{
    private readonly SharedWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task What_is_shared_is_in_the_export_and_a_note_is_not()
    {
        var (worker, mother, stranger) = (world.Meet("worker", Role.SupportPerson), world.Meet("mother"), world.Meet("stranger"));
        var family = world.Supported("CCCCC", worker);
        world.Visited(family, worker);
        world.Store.Write(unit => world.Store.Families.Join(unit, family.Id, mother, worker));
        await world.Do(worker, new CaseAct.AddNote(family.Id.ToString(), "võta arved kaasa"));
        await world.Do(worker, new CaseAct.WriteOverview(family.Id.ToString(), "interim", "laps käib koolis", null, null));

        string Json(PersonId who) => world.Store.Read(unit => world.The<PersonExport>().Json(unit, world.Store.People.Get(unit, who)));
        var own = Json(mother);
        var shared = JsonDocument.Parse(own).RootElement.GetProperty("family");
        Assert.Equal("võta arved kaasa", shared.GetProperty("notebook")[0].GetProperty("words").GetString());
        Assert.Equal("laps käib koolis", shared.GetProperty("overviews")[0].GetProperty("changed").GetString());
        Assert.DoesNotContain("sinikad", own, StringComparison.Ordinal);
        Assert.False(JsonDocument.Parse(Json(stranger)).RootElement.TryGetProperty("family", out _));
        Assert.Contains("võta arved kaasa", world.Store.Read(unit => world.The<PersonExport>().Words(unit, world.Store.People.Get(unit, mother))), StringComparison.Ordinal);
        Assert.True(world.Store.Read(unit => world.The<FamilyExport>().Has(unit, mother)));
        Assert.False(world.Store.Read(unit => world.The<FamilyExport>().Has(unit, stranger)));
    }
}
