namespace Assistant.Storage.Sqlite;

/// <summary>SQLite refused. Never leaves this assembly: callers see <see cref="Records.StoreUnavailableException"/> or a port's own exception.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite {code}: {message}")
{
    private const int Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, Interrupt = 9, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Protocol = 15,
        Misuse = 21, NotADatabase = 26;

    /// <summary>Extended result code; the low byte is the primary one.</summary>
    public int Code { get; } = code;

    /// <summary>The store is at fault, not the statement: the whole transaction is lost.</summary>
    public bool IsFatal => (Code & 0xFF) is Busy or Locked or NoMemory or ReadOnly or Interrupt or IoError or Corrupt or Full or CannotOpen or Protocol or Misuse or NotADatabase;

    /// <summary>The connection itself may be broken, or was opened while the disk was read-only; a new one is worth trying.</summary>
    public bool SpoilsConnection => (Code & 0xFF) is ReadOnly or IoError or Corrupt or CannotOpen or Misuse or NotADatabase or Protocol;

    /// <summary>What an operator needs to know, in a few words.</summary>
    public string Cause => (Code & 0xFF) switch
    {
        Full => "the disk is full",
        ReadOnly => "the database is read-only",
        IoError => "the disk reports an error",
        Busy or Locked => "another program holds the database",
        Corrupt or NotADatabase => "the database file is damaged",
        CannotOpen => "the database cannot be opened",
        _ => "the database refused",
    };
}
