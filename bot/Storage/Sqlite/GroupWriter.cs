using System.Diagnostics;
using Assistant.Records;
using Assistant.Records.Security;
using Assistant.Storage.Encryption;
using Assistant.Storage.Security;
using NodaTime;

namespace Assistant.Storage.Sqlite;

/// <summary>
/// The only writer: one thread, one connection. What waits is run together and synced once; only then do the callers hear of it. A unit that fails takes
/// back its own work and nobody else's. No failure ends the thread: it refuses, tries the disk each second, and goes on when that works again.
/// </summary>
internal sealed partial class GroupWriter : IDisposable
{
    /// <summary>Most units in one commit.</summary>
    public const int LargestBatch = 256;

    /// <summary>How often a refusing writer tries the disk.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);

    /// <summary>After a batch in which a unit failed, so many are run with a savepoint for each unit: where one fails, others will.</summary>
    private const int CarefulBatches = 16;

    /// <summary>With nothing to do for this long the log is folded into the database file.</summary>
    private static readonly TimeSpan IdleBeforeCheckpoint = TimeSpan.FromSeconds(3);

    private readonly StorageOptions options;
    private readonly IIds ids;
    private readonly KeyRing keys;
    private readonly Pseudonyms pseudonyms;
    private readonly AuditChain chain;
    private readonly WorkQueue queue;
    private readonly Thread thread;
    private readonly int largest;
    private readonly RideTime? rides;
    private readonly List<IWork> batch = new(LargestBatch);
    private readonly List<AuditEntry> audited = [];
    private readonly List<Guid> made = [];
    private readonly List<Guid> erased = [];
    private Database database;
    private Sealer sealer;
    private SequenceCounter sequence;
    private volatile StoreUnavailableException? refusal;
    private bool mustReopen, hasLog, mustCheckpoint;
    private int careful;

    /// <param name="database">Migrated; owned by this writer from now on.</param>
    public GroupWriter(StorageOptions options, IIds ids, Database database, KeyRing keys, Pseudonyms pseudonyms, AuditChain chain)
    {
        (this.options, this.ids, this.database, this.keys, this.pseudonyms, this.chain) = (options, ids, database, keys, pseudonyms, chain);
        sealer = new(keys);
        sequence = new(database);
        chain.Load(database);
        queue = new(options.QueueLimit);
        largest = options.GroupCommit ? LargestBatch : 1;
        rides = options.GroupCommit ? new() : null;
        thread = new(Loop) { IsBackground = true, Name = "store writer" };
        thread.Start();
    }

    /// <summary>Why writes are refused just now; <see langword="null"/>: they are not.</summary>
    public string? Refusal => refusal?.Message;

    public ValueTask<T> Write<T>(Func<IUnit, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Work<T> waiting = new(work);
        Add(waiting);
        return new(waiting.Task);
    }

    /// <summary>As <see cref="Write{T}"/>, for callers who have a thread to wait with: before anything is served.</summary>
    public T WriteNow<T>(Func<IUnit, T> work)
    {
        PatientWork<T> waiting = new(work);
        Add(waiting);
        return waiting.Wait();
    }

    private void Add(IWork work)
    {
        if (refusal is { } reason) throw new StoreUnavailableException(reason.Message, reason.InnerException);
        if (!queue.TryAdd(work)) throw new StoreUnavailableException("the store is closing or has too much waiting");
    }

    private void Loop()
    {
        var lastWork = Stopwatch.GetTimestamp();
        while (queue.Take(batch, largest, ProbeInterval))
        {
            try
            {
                // Who came while the batch before this one was failing hears so at once: only when nobody waits is the disk tried again.
                if (refusal is null && batch.Count > 0)
                {
                    Commit();
                    lastWork = Stopwatch.GetTimestamp();
                }
                else if (batch.Count == 0)
                {
                    if (refusal is not null) Recover();
                    Idle(Stopwatch.GetElapsedTime(lastWork));
                }
            }
            catch (Exception e)
            {
                Refuse(e);
            }
            if (batch.Count > 0) Answer();
            // Whoever is about to hand something in gets to do so first: on a busy processor more then share the next sync; on an idle one this costs nothing.
            Thread.Yield();
        }
        Close();
    }

    private void Commit()
    {
        var now = Instant.FromUnixTimeMilliseconds(options.Clock.GetCurrentInstant().ToUnixTimeMilliseconds());
        // Savepoints cost a copy of every page a unit changes. Few units fail: so all are run without, and all again with one each if one of them does.
        var isCareful = careful > 0;
        if (!Run(now, isCareful))
        {
            Undo();
            careful = CarefulBatches;
            Run(now, isCareful: true);
        }
        else if (isCareful) careful--;
        sequence.Save();
        chain.Append(database, audited, now);
        if (erased.Count > 0) ErasedLog.Append(options.ErasedFile, erased, now);
        keys.Save(erased, now);
        database.Run("COMMIT");
        sequence.Committed();
        chain.Committed(now);
        hasLog = true;
        mustCheckpoint |= erased.Count > 0;
        Forget();
        if (mustCheckpoint) mustCheckpoint = !database.Checkpoint();
    }

    /// <returns>False: a unit failed without a savepoint to go back to, and nothing of the batch may be kept.</returns>
    private bool Run(Instant now, bool isCareful)
    {
        rides?.Restart();
        database.Run("BEGIN IMMEDIATE");
        foreach (var work in batch)
        {
            work.Error = null;
            Unit unit = new(database, sealer, pseudonyms, ids, now, sequence, rides is { IsLeft: true } ? rides : null) { IsCareful = isCareful };
            if (isCareful) database.Run("SAVEPOINT unit");
            try
            {
                work.Run(unit);
            }
            catch (Exception e)
            {
                work.Error = e;
            }
            unit.End();
            // The work may have swallowed it; the transaction is spoilt all the same.
            if (database.Fatal is { } fatal) throw fatal;
            audited.AddRange(unit.Audited);
            made.AddRange(unit.KeysMade);
            erased.AddRange(unit.Erased);
            if (!isCareful)
            {
                if (work.Error is not null || unit.IsSpoilt) return false;
                continue;
            }
            if (work.Error is not null)
            {
                TakeBack(unit);
                database.Run("ROLLBACK TO unit");
            }
            database.Run("RELEASE unit");
        }
        return true;
    }

    private void TakeBack(Unit unit)
    {
        keys.Drop(unit.KeysMade);
        audited.RemoveRange(audited.Count - unit.Audited.Count, unit.Audited.Count);
        made.RemoveRange(made.Count - unit.KeysMade.Count, unit.KeysMade.Count);
        erased.RemoveRange(erased.Count - unit.Erased.Count, unit.Erased.Count);
    }

    private void Forget()
    {
        audited.Clear();
        made.Clear();
        erased.Clear();
    }

    private void Answer()
    {
        var reason = refusal;
        foreach (var work in batch)
        {
            if (reason is null) work.Complete();
            else work.Fail(reason);
        }
        batch.Clear();
    }

    /// <summary>Takes nothing new, finishes what waits, and closes the file.</summary>
    public void Dispose()
    {
        queue.Close();
        thread.Join();
    }
}
