using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Inbound;
using Assistant.Protocol;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Assistant.Tests.Channels.Teams;

/// <summary>The channel in a host of its own, before the simulator. It can be stopped and started again on the same receiver and shelf.</summary>
public sealed class TeamsHost : IAsyncDisposable
{
    private WebApplication? app;
    private readonly HttpClient http = new();
    private readonly Func<TeamsOptions, TeamsOptions>? adjust;

    private TeamsHost(TeamsDouble world, Func<TeamsOptions, TeamsOptions>? adjust) => (World, this.adjust) = (world, adjust);

    public TeamsDouble World { get; }
    public FakeReceiver Receiver { get; } = new() { Reply = _ => null };
    public LogLines Log { get; } = new();
    public ShiftedTime Time { get; } = new();
    public MemoryShelf Shelf { get; } = new();
    public Uri Endpoint { get; private set; } = null!;
    public TeamsChannel Channel => app!.Services.GetRequiredService<TeamsChannel>();
    public T Get<T>() where T : notnull => app!.Services.GetRequiredService<T>();

    public static async Task<TeamsHost> Started(Func<TeamsOptions, TeamsOptions>? adjust = null, Action<TeamsHost>? before = null)
    {
        var host = new TeamsHost(await TeamsDouble.Start(), adjust);
        before?.Invoke(host);
        await host.Start();
        return host;
    }

    public async Task Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Test" });
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton<IReceiver>(Receiver).AddSingleton<ITeamsTexts, TeamsKeys>().AddSingleton<IKeyShelf>(Shelf);
        builder.Services.AddTeams(adjust?.Invoke(World.Options) ?? World.Options);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapTeams();
        Receiver.Channel = Channel;
        await app.StartAsync();
        Endpoint = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/messages");
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

    /// <summary>Claims of a token as Teams sends them.</summary>
    public JsonObject Claims()
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        return new() { ["iss"] = "https://api.botframework.com", ["aud"] = TeamsDouble.App, ["nbf"] = now - 10, ["exp"] = now + 3600, ["serviceurl"] = World.ServiceUrl };
    }

    public string Token(Action<JsonObject>? change = null)
    {
        var claims = Claims();
        change?.Invoke(claims);
        return World.Key.Sign(claims);
    }

    private int number;

    /// <summary>An activity as Teams sends it.</summary>
    public JsonObject Activity(string type = "message", string? text = "tere", string? id = null) => new()
    {
        ["type"] = type, ["id"] = id ?? $"m{Interlocked.Increment(ref number)}", ["timestamp"] = "2026-11-21T23:41:43.144Z", ["channelId"] = "msteams", ["serviceUrl"] = World.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:mari", ["name"] = "Mari Näide", ["aadObjectId"] = TeamsDouble.Person },
        ["recipient"] = new JsonObject { ["id"] = $"28:{TeamsDouble.App}", ["name"] = "Abiline" },
        ["conversation"] = new JsonObject { ["id"] = TeamsDouble.Conversation, ["conversationType"] = "personal", ["tenantId"] = TeamsDouble.Tenant },
        ["locale"] = "et-EE", ["text"] = text, ["textFormat"] = "plain", ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsDouble.Tenant } },
    };

    public JsonObject Invoke(string press, string label = "Jah", string? asked = "Kas?", bool stays = false)
    {
        var activity = Activity("invoke", null);
        activity["name"] = "adaptiveCard/action";
        activity["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = new JsonObject { ["press"] = press, ["label"] = label, ["asked"] = asked, ["stays"] = stays } } };
        return activity;
    }

    public Task<(HttpStatusCode Status, string Body)> Post(JsonNode activity, string? token = null) => Post(activity.ToJsonString(), token ?? Token());

    public async Task<(HttpStatusCode Status, string Body)> Post(string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is { Length: > 0 })
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Send(request);
    }

    public async Task<(HttpStatusCode Status, string Body)> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        LastRetryAfter = response.Headers.RetryAfter?.Delta;
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public TimeSpan? LastRetryAfter { get; private set; }

    public ConversationReference Mari => new(TeamsChannel.ChannelId, TeamsDouble.Conversation, $"{TeamsDouble.Tenant}:{TeamsDouble.Person}", World.ServiceUrl)
    {
        TenantId = TeamsDouble.Tenant, ConversationType = "personal", BotId = $"28:{TeamsDouble.App}", Account = "29:mari", AadObjectId = TeamsDouble.Person,
    };

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await World.DisposeAsync();
        http.Dispose();
    }
}

/// <summary>Keeps the keys in memory.</summary>
public sealed class MemoryShelf : IKeyShelf
{
    private readonly ConcurrentDictionary<string, byte[]> kept = new();
    public byte[]? Read(string name) => kept.GetValueOrDefault(name);
    public void Write(string name, ReadOnlySpan<byte> content) => kept[name] = content.ToArray();
    public int Count => kept.Count;
    public void Clear() => kept.Clear();
    public void Spoil() => kept["teams-channel"] = [1, 2, 3];
}

/// <summary>The channel's own sentences, as their keys.</summary>
public sealed class TeamsKeys : ITeamsTexts
{
    public string Get(string key, string? locale) => $"[{key}:{locale}]";
}
