using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Inbound;
using Assistant.Channels.Telegram;
using Assistant.Channels.WebChat;
using Assistant.Host.Health;
using Assistant.Host.Cli.Verbs;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Demo;
using Assistant.Host.Municipalities;
using Assistant.Host.Scheduling;
using Assistant.Host.Upkeep;
using Assistant.Knowledge;
using Assistant.Storage;

namespace Assistant.Host.Server;

/// <summary>The server part in one process: store, turns, clock, channels, control socket.</summary>
/// <param name="adjust">Tests put their own counterparts in.</param>
public sealed partial class AssistantServer(TimeProvider time, Action<IServiceCollection>? adjust = null) : IServer
{
    /// <inheritdoc/>
    public async Task<IRunningServer> Start(Settings settings, ServerMode mode, CancellationToken cancellationToken)
    {
        var ids = new RandomIds(new TimeProviderClock(time));
        var storage = StoreFolder.Open(settings, time, ids);
        try
        {
            return new Running(await ServerBuilder.Start(Build(settings, mode, storage, ids), cancellationToken), storage);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    private WebApplication Build(Settings settings, ServerMode mode, SqliteStorage storage, RandomIds ids)
    {
        var app = ServerBuilder.Build(settings, mode, time, services =>
        {
            services.AddAssistant(settings, storage, ids, time).AddHostedService<DemoLoader>().AddAssistantLife().AddScheduling(settings).AddVerbs();
            services.AddHostedService<StartTidying>();
            // Only a process that is all ours: not where tests run many.
            if (mode == ServerMode.Serve && ReferenceEquals(time, TimeProvider.System))
                services.AddHostedService<MappedPages>();
            services.AddHealthChecks().AddCheck<StoreHealth>("store").AddCheck<HelplineHealth>("helplines");
            services.AddWebChat(new()
            {
                Key = storage.Derive("webchat"),
                AllowedOrigins = settings.WebChat.AllowedOrigins,
                DemoRoles = settings.IsDemo ? ["coordinator", "support-person"] : [],
            });
            if (settings.Telegram is { } telegram)
                services.AddTelegram(telegram, receives: mode == ServerMode.Serve).AddSingleton<ITelegramTexts, ChannelTexts>();
            if (settings.Teams is { } teams)
                services.AddTeams(teams, receives: mode == ServerMode.Serve).AddSingleton(settings.Data).AddSingleton<ITeamsTexts, ChannelTexts>().AddSingleton<IKeyShelf, KeyShelf>();
            adjust?.Invoke(services);
        });
        app.UsePageSecurity();
        if (settings.Telegram is not null)
            app.MapTelegram();
        else if (mode == ServerMode.Serve)
            TelegramIsOff(app.Logger);
        if (settings.Teams is null && mode == ServerMode.Serve)
            TeamsIsOff(app.Logger);
        else if (mode == ServerMode.Serve)
            app.MapTeams();
        app.MapReferralPages(app.Environment.WebRootFileProvider);
        if (!settings.WebChat.Enabled)
            return app;
        app.MapWebChat();
        app.MapCodePages();
        app.MapChatPage(app.Environment.WebRootFileProvider);
        app.MapPageTexts(app.Services.GetRequiredService<Texts>());
        return app;
    }

    [LoggerMessage(1301, LogLevel.Information, "Telegram is switched off: no Telegram:Token is set")]
    private static partial void TelegramIsOff(ILogger log);

    [LoggerMessage(1302, LogLevel.Information, "Teams is switched off: no Teams:AppId is set")]
    private static partial void TeamsIsOff(ILogger log);

    /// <summary>The store closes after everything that uses it.</summary>
    private sealed class Running(IRunningServer server, SqliteStorage storage) : IRunningServer
    {
        private int isClosed;

        public IReadOnlyCollection<string> Addresses => server.Addresses;

        public async Task Stopped(CancellationToken cancellationToken)
        {
            await server.Stopped(cancellationToken);
            await DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref isClosed, 1) == 1)
                return;
            await server.DisposeAsync();
            storage.Dispose();
        }
    }
}
