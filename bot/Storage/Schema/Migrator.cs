using System.Globalization;
using Assistant.Storage.Maintenance;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Schema;

/// <summary>Brings a database to the newest schema: forward only, each step whole or not at all, after a copy of what was there.</summary>
internal static class Migrator
{
    /// <param name="backups">Where the copy goes that is made before a database with content is changed.</param>
    /// <exception cref="StoreStartException">Newer than this program, or its history is not ours.</exception>
    public static void Run(Database database, string path, IReadOnlyList<Migration> migrations, string backups, Instant now)
    {
        var applied = Check(database, path, migrations);
        var pending = migrations.Where(migration => migration.Version > applied).ToList();
        if (pending.Count == 0) return;
        if (applied > 0) Copy(database, path, backups, pending[0].Version, now);
        foreach (var migration in pending) Apply(database, path, migration, now);
    }

    /// <returns>The version a database is at; 0: empty.</returns>
    /// <inheritdoc cref="Run" path="/exception"/>
    public static int Check(Database database, string path, IReadOnlyList<Migration> migrations)
    {
        var name = Path.GetFileName(path);
        if (database.Number("SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'") == 0)
            return database.Number("SELECT count(*) FROM sqlite_master") == 0 ? 0 : throw new StoreStartException($"{name} is not a database of this program");
        var applied = 0;
        foreach (var row in database.Rows("SELECT version, checksum FROM schema_version ORDER BY version"))
        {
            applied = int.Parse(row[0]!, CultureInfo.InvariantCulture);
            var known = migrations.FirstOrDefault(migration => migration.Version == applied)
                ?? throw new StoreStartException($"{name} has schema {applied}, newer than this program knows ({migrations[^1].Version}): use the newer program, or restore a backup");
            if (known.Checksum != row[1]) throw new StoreStartException($"{name}: schema {applied} differs from the one this program was built with");
        }
        return applied;
    }

    private static void Copy(Database database, string path, string backups, int version, Instant now)
    {
        PrivateFiles.CreateFolder(backups);
        var copy = BackupFiles.PathOf(backups, Path.GetFileNameWithoutExtension(path), now, string.Create(CultureInfo.InvariantCulture, $"before-{version:0000}"));
        try
        {
            File.Delete(copy);
            PrivateFiles.Create(copy);
            // VACUUM INTO takes an existing file only when it is empty, which this one is: it keeps its mode 0600.
            database.Script($"VACUUM INTO '{copy.Replace("'", "''", StringComparison.Ordinal)}'");
            PrivateFiles.SyncFile(copy);
        }
        catch (Exception e) when (e is SqliteFailure or IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException($"{Path.GetFileName(path)} was not upgraded, because no copy of it could be made in {backups}", e);
        }
    }

    private static void Apply(Database database, string path, Migration migration, Instant now)
    {
        try
        {
            database.Script("BEGIN EXCLUSIVE");
            database.Script("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied INTEGER NOT NULL) STRICT");
            database.Script(migration.Sql);
            using (var insert = database.Sql("INSERT INTO schema_version (version, checksum, applied) VALUES (@version, @checksum, @now)"))
                insert.Bind("@version", migration.Version).Bind("@checksum", migration.Checksum).Bind("@now", now).Run();
            database.Script("COMMIT");
        }
        catch (SqliteFailure e)
        {
            if (database.InTransaction) database.Script("ROLLBACK");
            throw new StoreStartException($"{Path.GetFileName(path)} could not be brought to schema {migration.Version}: {e.Message}; it is unchanged", e);
        }
    }
}
