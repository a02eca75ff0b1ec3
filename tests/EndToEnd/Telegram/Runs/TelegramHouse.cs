using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Host.Broadcasts;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Scheduling;
using Assistant.Host.Server;
using Assistant.Protocol;
using Assistant.Records.Broadcasts;
using Assistant.Records.People;
using Assistant.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Assistant.Tests.EndToEnd.Telegram.Runs;

/// <summary>The program's own services in this process, on a store of their own, before the double: for runs too long or too large for a chat on paper.</summary>
internal sealed class TelegramHouse : IAsyncDisposable
{
    private readonly string folder;
    private readonly SqliteStorage storage;
    private readonly ServiceProvider services;
    private readonly IReadOnlyList<IHostedService> running;

    private TelegramHouse(TelegramDouble world, Func<TelegramOptions, TelegramOptions> adjust)
    {
        World = world;
        folder = Directory.CreateTempSubdirectory("house").FullName;
        var settings = SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Flood:Burst", "100000"), new("Flood:PerSecond", "100000"), new("Organisation:QuietHours", "03:00-03:00")]).Build(), Surroundings.Test, new DataFolder(folder));
        var ids = new RandomIds(new TimeProviderClock(TimeProvider.System));
        storage = StoreFolder.Open(settings, TimeProvider.System, ids);
        var rooms = new ServiceCollection().AddLogging().AddMetrics().AddAssistant(settings, storage, ids, TimeProvider.System).AddScheduling(settings);
        // The scheduler's clock would run by itself.
        rooms.RemoveAll<IHostedService>().AddAssistantLife();
        rooms.AddTelegram(adjust(new() { Token = world.Options.Token, ApiRoot = world.Address })).AddSingleton<ITelegramTexts, ChannelTexts>();
        services = rooms.BuildServiceProvider();
        running = [.. services.GetServices<IHostedService>()];
    }

    public TelegramDouble World { get; }

    public static async Task<TelegramHouse> Started(DoubleOptions options, Func<TelegramOptions, TelegramOptions>? adjust = null)
    {
        var house = new TelegramHouse(await TelegramDouble.Start(options), adjust ?? (given => given));
        foreach (var service in house.running)
            await service.StartAsync(CancellationToken.None);
        return house;
    }

    /// <summary>A coordinator's message to all parents, which these are: recipients, outbox and outcomes as in the program, which looks each second.</summary>
    /// <returns>Completes once what became of it is known for everybody.</returns>
    public async Task<IReadOnlyDictionary<DeliveryState, int>> Broadcast(IReadOnlyList<FakeUser> people, string words, CancellationToken over)
    {
        const int atOnce = 500;
        foreach (var some in people.Chunk(atOnce))
            await storage.Store.Write(unit =>
            {
                foreach (var user in some)
                {
                    var person = storage.People.Meet(unit, new(TelegramChannel.ChannelId, $"{user.Id}"), "et");
                    storage.People.Consent(unit, person.Id, new("1", new('0', 64), "et", TelegramChannel.ChannelId));
                    var address = System.Text.Json.JsonSerializer.Serialize(new ConversationReference(TelegramChannel.ChannelId, $"{user.Id}", $"{user.Id}"), WireJson.Default.ConversationReference);
                    storage.Conversations.Open(unit, TelegramChannel.ChannelId, $"{user.Id}", address, person.Id);
                }
                return true;
            }, CancellationToken.None);
        var id = await storage.Store.Write(unit =>
        {
            var author = storage.People.Meet(unit, new("terminal", "coordinator"), "et");
            storage.People.Grant(unit, author.Id, Role.Coordinator, by: null);
            Broadcast broadcast = new(new(storage.Ids.Next()), "K7M2X", author.Id, BroadcastState.Planned, unit.Now, Opened: null, new(AudienceKind.Role, nameof(Role.Parent)), new("et", words), unit.Now, Version: 1);
            storage.Broadcasts.Add(unit, broadcast);
            return broadcast.Id;
        }, CancellationToken.None);
        while (!over.IsCancellationRequested && await storage.Store.Read(unit => storage.Broadcasts.Find(unit, id)!.State != BroadcastState.Done, CancellationToken.None))
        {
            await services.GetRequiredService<BroadcastSweep>().Run(CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        }
        return await storage.Store.Read(unit => storage.Broadcasts.Counts(unit, id), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in running.Reverse())
            await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        storage.Dispose();
        await World.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
