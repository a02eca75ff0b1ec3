using Assistant.Storage.Encryption;
using Assistant.Storage.Schema;
using NodaTime;

namespace Assistant.Storage.Sqlite;

/// <summary>The two databases of a data folder, opened for writing, of one store and up to date. Whoever holds them closes them.</summary>
internal sealed record StoreFiles(KeyEncryptionKey Kek, KeyRing Keys, Database Data) : IDisposable
{
    /// <summary>Opens both files, or makes them where neither has anything in it, and brings their schema up to date.</summary>
    /// <exception cref="StoreStartException">They must not be opened as they are; nothing is left open.</exception>
    public static StoreFiles Open(StorageOptions options)
    {
        KeyRing? keys = null;
        Database? data = null;
        try
        {
            var kek = KeyEncryptionKey.Load(options);
            var (hasKeys, hasData) = (File.Exists(options.KeysFile), File.Exists(options.DatabaseFile));
            if (hasData && !hasKeys) throw new StoreStartException("keys.db is missing: restore its backup, without it nothing in assistant.db can be read");
            var now = options.Clock.GetCurrentInstant();
            keys = OpenKeys(options, kek, now);
            if (!hasData && keys.Count > 0) throw new StoreStartException("assistant.db is missing, but keys.db is in use: restore a backup");
            data = Database.OpenWriter(options.DatabaseFile);
            Migrator.Run(data, options.DatabaseFile, Migration.All(Migration.Data), options.DataBackups, now);
            Introduce(data, keys.Introduce(Guid.CreateVersion7(now.ToDateTimeOffset()).ToString("D")));
            return new(kek, keys, data);
        }
        catch
        {
            data?.Dispose();
            keys?.Dispose();
            throw;
        }
    }

    private static KeyRing OpenKeys(StorageOptions options, KeyEncryptionKey kek, Instant now)
    {
        var database = Database.OpenWriter(options.KeysFile);
        try
        {
            Migrator.Run(database, options.KeysFile, Migration.All(Migration.Keys), options.KeyBackups, now);
            return new(database, kek);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The two files know each other by one id.</summary>
    private static void Introduce(Database data, string id)
    {
        using (var insert = data.Sql("INSERT INTO store (name, value) VALUES ('id', @id) ON CONFLICT (name) DO NOTHING")) insert.Bind("@id", id).Run();
        using var read = data.Sql("SELECT value FROM store WHERE name = 'id'");
        if (!read.Step() || read.Text(0) != id) throw new StoreStartException("assistant.db and keys.db are of different stores: restore both of one");
    }

    /// <summary>Closes both.</summary>
    public void Dispose()
    {
        Data.Dispose();
        Keys.Dispose();
    }
}
