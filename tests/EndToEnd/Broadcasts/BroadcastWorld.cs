using System.Collections.Immutable;
using System.Text.Json;
using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Inbound;
using Assistant.Channels.Telegram;
using Assistant.Dialogs.Consent;
using Assistant.Fakes.Telegram;
using Assistant.Host.Composition;
using Assistant.Host.Server;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Messages;
using Assistant.Tests.Channels.Teams;
using Assistant.Tests.Fakes.Teams;
using Assistant.Tests.Transcripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Broadcasts;

/// <summary>The house with Telegram and Teams before it at once; the coordinator writes from the terminal.</summary>
internal sealed class BroadcastWorld : HostChatWorld
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(90), call = TimeSpan.FromSeconds(3);

    private readonly TelegramDouble telegram;
    private readonly TeamsDouble teams;
    private readonly ImmutableArray<IHostedService> running;

    private BroadcastWorld(TelegramDouble telegram, TeamsDouble teams) : base((services, _) =>
    {
        services.RemoveAll<IHostedService>().AddAssistantLife();
        services.AddTelegram(new() { Token = telegram.Options.Token, ApiRoot = telegram.Address, CallTimeout = call, PollWait = call }).AddSingleton<ITelegramTexts, ChannelTexts>();
        services.AddTeams(teams.Options with { CallTimeout = call }).AddSingleton<ITeamsTexts, ChannelTexts>().AddSingleton<IKeyShelf>(new MemoryShelf());
    }) => (this.telegram, this.teams, running) = (telegram, teams, [.. Get<IEnumerable<IHostedService>>()]);

    public TelegramDouble Telegram => telegram;

    public TeamsDouble Teams => teams;

    /// <param name="options">Telegram's.</param>
    public static async Task<BroadcastWorld> Started(DoubleOptions? options = null)
    {
        var world = new BroadcastWorld(await TelegramDouble.Start(options ?? new() { SlowsHastyPolls = false }), await TeamsDouble.Start());
        foreach (var service in world.running)
            await service.StartAsync(CancellationToken.None);
        return world;
    }

    /// <summary>Somebody who agreed and writes from Telegram.</summary>
    public async Task<(FakeUser User, PersonId Person)> OnTelegram(string name, string language = "et", bool consents = true)
    {
        var user = telegram.AddUser(name, language, isOpen: true);
        return (user, await Add(new(TelegramChannel.ChannelId, $"{user.Id}", $"{user.Id}"), name, language, consents));
    }

    /// <summary>Somebody who agreed and writes from Teams.</summary>
    public Task<PersonId> OnTeams(string name) => Add(new(TeamsChannel.ChannelId, $"a:{name}", $"{TeamsDouble.Tenant}:aad-{name}", teams.ServiceUrl)
    {
        TenantId = TeamsDouble.Tenant, ConversationType = "personal", BotId = $"28:{TeamsDouble.App}", Account = $"29:{name}", AadObjectId = $"aad-{name}",
    }, name, "et", consents: true);

    private Task<PersonId> Add(ConversationReference at, string name, string language, bool consents) => Storage.Store.Write(unit =>
    {
        var person = Storage.People.Meet(unit, new(at.Channel, at.User), language);
        Storage.People.Save(unit, person with { Name = name });
        if (consents)
            Storage.People.Consent(unit, person.Id, new(ConsentDialog.Version, new('0', 64), language, at.Channel));
        Storage.Conversations.Open(unit, at.Channel, at.Conversation, JsonSerializer.Serialize(at, WireJson.Default.ConversationReference), person.Id);
        return person.Id;
    }, CancellationToken.None).AsTask();

    /// <summary>The message written last.</summary>
    public ValueTask<Broadcast> Last() => Storage.Store.Read(unit => Storage.Broadcasts.All(unit, 1)[0], CancellationToken.None);

    public async Task<Dictionary<PersonId, BroadcastDelivery>> Deliveries()
    {
        var last = await Last();
        return await Storage.Store.Read(unit => Storage.Broadcasts.Deliveries(unit, last.Id).ToDictionary(delivery => delivery.Person), CancellationToken.None);
    }

    /// <summary>Time goes on until it is over.</summary>
    public async Task UntilDone()
    {
        var began = TimeProvider.System.GetTimestamp();
        while ((await Last()).State != BroadcastState.Done)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, "the message does not come to its end");
            await Task.Delay(100);
            await Advance(Now.PlusSeconds(1));
        }
    }

    /// <summary>The time where the organisation is.</summary>
    public LocalDateTime Time => Now;

    /// <summary>What is in the outbox of the message written last has left it.</summary>
    public async Task<bool> AreSettled()
    {
        var last = await Last();
        return await Storage.Store.Read(unit => Storage.Broadcasts.Deliveries(unit, last.Id).All(delivery => delivery.State != DeliveryState.Queued
            || Storage.Outbox.StateOf(unit, delivery.Key) is { State: not (OutgoingState.Due or OutgoingState.Sending) }), CancellationToken.None);
    }

    /// <summary>Time goes on until then.</summary>
    public async Task Until(Func<Task<bool>> wanted)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await wanted())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, "it does not come to that");
            await Task.Delay(50);
            await Advance(Now.PlusSeconds(1));
        }
    }

    /// <summary>Whether the chat is known not to take anything.</summary>
    public ValueTask<bool> IsSilent(PersonId person) => Storage.Store.Read(unit => Storage.Conversations.Of(unit, person)[0].Silence is not null, CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        foreach (var service in running.Reverse())
            await service.StopAsync(CancellationToken.None);
        await base.DisposeAsync();
        await telegram.DisposeAsync();
        await teams.DisposeAsync();
    }
}
