namespace Assistant.Host.Broadcasts;

/// <summary>Messages to many: their desk and their clock.</summary>
internal static class BroadcastRegistration
{
    public static IServiceCollection AddBroadcasts(this IServiceCollection services) => services
        .AddSingleton<BroadcastAudiences>().AddSingleton<BroadcastRules>().AddSingleton<BroadcastOutcomes>().AddSingleton<BroadcastReplies>().AddSingleton<BroadcastDesk>().AddSingleton<BroadcastWatch>().AddSingleton<BroadcastSweep>();
}
