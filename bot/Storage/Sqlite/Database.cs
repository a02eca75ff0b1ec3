using SQLitePCL;

namespace Assistant.Storage.Sqlite;

/// <summary>
/// One connection to one file, used by one thread at a time. Statements are prepared once and kept; parameters go in and columns come out as spans,
/// because a turn may allocate next to nothing here.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>How long a write waits for a foreign program's lock, milliseconds; far below the second within which callers must be answered.</summary>
    private const int BusyMilliseconds = 500;

    private readonly Dictionary<string, Statement> statements = new(ReferenceEqualityComparer.Instance);
    private readonly sqlite3 handle;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => this.handle = handle;

    /// <summary>The failure that spoiled the transaction under way, whoever may have swallowed its exception.</summary>
    public SqliteFailure? Fatal { get; private set; }

    /// <summary>Version of the native library, such as <c>3.50.4</c>.</summary>
    public static string Version
    {
        get
        {
            Batteries_V2.Init();
            return raw.sqlite3_libversion().utf8_to_string();
        }
    }

    /// <summary>Opens for writing: the only such connection of the file in this process.</summary>
    public static Database OpenWriter(string path)
    {
        if (!File.Exists(path)) PrivateFiles.Create(path);
        var database = Open(path, raw.SQLITE_OPEN_READWRITE);
        try
        {
            database.Script("""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON;
                PRAGMA secure_delete = ON;
                PRAGMA cell_size_check = ON;
                PRAGMA wal_autocheckpoint = 4000;
                PRAGMA cache_size = -4000;
                """);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens for reading only; can neither write nor checkpoint.</summary>
    public static Database OpenReader(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_READONLY);
        // Every commit makes a reader forget its pages: more than one read needs would never be used.
        database.Script("PRAGMA query_only = ON; PRAGMA cache_size = -500;");
        return database;
    }

    private static Database Open(string path, int flags)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX | raw.SQLITE_OPEN_PRIVATECACHE, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new SqliteFailure(code, $"cannot open {Path.GetFileName(path)}");
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
        // Plans that hang on a bound value (a LIMIT's, say) are made anew at every binding, which costs more than reading.
        raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        var database = new Database(handle);
        try
        {
            // mmap stays off: a full disk must be an error code, never a signal. Nothing sealed here may reach a temporary file in clear.
            database.Script("PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public int Changes => Native.Changes(handle.DangerousGetHandle());

    internal sqlite3 Handle => handle;

    /// <summary>The statement with this text, ready to bind. Dispose it when done: it goes back to the shelf.</summary>
    /// <param name="sql">A literal: statements are kept by its reference.</param>
    public Statement Sql(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
            statements.Add(sql, statement = new Statement(this, prepared));
        }
        return statement.Take();
    }

    /// <summary>Runs a literal without parameters.</summary>
    public int Run(string sql)
    {
        using var statement = Sql(sql);
        return statement.Run();
    }

    /// <summary>First column of the first row; 0 when there is none.</summary>
    public long Number(string sql)
    {
        using var statement = Sql(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>Runs any number of statements that are not worth keeping.</summary>
    public void Script(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>Rows of a statement that is not worth keeping.</summary>
    public List<string?[]> Rows(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var once));
        using var prepared = once;
        using var statement = new Statement(this, prepared).Take();
        List<string?[]> rows = [];
        while (statement.Step()) rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(prepared)).Select(statement.Text)]);
        return rows;
    }

    /// <summary>Moves the log into the file and cuts it to nothing.</summary>
    /// <returns>False when a reader was in the way.</returns>
    public bool Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        if ((code & 0xFF) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED) return false;
        Check(code);
        return true;
    }

    /// <summary>Copies every page of this database into a new file, while others read and write.</summary>
    public void CopyTo(string path)
    {
        PrivateFiles.Create(path);
        using var target = Open(path, raw.SQLITE_OPEN_READWRITE);
        using (var backup = raw.sqlite3_backup_init(target.handle, "main", handle, "main"))
        {
            var code = raw.sqlite3_backup_step(backup, -1);
            if (code != raw.SQLITE_DONE) throw new SqliteFailure(code, "the copy was not finished");
        }
        // One file without a log of its own, so that nothing is forgotten when it is moved.
        target.Script("PRAGMA journal_mode = DELETE;");
    }

    /// <summary>Forgets the failure of a transaction that has been rolled back.</summary>
    public void Absolve() => Fatal = null;

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        var failure = new SqliteFailure(code, raw.sqlite3_errmsg(handle).utf8_to_string());
        if (failure.IsFatal) Fatal ??= failure;
        throw failure;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Close();
        statements.Clear();
        handle.Dispose();
    }
}
