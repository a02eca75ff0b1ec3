using System.Text.Json;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Messages;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Broadcasts;

/// <summary>
/// kill -9 of the real program while it plans and sends a message to many, again and again: nobody gets it twice, and whoever is said to have it has it.
/// <c>ASSISTANT_KILLS</c> sets the rounds; 4 by default.
/// </summary>
[Collection(Alone.Name)]
public sealed class BroadcastKillTests
{
    private const int recipients = 150;
    private const string words = "Homme on maja suletud.";

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Whenever_the_program_is_killed_nobody_gets_it_twice_and_all_get_it_or_are_shown_as_uncertain()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("ASSISTANT_KILLS"), out var given) ? given : 4;
        using var data = new TempFolder();
        await using var world = await TelegramDouble.Start(new() { SlowsHastyPolls = false, ConflictDelay = TimeSpan.FromMilliseconds(200) });
        var users = Enumerable.Range(0, recipients).Select(n => world.AddUser($"P{n}", "et", isOpen: true)).ToList();
        // Quiet hours would make the outcome a matter of when this runs.
        var environment = new Dictionary<string, string> { ["Telegram__Token"] = world.Options.Token, ["Telegram__ApiRoot"] = world.Address.AbsoluteUri, ["Organisation__QuietHours"] = "03:00-03:00" };
        var id = await Prepared(data.Path, users);

        for (var round = 0; round < rounds; round++)
        {
            await using var host = await HostProcess.Start(data.Path, environment);
            // Each round somewhat later in its life: while recipients are written down, while they are queued, while they are sent.
            await Task.Delay(150 * round);
            await host.Kill();
        }
        for (var began = TimeProvider.System.GetTimestamp(); !await IsDone(data.Path, id);)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, "the message does not come to its end");
            await using var host = await HostProcess.Start(data.Path, environment);
            await Task.Delay(TimeSpan.FromSeconds(6));
            Assert.Equal(0, await host.Stop());
        }

        Assert.All(users, user => Assert.True(user.Heard.Count(message => message.Text == words) <= 1, $"{user.FirstName} got it {user.Heard.Length} times"));
        using var storage = Open(data.Path);
        var found = await storage.Store.Read(unit => users.Select(user =>
        {
            var person = storage.People.Find(unit, new(TelegramChannel.ChannelId, $"{user.Id}"))!.Id;
            var delivery = storage.Broadcasts.Deliveries(unit, id).Single(one => one.Person == person);
            return (user, Known: storage.Outbox.StateOf(unit, delivery.Key)?.State, delivery.State);
        }).ToList(), CancellationToken.None);
        Assert.Equal(recipients, found.Count);
        foreach (var (user, known, state) in found)
        {
            var heard = user.Heard.Count(message => message.Text == words);
            Assert.Equal(known == OutgoingState.Sent ? DeliveryState.Sent : DeliveryState.Uncertain, state);
            if (state == DeliveryState.Sent)
                Assert.Equal(1, heard);
            else
                // A crash between the call and its answer is the only way not to know.
                Assert.Equal(OutgoingState.Uncertain, known);
        }
    }

    private static async Task<bool> IsDone(string folder, BroadcastId id)
    {
        using var storage = Open(folder);
        return await storage.Store.Read(unit => storage.Broadcasts.Find(unit, id)!.State == BroadcastState.Done, CancellationToken.None);
    }

    private static SqliteStorage Open(string folder)
    {
        var settings = SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Test, new DataFolder(folder));
        return Assistant.Host.Server.StoreFolder.Open(settings, TimeProvider.System, new RandomIds(new TimeProviderClock(TimeProvider.System)));
    }

    private static async Task<BroadcastId> Prepared(string folder, IReadOnlyList<FakeUser> users)
    {
        using var storage = Open(folder);
        return await storage.Store.Write(unit =>
        {
            foreach (var user in users)
            {
                var person = storage.People.Meet(unit, new(TelegramChannel.ChannelId, $"{user.Id}"), "et");
                storage.People.Consent(unit, person.Id, new("1", new('0', 64), "et", TelegramChannel.ChannelId));
                var address = JsonSerializer.Serialize(new ConversationReference(TelegramChannel.ChannelId, $"{user.Id}", $"{user.Id}"), WireJson.Default.ConversationReference);
                storage.Conversations.Open(unit, TelegramChannel.ChannelId, $"{user.Id}", address, person.Id);
            }
            var author = storage.People.Meet(unit, new("terminal", "coordinator"), "et");
            storage.People.Grant(unit, author.Id, Assistant.Records.People.Role.Coordinator, by: null);
            var broadcast = new Broadcast(new(storage.Ids.Next()), "K7M2X", author.Id, BroadcastState.Planned, SystemClock.Instance.GetCurrentInstant(), Opened: null,
                new(AudienceKind.Role, nameof(Assistant.Records.People.Role.Parent)), new("et", words), SystemClock.Instance.GetCurrentInstant(), Version: 1);
            storage.Broadcasts.Add(unit, broadcast);
            return broadcast.Id;
        }, CancellationToken.None);
    }
}
