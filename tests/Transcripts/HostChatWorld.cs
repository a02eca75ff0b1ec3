using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Assistant.Channels.Terminal;
using Assistant.Host.Broadcasts;
using Assistant.Host.Cases;
using Assistant.Host.Cli.Talk;
using Assistant.Host.Cli.Verbs;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Duty;
using Assistant.Host.Groups;
using Assistant.Host.Households;
using Assistant.Host.Municipalities;
using Assistant.Host.People;
using Assistant.Host.Requests;
using Assistant.Host.Scheduling;
using Assistant.Host.Server;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assistant.Tests.Transcripts;

/// <summary>The program's own pipeline on a store of its own, with the transcript's clock and ids that count, so that every run says the same.</summary>
/// <remarks>
/// In what is typed, <c>{code ROLE}</c> stands for a fresh one-time code and <c>{last code}</c> for the one before; <c>{shown code}</c> for the
/// code, <c>{shown reference}</c> for the reference of a request, <c>{shown link}</c> for the address and <c>{shown number}</c> for the six digits that somebody read last.
/// The scheduler does not run: it would only wake the desk, which <see cref="Advance"/> does.
/// </remarks>
internal class HostChatWorld : IChatWorld
{
    /// <summary>A Monday morning without a holiday near.</summary>
    private static readonly LocalDateTime begin = new(2026, 11, 23, 9, 0);

    private const int wholeLog = 10_000;

    private readonly string folder = Directory.CreateTempSubdirectory("chat").FullName;
    private readonly Dictionary<string, long> read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PageVisitor> pages = new(StringComparer.Ordinal);
    private readonly HeldTime time = new();
    private readonly CountingIds ids = new();
    private readonly Settings settings;
    private readonly Action<IServiceCollection, Settings>? more;
    private SqliteStorage storage;
    private ServiceProvider services;
    private string lastCode = "", shownCode = "", shownReference = "", shownLink = "", shownNumber = "";

    public HostChatWorld() : this(null)
    {
    }

    /// <param name="more">Another channel, besides the terminal.</param>
    /// <param name="configured">What an operator set.</param>
    protected HostChatWorld(Action<IServiceCollection, Settings>? more, params IEnumerable<(string Key, string Value)> configured)
    {
        // People here write as fast as a test goes.
        var given = configured.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
        settings = SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Flood:Burst", "100000")]).AddInMemoryCollection(given).Build(), Surroundings.Test, new DataFolder(folder));
        time.Now = At(begin);
        this.more = more;
        (storage, services) = Begin();
    }

    private (SqliteStorage, ServiceProvider) Begin()
    {
        var opened = StoreFolder.Open(settings, time, ids);
        var rooms = new ServiceCollection().AddLogging().AddMetrics().AddAssistant(settings, opened, ids, time).AddScheduling(settings);
        more?.Invoke(rooms, settings);
        return (opened, rooms.BuildServiceProvider());
    }

    /// <summary>The process ends in the middle of whatever it does, and another goes on from the disk.</summary>
    protected async ValueTask Restart()
    {
        Get<Draining>().Begin();
        storage.Dispose();
        await services.DisposeAsync();
        (storage, services) = Begin();
        await ActivatorUtilities.CreateInstance<TurnLifetime>(services).StartAsync(CancellationToken.None);
    }

    public virtual ValueTask Enter(Speaker who) => IsPage(who) ? default : Send(who, new(who.Id, who.Lang.Code(), IsJoining: true));

    public virtual async ValueTask Say(Speaker who, string text) => await (IsPage(who) ? Page(who).Say(await WithCodes(text)) : Send(who, new(who.Id, who.Lang.Code(), await WithCodes(text))));

    /// <summary>At the terminal; what stands in it is no more than a beginning that its name promises.</summary>
    public virtual async ValueTask HandIn(Speaker who, string name, string words)
    {
        byte[] content = [.. "%PDF-1.7 "u8, .. System.Text.Encoding.UTF8.GetBytes(name)];
        var said = TalkEndpoints.Activity(new(who.Id, who.Lang.Code(), words), TimeProvider.System);
        await Get<IReceiver>().Receive(new HandedIn(name, content.Length, content).With(said), Guid.CreateVersion7().ToString(), who.Id, CancellationToken.None);
        await TurnsOver();
    }

    public virtual async ValueTask Press(Speaker who, string label)
    {
        if (IsPage(who))
        {
            await Page(who).Press(label);
            return;
        }
        var log = await Log(who, after: 0);
        var button = log.Reverse().SelectMany(entry => entry.Outgoing?.Buttons ?? []).FirstOrDefault(button => button.Label == label)
            ?? throw new InvalidOperationException($"{who} sees no button [{label}].");
        await Send(who, new(who.Id, who.Lang.Code(), button.Label, button.Handle));
    }

    public virtual async ValueTask<IReadOnlyList<string>> Read(Speaker who)
    {
        if (IsPage(who)) return Page(who).Read();
        var news = await Log(who, read.GetValueOrDefault(who.Id));
        if (news is [.., var last]) read[who.Id] = last.Watermark;
        return [.. news.Select(entry => entry.Outgoing).OfType<Message>().Select(TranscriptWriter.Show).Select(Noted)];
    }

    public virtual async ValueTask<IReadOnlyList<string>> Open(Speaker who, string name) => OpenedFile.Tell(await Came(who, name));

    /// <summary>The newest file of this name that came to somebody.</summary>
    /// <exception cref="InvalidOperationException">None did.</exception>
    protected async ValueTask<FileContent> Came(Speaker who, string name) => Newest(await Log(who, after: 0), file => file.Name == name);

    /// <inheritdoc cref="Came"/>
    protected static FileContent Newest(IEnumerable<LoggedActivity> log, Func<FileContent, bool> isMeant) =>
        log.Reverse().Select(entry => entry.Outgoing?.File).OfType<FileContent>().FirstOrDefault(isMeant) ?? throw new InvalidOperationException("No such file came.");

    public virtual async ValueTask Advance(LocalDateTime to)
    {
        Turn(to);
        await Get<RequestRounds>().Run(time.Now, CancellationToken.None);
        await Get<DutySweep>().Run(CancellationToken.None);
        await Get<GroupSweep>().Run(CancellationToken.None);
        await Get<BroadcastSweep>().Run(CancellationToken.None);
        await Get<HeldClock>().Sweep(CancellationToken.None);
        await Get<DraftReminder>().Run(CancellationToken.None);
        await Get<WorkReminder>().Run(CancellationToken.None);
        await Get<CheckInSweep>().Run(CancellationToken.None);
    }

    /// <summary>Turns the clock on, and nobody looks at it.</summary>
    protected void Turn(LocalDateTime to) => time.Now = At(to);

    public virtual async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        storage.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsPage(Speaker who) => who.Role == "page";

    private PageVisitor Page(Speaker who)
    {
        if (!pages.TryGetValue(who.Id, out var page)) pages.Add(who.Id, page = new(Get<VoicePage>(), who.Lang));
        return page;
    }

    private async ValueTask Send(Speaker who, TalkSaid said)
    {
        await Hand(who, said);
        await TurnsOver();
    }

    /// <summary>All turns are over.</summary>
    protected async ValueTask TurnsOver()
    {
        while (!Get<ITurnWatch>().IsQuiet) await Task.Delay(1);
    }

    /// <summary>Types without waiting for the turn: it is on disk, and nothing more is certain.</summary>
    protected ValueTask Post(Speaker who, string text) => Hand(who, new(who.Id, who.Lang.Code(), text));

    private async ValueTask Hand(Speaker who, TalkSaid said)
    {
        var receipt = await Get<IReceiver>().Receive(TalkEndpoints.Activity(said, time), ids.Next().ToString("D"), who.Id, CancellationToken.None);
        Assert.Equal(Receipt.Stored, receipt);
    }

    protected async ValueTask<string> WithCodes(string text)
    {
        foreach (var (name, role) in InviteVerb.Roles)
        {
            var placeholder = $"{{code {name}}}";
            if (!text.Contains(placeholder, StringComparison.Ordinal)) continue;
            lastCode = await storage.Store.Write(unit => storage.Invitations.Issue(unit, role, by: null), CancellationToken.None);
            text = text.Replace(placeholder, lastCode, StringComparison.Ordinal);
        }
        return text.Replace("{shown link}", shownLink, StringComparison.Ordinal).Replace("{shown number}", shownNumber, StringComparison.Ordinal).Replace("{last code}", lastCode, StringComparison.Ordinal).Replace("{shown code}", shownCode, StringComparison.Ordinal)
            .Replace("{shown reference}", shownReference, StringComparison.Ordinal);
    }

    /// <summary>Remembers the codes and references in what somebody read.</summary>
    protected string Noted(string told)
    {
        foreach (var word in told.Split(' ', '\n').Select(word => word.Trim('.', ',', ':', ';')))
            if (word.Length == 2 * ShortReference.Length + 1 && word[ShortReference.Length] == '-' || word.Length == 22 && (word.Any(char.IsAsciiDigit) || word.Skip(1).Any(char.IsAsciiLetterUpper))) shownCode = word;
            else if (word.StartsWith("http", StringComparison.Ordinal)) shownLink = word;
            else if (word.Length == 6 && word.All(char.IsAsciiDigit)) shownNumber = word;
            else if (word.Length == ShortReference.Length && word.All(char.IsAscii) && !word.Any(char.IsAsciiLetterLower) && ShortReference.Read(word) is not null) shownReference = word;
        return told;
    }

    private ValueTask<IReadOnlyList<LoggedActivity>> Log(Speaker who, long after) =>
        Get<IConversationLog>().After(TerminalChannel.ChannelId, who.Id, after, wholeLog, CancellationToken.None);

    /// <summary>The time where the organisation is.</summary>
    protected LocalDateTime Now => time.Now.InZone(settings.Organisation.TimeZone).LocalDateTime;

    protected SqliteStorage Storage => storage;

    protected T Get<T>() where T : notnull => services.GetRequiredService<T>();

    private Instant At(LocalDateTime local) => local.InZoneLeniently(settings.Organisation.TimeZone).ToInstant();

    /// <summary>The date stands still until told; waiting takes real time.</summary>
    private sealed class HeldTime : TimeProvider
    {
        public Instant Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }

    private sealed class CountingIds : IIds
    {
        private long last;

        public Guid Next()
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Interlocked.Increment(ref last));
            return new(bytes, bigEndian: true);
        }

        /// <summary>Looks random, comes out the same.</summary>
        public string Token() => Base64Url.EncodeToString(SHA256.HashData(Next().ToByteArray()).AsSpan(0, 16));
    }
}
