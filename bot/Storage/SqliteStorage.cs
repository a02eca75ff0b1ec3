using System.Security.Cryptography;
using System.Text;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Broadcasts;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Conversations;
using Assistant.Records.Duty;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Groups;
using Assistant.Records.Households;
using Assistant.Records.Learning;
using Assistant.Records.Messages;
using Assistant.Records.Municipalities;
using Assistant.Records.Overviews;
using Assistant.Records.People;
using Assistant.Records.Referrals;
using Assistant.Records.Relay;
using Assistant.Records.Retention;
using Assistant.Records.Security;
using Assistant.Records.Visits;
using Assistant.Storage.Appointments;
using Assistant.Storage.Broadcasts;
using Assistant.Storage.Cases;
using Assistant.Storage.Conversations;
using Assistant.Storage.Duty;
using Assistant.Storage.Encryption;
using Assistant.Storage.Families;
using Assistant.Storage.Groups;
using Assistant.Storage.Maintenance;
using Assistant.Storage.Households;
using Assistant.Storage.Messages;
using Assistant.Storage.Municipalities;
using Assistant.Storage.Overviews;
using Assistant.Storage.People;
using Assistant.Storage.Referrals;
using Assistant.Storage.Relay;
using Assistant.Storage.Retention;
using Assistant.Storage.Schema;
using Assistant.Storage.Security;
using Assistant.Storage.Sqlite;
using Assistant.Storage.Visits;
using NodaTime;

namespace Assistant.Storage;

/// <summary>A data folder, opened: the store and all its ports. One at a time may be open on a folder, in whatever process.</summary>
public sealed class SqliteStorage : IDisposable
{
    private readonly StorageOptions options;
    private readonly StoreLock folderLock;
    private readonly KeyRing keys;
    private readonly GroupWriter writer;
    private readonly ReaderPool readers;
    private readonly AuditChain chain;
    private readonly KeyEncryptionKey kek;

    private SqliteStorage(StorageOptions options, StoreLock folderLock, KeyEncryptionKey kek, KeyRing keys, Database database)
    {
        (this.options, this.folderLock, this.kek, this.keys) = (options, folderLock, kek, keys);
        Ids = options.Ids ?? new RandomIds(options.Clock);
        Pseudonyms pseudonyms = new(kek.Pseudonym);
        chain = new(options.AnchorFile, kek.Audit);
        writer = new(options, Ids, database, keys, pseudonyms, chain);
        readers = new(options, Ids, keys, pseudonyms);
        Store = new SqliteStore(writer, readers);
        (SqlPeople people, SqlConversations conversations) = (new(), new());
        (People, Conversations, Profiles, Staff) = (people, conversations, new SqlProfiles(conversations), new SqlStaff(people));
        Invitations = new SqlInvitations(People, Municipalities);
        Retention = new SqlRetention(Erasure);
        Held = new SqlHeldMail(Outbox);
    }

    /// <summary>New ids and codes.</summary>
    public IIds Ids { get; }

    /// <summary>Transactions.</summary>
    public IStore Store { get; }

    /// <summary>People, roles, consent.</summary>
    public IPeople People { get; }

    /// <summary>Chats and their dialogue state.</summary>
    public IConversations Conversations { get; }

    /// <summary>Several people on one device.</summary>
    public IProfiles Profiles { get; }

    /// <summary>When and how not to write to somebody.</summary>
    public ISafeContacts SafeContacts { get; } = new SqlSafeContacts();

    /// <summary>Workers who leave, records that are one person's.</summary>
    public IStaff Staff { get; }

    /// <summary>Codes that make two chats one person's.</summary>
    public ILinkCodes LinkCodes { get; } = new SqlLinkCodes();

    /// <summary>Messages that wait for a better moment.</summary>
    public IHeldMail Held { get; }

    /// <summary>Receipts of erasures.</summary>
    public IReceipts Receipts { get; } = new SqlReceipts();

    /// <summary>What arrived.</summary>
    public IInbox Inbox { get; } = new SqlInbox();

    /// <summary>What leaves.</summary>
    public IOutbox Outbox { get; } = new SqlOutbox();

    /// <summary>Buttons.</summary>
    public IKeyboards Keyboards { get; } = new SqlKeyboards();

    /// <summary>Requests for appointments.</summary>
    public IAppointments Appointments { get; } = new SqlAppointments();

    /// <summary>One-time codes.</summary>
    public IInvitations Invitations { get; }

    /// <summary>The audit.</summary>
    public IAudit Audit { get; } = new SqlAudit();

    /// <summary>Safety concerns.</summary>
    public ISafetyEvents Safety { get; } = new SqlSafetyEvents();

    /// <summary>Talks between people and coordinators.</summary>
    public IRelays Relays { get; } = new SqlRelays();

    /// <summary>Who is on duty.</summary>
    public IDuty Duty { get; } = new SqlDuty();

    /// <summary>Who was told of safety concerns.</summary>
    public IAlerts Alerts { get; } = new SqlAlerts();

    /// <summary>Families and who works with them.</summary>
    public IFamilies Families { get; } = new SqlFamilies();

    /// <summary>Cases.</summary>
    public ICases Cases { get; } = new SqlCases();

    /// <summary>Assessments and plans.</summary>
    public ICaseDocuments CaseDocuments { get; } = new SqlCaseDocuments();

    /// <summary>Supervision and training of workers.</summary>
    public ILearning Learning { get; } = new Learning.SqlLearning();

    /// <summary>Contracts.</summary>
    public IContracts Contracts { get; } = new SqlContracts();

    /// <summary>Goals.</summary>
    public IGoals Goals { get; } = new SqlGoals();

    /// <summary>Meetings and their acts, drafts, notebooks.</summary>
    public IVisits Visits { get; } = new SqlVisits();

    /// <summary>Whom municipalities' workers work for.</summary>
    public IMunicipalities Municipalities { get; } = new SqlMunicipalities();

    /// <summary>One-time links of referrals.</summary>
    public IReferrals Referrals { get; } = new SqlReferrals();

    /// <summary>How people of a family come to it, and how meetings were for them.</summary>
    public IHouseholds Households { get; } = new SqlHouseholds();

    /// <summary>Written overviews and summaries.</summary>
    public IOverviews Overviews { get; } = new SqlOverviews();

    /// <summary>Closed groups.</summary>
    public IGroups Groups { get; } = new SqlGroups();

    /// <summary>Materials of sessions.</summary>
    public IMaterials Materials { get; } = new SqlMaterials();

    /// <summary>Messages to many.</summary>
    public IBroadcasts Broadcasts { get; } = new SqlBroadcasts();

    /// <summary>Counts of questions without an answer.</summary>
    public IUnanswered Unanswered { get; } = new SqlUnanswered();

    /// <summary>What is removed when its time has passed.</summary>
    public IRetention Retention { get; }

    /// <summary>Erasing a person.</summary>
    public IErasure Erasure { get; } = new SqlErasure();

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
        KeyRing? keys = null;
        Database? database = null;
        SqliteStorage? storage = null;
        try
        {
            var kek = KeyEncryptionKey.Load(options);
            var (hasKeys, hasData) = (File.Exists(options.KeysFile), File.Exists(options.DatabaseFile));
            if (hasData && !hasKeys) throw new StoreStartException("keys.db is missing: restore its backup, without it nothing in assistant.db can be read");
            var now = options.Clock.GetCurrentInstant();
            keys = OpenKeys(options, kek, now);
            if (!hasData && keys.Count > 0) throw new StoreStartException("assistant.db is missing, but keys.db is in use: restore a backup");
            database = Database.OpenWriter(options.DatabaseFile);
            Migrator.Run(database, options.DatabaseFile, Migration.All(Migration.Data), options.DataBackups, now);
            Introduce(database, keys.Introduce(Guid.CreateVersion7(now.ToDateTimeOffset()).ToString("D")));
            storage = new(options, folderLock, kek, keys, database);
            storage.ApplyTombstones();
            return storage;
        }
        catch (Exception e)
        {
            if (storage is not null) storage.Dispose();
            else
            {
                database?.Dispose();
                keys?.Dispose();
                folderLock.Dispose();
            }
            if (e is SqliteFailure failure) throw new StoreStartException($"the store in {options.Folder} cannot be opened: {failure.Cause} ({failure.Message})", failure);
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
    private static void Introduce(Database database, string id)
    {
        using (var insert = database.Sql("INSERT INTO store (name, value) VALUES ('id', @id) ON CONFLICT (name) DO NOTHING")) insert.Bind("@id", id).Run();
        using var read = database.Sql("SELECT value FROM store WHERE name = 'id'");
        if (!read.Step() || read.Text(0) != id) throw new StoreStartException("assistant.db and keys.db are of different stores: restore both of one");
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
