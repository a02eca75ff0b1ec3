using Assistant.Storage.Encryption;
using Assistant.Storage.Schema;
using Assistant.Storage.Security;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Maintenance;

/// <summary>Puts backups in place of the databases of a folder that nobody uses. What was there goes to the backups, under their rotation.</summary>
internal sealed class Restorer(StorageOptions options, KeyEncryptionKey kek, Instant now)
{
    /// <param name="keysBackup"><see langword="null"/>: the keys stay as they are.</param>
    /// <exception cref="StoreStartException">A backup does not fit: newer schema, another store, another key file, or damaged. Nothing was changed.</exception>
    public void Run(string dataBackup, string? keysBackup)
    {
        var keysFile = keysBackup ?? options.KeysFile;
        try
        {
            if (!File.Exists(dataBackup)) throw new StoreStartException($"{dataBackup} does not exist");
            if (!File.Exists(keysFile)) throw new StoreStartException($"{keysFile} does not exist: a backup of the keys is needed too");
            BackupFiles.Check(dataBackup);
            BackupFiles.Check(keysFile);
            CheckFit(dataBackup, keysFile);
        }
        catch (StoreDamagedException e)
        {
            throw new StoreStartException(e.Message, e);
        }
        RememberErased([options.DatabaseFile, options.KeysFile, dataBackup, keysFile]);
        Exchange(dataBackup, options.DatabaseFile, options.DataBackups, BackupFiles.Data);
        if (keysBackup is not null) Exchange(keysBackup, options.KeysFile, options.KeyBackups, BackupFiles.Keys);
        // The old head is ahead of the restored chain. It is kept beside the new one, since it may be asked for.
        if (File.Exists(options.AnchorFile)) File.Move(options.AnchorFile, $"{options.AnchorFile}.{now.ToUnixTimeSeconds()}", overwrite: true);
    }

    private void CheckFit(string data, string keysFile)
    {
        using var database = Database.OpenReader(data);
        if (Migrator.Check(database, data, Migration.All(Migration.Data)) == 0) throw new StoreStartException($"{data} is empty");
        using var keys = Database.OpenReader(keysFile);
        if (Migrator.Check(keys, keysFile, Migration.All(Migration.Keys)) == 0) throw new StoreStartException($"{keysFile} is empty");
        if (Value(database, "id") != Value(keys, "id")) throw new StoreStartException($"{data} and {keysFile} are of different stores");
        if (Value(keys, "kek") != kek.Check) throw new StoreStartException($"{keysFile} was made with another key file");
    }

    private static string? Value(Database database, string name)
    {
        using var read = database.Sql("SELECT value FROM store WHERE name = @name");
        return read.Bind("@name", name).Step() ? read.Text(0) : null;
    }

    /// <summary>Whoever was erased in any of the files goes into the list that outlives them, and is erased again when the store opens.</summary>
    private void RememberErased(IEnumerable<string> files)
    {
        HashSet<Guid> known = [.. ErasedLog.Read(options.ErasedFile).Select(line => line.Owner)];
        HashSet<Guid> found = [];
        foreach (var file in files.Where(File.Exists))
        {
            try
            {
                using var database = Database.OpenReader(file);
                using var read = database.Sql("SELECT owner FROM tombstone");
                while (read.Step()) found.Add(read.Guid(0));
            }
            catch (Exception e) when (e is SqliteFailure or FormatException)
            {
                // A damaged file is what is being replaced; the others know the same.
            }
        }
        found.ExceptWith(known);
        if (found.Count > 0) ErasedLog.Append(options.ErasedFile, found, now);
    }

    private void Exchange(string backup, string file, string backups, string name)
    {
        var fresh = file + ".new";
        File.Delete(fresh);
        PrivateFiles.Create(fresh);
        using (var from = File.OpenRead(backup))
        using (var to = File.OpenWrite(fresh))
        {
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }
        SetAside(file, BackupFiles.PathOf(backups, name, now, "replaced"));
        File.Move(fresh, file);
        PrivateFiles.SyncFolder(options.Folder);
    }

    private static void SetAside(string file, string target)
    {
        if (!File.Exists(file)) return;
        PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
        try
        {
            // Closing the last connection folds the log into the file.
            using var database = Database.OpenWriter(file);
            database.Checkpoint();
        }
        catch (SqliteFailure)
        {
            // Too damaged to open: moved as it is, its log with it.
        }
        foreach (var part in (string[])["", "-wal"])
            if (File.Exists(file + part)) File.Move(file + part, target + part, overwrite: true);
        File.Delete(file + "-shm");
    }
}
