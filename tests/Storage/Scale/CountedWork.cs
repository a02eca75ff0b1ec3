using Assistant.Records;
using Assistant.Storage.Encryption;
using Assistant.Storage.Sqlite;
using SQLitePCL;

namespace Assistant.Tests.Storage.Scale;

/// <summary>Work on a closed store through its ports, with every statement it took: what it looked at, and how many steps it made.</summary>
internal sealed class CountedWork : IDisposable
{
    /// <summary>SQLITE_STMTSTATUS_RUN, which the binding does not name.</summary>
    private const int runStatus = 6;

    private readonly KeyRing keys;
    private readonly Database database;

    public CountedWork(StoreFolder folder)
    {
        var kek = KeyEncryptionKey.Load(folder.Options);
        // Of a table with a handful of rows statistics rightly say: read it all. What is asked here is how a large one would be read.
        using (var before = Database.OpenWriter(folder.Options.DatabaseFile)) before.Script("DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat4;");
        keys = new(Database.OpenWriter(folder.Options.KeysFile), kek);
        database = Database.OpenWriter(folder.Options.DatabaseFile);
        database.Handle.enable_sqlite3_next_stmt(true);
        Unit = new Unit(database, new(keys), new(kek.Pseudonym), folder.Ids, folder.Clock.Now, new(database));
        database.Script("BEGIN IMMEDIATE");
    }

    public IUnit Unit { get; }

    /// <summary>Texts of all statements so far.</summary>
    public IReadOnlyList<string> Statements => [.. Prepared().Select(statement => raw.sqlite3_sql(statement).utf8_to_string()).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Instructions of SQLite's machine since the last time it was asked: the same on every computer.</summary>
    public long Steps() => Prepared().Sum(statement => (long)raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, 1));

    /// <summary>How often statements were run since the last time it was asked.</summary>
    public int Runs() => Prepared().Sum(statement => raw.sqlite3_stmt_status(statement, runStatus, 1));

    /// <summary>How a statement goes through its tables, a line each.</summary>
    public IEnumerable<string> Plan(string statement) => database.Rows("EXPLAIN QUERY PLAN " + statement).Select(row => row[3]!);

    public void Dispose()
    {
        database.Script("ROLLBACK");
        database.Dispose();
        keys.Dispose();
    }

    private IEnumerable<sqlite3_stmt> Prepared()
    {
        for (var statement = raw.sqlite3_next_stmt(database.Handle, null); statement is not null; statement = raw.sqlite3_next_stmt(database.Handle, statement)) yield return statement;
    }
}
