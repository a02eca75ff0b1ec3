namespace Assistant.Host.Groups;

/// <summary>Closed groups: their desk, their clock, their sheets.</summary>
internal static class GroupRegistration
{
    public static IServiceCollection AddGroups(this IServiceCollection services) => services
        .AddSingleton<GroupPeople>().AddSingleton<GroupFacts>().AddSingleton<GroupReminders>().AddSingleton<GroupSheets>().AddSingleton<GroupNumbers>().AddSingleton<GroupReports>().AddSingleton<GroupDesk>()
        .AddSingleton<GroupWatch>().AddSingleton<GroupSweep>();
}
