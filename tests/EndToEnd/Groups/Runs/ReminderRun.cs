using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Groups;
using Assistant.Host.Scheduling;
using Assistant.Host.Server;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Records.Messages;
using Assistant.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Groups.Runs;

/// <summary>How late reminders are in the outbox when many groups meet in the same minute: the program's own services with its own clock, before a channel that takes everything.</summary>
internal static class ReminderRun
{
    private const string channel = "run";

    private static readonly Duration before = Duration.FromHours(1), room = Duration.FromSeconds(4), patience = Duration.FromMinutes(2);

    /// <summary>So long before they are due late groups are all there.</summary>
    private static readonly Duration lateRoom = Duration.FromSeconds(10);

    /// <summary>What writing down one group takes, roughly.</summary>
    private static readonly Duration perGroup = Duration.FromMilliseconds(4);

    /// <summary>Groups written in one unit.</summary>
    private const int atOnce = 20;

    /// <param name="Rows">In the outbox, on disk.</param>
    /// <param name="Twice">For the same session, offset and person.</param>
    public sealed record Outcome(int Sessions, int Expected, int Rows, int Twice, TimeSpan P50, TimeSpan P99, TimeSpan Worst)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Sessions} sessions in one minute, {Expected} reminders: {Rows} in the outbox, {Twice} twice; from due time to the outbox on disk p50 {P50.TotalMilliseconds:F0} ms, p99 {P99.TotalMilliseconds:F0} ms, worst {Worst.TotalMilliseconds:F0} ms");
    }

    /// <param name="isLate">The groups come only seconds before their reminders are due, while the program runs.</param>
    /// <param name="isPulled">Their members read on the page: a reminder counts from the moment it is in their log, not from when it is ready.</param>
    public static async Task<Outcome> Run(int sessions, int members, bool isLate = false, bool isPulled = false)
    {
        var folder = Directory.CreateTempSubdirectory("reminders").FullName;
        var clock = SystemClock.Instance;
        var settings = SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Organisation:QuietHours", "03:00-03:00")]).Build(), Surroundings.Test, new DataFolder(folder));
        using var storage = StoreFolder.Open(settings, TimeProvider.System, new RandomIds(clock));
        var seen = new Seen(storage.Store, clock);
        var outbox = DispatchProxy.Create<IOutbox, SeenOutbox>();
        ((SeenOutbox)outbox).Of(storage.Outbox, seen.Note, seen.Note);
        var rooms = new ServiceCollection().AddLogging().AddMetrics().AddAssistant(settings, storage, storage.Ids, TimeProvider.System).AddScheduling(settings).AddAssistantLife();
        rooms.RemoveAll<IStore>().AddSingleton<IStore>(seen).RemoveAll<IOutbox>().AddSingleton(outbox).AddSingleton<IChannel>(new Taker(isPulled));
        rooms.AddSingleton<IHostApplicationLifetime>(new Lifetime());
        await using var services = rooms.BuildServiceProvider();
        var zone = settings.Organisation.TimeZone;
        // Everybody is there first; then the groups, which name the minute.
        var people = await Meet(storage, sessions, members);
        var due = Soonest(clock, perGroup * sessions + (isLate ? lateRoom : Duration.Zero));
        if (!isLate)
            await Open(storage, zone, clock, due, people);
        IHostedService[] running = [.. services.GetServices<IHostedService>()];
        foreach (var service in running)
            await service.StartAsync(CancellationToken.None);
        foreach (var service in running.OfType<IHostedLifecycleService>())
            await service.StartedAsync(CancellationToken.None);
        if (isLate)
        {
            await Task.Delay(Duration.Max(Duration.Zero, due - lateRoom - perGroup * sessions - clock.GetCurrentInstant()).ToTimeSpan());
            await Open(storage, zone, clock, due, people);
            services.GetRequiredService<GroupWatch>().Look();
        }
        while (seen.All.Count < sessions * members && clock.GetCurrentInstant() < due + patience)
            await Task.Delay(50);
        await Task.Delay(500);
        foreach (var service in running.Reverse())
            await service.StopAsync(CancellationToken.None);
        var late = seen.All.Select(row => (row.At - due).ToTimeSpan()).Order().ToList();
        Outcome outcome = new(sessions, sessions * members, late.Count, late.Count - seen.All.DistinctBy(row => row.Key).Count(), late[late.Count / 2], late[late.Count * 99 / 100], late[^1]);
        Directory.Delete(folder, recursive: true);
        return outcome;
    }

    private static async Task<List<PersonId[]>> Meet(SqliteStorage storage, int sessions, int members)
    {
        List<PersonId[]> people = [];
        foreach (var some in Enumerable.Range(0, sessions).Chunk(atOnce))
            people.AddRange(await storage.Store.Write(unit => some.Select(group => Enumerable.Range(0, members).Select(n =>
            {
                var external = $"{group}-{n}";
                var person = storage.People.Meet(unit, new(channel, external), "et");
                storage.Conversations.Open(unit, channel, external, JsonSerializer.Serialize(new ConversationReference(channel, external, external), WireJson.Default.ConversationReference), person.Id);
                return person.Id;
            }).ToArray()).ToArray(), CancellationToken.None));
        return people;
    }

    /// <summary>The next whole minute that leaves so much time.</summary>
    private static Instant Soonest(IClock clock, Duration more) => Instant.FromUnixTimeTicks(0) + Duration.FromMinutes(Math.Ceiling((clock.GetCurrentInstant() + room + more - Instant.FromUnixTimeTicks(0)).TotalMinutes));

    private static async Task Open(SqliteStorage storage, DateTimeZone zone, IClock clock, Instant due, List<PersonId[]> people)
    {
        var local = (due + before).InZone(zone).LocalDateTime;
        foreach (var some in people.Select((who, n) => (who, n)).Chunk(atOnce))
            await storage.Store.Write(unit =>
            {
                foreach (var (who, n) in some)
                {
                    var id = storage.Ids.Next();
                    var group = new Cohort(new(id), $"R{n:0000}", CohortState.Running, who.Length, who[0], Substitute: null,
                        new(local.DayOfWeek, local.TimeOfDay, 120, local.Date, local.Date, MeetsOnHolidays: true), new($"Rühm {n}", $"link-{n}", null, null, null) { RemindBefore = [(int)before.TotalMinutes] }, clock.GetCurrentInstant(), 1);
                    storage.Groups.Add(unit, group, GroupSession.Of(group, storage.Ids.Next), zone, by: null);
                    foreach (var person in who)
                        storage.Groups.Save(unit, new Membership(storage.Ids.Next(), group.Id, person, MemberState.Member, clock.GetCurrentInstant(), clock.GetCurrentInstant(), new("X", null, null), 1), by: null);
                }
                return true;
            }, CancellationToken.None);
    }

    /// <summary>Takes everything at once.</summary>
    private sealed class Taker(bool isPulled) : IChannel
    {
        public string Id => channel;

        public ChannelAbilities Abilities { get; } = new(isPulled, MaxText: 4096, CanEdit: false, CanType: false, CanSendFiles: false, HasForms: false);

        public ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken) => ValueTask.FromResult(new SendResult(SendOutcome.Delivered));

        public ValueTask Typing(ConversationReference to, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    /// <summary>Notes when each reminder is in the outbox, once its unit is on disk.</summary>
    private sealed class Seen(IStore store, IClock clock) : IStore
    {
        private readonly ConcurrentDictionary<IUnit, List<string>> open = new();

        public ConcurrentQueue<(string Key, Instant At)> All { get; } = new();

        public void Note(IUnit unit, IEnumerable<Outgoing> messages) =>
            Note(unit, messages.Where(message => !(message.IsPulled && message.IsAhead)).Select(message => message.Dedupe).Where(key => key.StartsWith("group-remind", StringComparison.Ordinal)));

        /// <summary>Each member has one chat and one reminder.</summary>
        public void Note(IUnit unit, Shown shown) => Note(unit, shown.Chats.Select(chat => chat.ToString()));

        private void Note(IUnit unit, IEnumerable<string> keys) => open.GetOrAdd(unit, _ => []).AddRange(keys);

        public async ValueTask<T> Write<T>(Func<IUnit, T> work, CancellationToken cancellationToken)
        {
            IUnit? mine = null;
            var done = await store.Write(unit => work(mine = unit), cancellationToken);
            if (mine is not null && open.TryRemove(mine, out var keys))
            {
                var now = clock.GetCurrentInstant();
                foreach (var key in keys)
                    All.Enqueue((key, now));
            }
            return done;
        }

        public ValueTask<T> Read<T>(Func<IUnit, T> work, CancellationToken cancellationToken) => store.Read(work, cancellationToken);
        public bool Along(IUnit unit, Action<IUnit> work) => store.Along(unit, work);
        public bool IsWritable => store.IsWritable;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted { get; } = new(canceled: true);
        public CancellationToken ApplicationStopping => CancellationToken.None;
        public CancellationToken ApplicationStopped => CancellationToken.None;
        public void StopApplication()
        {
        }
    }
}

/// <summary>The outbox, watched: whatever puts messages into it is noted.</summary>
#pragma warning disable CA1852 // a proxy is derived from it
internal class SeenOutbox : DispatchProxy
#pragma warning restore CA1852
{
    private IOutbox outbox = null!;
    private Action<IUnit, IEnumerable<Outgoing>> note = null!;
    private Action<IUnit, Shown> noteShown = null!;

    public void Of(IOutbox inner, Action<IUnit, IEnumerable<Outgoing>> noted, Action<IUnit, Shown> shown) => (outbox, note, noteShown) = (inner, noted, shown);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args is [IUnit unit, IEnumerable<Outgoing> messages])
            note(unit, messages);
        var result = targetMethod!.Invoke(outbox, BindingFlags.DoNotWrapExceptions, null, args, null);
        if (args is [IUnit shownIn, ..] && result is Shown shown)
            noteShown(shownIn, shown);
        return result;
    }
}
