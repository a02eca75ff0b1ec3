using System.Diagnostics;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Storage;
using Assistant.Storage.Sqlite;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Storage;

/// <summary>Failures of the database itself, made by a limit on its size or by a foreign lock.</summary>
[Collection(Alone.Name)]
public sealed class WriterFaultTests : IDisposable
{
    private static readonly TimeSpan refusal = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan recovery = TimeSpan.FromSeconds(5);

    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation chat;

    public WriterFaultTests()
    {
        storage = folder.Open();
        chat = storage.Chat("anna");
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task When_the_database_fails_the_whole_batch_is_refused_with_its_numbers_audit_and_keys_and_then_it_goes_on()
    {
        Limit("1");
        using var blocked = new ManualResetEventSlim();
        Task<bool>[] batch =
        [
            storage.Store.Write(unit => blocked.Wait(TimeSpan.FromSeconds(10)) && storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", "m0", "") is not null, CancellationToken.None).AsTask(),
            storage.Store.Write(unit => Big(unit, "m1"), CancellationToken.None).AsTask(),
        ];
        blocked.Set();
        await Refused(batch[1]);
        _ = await Task.WhenAny(batch[0]);
        Assert.Empty(storage.Read(storage.Inbox.Pending).Where(item => item.External == "m1"));

        await Recovered();
        Limit("1000000");
        Assert.True(storage.Write(unit => Big(unit, "m1")));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public async Task A_unit_that_swallows_the_failure_is_refused_all_the_same_and_a_spoilt_connection_is_replaced()
    {
        await Refused(storage.Store.Write(unit =>
        {
            // From here on this connection refuses writes, as on a disk that turned read-only, and leaves the transaction open.
            using (var pragma = Unit.Of(unit).Sql("PRAGMA query_only = ON")) pragma.Run();
            try
            {
                using var update = Unit.Of(unit).Sql("UPDATE conversation SET used = 0");
                return update.Run() > 0;
            }
            catch (SqliteFailure)
            {
                return true;
            }
        }, CancellationToken.None).AsTask());
        await Recovered();
        Assert.Empty(storage.Read(storage.Inbox.Pending));
        Assert.True(storage.Write(unit => Big(unit, "m1")));
    }

    [Fact]
    public async Task While_another_program_holds_the_file_callers_are_answered_within_a_second_and_afterwards_it_goes_on()
    {
        using (var foreign = Database.OpenWriter(storage.DatabaseFile))
        {
            foreign.Script("BEGIN IMMEDIATE");
            for (var n = 0; n < 3; n++)
            {
                using var time = new GrantedTime();
                await Refused(Task.Run(() => storage.Write(unit => Big(unit, "m1"))));
                Assert.InRange(time.Elapsed, TimeSpan.Zero, refusal);
            }
            Assert.Contains("another program", storage.Refusal, StringComparison.Ordinal);
            Assert.False(storage.Store.IsWritable);
            Assert.NotNull(storage.Read(unit => storage.Conversations.Get(unit, chat.Id)));
            foreign.Script("ROLLBACK");
        }
        await Recovered();
        Assert.True(storage.Write(unit => Big(unit, "m1")));
    }

    [Fact]
    public async Task Who_comes_while_another_waits_for_a_foreign_lock_is_refused_together_with_them()
    {
        using (var foreign = Database.OpenWriter(storage.DatabaseFile))
        {
            foreign.Script("BEGIN IMMEDIATE");
            using var time = new GrantedTime();
            var first = storage.Store.Write(unit => Big(unit, "m1"), CancellationToken.None).AsTask();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            var second = storage.Store.Write(unit => Big(unit, "m2"), CancellationToken.None).AsTask();
            await Refused(first);
            await Refused(second);
            Assert.InRange(time.Elapsed, TimeSpan.Zero, refusal);
            foreign.Script("ROLLBACK");
        }
        await Recovered();
    }

    /// <summary>No page more than there are, or than this.</summary>
    private void Limit(string pages) => storage.Write(unit =>
    {
        using var pragma = Unit.Of(unit).Sql("PRAGMA max_page_count = " + pages);
        return pragma.Step();
    });

    private bool Big(IUnit unit, string external)
    {
        storage.Audit.Append(unit, new("test", external, null));
        storage.People.Meet(unit, new("webchat", external), "et");
        return storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", external, new('x', 100_000)) is not null;
    }

    private static Task Refused(Task task) => Assert.ThrowsAsync<StoreUnavailableException>(() => task);

    private async Task Recovered()
    {
        var since = Stopwatch.GetTimestamp();
        while (!storage.Store.IsWritable)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < recovery, "still refusing: " + storage.Refusal);
            await Task.Delay(20);
        }
    }
}
