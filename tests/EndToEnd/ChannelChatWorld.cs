using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assistant.Channels.Terminal;
using Assistant.Host.Broadcasts;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using Assistant.Tests.Transcripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Assistant.Tests.EndToEnd;

/// <summary>The program's own pipeline with a vendor's channel before it: what is typed and pressed goes through the vendor's double, what is read comes from there.</summary>
internal abstract partial class ChannelChatWorld : HostChatWorld
{
    /// <summary>How long anything is waited for.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ImmutableArray<IHostedService> running;
    private readonly Dictionary<string, int> read = new(StringComparer.Ordinal);

    private readonly Aliases aliases = new();
    private readonly HashSet<Speaker> entered = [];

    /// <param name="channel">Registers the channel.</param>
    /// <param name="configured">What an operator set.</param>
    protected ChannelChatWorld(Action<IServiceCollection, Settings> channel, params IEnumerable<(string Key, string Value)> configured) : base((services, settings) =>
    {
        // The scheduler's clock would run by itself.
        services.RemoveAll<IHostedService>().AddAssistantLife();
        channel(services, settings);
    }, configured) => running = [.. Get<IEnumerable<IHostedService>>()];

    /// <summary>Begins what runs in the background.</summary>
    protected async Task Run()
    {
        foreach (var service in running)
            await service.StartAsync(CancellationToken.None);
    }

    /// <summary>As <see cref="IChannel.Id"/>.</summary>
    protected abstract string Channel { get; }

    /// <summary>As <see cref="ConversationReference.User"/>.</summary>
    protected abstract string UserOf(Speaker who);

    /// <summary>As <see cref="ConversationReference.Conversation"/>.</summary>
    protected abstract string ConversationOf(Speaker who);

    /// <summary>The vendor holds nothing that is still to reach us.</summary>
    protected virtual bool IsIdle => true;

    /// <summary>In how many things that arrive this message is told.</summary>
    protected virtual int CallsOf(Message message) => 1;

    /// <summary>How many things arrived.</summary>
    protected virtual int Arrived(Speaker who) => Told(who).Count;

    /// <summary>Every message as it was when it came, and every word in passing.</summary>
    protected abstract IReadOnlyList<string> Told(Speaker who);

    /// <summary>Workers have their role before they come.</summary>
    protected async ValueTask GiveRole(Speaker who)
    {
        entered.Add(who);
        Role? role = who.Role switch { "coordinator" => Role.Coordinator, "support-person" => Role.SupportPerson, "counsellor" => Role.Counsellor, _ => null };
        if (role is not null)
            await Storage.Store.Write(unit =>
            {
                Storage.People.Grant(unit, Storage.People.Meet(unit, new(Channel, UserOf(who)), who.Lang.Code()).Id, role.Value, by: null);
                return true;
            }, CancellationToken.None);
    }

    public override async ValueTask<IReadOnlyList<string>> Read(Speaker who)
    {
        await Quiet();
        // Where a device changes hands the log begins anew: what is still on its way would not be missed.
        await Sent();
        // All that is in the log must come through, in as many calls.
        var log = await Get<IConversationLog>().After(Channel, ConversationOf(who), 0, 10_000, CancellationToken.None);
        var expected = log.Sum(entry => entry.Outgoing is { } message ? CallsOf(message) : 0);
        for (var since = Environment.TickCount64; Arrived(who) < expected && Environment.TickCount64 - since < Patience.TotalMilliseconds;)
            await Task.Delay(2);
        var told = Told(who);
        var news = told.Skip(read.GetValueOrDefault(who.Id)).ToList();
        read[who.Id] = told.Count;
        return [.. news.Select(Noted).Select(AsCompared)];
    }

    /// <summary>What the terminal tells as in a house without this channel: a link that leads into it is a code.</summary>
    protected virtual string Untied(string told) => told;

    private string AsCompared(string told) => aliases.Of(aliases.WithoutReferences(WithoutCount(string.Join('\n', told.Split('\n').Select(line => line.TrimEnd())))));

    public override async ValueTask<IReadOnlyList<string>> Open(Speaker who, string name)
    {
        await Quiet();
        return Opened(await Get<IConversationLog>().After(Channel, ConversationOf(who), 0, 10_000, CancellationToken.None), name);
    }

    private IReadOnlyList<string> Opened(IReadOnlyList<LoggedActivity> log, string name) =>
        [.. OpenedFile.Tell(Newest(log, file => Aliases.AnyReference(file.Name) == Aliases.AnyReference(name))).Select(AsCompared)];

    /// <summary>Everything that was sent to us is on disk and its turn is over.</summary>
    protected async ValueTask Quiet()
    {
        using var over = new CancellationTokenSource(Patience);
        while (!IsIdle || !Get<ITurnWatch>().IsQuiet)
            await Task.Delay(2, over.Token);
    }

    /// <summary>What is erased is counted with the events that tell of somebody's coming, which each channel has in its own way.</summary>
    private static string WithoutCount(string line) => Count().Replace(line, "some");

    [GeneratedRegex("(?<=\\b(messages|sõnumeid|сообщений) )[0-9]+\\b")]
    private static partial Regex Count();

    /// <summary>The chats that can be played here.</summary>
    /// <param name="but">Parts of the names of those that this channel does not tell in these words.</param>
    public static TheoryData<string> Files(params IEnumerable<string> but) =>
        [.. TranscriptTests.Files.Select(row => row.Data).Where(file => !but.Any(part => file.Contains(part, StringComparison.Ordinal)))];

    /// <summary>A transcript as it is read here: of what is told, references and ends of lines are left out.</summary>
    /// <param name="isLeftOut">Lines that this channel does not tell.</param>
    public static Transcript Parse(IReadOnlyList<string> lines, Func<string, bool> isLeftOut)
    {
        var aliases = new Aliases();
        // What goes on in the next line is something else that begins alike.
        return Transcript.Parse([.. lines.Where((line, n) => !isLeftOut(line) || lines.ElementAtOrDefault(n + 1) is [' ', ' ', ..])
            .Select(line => line is ['<' or ' ', ' ', ..] ? line[..2] + aliases.Of(aliases.WithoutReferences(WithoutCount(line[2..]))).TrimEnd() : line is ['>', ..] ? aliases.ByNumber(aliases.OfPeople(line)) : line)]);
    }

    /// <summary>What is pressed or typed, with the numbers that were read here.</summary>
    protected string AsRead(string text) => aliases.Back(text);

    /// <summary>What is due is on its way before the clock goes on, and what it brought about is seen at the same moment.</summary>
    public override async ValueTask Advance(LocalDateTime to)
    {
        await Sent();
        await base.Advance(to);
        await Sent();
        await Get<BroadcastSweep>().Run(CancellationToken.None);
    }

    private async ValueTask Sent()
    {
        Get<SenderSignal>().Set();
        using var over = new CancellationTokenSource(Patience);
        while (await Storage.Store.Read(IsSending, CancellationToken.None))
            await Task.Delay(2, over.Token);

        bool IsSending(IUnit unit) => Storage.Outbox.NextDue(unit, withReminders: true) <= unit.Now
            || entered.Any(who => Storage.Conversations.Find(unit, Channel, ConversationOf(who)) is { } chat && Storage.Outbox.IsAnswering(unit, chat.Id));
    }

    /// <summary>A request of this person's as if filed just now, without the words around it.</summary>
    public async ValueTask<string> Asks(Speaker who)
    {
        var now = Get<IClock>().GetCurrentInstant();
        return await Storage.Store.Write(unit =>
        {
            var chat = Storage.Conversations.Find(unit, Channel, ConversationOf(who))!;
            var request = new AppointmentRequest(
                new(Get<IIds>().Next()), ShortReference.From(Get<IIds>().Token()), chat.Person, chat.Id, new("appointment", Service: null, Wish: null, "homme", Note: null, Name: null, Phone: null),
                RequestState.Waiting, Owner: null, Proposed: null, Agreed: null, now, now + Duration.FromDays(1), Version: 1);
            Storage.Appointments.Add(unit, request);
            return request.Reference;
        }, CancellationToken.None);
    }

    /// <summary>The vendor refused a message to this person for good, and tells of no return.</summary>
    public Task Refused(Speaker who) =>
        Storage.Store.Write(unit => Storage.Conversations.Silence(unit, Storage.Conversations.Find(unit, Channel, ConversationOf(who))!.Id, "blocked"), CancellationToken.None).AsTask();

    /// <summary>The clock goes on, and the sender looks at what is due.</summary>
    public async ValueTask Later(TimeSpan by)
    {
        await Advance(Now + Period.FromTicks(by.Ticks));
        Get<SenderSignal>().Set();
    }

    /// <summary>The same house, entered by the terminal.</summary>
    public IChatWorld AtTerminal => new Terminal(this);

    private ValueTask EnterTerminal(Speaker who) => base.Enter(who);

    private async ValueTask SayAtTerminal(Speaker who, string text)
    {
        await Quiet();
        await base.Say(who, AsRead(text));
    }

    private async ValueTask PressAtTerminal(Speaker who, string label)
    {
        await Quiet();
        await base.Press(who, AsRead(label));
    }

    private async ValueTask<IReadOnlyList<string>> OpenAtTerminal(Speaker who, string name)
    {
        await Quiet();
        return Opened(await Get<IConversationLog>().After(TerminalChannel.ChannelId, who.Id, 0, 10_000, CancellationToken.None), name);
    }

    private async ValueTask<IReadOnlyList<string>> ReadAtTerminal(Speaker who)
    {
        await Quiet();
        return [.. (await base.Read(who)).Select(Untied).Select(Noted).Select(AsCompared)];
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var service in running.Reverse())
            await service.StopAsync(CancellationToken.None);
        await base.DisposeAsync();
    }

    private sealed class Terminal(ChannelChatWorld home) : IChatWorld
    {
        public ValueTask Enter(Speaker who) => home.EnterTerminal(who);

        public ValueTask Say(Speaker who, string text) => home.SayAtTerminal(who, text);

        public async ValueTask HandIn(Speaker who, string name, string words)
        {
            await home.Quiet();
            await home.HandIn(who, name, words);
        }

        public ValueTask Press(Speaker who, string label) => home.PressAtTerminal(who, label);

        public ValueTask<IReadOnlyList<string>> Open(Speaker who, string name) => home.OpenAtTerminal(who, name);

        public ValueTask<IReadOnlyList<string>> Read(Speaker who) => home.ReadAtTerminal(who);

        public ValueTask Advance(LocalDateTime to) => home.Advance(to);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
