using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Demo;
using Assistant.Host.Server;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Demo;
using Assistant.Records.Groups;
using Assistant.Records.People;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.Host.Demo;

public sealed class DemoLoaderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_demonstration_is_loaded_once_and_only_where_it_was_asked_for(bool isDemo)
    {
        using var folder = new TempFolder();
        var settings = SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Test, new DataFolder(folder.Path), isDemo);
        var ids = new RandomIds(new TimeProviderClock(TimeProvider.System));
        using var storage = StoreFolder.Open(settings, TimeProvider.System, ids);
        await using var services = new ServiceCollection().AddLogging().AddMetrics().AddAssistant(settings, storage, ids, TimeProvider.System).AddSingleton<DemoLoader>().BuildServiceProvider();
        for (var round = 0; round < 3; round++)
            await services.GetRequiredService<DemoLoader>().StartAsync(TestContext.Current.CancellationToken);

        var (open, coordinators) = await storage.Store.Read(unit => (storage.Appointments.Open(unit, 100), storage.People.WithRole(unit, Role.Coordinator)), TestContext.Current.CancellationToken);
        Assert.Equal((isDemo ? 4 : 0, isDemo ? 2 : 0), (open.Length, coordinators.Length));
        var groups = await storage.Store.Read(unit => storage.Groups.All(unit, 10).Select(group => (group.Reference, Members: storage.Groups.Members(unit, group.Id).Length,
            Taken: storage.Groups.Sessions(unit, group.Id).Count(session => session.IsTaken), Missing: PaperRules.Missing(group, storage.Groups.Sessions(unit, group.Id), storage.Groups.Members(unit, group.Id)).Length)).ToList(), TestContext.Current.CancellationToken);
        Assert.Equal(isDemo ? 1 : 0, groups.Count);
        // A public holiday may fall on one of the five days.
        Assert.All(groups, group => Assert.True(group is { Members: 6, Taken: >= 3, Missing: 0 }, $"{group}"));
        Assert.Equal(isDemo, settings.Organisation.Name.Contains("näidis", StringComparison.Ordinal));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void The_demonstration_names_what_there_is_and_says_that_it_is_invented()
    {
        var demo = DemoOrganisation.Load();
        Assert.NotNull(MunicipalityReader.Default.Read(demo.Municipality));
        Assert.Contains("näidis", demo.Name, StringComparison.Ordinal);
        var services = ServiceCatalogue.Load();
        Assert.All(demo.Families, family => Assert.True(family.Service is null || services.Find(family.Service) is not null, family.Id));
        Assert.All(demo.Families, family => Assert.Matches("näidis|пример|sample", family.Name));
        Assert.All(demo.Groups.SelectMany(group => group.Members), member => Assert.Matches("näidis|пример|sample", member.Name));
        Assert.Equal(["confirmed", "declined", "proposed", "taken", "waiting", "waiting"], demo.Families.Select(family => family.State).Order(StringComparer.Ordinal));
    }
}
