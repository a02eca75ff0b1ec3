using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Knowledge.Catalogue;

namespace Assistant.Host.Groups;

/// <summary>Closed groups: their desk, their clock, their sheets.</summary>
internal static class GroupRegistration
{
    public static IServiceCollection AddGroups(this IServiceCollection services) => services
        .AddSingleton(provider => WellBeing.Load(OwnKnowledge.Groups(provider.GetRequiredService<Settings>().Data)))
        .AddSingleton<GroupPeople>()
        .AddSingleton<GroupFacts>()
        .AddSingleton<GroupReminders>()
        .AddSingleton<GroupSheets>()
        .AddSingleton<GroupNumbers>()
        .AddSingleton<GroupReports>()
        .AddSingleton<GroupDesk>()
        .AddSingleton<Demo.DemoGroups>().AddSingleton<GroupWatch>().AddSingleton<GroupSweep>();
}
