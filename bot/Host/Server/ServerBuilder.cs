using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Health;
using Assistant.Host.Logging;
using Assistant.Records;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Assistant.Host.Server;

/// <summary>The web server with what every mode needs: limits, log, health, control socket.</summary>
public static class ServerBuilder
{
    /// <summary>Longest request body, bytes; ours are far shorter.</summary>
    private const long maxBody = 256 * 1024;

    /// <summary>How long the request's headers may take to arrive.</summary>
    private static readonly TimeSpan headersLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long finishing what was acknowledged may take at the end.</summary>
    private static readonly TimeSpan shutdownLimit = TimeSpan.FromSeconds(20);

    private const string unix = "http://unix:";

    /// <summary>Builds the server; the data folder's lock must be held.</summary>
    /// <param name="register">What the rooms add.</param>
    public static WebApplication Build(Settings settings, ServerMode mode, TimeProvider time, Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = settings.Surroundings.ToString(),
            ContentRootPath = AppContext.BaseDirectory,
            // Settings are read at start; nobody watches every folder beside the program for changes.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Logging.AddAssistantLog(settings, time);
        builder.WebHost.UseUrls([.. mode == ServerMode.Serve ? settings.Urls : [], unix + settings.Data.ControlSocket]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxBody;
            kestrel.Limits.RequestHeadersTimeout = headersLimit;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = shutdownLimit);
        builder.Services.AddHealth();
        register(builder.Services);
        // Nothing is sent and no clock runs while a verb does its work.
        if (mode == ServerMode.Verb) builder.Services.RemoveAll<IHostedService>();
        // Only `serve` waits for signals: at a terminal, Ctrl+C ends the program at once, and loses nothing.
        if (mode != ServerMode.Serve) builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.TryAddSingleton(settings);
        builder.Services.TryAddSingleton(time);
        builder.Services.AddHostedService<ControlSocket>();
        var app = builder.Build();
        app.MapHealth();
        app.MapControl();
        return app;
    }

    /// <summary>Starts listening.</summary>
    /// <returns>What runs; told to stop before it had started whole, something that is to stop at once.</returns>
    /// <exception cref="StartRefusedException">An address is taken, or the store takes no writes.</exception>
    public static async Task<IRunningServer> Start(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return new Running(app);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Running(app);
        }
        catch (StoreUnavailableException refusal)
        {
            await app.DisposeAsync();
            throw new StartRefusedException($"Store: {refusal.Message}", refusal);
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await app.DisposeAsync();
            throw StartRefusedException.Setting("Urls", fault.Message.TrimEnd('.'));
        }
    }

    private sealed class Running(WebApplication app) : IRunningServer
    {
        public IReadOnlyCollection<string> Addresses { get; } =
            [.. app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.Where(address => !address.StartsWith(unix, StringComparison.Ordinal)) ?? []];

        public Task Stopped(CancellationToken cancellationToken) => app.WaitForShutdownAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
