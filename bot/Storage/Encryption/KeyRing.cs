using System.Security.Cryptography;
using System.Text;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Encryption;

/// <summary>
/// Data keys by owner, wrapped in <c>keys.db</c>. The writer makes and destroys keys; readers look them up. A key is on disk before anything sealed
/// with it is, and gone from disk before its owner counts as erased.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    /// <summary>How many unwrapped keys are kept in memory: twice this at most.</summary>
    private const int CacheGeneration = 2048;

    private readonly Lock gate = new();
    private readonly Database database;
    private readonly KeyEncryptionKey kek;
    private readonly DataKey wrap;
    private readonly Nonces nonces = new();
    private readonly Dictionary<Guid, (DataKey Key, byte[] Wrapped)> fresh = [];
    private Dictionary<Guid, DataKey> young = [], old = [];

    public KeyRing(Database database, KeyEncryptionKey kek)
    {
        this.database = database;
        this.kek = kek;
        wrap = new(kek.Wrap);
    }

    /// <returns><see langword="null"/>: no such owner, or erased.</returns>
    public DataKey? Find(Guid owner)
    {
        lock (gate)
        {
            if (fresh.TryGetValue(owner, out var made)) return made.Key;
            if (young.TryGetValue(owner, out var known)) return known;
            if (old.TryGetValue(owner, out known) || Unwrap(owner, out known)) Remember(owner, known);
            return known;
        }
    }

    /// <summary>Makes a key, usable at once, on disk with <see cref="Save"/>.</summary>
    public void Make(Guid owner)
    {
        Span<byte> clear = stackalloc byte[KeyEncryptionKey.Length];
        RandomNumberGenerator.Fill(clear);
        var wrapped = new byte[clear.Length + DataKey.Overhead];
        wrap.Seal(clear, owner.ToByteArray(), wrapped, nonces);
        lock (gate) fresh.Add(owner, (new DataKey(clear), wrapped));
        CryptographicOperations.ZeroMemory(clear);
    }

    /// <summary>Forgets keys whose unit was rolled back.</summary>
    public void Drop(IEnumerable<Guid> owners)
    {
        lock (gate)
            foreach (var owner in owners)
                if (fresh.Remove(owner, out var made)) made.Key.Dispose();
    }

    /// <summary>Puts the keys made since the last call on disk, and destroys those of <paramref name="erased"/> for good.</summary>
    public void Save(IReadOnlyCollection<Guid> erased, Instant now)
    {
        lock (gate)
        {
            if (fresh.Count == 0 && erased.Count == 0) return;
            try
            {
                database.Run("BEGIN IMMEDIATE");
                foreach (var (owner, made) in fresh)
                {
                    using var insert = database.Sql("INSERT INTO data_key (owner, wrapped, created) VALUES (@owner, @wrapped, @created)");
                    insert.Bind("@owner", owner).Bind("@wrapped", made.Wrapped.AsSpan()).Bind("@created", now).Run();
                }
                foreach (var owner in erased) Destroy(owner, now);
                database.Run("COMMIT");
            }
            catch
            {
                if (database.InTransaction) database.Script("ROLLBACK");
                database.Absolve();
                throw;
            }
            foreach (var (owner, made) in fresh) Remember(owner, made.Key);
            fresh.Clear();
            foreach (var owner in erased) Forget(owner);
            if (erased.Count > 0) database.Checkpoint();
        }
    }

    /// <summary>Owners that were erased, as this file knows them.</summary>
    public List<(Guid Owner, Instant At)> Tombstones()
    {
        lock (gate)
        {
            List<(Guid, Instant)> all = [];
            using var read = database.Sql("SELECT owner, at FROM tombstone");
            while (read.Step()) all.Add((read.Guid(0), read.Instant(1)));
            return all;
        }
    }

    public long Count
    {
        get
        {
            lock (gate) return database.Number("SELECT count(*) FROM data_key");
        }
    }

    /// <summary>Uses the connection for upkeep (integrity, copies) while nobody else does.</summary>
    public T With<T>(Func<Database, T> work)
    {
        lock (gate) return work(database);
    }

    /// <summary>Ties the file to its key-encryption key and names the store.</summary>
    /// <returns>Id of the store.</returns>
    /// <exception cref="StoreStartException">The file was made with another key.</exception>
    public string Introduce(string newStoreId)
    {
        lock (gate)
        {
            Set("kek", kek.Check);
            Set("id", newStoreId);
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Get("kek")), Encoding.UTF8.GetBytes(kek.Check)))
                throw new StoreStartException("the key file is not the one this store was made with: put the right one back");
            return Get("id");
        }
    }

    private void Destroy(Guid owner, Instant now)
    {
        using var delete = database.Sql("DELETE FROM data_key WHERE owner = @owner");
        delete.Bind("@owner", owner).Run();
        using var mark = database.Sql("INSERT INTO tombstone (owner, at) VALUES (@owner, @at) ON CONFLICT (owner) DO NOTHING");
        mark.Bind("@owner", owner).Bind("@at", now).Run();
    }

    private void Set(string name, string value)
    {
        using var insert = database.Sql("INSERT INTO store (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING");
        insert.Bind("@name", name).Bind("@value", value).Run();
    }

    private string Get(string name)
    {
        using var read = database.Sql("SELECT value FROM store WHERE name = @name");
        return read.Bind("@name", name).Step() ? read.Text(0)! : "";
    }

    private bool Unwrap(Guid owner, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DataKey? key)
    {
        key = null;
        using var read = database.Sql("SELECT wrapped FROM data_key WHERE owner = @owner");
        if (!read.Bind("@owner", owner).Step()) return false;
        var wrapped = read.Bytes(0);
        Span<byte> clear = stackalloc byte[KeyEncryptionKey.Length];
        if (wrapped.Length != clear.Length + DataKey.Overhead || !wrap.TryOpen(wrapped, owner.ToByteArray(), clear))
            throw new StoreDamagedException($"keys.db: the key of {owner} does not open");
        key = new(clear);
        CryptographicOperations.ZeroMemory(clear);
        return true;
    }

    private void Remember(Guid owner, DataKey key)
    {
        // Dropped keys are left to the collector: a reader may be opening something with one right now.
        if (young.Count >= CacheGeneration) (young, old) = ([], young);
        young[owner] = key;
    }

    private void Forget(Guid owner)
    {
        young.Remove(owner);
        old.Remove(owner);
    }

    public void Dispose()
    {
        lock (gate)
        {
            database.Dispose();
            wrap.Dispose();
        }
    }
}
