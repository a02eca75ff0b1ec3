using System.Collections.Concurrent;
using System.Net;
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
    private readonly TeamsClient client;
    private readonly Func<TeamsOptions, TeamsOptions>? adjust;

    private TeamsHost(TeamsDouble world, Func<TeamsOptions, TeamsOptions>? adjust) => (World, this.adjust, client, Answers) = (world, adjust, new(world, Time, TeamsDouble.Person, TeamsDouble.Conversation), new(Receiver));

    /// <summary>Where to listen; 0: anywhere.</summary>
    public int Port { get; set; }
    public TeamsDouble World { get; }
    public FakeReceiver Receiver { get; } = new() { Reply = _ => null };
    public LogLines Log { get; } = new();
    public ShiftedTime Time { get; } = new();
    public MemoryShelf Shelf { get; } = new();
    public MemoryLog Sent { get; } = new();
    public LeftUsers Departures { get; } = new();
    public ToFollow FollowUps { get; } = new();
    public MemoryAnswers Answers { get; }
    public WideDoor Door { get; } = new();
    public Uri Endpoint => client.Endpoint!;
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
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton<IReceiver>(Receiver).AddSingleton<ITeamsTexts, TeamsKeys>().AddSingleton<IKeyShelf>(Shelf).AddSingleton<IConversationLog>(Sent).AddSingleton<IDepartures>(Departures).AddSingleton<IFollowUps>(FollowUps).AddSingleton<IAnswers>(Answers).AddSingleton<IFileDoor>(Door);
        builder.Services.AddTeams(adjust?.Invoke(World.Options) ?? World.Options);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port));
        app = builder.Build();
        app.MapTeams();
        Receiver.Channel = Channel;
        await app.StartAsync();
        client.Endpoint = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/messages");
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

    public JsonObject Claims() => client.Claims();

    public string Token(Action<JsonObject>? change = null) => client.Token(change);

    /// <summary>An activity as Teams sends it.</summary>
    public JsonObject Activity(string type = "message", string? text = "tere", string? id = null) => client.Activity(type, text, id);

    public JsonObject Invoke(string press, string label = "Jah", string? asked = "Kas?", bool stays = false) =>
        client.Execute(new JsonObject { ["press"] = press, ["label"] = label, ["asked"] = asked, ["stays"] = stays });

    public JsonObject Execute(JsonNode data) => client.Execute(data);

    public Task<(HttpStatusCode Status, string Body)> Post(JsonNode activity, string? token = null) => client.Post(activity, token);

    public Task<(HttpStatusCode Status, string Body)> Post(string body, string? token) => client.Post(body, token);

    public Task<(HttpStatusCode Status, string Body)> Send(HttpRequestMessage request) => client.Send(request);

    public TimeSpan? LastRetryAfter => client.LastRetryAfter;

    public ConversationReference Mari => new(TeamsChannel.ChannelId, TeamsDouble.Conversation, $"{TeamsDouble.Tenant}:{TeamsDouble.Person}", World.ServiceUrl)
    {
        TenantId = TeamsDouble.Tenant, ConversationType = "personal", BotId = $"28:{TeamsDouble.App}", Account = client.Account, AadObjectId = TeamsDouble.Person,
    };

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await World.DisposeAsync();
        client.Dispose();
    }
}

/// <summary>Files are wanted or not, as the test says.</summary>
public sealed class WideDoor : IFileDoor
{
    public bool IsWide { get; set; }

    public ValueTask<bool> IsOpen(string channel, string conversation, CancellationToken cancellationToken) => ValueTask.FromResult(IsWide && channel == TeamsChannel.ChannelId && conversation == TeamsDouble.Conversation);
}

/// <summary>Whether more follows, as the test says.</summary>
public sealed class ToFollow : IFollowUps
{
    private volatile bool isMore;
    public bool IsMore { get => isMore; set => isMore = value; }
    public ValueTask<bool> IsAnswering(string channel, string conversation, CancellationToken cancellationToken) => new(isMore);
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

/// <summary>What is in the outbox, for one chat.</summary>
public sealed class MemoryLog : IConversationLog
{
    public ConcurrentDictionary<long, Message> Messages { get; } = new();

    public ValueTask<IReadOnlyList<LoggedActivity>> After(string channel, string conversation, long watermark, int limit, CancellationToken cancellationToken) => new(
        conversation != TeamsDouble.Conversation ? [] : [.. Messages.Where(pair => pair.Key > watermark).OrderBy(pair => pair.Key).Take(limit).Select(pair => new LoggedActivity(pair.Key, null, pair.Value, default))]);
}

/// <summary>Answers of calls, kept while the host is stopped.</summary>
public sealed class MemoryAnswers(FakeReceiver receiver) : IAnswers
{
    public ConcurrentDictionary<string, string> Kept { get; } = new();

    public ValueTask Keep(string channel, string uniqueId, string answer, CancellationToken cancellationToken)
    {
        Kept.TryAdd(uniqueId, answer);
        return default;
    }

    /// <summary>What the disk does next.</summary>
    public bool CanGrow { get; set; } = true;

    public ValueTask<bool> Grow(string channel, string uniqueId, Func<string?, string> grown, CancellationToken cancellationToken)
    {
        if (CanGrow)
            Kept.AddOrUpdate(uniqueId, _ => grown(null), (_, answer) => grown(answer));
        return new(CanGrow);
    }

    public ValueTask<string?> Find(string channel, string uniqueId, CancellationToken cancellationToken) => new(Kept.GetValueOrDefault(uniqueId));

    public ValueTask<bool> IsKnown(string channel, string uniqueId, CancellationToken cancellationToken) => new(receiver.Received.Any(received => received.Unique == uniqueId));
}

/// <summary>Who was said to have left.</summary>
public sealed class LeftUsers : IDepartures
{
    public ConcurrentQueue<string> Users { get; } = new();
    public bool CanStore { get; set; } = true;

    public ValueTask<bool> Left(string channel, string userId, CancellationToken cancellationToken)
    {
        if (CanStore)
            Users.Enqueue(userId);
        return new(CanStore);
    }
}

/// <summary>The channel's own sentences, as their keys.</summary>
public sealed class TeamsKeys : ITeamsTexts
{
    public string Get(string key, string? locale) => $"[{key}:{locale}]";
}
