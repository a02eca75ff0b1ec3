using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Inbound;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cli.Talk;
using Assistant.Host.People;
using Assistant.Host.Server;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Tests.Channels.Teams;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;
using Assistant.Tests.Transcripts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Teams;

/// <summary>The house with Teams before it: activities come over HTTP with signed tokens, what is read is what the Connector's double took.</summary>
internal sealed class TeamsChatWorld : ChannelChatWorld
{
    private static readonly TimeSpan betweenPresses = TimeSpan.FromSeconds(6);

    private readonly TeamsDouble world;
    private readonly ShiftedTime clock;
    private readonly WebApplication front;
    private readonly Dictionary<string, TeamsClient> people = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Conversation, int Before, string Words)> passing = new();
    private int came;

    private TeamsChatWorld(TeamsDouble world, ShiftedTime clock, params IEnumerable<(string Key, string Value)> configured) : base((services, _) => services
        .AddTeams(world.Options).AddSingleton<ITeamsTexts, ChannelTexts>().AddSingleton<IKeyShelf>(new MemoryShelf())
        // Tokens are of today, whatever day the transcript has; between two presses there are more than a double click's seconds.
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<TokenCheck>(provider, clock))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<Invokes>(provider, clock)).AddSingleton(provider => ActivatorUtilities.CreateInstance<Expectations>(provider, clock)), configured)
    {
        (this.world, this.clock) = (world, clock);
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Test" });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        front = builder.Build();
        front.Run(async http => await (await Get<Messages>().Handle(http)).ExecuteAsync(http));
    }

    public static async Task<TeamsChatWorld> Started(params IEnumerable<(string Key, string Value)> configured)
    {
        var chats = new TeamsChatWorld(await TeamsDouble.Start(), new(), configured);
        await chats.front.StartAsync();
        await chats.Run();
        return chats;
    }

    public TeamsDouble World => world;

    public TeamsClient Person(Speaker who) => people[who.Id];

    protected override string Channel => TeamsChannel.ChannelId;

    protected override string UserOf(Speaker who) => $"{TeamsDouble.Tenant}:{ObjectOf(who)}";

    protected override string ConversationOf(Speaker who) => $"a:{who.Id}";

    private static string ObjectOf(Speaker who) => $"aad-{who.Id.Replace(':', '-')}".ToLowerInvariant();

    public override async ValueTask Enter(Speaker who)
    {
        var person = people[who.Id] = new(world, clock, ObjectOf(who), ConversationOf(who), who.Lang.Code())
        {
            Endpoint = new(front.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/messages"),
        };
        await GiveRole(who);
        // Both events of an installation, side by side, in either order.
        var added = person.Activity("conversationUpdate", null);
        added["membersAdded"] = new JsonArray(new JsonObject { ["id"] = $"28:{TeamsDouble.App}" });
        var told = new[] { person.Installation("add"), added };
        foreach (var answer in await Task.WhenAll((++came % 2 == 0 ? told : told.Reverse()).Select(activity => person.Post(activity))))
            Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        await Quiet();
    }

    public override async ValueTask Say(Speaker who, string text)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await Person(who).Post(Person(who).Activity(text: await WithCodes(AsRead(text))))).Status);
        await Quiet();
    }

    public override async ValueTask Press(Speaker who, string label)
    {
        label = AsRead(label);
        var sent = Sent(who).ToList();
        var action = sent.SelectMany(Actions).LastOrDefault(action => (string?)action["title"] == label)
            ?? throw new InvalidOperationException($"{who} sees no button [{label}].");
        clock.Advance(betweenPresses);
        var (status, body) = await Person(who).Post(Person(who).Execute(action["data"]!));
        Assert.Equal(HttpStatusCode.OK, status);
        var answer = JsonNode.Parse(body)!;
        Assert.Equal(200, (int)answer["statusCode"]!);
        if ((string?)answer["type"] == "application/vnd.microsoft.activity.message" && (string?)answer["value"] is { } words && words != $"✓ {label}")
            passing.Enqueue((ConversationOf(who), sent.Count(activity => FileOf(activity) is null), words));
        await Quiet();
    }

    // A file is offered below its words.
    protected override int CallsOf(Message message) => message.File is null ? 1 : 2;

    protected override int Arrived(Speaker who) => Sent(who).Count() + passing.Count(said => said.Conversation == ConversationOf(who));

    protected override IReadOnlyList<string> Told(Speaker who)
    {
        var told = new List<string>();
        foreach (var activity in Sent(who))
            if (FileOf(activity) is { } file)
                told[^1] = WithFile(told[^1], file);
            else
                told.Add(Shown(activity));
        foreach (var (before, words) in passing.Where(said => said.Conversation == ConversationOf(who)).Select((said, n) => (said.Before + n, said.Words)))
            told.Insert(before, words);
        return told;
    }

    /// <summary>A file is written down before the buttons.</summary>
    private static string WithFile(string told, string file) =>
        told.EndsWith(']') && told.LastIndexOf(" [", StringComparison.Ordinal) is var buttons and >= 0 ? $"{told[..buttons]} {{{file}}}{told[buttons..]}" : $"{told} {{{file}}}";

    /// <summary>A fresh code, as a worker is given it.</summary>
    public ValueTask<string> Code(string role) => WithCodes($"{{code {role}}}");

    private static readonly Speaker family = new("parent", "family", Lang.En);

    /// <summary>What the family of <see cref="AsksAsParent"/> is told.</summary>
    public ValueTask<IReadOnlyList<string>> ReadFamily() => Read(family);

    /// <summary>Fills the newest form with this button.</summary>
    /// <returns>What the card's place shows then.</returns>
    public async ValueTask<string> Fill(Speaker who, string submit, params (string Id, string Value)[] fields)
    {
        var data = Sent(who).SelectMany(Actions).Last(action => (string?)action["title"] == submit)["data"]!.DeepClone();
        foreach (var (id, value) in fields)
            data[$"field.{id}"] = value;
        clock.Advance(betweenPresses);
        var (status, body) = await Person(who).Post(Person(who).Execute(data));
        Assert.Equal(HttpStatusCode.OK, status);
        await Quiet();
        return body;
    }

    /// <summary>A request of a family that writes elsewhere.</summary>
    public async ValueTask<string> AsksAsParent()
    {
        await Enter(family);
        await Read(family);
        return await Asks(family);
    }

    /// <summary>A coordinator lets somebody go.</summary>
    public async ValueTask LetGo(Speaker who, Speaker by)
    {
        var now = Get<IClock>().GetCurrentInstant();
        var (person, boss) = await Storage.Store.Read(unit => (
            Storage.People.Find(unit, new(Channel, UserOf(who)))!,
            Chat.Of(Storage.Conversations.Find(unit, Channel, ConversationOf(by))!, Storage.People.Find(unit, new(Channel, UserOf(by)))!)), CancellationToken.None);
        var step = (await Get<StaffDesk>().Plan(new Effect.LetGo(person.Id.ToString(), null), boss, now))!;
        await Storage.Store.Write(unit =>
        {
            step.Save(unit);
            return true;
        }, CancellationToken.None);
        step.After?.Invoke();
    }

    /// <summary>Whether the person's chat is known under this address.</summary>
    public bool AddressOf(Speaker who, string conversation) => Storage.Store.Read(unit =>
        Storage.Conversations.Find(unit, Channel, conversation) is { } found && Storage.People.Find(unit, new(Channel, UserOf(who)))!.Id == found.Person, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Something comes from us unasked.</summary>
    public async ValueTask Tell(Speaker who, string conversation)
    {
        var now = Get<IClock>().GetCurrentInstant();
        var told = await Storage.Store.Write(unit =>
        {
            var chat = Chat.Of(Storage.Conversations.Find(unit, Channel, conversation)!, Storage.People.Find(unit, new(Channel, UserOf(who)))!);
            IReadOnlyList<Rendered> messages = [Get<MessageRenderer>().Render(new(new("menu.thanks")), chat, "tell", now, isPulled: false)];
            Get<Delivery>().Queue(unit, messages);
            return messages;
        }, CancellationToken.None);
        await Get<Delivery>().Wake(told);
    }

    public override async ValueTask DisposeAsync()
    {
        await front.StopAsync();
        await front.DisposeAsync();
        await base.DisposeAsync();
        foreach (var person in people.Values)
            person.Dispose();
        await world.DisposeAsync();
    }

    /// <summary>What this person's chat shows of ours.</summary>
    public IEnumerable<JsonNode> Sent(Speaker who) => world.Said.Where(said => (string?)said["conversation"]!["id"] == ConversationOf(who));

    /// <summary>The name of the file that is offered.</summary>
    public static string? FileOf(JsonNode activity) =>
        activity["attachments"]?[0] is { } attachment && (string?)attachment["contentType"] == Assistant.Channels.Teams.Outbound.Files.Offer ? (string?)attachment["name"] : null;

    private static JsonArray? Body(JsonNode activity) => activity["attachments"]?[0]?["content"]?["body"]?.AsArray();

    private static IEnumerable<JsonNode> Actions(JsonNode activity) =>
        (Body(activity) ?? []).Where(element => (string?)element!["type"] == "ActionSet").SelectMany(set => set!["actions"]!.AsArray()).OfType<JsonNode>();

    private static string Shown(JsonNode activity) => TranscriptWriter.Show(new()
    {
        Text = Read(activity) ?? string.Concat(Body(activity)!.Where(element => (string?)element!["type"] is "TextBlock" or "RichTextBlock").Select(Line!)),
        // A form is another way to say the same; what is told is the question.
        Buttons = [.. Actions(activity).Where(action => !((string)action["data"]!["press"]!).EndsWith(":form", StringComparison.Ordinal)).Select(action => new Button("", (string)action["title"]!))],
    });

    /// <summary>The words as a client shows them.</summary>
    private static string? Read(JsonNode activity) => (string?)activity["textFormat"] == "xml"
        ? System.Net.WebUtility.HtmlDecode(((string)activity["text"]!).Replace("<br/>", "\n", StringComparison.Ordinal))
        : (string?)activity["text"];

    private static string Line(JsonNode block) =>
        $"{(string?)block["spacing"] switch { null => "", "Small" => "\n", _ => "\n\n" }}{(string?)block["text"] ?? (string?)block["inlines"]![0]!["text"]}";
}
