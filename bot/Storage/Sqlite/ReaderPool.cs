using System.Collections.Concurrent;
using Assistant.Records;
using Assistant.Storage.Encryption;
using NodaTime;

namespace Assistant.Storage.Sqlite;

/// <summary>A few read-only connections; each read sees one committed state.</summary>
internal sealed class ReaderPool(StorageOptions options, IIds ids, KeyRing keys, Pseudonyms pseudonyms) : IDisposable
{
    /// <summary>Reads hold a processor, not a line: more connections than these would only hold memory.</summary>
    private static readonly int Most = Math.Clamp(2 * Environment.ProcessorCount, 4, 8);

    private readonly ConcurrentBag<(Database Database, Sealer Sealer)> idle = [];
    private readonly SemaphoreSlim free = new(Most, Most);
    private volatile bool isClosed;

    public async ValueTask<T> Read<T>(Func<IUnit, T> work, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Read(work);
        }
        finally
        {
            free.Release();
        }
    }

    private T Read<T>(Func<IUnit, T> work)
    {
        if (isClosed) throw new StoreUnavailableException("the store is closed");
        var connection = Take();
        var isSpoilt = true;
        try
        {
            var result = Read(work, connection.Database, connection.Sealer);
            isSpoilt = false;
            return result;
        }
        catch (SqliteFailure e)
        {
            throw new StoreUnavailableException($"nothing can be read: {e.Cause}", e);
        }
        finally
        {
            // Whatever went wrong, a new connection costs less than doubt about this one.
            if (isSpoilt || isClosed) connection.Database.Dispose();
            else idle.Add(connection);
        }
    }

    private T Read<T>(Func<IUnit, T> work, Database database, Sealer sealer)
    {
        Unit unit = new(database, sealer, pseudonyms, ids, Instant.FromUnixTimeMilliseconds(options.Clock.GetCurrentInstant().ToUnixTimeMilliseconds()), null);
        database.Run("BEGIN");
        try
        {
            return work(unit);
        }
        finally
        {
            unit.End();
            if (database.InTransaction) database.Run("ROLLBACK");
        }
    }

    private (Database Database, Sealer Sealer) Take()
    {
        if (idle.TryTake(out var connection)) return connection;
        try
        {
            return (Database.OpenReader(options.DatabaseFile), new Sealer(keys));
        }
        catch (SqliteFailure e)
        {
            throw new StoreUnavailableException($"nothing can be read: {e.Cause}", e);
        }
    }

    public void Dispose()
    {
        isClosed = true;
        while (idle.TryTake(out var connection)) connection.Database.Dispose();
    }
}
