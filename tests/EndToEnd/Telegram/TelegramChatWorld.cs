using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Host.Cli.Talk;
using Assistant.Host.Composition;
using Assistant.Host.Control;
using Assistant.Host.Server;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Tests.Transcripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>The program's own pipeline with Telegram before it: what is typed and pressed goes through the double, what is read comes from there.</summary>
internal sealed partial class TelegramChatWorld : HostChatWorld
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    private readonly TelegramDouble world;
    private readonly ImmutableArray<IHostedService> running;
    private readonly Dictionary<string, FakeUser> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> read = new(StringComparer.Ordinal);

    private TelegramChatWorld(TelegramDouble world) : base((services, settings) => services
        // The scheduler's clock would run by itself.
        .RemoveAll<IHostedService>()
        .AddAssistantLife()
        .AddTelegram(new() { Token = world.Options.Token, ApiRoot = world.Address, Pace = PaceLimits.None, CallTimeout = TimeSpan.FromSeconds(6), PollWait = TimeSpan.FromSeconds(5) })
        .AddSingleton<ITelegramTexts, TelegramTexts>())
    {
        this.world = world;
        running = [.. Get<IEnumerable<IHostedService>>()];
    }

    public static async Task<TelegramChatWorld> Started()
    {
        var chats = new TelegramChatWorld(await TelegramDouble.Start(new() { HasLimits = false, SlowsHastyPolls = false }));
        foreach (var service in chats.running)
            await service.StartAsync(CancellationToken.None);
        return chats;
    }

    public TelegramDouble World => world;

    public FakeUser Person(Speaker who) => people[who.Id];

    public override async ValueTask Enter(Speaker who)
    {
        var person = people[who.Id] = world.AddUser(who.ToString(), who.Lang.Code());
        if (who.Role == "coordinator")
            await Storage.Store.Write(unit =>
            {
                var met = Storage.People.Meet(unit, new(TelegramChannel.ChannelId, $"{person.Id}"), who.Lang.Code());
                Storage.People.Grant(unit, met.Id, Role.Coordinator, by: null);
                return true;
            }, CancellationToken.None);
        person.Start();
        await Quiet();
    }

    public override async ValueTask Say(Speaker who, string text)
    {
        Person(who).Write(await WithCodes(text));
        await Quiet();
    }

    public override async ValueTask Press(Speaker who, string label)
    {
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

    public override async ValueTask<IReadOnlyList<string>> Read(Speaker who)
    {
        var person = Person(who);
        await Quiet();
        // All that is in the log must come through, in as many calls.
        var log = await Get<IConversationLog>().After(TelegramChannel.ChannelId, $"{person.Id}", 0, 10_000, CancellationToken.None);
        var expected = log.Count(entry => entry.Outgoing is not null);
        var told = await world.Until(() => Told(person) is var all && all.Count >= expected ? all : null, patience) ?? Told(person);
        var news = told.Skip(read.GetValueOrDefault(who.Id)).ToList();
        read[who.Id] = told.Count;
        return [.. news.Select(WithoutReference)];
    }

    /// <summary>The same house, entered by the terminal.</summary>
    public IChatWorld AtTerminal => new Terminal(this);

    private ValueTask EnterTerminal(Speaker who) => base.Enter(who);

    private async ValueTask SayAtTerminal(Speaker who, string text)
    {
        await Quiet();
        await base.Say(who, text);
    }

    private async ValueTask PressAtTerminal(Speaker who, string label)
    {
        await Quiet();
        await base.Press(who, label);
    }

    private async ValueTask<IReadOnlyList<string>> ReadAtTerminal(Speaker who)
    {
        await Quiet();
        return await base.Read(who);
    }

    private sealed class Terminal(TelegramChatWorld home) : IChatWorld
    {
        public ValueTask Enter(Speaker who) => home.EnterTerminal(who);

        public ValueTask Say(Speaker who, string text) => home.SayAtTerminal(who, text);

        public ValueTask Press(Speaker who, string label) => home.PressAtTerminal(who, label);

        public ValueTask<IReadOnlyList<string>> Read(Speaker who) => home.ReadAtTerminal(who);

        public ValueTask Advance(LocalDateTime to) => home.Advance(to);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>References of requests are drawn anew in each run.</summary>
    public static string WithoutReference(string line) => Reference().Replace(line, "REF");

    [GeneratedRegex(@"\b[2-9A-HJ-NP-Z]{5}\b")]
    private static partial Regex Reference();

    /// <summary>A request of this person's as if filed just now, without the words around it.</summary>
    public async ValueTask<string> Asks(Speaker who)
    {
        var now = Get<IClock>().GetCurrentInstant();
        return await Storage.Store.Write(unit =>
        {
            var chat = Storage.Conversations.Find(unit, TelegramChannel.ChannelId, $"{Person(who).Id}")!;
            var request = new AppointmentRequest(
                new(Get<IIds>().Next()), ShortReference.From(Get<IIds>().Token()), chat.Person, chat.Id, new("appointment", Service: null, Wish: null, "homme", Note: null, Name: null, Phone: null),
                RequestState.Waiting, Owner: null, Proposed: null, Agreed: null, now, now + Duration.FromDays(1), Version: 1);
            Storage.Appointments.Add(unit, request);
            return request.Reference;
        }, CancellationToken.None);
    }

    /// <summary>The clock goes on, and the sender looks at what is due.</summary>
    public async ValueTask Later(TimeSpan by)
    {
        await Advance(Now + Period.FromTicks(by.Ticks));
        Get<SenderSignal>().Set();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var service in running.Reverse())
            await service.StopAsync(CancellationToken.None);
        await base.DisposeAsync();
        await world.DisposeAsync();
    }

    /// <summary>Every message as it was when it came, and every word in passing.</summary>
    private List<string> Told(FakeUser person)
    {
        var (told, sent) = (new List<string>(), 0);
        foreach (var call in world.Journal.Entries.Where(call => call.Code == 200))
        {
            if (IsSend(call, person))
                told.Add(Shown(call, person.EverHeard[sent++].FileName));
            else if (call.Method == "answerCallbackQuery" && call.Parameters["text"] is { } words && world.PressedBy(call.Parameters["callback_query_id"]!.GetValue<string>()) == person.Id)
                told.Add(words.GetValue<string>());
        }
        return told;
    }

    private IEnumerable<JournalEntry> Sends(FakeUser to) => world.Journal.Entries.Where(call => call.Code == 200 && IsSend(call, to));

    private static bool IsSend(JournalEntry call, FakeUser to) =>
        call.Method is "sendMessage" or "sendDocument" && call.Parameters["chat_id"] is { } chat && $"{chat}" == $"{to.Id}";

    private static IEnumerable<JsonNode> Keys(JournalEntry call) =>
        ((call.Parameters["reply_markup"]?["inline_keyboard"] ?? call.Parameters["reply_markup"]?["keyboard"])?.AsArray() ?? []).SelectMany(row => row!.AsArray()).OfType<JsonNode>();

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

    /// <summary>Everything that was sent to us is on disk and its turn is over.</summary>
    private async ValueTask Quiet()
    {
        using var over = new CancellationTokenSource(patience);
        while (world.Pending > 0 || !Get<ITurnWatch>().IsQuiet)
            await Task.Delay(2, over.Token);
    }
}
