using System.Text.Json.Nodes;
using Assistant.Channels.Telegram;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Fakes.Telegram;
using Assistant.Host.Cli.Talk;
using Assistant.Host.People;
using Assistant.Host.Server;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Tests.Transcripts;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>The house with Telegram before it.</summary>
internal sealed class TelegramChatWorld : ChannelChatWorld
{
    private readonly TelegramDouble world;
    private readonly Dictionary<string, FakeUser> people = new(StringComparer.Ordinal);

    private TelegramChatWorld(TelegramDouble world) : base((services, settings) => services
        .AddTelegram(new() { Token = world.Options.Token, ApiRoot = world.Address, Pace = PaceLimits.None, CallTimeout = TimeSpan.FromSeconds(6), PollWait = TimeSpan.FromSeconds(5), WebhookSecret = Secret })
        .AddSingleton<ITelegramTexts, ChannelTexts>()) => this.world = world;

    public static async Task<TelegramChatWorld> Started()
    {
        var chats = new TelegramChatWorld(await TelegramDouble.Start(new() { HasLimits = false, SlowsHastyPolls = false }));
        await chats.Run();
        return chats;
    }

    public TelegramDouble World => world;

    /// <summary>What a call of Telegram shows, where Telegram calls.</summary>
    public const string Secret = "secret_AAAAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>Takes Telegram's calls.</summary>
    public Webhook Webhook => Get<Webhook>();

    /// <summary>All that is registered.</summary>
    public IServiceProvider Rooms => Get<IServiceProvider>();

    /// <summary>The process was asked to stop.</summary>
    public void GoDown() => Get<Draining>().Begin();

    public FakeUser Person(Speaker who) => people[who.Id];

    /// <summary>Everybody here who works with families.</summary>
    public IEnumerable<FakeUser> Workers => people.Where(pair => !pair.Key.StartsWith("parent", StringComparison.Ordinal)).Select(pair => pair.Value);

    protected override string Channel => TelegramChannel.ChannelId;

    protected override string UserOf(Speaker who) => $"{Person(who).Id}";

    protected override string ConversationOf(Speaker who) => $"{Person(who).Id}";

    private const string Link = "https://t.me/double_bot?start=";

    private readonly HashSet<string> links = new(StringComparer.Ordinal);

    protected override bool IsIdle => world.Pending == 0;

    public override async ValueTask Enter(Speaker who)
    {
        var person = people[who.Id] = world.AddUser(who.ToString(), who.Lang.Code());
        await GiveRole(who);
        person.Start();
        await Quiet();
    }

    public override async ValueTask Say(Speaker who, string text)
    {
        var words = await WithCodes(AsRead(text));
        // A link was shown: who follows it presses START, and nothing else is typed.
        Person(who).Write(links.Contains(words) ? $"/start {words}" : words);
        await Quiet();
    }

    public override async ValueTask Press(Speaker who, string label)
    {
        label = AsRead(label);
        var person = Person(who);
        // A client that has not heard yet that the keyboard is gone still shows it.
        var sends = Sends(person).ToList();
        var at = sends.FindLastIndex(call => Key(call, label) is not null);
        if (at < 0)
            throw new InvalidOperationException($"{who} sees no button [{label}].");
        if (Key(sends[at], label)!["callback_data"] is { } data && !person.EverHeard[at].IsDeleted)
            person.Press(label, person.EverHeard[at], data.GetValue<string>());
        else
            // Beside the letters, or hidden: the words do as well.
            person.Write(label);
        await Quiet();
    }

    /// <summary>Somebody who worked here works here no more, by the command line.</summary>
    public async ValueTask LetGo(Speaker who)
    {
        await Storage.Store.Write(unit =>
        {
            var person = Storage.People.Find(unit, new(Channel, UserOf(who)))!.Id;
            Storage.Staff.Leave(unit, person, by: person);
            return true;
        }, CancellationToken.None);
        Get<CommandOffers>().Look();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await world.DisposeAsync();
    }

    protected override IReadOnlyList<string> Told(Speaker who)
    {
        var person = Person(who);
        var (told, sent) = (new List<string>(), 0);
        foreach (var call in world.Journal.Entries.Where(call => call.Code == 200))
        {
            if (IsSend(call, person))
                told.Add(WithoutLink(Shown(call, person.EverHeard[sent++].FileName)));
            else if (call.Method == "answerCallbackQuery" && call.Parameters["text"] is { } words && world.PressedBy(call.Parameters["callback_query_id"]!.GetValue<string>()) == person.Id)
                told.Add(words.GetValue<string>());
        }
        return told;
    }

    protected override string Untied(string told) => WithoutLink(told);

    /// <summary>A code is told as the link that brings it along.</summary>
    private string WithoutLink(string told)
    {
        for (var at = told.IndexOf(Link, StringComparison.Ordinal); at >= 0; at = told.IndexOf(Link, StringComparison.Ordinal))
        {
            var end = told.AsSpan(at).IndexOfAny(" \n");
            links.Add(told[(at + Link.Length)..(end < 0 ? told.Length : at + end)]);
            told = told.Remove(at, Link.Length);
        }
        return told;
    }

    private IEnumerable<JournalEntry> Sends(FakeUser to) => world.Journal.Entries.Where(call => call.Code == 200 && IsSend(call, to));

    private static bool IsSend(JournalEntry call, FakeUser to) =>
        call.Method is "sendMessage" or "sendDocument" && call.Parameters["chat_id"] is { } chat && $"{chat}" == $"{to.Id}";

    /// <summary>Beside an upload it comes as words.</summary>
    private static JsonNode? Markup(JournalEntry call) => call.Parameters["reply_markup"] is JsonValue words ? JsonNode.Parse(words.GetValue<string>()) : call.Parameters["reply_markup"];

    private static IEnumerable<JsonNode> Keys(JournalEntry call) =>
        ((Markup(call)?["inline_keyboard"] ?? Markup(call)?["keyboard"])?.AsArray() ?? []).SelectMany(row => row!.AsArray()).OfType<JsonNode>();

    private static JsonNode? Key(JournalEntry call, string label) => Keys(call).FirstOrDefault(key => key["text"]!.GetValue<string>() == label);

    private static string Shown(JournalEntry call, string? file)
    {
        var labels = Keys(call).Where(key => key["request_contact"] is null).Select(key => key["text"]!.GetValue<string>());
        return TranscriptWriter.Show(new()
        {
            Text = (call.Parameters["text"] ?? call.Parameters["caption"])!.GetValue<string>(),
            Buttons = [.. labels.Select(label => new Button("", label))],
            File = file is null ? null : new(file, "", []),
        });
    }
}
