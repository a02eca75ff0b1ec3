using Assistant.Storage;
using Assistant.Storage.Sqlite;

namespace Assistant.Tests.Storage;

/// <summary>Looks at, and tampers with, the files beneath a store.</summary>
internal static class RawStore
{
    public sealed record AuditRow(long Number, string Action, string Subject, string? Actor);

    public static IReadOnlyList<AuditRow> AuditRows(this SqliteStorage storage)
    {
        using var database = Database.OpenReader(storage.DatabaseFile);
        return [.. database.Rows("SELECT seq, action, subject, actor FROM audit ORDER BY seq").Select(row => new AuditRow(long.Parse(row[0]!), row[1]!, row[2]!, row[3]))];
    }

    /// <summary>Changes a closed database as somebody with the file in hand would.</summary>
    public static void Tamper(string file, string sql)
    {
        using var database = Database.OpenWriter(file);
        database.Script("PRAGMA foreign_keys = OFF;" + sql);
        database.Checkpoint();
    }
}
