using System.Net;
using Assistant.Channels.Telegram;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>The channel in a host of its own, before the double. It can be stopped and started again on the same receiver.</summary>
public sealed class ChannelHost : IAsyncDisposable
{
    private WebApplication? app;
    private int port;

    private ChannelHost(TelegramDouble world, Func<TelegramOptions, TelegramOptions>? adjust) => (World, this.adjust) = (world, adjust);

    private readonly Func<TelegramOptions, TelegramOptions>? adjust;

    public TelegramDouble World { get; }
    public FakeReceiver Receiver { get; } = new();
    public LogLines Log { get; } = new();
    public TelegramChannel Channel => app!.Services.GetRequiredService<TelegramChannel>();
    public TelegramCheck Check => app!.Services.GetRequiredService<TelegramCheck>();
    internal BotApi Api => app!.Services.GetRequiredService<BotApi>();
    internal Setup Setup => app!.Services.GetRequiredService<Setup>();
    internal TelegramOptions Options => app!.Services.GetRequiredService<TelegramOptions>();
    public TelegramState State => app!.Services.GetRequiredService<TelegramState>();
    public async Task<HealthStatus> Health() => (await app!.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;
    public Uri Address => new($"http://127.0.0.1:{port}");
    public const string Secret = "secret_AAAAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>Clock of the channel.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What a test adds to the host before it starts.</summary>
    public ServiceCollection Services { get; } = [];

    public static async Task<ChannelHost> Started(DoubleOptions? world = null, Func<TelegramOptions, TelegramOptions>? adjust = null, Action<ChannelHost>? before = null, bool polls = true)
    {
        var host = new ChannelHost(await TelegramDouble.Start(world), adjust);
        before?.Invoke(host);
        await host.Start(polls);
        return host;
    }

    public async Task Start(bool polls = true)
    {
        const int tries = 20;
        for (var n = 1; ; n++)
        {
            try
            {
                await Begin(polls);
                return;
            }
            catch (IOException) when (n < tries)
            {
                // Somebody took the port between its being free and its being ours.
                port = 0;
                await Stop();
            }
        }
    }

    private async Task Begin(bool polls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Test" });
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        if (port == 0)
            port = FreePort();
        var options = new TelegramOptions
        {
            Token = World.Options.Token, ApiRoot = World.Address, FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(200),
            PublicUrl = Address, WebhookSecret = Secret, PollWait = TimeSpan.FromSeconds(5),
        };
        builder.Services.AddSingleton(Time).AddSingleton<IReceiver>(Receiver).AddSingleton<ITelegramTexts, FakeTexts>();
        builder.Services.AddTelegram(adjust?.Invoke(options) ?? options, polls);
        foreach (var service in Services)
            ((ICollection<ServiceDescriptor>)builder.Services).Add(service);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        app = builder.Build();
        app.MapTelegram();
        Receiver.Channel = app.Services.GetRequiredService<TelegramChannel>();
        await app.StartAsync();
    }

    public async Task Stop()
    {
        if (app is null)
            return;
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Waits for something; polls, since it may be anything.</summary>
    public static async Task Until(Func<bool> holds, string what, int seconds = 90, TimeSpan? every = null)
    {
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!holds())
        {
            if (over.IsCancellationRequested)
                throw new TimeoutException(what);
            await Task.Delay(every ?? TimeSpan.FromMilliseconds(10));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await World.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Everything that was logged, with exceptions and scopes spelt out.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> All
    {
        get { lock (lines) return [.. lines]; }
    }

    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
            lines.Add($"{logLevel} {formatter(state, exception)} {state} {exception}");
    }

    public void Dispose()
    {
    }
}
