using Assistant.Channels.Teams.Inbound;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams;

/// <summary>Puts Teams into a host.</summary>
public static class TeamsEndpoints
{
    internal const string Path = "/api/messages";

    /// <summary>Registers the channel. The Host adds <see cref="IReceiver"/>, <see cref="IDepartures"/>, <see cref="IFollowUps"/>, <see cref="IAnswers"/>, <see cref="IFileDoor"/>, <see cref="IConversationLog"/>, <see cref="ITeamsTexts"/>, <see cref="IKeyShelf"/> and <see cref="TimeProvider"/>.</summary>
    /// <param name="receives">False: it only sends, for a moment.</param>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options, bool receives = true)
    {
        services.AddSingleton(options).AddSingleton<TeamsHttp>();
        services.AddSingleton(provider => new ChannelKeys(Keys(provider, "teams-channel", options.OpenIdMetadata)));
        services.AddSingleton(provider => new EntraKeys(Keys(provider, "teams-entra", new($"{options.Authority.AbsoluteUri.TrimEnd('/')}/{options.TenantId}/v2.0/.well-known/openid-configuration"))));
        services.AddSingleton<TokenRequest>().AddSingleton<AccessToken>().AddSingleton<Connector>().AddSingleton<Dispatch>().AddSingleton<Files>().AddSingleton<HandedFiles>().AddSingleton<Presses>().AddSingleton<Replies>();
        services.AddSingleton(provider => new Pacer(options.Pace, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new TeamsChannel(provider.GetRequiredService<Dispatch>(), provider.GetRequiredService<Presses>(), provider.GetRequiredService<Replies>(), provider.GetRequiredService<IAnswers>()));
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<TeamsChannel>());
        services.AddSingleton<TokenCheck>().AddSingleton<Invokes>().AddSingleton<Expectations>().AddSingleton<Messages>();
        services.AddSingleton(provider => new TeamsCheck(
            options, provider.GetRequiredService<TokenRequest>(), provider.GetRequiredService<ChannelKeys>().Keys, provider.GetRequiredService<TeamsHttp>(), provider.GetRequiredService<TimeProvider>()));
        if (!receives)
            return services;
        services.AddHostedService<KeyWarmth>();
        services.AddHealthChecks().AddCheck<TeamsHealth>("teams");
        return services;
    }

    /// <summary>Maps <c>/api/messages</c>.</summary>
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder app)
    {
        // Found once, since asking for it in each call would make a scope of services for each.
        Messages? messages = null;
        app.Map(Path, async http => await (await (messages ??= app.ServiceProvider.GetRequiredService<Messages>()).Handle(http)).ExecuteAsync(http));
        return app;
    }

    private static SigningKeys Keys(IServiceProvider provider, string name, Uri metadata) => new(
        name, metadata, provider.GetRequiredService<TeamsHttp>(), provider.GetRequiredService<IKeyShelf>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SigningKeys>>());
}
