using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Scheduling;
using Assistant.Host.Server;
using Assistant.Host.Turns;
using Assistant.Protocol;
using Assistant.Records.Messages;
using Assistant.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

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
        var settings = SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Flood:Burst", "100000"), new("Flood:PerSecond", "100000")]).Build(), Surroundings.Test, new DataFolder(folder));
        var ids = new RandomIds(new TimeProviderClock(TimeProvider.System));
        storage = StoreFolder.Open(settings, TimeProvider.System, ids);
        var rooms = new ServiceCollection().AddLogging().AddMetrics().AddAssistant(settings, storage, ids, TimeProvider.System).AddScheduling(settings);
        // The scheduler's clock would run by itself.
        rooms.RemoveAll<IHostedService>().AddAssistantLife();
        rooms.AddTelegram(adjust(new() { Token = world.Options.Token, ApiRoot = world.Address })).AddSingleton<ITelegramTexts, TelegramTexts>();
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

    /// <summary>Queues one reminder for each of these people, as a sweep does: all at once.</summary>
    public async Task Remind(IReadOnlyList<FakeUser> people, string words)
    {
        const int atOnce = 500;
        foreach (var some in people.Chunk(atOnce))
            await storage.Store.Write(unit =>
            {
                foreach (var user in some)
                {
                    var person = storage.People.Meet(unit, new(TelegramChannel.ChannelId, $"{user.Id}"), "et");
                    var address = System.Text.Json.JsonSerializer.Serialize(new ConversationReference(TelegramChannel.ChannelId, $"{user.Id}", $"{user.Id}"), WireJson.Default.ConversationReference);
                    var chat = storage.Conversations.Open(unit, TelegramChannel.ChannelId, $"{user.Id}", address, person.Id);
                    var body = System.Text.Json.JsonSerializer.Serialize(new Message { Text = words, Alerts = true }, WireJson.Default.Message);
                    storage.Outbox.Queue(unit, [new($"run:{user.Id}", chat.Id, person.Id, OutgoingKind.Reminder, body, SystemClock.Instance.GetCurrentInstant(), IsPulled: false)]);
                }
                return true;
            }, CancellationToken.None);
        services.GetRequiredService<SenderSignal>().Set();
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
