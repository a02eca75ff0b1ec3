using System.Collections.Concurrent;
using System.Collections.Immutable;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.People;
using Assistant.Host.Scheduling;
using Assistant.Host.Turns;
using Assistant.Host.Upkeep;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Assistant.Tests.Host.Turns;

/// <summary>What the pipeline does when the ground moves under it while it runs.</summary>
public sealed class MishapTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et);

    [Fact]
    public async Task Somebody_erased_while_the_host_runs_is_a_stranger_and_is_heard()
    {
        await using var world = new World();
        await world.Enter(parent);
        await world.Read(parent);

        await world.EraseAll();
        await world.Say(parent, "tere");

        Assert.NotEmpty(await world.Read(parent));
    }

    [Fact]
    public async Task A_turn_whose_commit_the_disk_refuses_for_long_is_taken_when_it_takes_writes_again()
    {
        // More refusals than a turn tried before it was left for the next start.
        const int Refusals = 9;
        await using var world = new World();
        await world.Enter(parent);
        await world.Read(parent);

        world.Store.RefuseAfter(writes: 1, Refusals);
        await world.Say(parent, "abi");

        Assert.NotEmpty(await world.Read(parent));
        Assert.Equal(0, world.Store.Refusals);
    }

    [Fact]
    public async Task A_turn_that_fails_along_with_its_message_leaves_the_message_stored_and_is_taken_once_by_itself()
    {
        await using var world = new World();
        await world.Enter(parent);
        await world.Read(parent);
        await world.Say(parent, "abi");
        var usual = (await world.Read(parent)).Count;

        world.Store.BreakAlong(1);
        await world.Say(parent, "abi");

        Assert.Equal(usual, (await world.Read(parent)).Count);
        Assert.Equal(0, world.Store.Breaks);
    }

    [Fact]
    public async Task A_message_that_breaks_its_channel_holds_up_nobody_elses()
    {
        await using var world = new World();
        await world.Live();
        await world.Push("bad", "tere");
        await world.Push("good", "tere");

        await world.Channel.Heard("good");
    }

    [Theory]
    // Recording that it arrived; recording that it did not.
    [InlineData("patient")]
    [InlineData("again")]
    public async Task A_disk_that_refuses_for_long_blocks_no_chat_when_it_takes_writes_again(string chat)
    {
        // Many more than a stopping process tries.
        const int Refusals = 200;
        await using var world = new World();
        await world.Live();
        world.Book.RefusedPause = TimeSpan.FromMilliseconds(1);
        world.Channel.Holds = chat;
        await world.Push(chat, "tere");
        await world.Channel.Held();

        world.Store.RefuseAfter(writes: 0, Refusals);
        world.Channel.Holds = null;
        await Until(() => world.Store.Refusals <= 0);
        var before = world.Channel.Sent(chat);
        await world.Push(chat, "abi");

        await Until(() => world.Channel.Sent(chat) > before);
        await Until(() => world.Courier.IsIdle);
    }

    [Fact]
    public async Task Whoever_waits_for_a_slow_turn_sees_that_an_answer_is_on_its_way()
    {
        await using var world = new World();
        await world.Push("patient", "tere");
        await world.Settled();

        world.Store.RefuseAfter(writes: 1, times: 4);
        Assert.Equal(Receipt.Stored, await world.Push("patient", "abi"));
        await Until(() => world.Store.Refusals <= 0);

        await Until(() => world.Channel.Typed("patient") > 0);
    }

    [Fact]
    public async Task A_fault_in_taking_up_what_is_to_be_sent_stops_nobody_and_loses_nothing()
    {
        await using var world = new World();
        // More than the pauses between two of them are short.
        world.Store.Break<ImmutableArray<Claimed>>(2);
        await world.Live();
        await world.Push("again", "tere");

        await Until(() => world.Channel.Sent("again") > 1);
        Assert.Equal(0, world.Store.Faults);
    }

    [Fact]
    public async Task A_fault_in_showing_what_was_ready_ahead_shows_it_a_moment_later()
    {
        await using var world = new World();
        await world.Enter(parent);
        await world.Read(parent);
        await world.Live();
        await world.Ahead(parent, "Homme kell 11");
        world.Store.Break<Shown>(1);
        world.MinuteOn();
        world.Its<AheadSignal>().Set();

        await Until(() => world.IsSaid(parent, "Homme kell 11"));
        Assert.Equal(0, world.Store.Faults);
    }

    [Fact]
    public async Task A_fault_in_looking_for_what_is_held_is_over_with_the_next_look()
    {
        await using var world = new World();
        var time = new StepTime();
        using var clock = ActivatorUtilities.CreateInstance<HeldClock>(world.Its<IServiceProvider>(), time);
        await clock.StartAsync(TestContext.Current.CancellationToken);
        for (var look = 0; look < 2; look++)
        {
            world.Store.Break<bool>(1);
            await Until(() => time.Waiting > 0);
            time.Step();
            await Until(() => world.Store.Faults == 0);
        }
        await clock.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_night_that_was_missed_and_cannot_be_made_up_for_is_no_reason_to_stop()
    {
        await using var world = new World();
        var copies = Directory.CreateDirectory(Path.Combine(world.Its<Settings>().Data.Path, "backups", "data"));
        var copy = Path.Combine(copies.FullName, "assistant-old.db");
        await File.WriteAllTextAsync(copy, "", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(copy, DateTime.UnixEpoch.AddYears(50));
        world.Store.Break(1);

        var upkeep = world.Its<NightlyUpkeep>();
        await upkeep.StartAsync(TestContext.Current.CancellationToken);
        await upkeep.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(0, world.Store.Faults);
    }

    [Fact]
    public async Task What_cannot_be_seen_to_at_start_keeps_nobody_from_starting()
    {
        await using var world = new World();
        foreach (var sweep in world.Its<IEnumerable<IHostedService>>().OfType<AtStart>())
        {
            world.Store.Break(1);
            await sweep.StartedAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, world.Store.Faults);
        }
    }

    private static async Task Until(Func<bool> isSo)
    {
        var patience = TimeSpan.FromSeconds(20);
        for (var waited = TimeSpan.Zero; !isSo(); waited += TimeSpan.FromMilliseconds(20))
        {
            Assert.True(waited < patience, "it did not come to pass");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    private sealed class World : HostChatWorld
    {
        public World() : base((services, _) =>
        {
            services.RemoveAll<IStore>().AddSingleton<IStore>(rooms => new MoodyStore(rooms.GetRequiredService<SqliteStorage>().Store));
            // The scheduler's clock would run by itself.
            services.RemoveAll<IHostedService>().AddAssistantLife();
            services.AddSingleton<IChannel, PushedChannel>();
        })
        {
        }

        public MoodyStore Store => (MoodyStore)Get<IStore>();

        public Courier Courier => Get<Courier>();

        public DeliveryBook Book => Get<DeliveryBook>();

        public PushedChannel Channel => Get<IEnumerable<IChannel>>().OfType<PushedChannel>().Single();

        public async Task Live()
        {
            foreach (var service in Get<IEnumerable<IHostedService>>()) await service.StartAsync(CancellationToken.None);
        }

        public void MinuteOn() => Turn(new(2026, 11, 23, 9, 1));

        public T Its<T>() where T : notnull => Get<T>();

        public ValueTask Settled() => TurnsOver();

        /// <summary>A message that was made ready ahead of now.</summary>
        public async ValueTask Ahead(Speaker to, string text) => await Storage.Store.Write(unit =>
        {
            var chat = Storage.Conversations.Find(unit, "terminal", to.Id)!;
            return Storage.Outbox.Queue(unit, [new($"ahead:{text}", chat.Id, chat.Person, OutgoingKind.Reminder, text, unit.Now + NodaTime.Duration.FromSeconds(30), IsPulled: true) { IsAhead = true }]);
        }, CancellationToken.None);

        public bool IsSaid(Speaker to, string text) => Storage.Store.Read(unit =>
            Storage.Outbox.Log(unit, Storage.Conversations.Find(unit, "terminal", to.Id)!.Id, 0, 100).Any(line => line.Body == text), CancellationToken.None).AsTask().GetAwaiter().GetResult();

        public ValueTask<Receipt> Push(string chat, string text) => Get<IReceiver>().Receive(
            new() { Type = "message", Id = chat, ChannelId = PushedChannel.Name, From = new() { Id = chat }, Conversation = new() { Id = chat }, Text = text, Locale = "et" },
            $"{chat}: {text}", chat, CancellationToken.None);

        public async ValueTask EraseAll() => await Storage.Store.Write(unit =>
        {
            var chat = Storage.Conversations.Find(unit, "terminal", parent.Id)!;
            Storage.Erasure.Erase(unit, chat.Person, by: null);
            return true;
        }, CancellationToken.None);

        public override async ValueTask DisposeAsync()
        {
            foreach (var service in Get<IEnumerable<IHostedService>>().Reverse()) await service.StopAsync(CancellationToken.None);
            await base.DisposeAsync();
        }
    }

    /// <summary>A store that refuses some writes, as one on a full disk does.</summary>
    private sealed class MoodyStore(IStore store) : IStore
    {
        private int before, refusals, breaks;

        public int Refusals => Volatile.Read(ref refusals);

        public bool IsWritable => store.IsWritable;

        public int Breaks => Volatile.Read(ref breaks);

        /// <summary>Work that rides along fails at its very end.</summary>
        public void BreakAlong(int times) => breaks = times;

        private Type? broken;
        private int faults;

        /// <summary>Faults that did not come yet.</summary>
        public int Faults => Volatile.Read(ref faults);

        /// <summary>The next reads and writes that give this go wrong in a way that nobody knows.</summary>
        public void Break<T>(int times) => (broken, faults) = (typeof(T), times);

        /// <summary>The next reads and writes, whatever they give.</summary>
        public void Break(int times) => (broken, faults) = (null, times);

        private void Fault<T>()
        {
            if (Volatile.Read(ref faults) > 0 && (broken is null || broken == typeof(T)) && Interlocked.Decrement(ref faults) >= 0) throw new InvalidOperationException("broken");
        }

        public void RefuseAfter(int writes, int times) => (before, refusals) = (writes, times);

        public ValueTask<T> Write<T>(Func<IUnit, T> work, CancellationToken cancellationToken)
        {
            Fault<T>();
            return Moody(work, cancellationToken);
        }

        private ValueTask<T> Moody<T>(Func<IUnit, T> work, CancellationToken cancellationToken) =>
            refusals == 0 || Interlocked.Decrement(ref before) >= 0 ? store.Write(work, cancellationToken)
            : Interlocked.Decrement(ref refusals) >= 0 ? throw new StoreUnavailableException("the disk is full", null)
            : store.Write(work, cancellationToken);

        /// <summary>A turn whose commit is refused is one with a commit of its own.</summary>
        public bool Along(IUnit unit, Action<IUnit> work) => refusals == 0 && store.Along(unit, part =>
        {
            work(part);
            if (breaks > 0 && Interlocked.Decrement(ref breaks) >= 0) throw new InvalidOperationException("broken");
        });

        public ValueTask<T> Read<T>(Func<IUnit, T> work, CancellationToken cancellationToken)
        {
            Fault<T>();
            return store.Read(work, cancellationToken);
        }
    }

    /// <summary>A channel that is pushed to, and breaks its promise never to throw when it sends to <c>bad</c>.</summary>
    private sealed class PushedChannel : IChannel
    {
        public const string Name = "pushed";

        private readonly ConcurrentDictionary<string, TaskCompletionSource> heard = new();
        private readonly ConcurrentDictionary<string, int> typed = new();

        public string Id => Name;

        public ChannelAbilities Abilities => new(IsPulled: false, MaxText: 4000, CanEdit: false, CanType: true, CanSendFiles: false, HasForms: false);

        public Task Heard(string chat) => Of(chat).Task.WaitAsync(TimeSpan.FromSeconds(20));

        private readonly ConcurrentDictionary<string, int> sent = new();
        private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile string? holds;

        /// <summary>A chat whose calls are not answered while it stands here.</summary>
        public string? Holds { get => holds; set => holds = value; }

        /// <summary>A call is not answered.</summary>
        public Task Held() => held.Task.WaitAsync(TimeSpan.FromSeconds(20));

        /// <summary>Messages handed over to a chat.</summary>
        public int Sent(string chat) => sent.GetValueOrDefault(chat);

        public async ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken)
        {
            if (to.Conversation == "bad") throw new InvalidOperationException();
            while (holds == to.Conversation)
            {
                held.TrySetResult();
                await Task.Delay(1, CancellationToken.None);
            }
            Of(to.Conversation).TrySetResult();
            // The first call of this one does not arrive.
            if (sent.AddOrUpdate(to.Conversation, 1, static (_, times) => times + 1) == 1 && to.Conversation == "again") return new SendResult(SendOutcome.Retry, RetryAfter: TimeSpan.Zero);
            return new SendResult(SendOutcome.Delivered, "1");
        }

        public int Typed(string chat) => typed.GetValueOrDefault(chat);

        public ValueTask Typing(ConversationReference to, CancellationToken cancellationToken)
        {
            typed.AddOrUpdate(to.Conversation, 1, static (_, times) => times + 1);
            return default;
        }

        private TaskCompletionSource Of(string chat) => heard.GetOrAdd(chat, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
