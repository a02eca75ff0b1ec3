using Assistant.Records;
using Assistant.Records.People;
using Assistant.Records.Security;
using Assistant.Storage;
using Assistant.Storage.Sqlite;

namespace Assistant.Tests.Storage;

public sealed class GroupWriterTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task In_one_batch_a_failing_unit_rolls_back_alone_and_its_audit_and_keys_with_it()
    {
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        using var blocked = new ManualResetEventSlim();
        var first = storage.Store.Write(_ => blocked.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None).AsTask();
        var units = Enumerable.Range(0, 9).Select(n => storage.Store.Write(unit =>
        {
            storage.Audit.Append(unit, new($"test.{n}", "x", null));
            if (n == 4) storage.People.Meet(unit, new("webchat", "never"), "et");
            var item = storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", $"m{n}", "{}");
            return n == 4 ? throw new InvalidOperationException("four") : item!.Sequence;
        }, CancellationToken.None).AsTask()).ToArray();
        blocked.Set();
        await first;

        await Assert.ThrowsAsync<InvalidOperationException>(() => units[4]);
        var numbers = await Task.WhenAll(units.Where((_, n) => n != 4));
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal([0, 1, 2, 3, 5, 6, 7, 8], storage.Read(storage.Inbox.Pending).Select(item => int.Parse(item.External[1..])));
        Assert.Null(storage.Read(unit => storage.People.Find(unit, new("webchat", "never"))));
        Assert.Equal(8, storage.AuditRows().Count(row => row.Action.StartsWith("test.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_batch_in_which_a_unit_fails_is_run_again_and_the_good_ones_are_committed_once_with_what_their_last_run_gave(int swallowing)
    {
        const int Many = 9, Failing = 6;
        var runs = new int[Many];
        var told = new string?[Many];
        using (var storage = folder.Open())
        {
            var chat = storage.Chat("anna");
            var numbers = await Batch();
            // All ran till the one that failed, then all again, each by itself: the first run left nothing behind.
            Assert.Equal(Enumerable.Range(0, Many).Select(n => n <= Math.Min(Failing, swallowing) ? 2 : 1), runs);
            Assert.Equal(numbers, storage.Read(storage.Inbox.Pending).Select(item => item.Sequence));
            Assert.Equal(numbers.Order(), numbers.Distinct());
            Assert.Equal([0, 1, 2, 3, 4, 5, 7, 8], storage.Read(storage.Inbox.Pending).Select(item => int.Parse(item.External[1..])));
            // A unit that goes on though what rode along with it failed keeps its own part alone.
            Assert.Equal(("False", "True"), (told[swallowing], told[0]));
            Assert.NotNull(Find("beside-0"));
            Assert.Null(Find($"beside-{swallowing}"));
            Assert.Null(Find($"person-{Failing}"));
            Assert.All(Enumerable.Range(0, Many).Where(n => n != Failing), n => Assert.NotNull(Find($"person-{n}")));
            Assert.Equal(Many - 1, storage.AuditRows().Count(row => row.Action.StartsWith("test.", StringComparison.Ordinal)));

            Array.Clear(runs);
            await Assert.ThrowsAsync<InvalidOperationException>(() => storage.Store.Write(Unit(Failing), CancellationToken.None).AsTask());
            // Where one failed others will: for a while each has a way back of its own.
            Assert.Equal(1, runs[Failing]);
            Assert.Empty(storage.Verify().Findings);

            Person? Find(string name) => storage.Read(unit => storage.People.Find(unit, new("webchat", name)));

            async Task<long[]> Batch()
            {
                using var blocked = new ManualResetEventSlim();
                var first = storage.Store.Write(_ => blocked.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None).AsTask();
                var units = Enumerable.Range(0, Many).Select(n => storage.Store.Write(Unit(n), CancellationToken.None).AsTask()).ToArray();
                blocked.Set();
                await first;
                await Assert.ThrowsAsync<InvalidOperationException>(() => units[Failing]);
                return await Task.WhenAll(units.Where((_, n) => n != Failing));
            }

            Func<IUnit, long> Unit(int n) => unit =>
            {
                runs[n]++;
                storage.People.Meet(unit, new("webchat", $"person-{n}"), "et");
                storage.Audit.Append(unit, new($"test.{n}", "x", null));
                if (n == 0 || n == swallowing)
                    told[n] = Beside(unit, n);
                var number = storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", $"m{n}", "{}")!.Sequence;
                return n == Failing ? throw new InvalidOperationException("six") : number;
            };

            string Beside(IUnit unit, int n)
            {
                try
                {
                    return storage.Store.Along(unit, part =>
                    {
                        storage.People.Meet(part, new("webchat", $"beside-{n}"), "et");
                        if (n == swallowing)
                            throw new InvalidOperationException("beside");
                    }).ToString();
                }
                catch (InvalidOperationException)
                {
                    return "swallowed";
                }
            }
        }
        using var again = folder.Open();
        Assert.Equal(Many - 1, again.Read(again.Inbox.Pending).Length);
    }

    [Fact]
    public async Task Work_that_rides_along_and_fails_is_undone_alone_with_its_audit_and_keys()
    {
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        var rode = new List<bool>();

        await storage.Store.Write(unit =>
        {
            Take(unit, "m1");
            rode.Add(storage.Store.Along(unit, _ => throw new InvalidOperationException("before")));
            rode.Add(storage.Store.Along(unit, _ =>
            {
                storage.People.Meet(unit, new("webchat", "never"), "et");
                storage.Audit.Append(unit, new("test.never", "x", null));
                Take(unit, "never");
                throw new InvalidOperationException("after");
            }));
            rode.Add(storage.Store.Along(unit, _ =>
            {
                storage.People.Meet(unit, new("webchat", "second"), "et");
                storage.Audit.Append(unit, new("test.second", "x", null));
                Take(unit, "m2");
            }));
            return true;
        }, CancellationToken.None);

        Assert.Equal([false, false, true], rode);
        Assert.Equal(["m1", "m2"], storage.Read(storage.Inbox.Pending).Select(item => item.External));
        Assert.Null(storage.Read(unit => storage.People.Find(unit, new("webchat", "never"))));
        Assert.NotNull(storage.Read(unit => storage.People.Find(unit, new("webchat", "second"))));
        Assert.Equal(["test.second"], storage.AuditRows().Select(row => row.Action).Where(action => action.StartsWith("test.", StringComparison.Ordinal)));
        Assert.Empty(storage.Verify().Findings);

        void Take(IUnit unit, string external) => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", external, "{}");
    }

    [Fact]
    public async Task Work_rides_along_until_a_commit_has_spent_its_time_and_never_where_each_unit_is_committed_by_itself()
    {
        const int Many = 9;
        using (var storage = folder.Open())
        {
            using var blocked = new ManualResetEventSlim();
            var first = storage.Store.Write(_ => blocked.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None).AsTask();
            var units = Enumerable.Range(0, Many).Select(n => storage.Store.Write(unit => storage.Store.Along(unit, _ => Take(n)), CancellationToken.None).AsTask()).ToArray();
            blocked.Set();
            await first;
            var rode = await Task.WhenAll(units);
            Assert.Equal([true, .. Enumerable.Repeat(false, Many - 1)], rode);
            Assert.True(await storage.Store.Write(unit => storage.Store.Along(unit, _ => { }), CancellationToken.None));
        }
        folder.Options = folder.Options with { GroupCommit = false };
        using (var single = folder.Open())
            Assert.False(await single.Store.Write(unit => single.Store.Along(unit, _ => { }), CancellationToken.None));

        static void Take(int n)
        {
            if (n == 0) Thread.Sleep(RideTime.Most);
        }
    }

    [Fact]
    public void What_was_written_is_there_after_reopening_and_numbers_go_on_growing()
    {
        long before;
        using (var storage = folder.Open())
        {
            var chat = storage.Chat("anna");
            before = storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m1", "{}"))!.Sequence;
        }
        using (var storage = folder.Open())
        {
            var chat = storage.Chat("anna");
            Assert.Equal("m1", Assert.Single(storage.Read(storage.Inbox.Pending)).External);
            Assert.True(storage.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m2", "{}"))!.Sequence > before);
        }
    }

    [Fact]
    public async Task A_full_line_and_a_closed_store_say_unavailable_and_a_cancelled_caller_is_heard_only_before_queueing()
    {
        folder.Options = folder.Options with { QueueLimit = 2 };
        var storage = folder.Open();
        using var started = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        var first = storage.Store.Write(_ =>
        {
            started.Set();
            return blocked.Wait(TimeSpan.FromSeconds(10));
        }, CancellationToken.None).AsTask();
        started.Wait();
        using var cancel = new CancellationTokenSource();
        var second = storage.Store.Write(_ => 2, cancel.Token).AsTask();
        var third = storage.Store.Write(_ => 3, CancellationToken.None).AsTask();

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await storage.Store.Write(_ => 4, CancellationToken.None));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await storage.Store.Write(_ => 5, cancel.Token));
        blocked.Set();
        Assert.True(await first);
        Assert.Equal(5, (await Task.WhenAll(second, third)).Sum());

        storage.Dispose();
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await storage.Store.Write(_ => 6, CancellationToken.None));
    }

    [Fact]
    public void A_unit_kept_beyond_its_call_is_refused_and_a_reading_unit_cannot_write()
    {
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        var kept = storage.Write(unit => unit);
        Assert.Throws<InvalidOperationException>(() => storage.Inbox.Pending(kept));
        Assert.ThrowsAny<Exception>(() => storage.Read(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m1", "{}")));
        Assert.ThrowsAny<Exception>(() => storage.Read(unit =>
        {
            storage.Conversations.Save(unit, chat.Id, chat.Version, "{}");
            return 0;
        }));
        Assert.Empty(storage.Read(storage.Inbox.Pending));
    }

    [Fact]
    public void A_second_store_on_the_same_folder_refuses_to_open()
    {
        using var storage = folder.Open();
        Assert.Throws<StoreLockedException>(folder.Open);
    }

    [Fact]
    public void Turn_by_turn_mode_keeps_the_same_promises()
    {
        folder.Options = folder.Options with { GroupCommit = false };
        using var storage = folder.Open();
        var chat = storage.Chat("anna");
        Assert.Throws<ConflictException>(() => storage.Write(unit =>
        {
            storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m1", "{}");
            storage.Conversations.Save(unit, chat.Id, chat.Version + 1, "{}");
        }));
        Assert.Empty(storage.Read(storage.Inbox.Pending));
    }
}
