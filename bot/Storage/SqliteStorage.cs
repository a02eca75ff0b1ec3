using System.Security.Cryptography;
using System.Text;
using Assistant.Records;
using Assistant.Storage.Conversations;
using Assistant.Storage.Encryption;
using Assistant.Storage.Maintenance;
using Assistant.Storage.Messages;
using Assistant.Storage.People;
using Assistant.Storage.Retention;
using Assistant.Storage.Security;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage;

/// <summary>A data folder, opened: the store and all its ports. One at a time may be open on a folder, in whatever process.</summary>
public sealed partial class SqliteStorage : IDisposable
{
    private readonly StorageOptions options;
    private readonly StoreLock folderLock;
    private readonly KeyRing keys;
    private readonly GroupWriter writer;
    private readonly ReaderPool readers;
    private readonly AuditChain chain;
    private readonly KeyEncryptionKey kek;

    private SqliteStorage(StorageOptions options, StoreLock folderLock, StoreFiles files)
    {
        (this.options, this.folderLock, kek, keys) = (options, folderLock, files.Kek, files.Keys);
        Ids = options.Ids ?? new RandomIds(options.Clock);
        Pseudonyms pseudonyms = new(kek.Pseudonym);
        chain = new(options.AnchorFile, kek.Audit);
        writer = new(options, Ids, files.Data, keys, pseudonyms, chain);
        readers = new(options, Ids, keys, pseudonyms);
        Store = new SqliteStore(writer, readers);
        (SqlPeople people, SqlConversations conversations) = (new(), new());
        (People, Conversations, Profiles, Staff) = (people, conversations, new SqlProfiles(conversations), new SqlStaff(people));
        Invitations = new SqlInvitations(People, Municipalities);
        Retention = new SqlRetention(Erasure);
        Held = new SqlHeldMail(Outbox);
    }

    /// <summary>Why writes are refused just now, for health; <see langword="null"/>: they are not.</summary>
    public string? Refusal => writer.Refusal;

    /// <summary>The audit's anchor does not fit the chain: rows were cut off, or an old file was put in place. <see langword="null"/>: it fits.</summary>
    public string? AuditWarning => chain.Warning;

    /// <summary>The file that a reader, or a backup, is taken from.</summary>
    internal string DatabaseFile => options.DatabaseFile;

    /// <returns>A key of 32 bytes for somebody outside the store, such as the chat page's signatures; the same at every start.</returns>
    /// <param name="purpose">Different purposes give unrelated keys.</param>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, kek.Others, KeyEncryptionKey.Length, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Version of the native SQLite, for <c>doctor</c>.</summary>
    public static string EngineVersion => Database.Version;

    /// <summary>Locks the folder, checks keys, brings the schema up to date, applies erasures to what a restore brought back, and starts the writer.</summary>
    /// <exception cref="StoreLockedException">Another process works on the folder.</exception>
    /// <exception cref="StoreStartException">The store must not be opened as it is; the message says what to do.</exception>
    public static SqliteStorage Open(StorageOptions options) => Open(options, StoreLock.Take(options.Folder));

    private static SqliteStorage Open(StorageOptions options, StoreLock folderLock)
    {
        StoreFiles? files = null;
        SqliteStorage? storage = null;
        try
        {
            files = StoreFiles.Open(options);
            storage = new(options, folderLock, files);
            storage.ApplyTombstones();
            return storage;
        }
        catch (Exception e)
        {
            if (storage is not null) storage.Dispose();
            else
            {
                files?.Dispose();
                folderLock.Dispose();
            }
            if (e is SqliteFailure failure) throw new StoreStartException($"the store in {options.Folder} cannot be opened: {failure.Cause} ({failure.Message})", failure);
            throw;
        }
    }

    /// <summary>Whoever was erased anywhere is erased here, before anything is served.</summary>
    private void ApplyTombstones()
    {
        List<Guid> erased = [.. keys.Tombstones().Select(tomb => tomb.Owner), .. ErasedLog.Read(options.ErasedFile).Select(line => line.Owner)];
        if (erased.Count == 0) return;
        Now(unit =>
        {
            var my = Unit.Of(unit);
            foreach (var owner in erased.Distinct())
            {
                // A restored keys.db may bring back the key of somebody buried here long ago.
                if (!SqlErasure.Bury(my, owner) && keys.Find(owner) is not null) my.Erase(owner);
            }
        });
    }

    /// <summary>Writes before anything is served, when there is nobody to keep waiting.</summary>
    private void Now(Action<IUnit> work) => writer.WriteNow(unit =>
    {
        work(unit);
        return true;
    });

    /// <summary>Copies both databases while they are in use, each to its own folder under <c>backups</c>, checked and synced; the oldest copies go.</summary>
    /// <returns>Paths of the copies.</returns>
    /// <exception cref="StoreDamagedException">A copy is not sound.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public (string Data, string Keys) Backup()
    {
        var now = options.Clock.GetCurrentInstant();
        try
        {
            // Keys after data: every key that the copied data needs was on disk before.
            var data = BackupFiles.Make(options.DataBackups, BackupFiles.Data, now, options.KeepBackups, path =>
            {
                using var reader = Database.OpenReader(options.DatabaseFile);
                reader.CopyTo(path);
            });
            return (data, BackupFiles.Make(options.KeyBackups, BackupFiles.Keys, now, options.KeepBackups, path => keys.With(database =>
            {
                database.CopyTo(path);
                return true;
            })));
        }
        catch (SqliteFailure e)
        {
            throw new IOException($"no backup was made: {e.Cause}", e);
        }
    }

    /// <summary>Puts backups in place, applies the erasures known anywhere, records it in the audit, and checks everything.</summary>
    /// <param name="keysBackup"><see langword="null"/>: the keys are still good and stay.</param>
    /// <exception cref="StoreLockedException">The folder is in use.</exception>
    /// <exception cref="StoreStartException">A backup does not fit; nothing was changed.</exception>
    public static VerifyReport Restore(StorageOptions options, string dataBackup, string? keysBackup)
    {
        var folderLock = StoreLock.Take(options.Folder);
        try
        {
            new Restorer(options, KeyEncryptionKey.Load(options), options.Clock.GetCurrentInstant()).Run(dataBackup, keysBackup);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
        using var storage = Open(options, folderLock);
        storage.Now(unit => storage.Audit.Append(unit, new(Actions.StoreRestore, Path.GetFileName(dataBackup), null)));
        return storage.Verify();
    }

    /// <summary>Checks both files, the audit chain and every sealed content, while the store is in use.</summary>
    public VerifyReport Verify()
    {
        using var database = Database.OpenReader(options.DatabaseFile);
        return new Verifier(database, keys, kek, options.AnchorFile).Run();
    }

    /// <summary>The whole state as comparable text, in clear: for the Test environment alone.</summary>
    public string DumpCanonical()
    {
        using var database = Database.OpenReader(options.DatabaseFile);
        database.Run("BEGIN");
        return new Dump(database, keys, new(database, new(keys), new(kek.Pseudonym), Ids, options.Clock.GetCurrentInstant(), sequence: null)).Write();
    }

    /// <summary>Takes no more writes, finishes those that wait, folds the log into the file, and lets the folder go.</summary>
    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
        keys.Dispose();
        folderLock.Dispose();
    }
}
