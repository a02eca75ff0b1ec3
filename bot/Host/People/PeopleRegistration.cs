namespace Assistant.Host.People;

/// <summary>Matters of people: their data, their devices, who works here.</summary>
internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<PeopleMemory>().AddSingleton<KnownChats>().AddSingleton<SafeFacts>().AddSingleton<Courtesy>().AddSingleton<Veils>()
        .AddSingleton<GroupExport>()
        .AddSingleton<FamilyExport>()
        .AddSingleton<PersonExport>()
        .AddSingleton<InviteLinks>()
        .AddSingleton<StaffDesk>()
        .AddSingleton<Protocol.IDepartures, Departures>()
        .AddSingleton<PeopleDesk>()
        .AddSingleton<HeldClock>()
        .AddSingleton<CommandOffers>();
}
