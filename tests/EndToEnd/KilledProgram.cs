using System.Text.Json;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Server;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.Configuration;

namespace Assistant.Tests.EndToEnd;

/// <summary>The real program beside the Telegram double, killed again and again while it works, then left to come to its end. <c>ASSISTANT_KILLS</c> sets the rounds; 4 by default.</summary>
/// <param name="folder">Its data.</param>
internal sealed class KilledProgram(string folder, TelegramDouble world)
{
    private const int fewRounds = 4, laterEachRound = 150;

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    // Quiet hours would make the outcome a matter of when this runs.
    private readonly Dictionary<string, string> environment = new()
    {
        ["Telegram__Token"] = world.Options.Token, ["Telegram__ApiRoot"] = world.Address.AbsoluteUri, ["Organisation__QuietHours"] = "03:00-03:00",
    };

    /// <summary>A double that takes no offence at a program which is started again and again.</summary>
    public static Task<TelegramDouble> World() => TelegramDouble.Start(new() { SlowsHastyPolls = false, ConflictDelay = TimeSpan.FromMilliseconds(200) });

    /// <summary>The store while no program runs on it.</summary>
    public SqliteStorage Open()
    {
        var settings = SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Test, new DataFolder(folder));
        return StoreFolder.Open(settings, TimeProvider.System, new RandomIds(new TimeProviderClock(TimeProvider.System)));
    }

    /// <summary>A person of the double's who has a chat.</summary>
    public static Person Meet(SqliteStorage storage, IUnit unit, FakeUser user)
    {
        var person = storage.People.Meet(unit, Identity(user), "et");
        var address = JsonSerializer.Serialize(new ConversationReference(TelegramChannel.ChannelId, $"{user.Id}", $"{user.Id}"), WireJson.Default.ConversationReference);
        storage.Conversations.Open(unit, TelegramChannel.ChannelId, $"{user.Id}", address, person.Id);
        return person;
    }

    public static ChannelIdentity Identity(FakeUser user) => new(TelegramChannel.ChannelId, $"{user.Id}");

    /// <summary>Kills it, each round somewhat later in its life; then starts it until all is done.</summary>
    public async Task Run(Func<SqliteStorage, IUnit, bool> isDone)
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("ASSISTANT_KILLS"), out var given) ? given : fewRounds;
        for (var round = 0; round < rounds; round++)
        {
            await using var host = await HostProcess.Start(folder, environment);
            await Task.Delay(laterEachRound * round);
            await host.Kill();
        }
        for (var began = TimeProvider.System.GetTimestamp(); !await Ask(isDone);)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, "it does not come to its end");
            await using var host = await HostProcess.Start(folder, environment);
            await Task.Delay(TimeSpan.FromSeconds(6));
            Assert.Equal(0, await host.Stop());
        }
    }

    private async Task<bool> Ask(Func<SqliteStorage, IUnit, bool> isDone)
    {
        using var storage = Open();
        return await storage.Store.Read(unit => isDone(storage, unit), CancellationToken.None);
    }
}
