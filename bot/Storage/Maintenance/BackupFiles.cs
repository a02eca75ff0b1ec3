using Assistant.Storage.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Storage.Maintenance;

/// <summary>Copies with a date in their name, newest kept. Data and keys go to different folders: where both lie together, encryption protects nothing.</summary>
internal static class BackupFiles
{
    private static readonly InstantPattern Date = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public const string Data = "assistant", Keys = "keys";

    /// <summary>Copies, checks, syncs, and only then gives the copy its name; then drops the oldest.</summary>
    /// <returns>Path of the copy.</returns>
    /// <exception cref="StoreDamagedException">The copy is not sound; it is not kept.</exception>
    public static string Make(string folder, string name, Instant at, int keep, Action<string> copy)
    {
        PrivateFiles.CreateFolder(folder);
        var path = PathOf(folder, name, at);
        var unfinished = path + ".new";
        try
        {
            File.Delete(unfinished);
            copy(unfinished);
            Check(unfinished);
            PrivateFiles.SyncFile(unfinished);
            File.Move(unfinished, path, overwrite: true);
            PrivateFiles.SyncFolder(folder);
        }
        finally
        {
            File.Delete(unfinished);
        }
        foreach (var old in Directory.GetFiles(folder, name + "-*.db").OrderDescending(StringComparer.Ordinal).Skip(keep))
        {
            File.Delete(old);
            File.Delete(old + "-wal");
        }
        return path;
    }

    /// <param name="why">What the copy was made for; <see langword="null"/>: an ordinary backup. All kinds are rotated together, by date.</param>
    public static string PathOf(string folder, string name, Instant at, string? why = null) =>
        Path.Combine(folder, $"{name}-{Date.Format(at)}{(why is null ? "" : "-" + why)}.db");

    /// <exception cref="StoreDamagedException">It does not pass SQLite's own check.</exception>
    public static void Check(string path)
    {
        try
        {
            using var database = Database.OpenReader(path);
            if (database.Rows("PRAGMA integrity_check(1)") is not [["ok"]]) throw new StoreDamagedException($"{path} is damaged");
        }
        catch (SqliteFailure e)
        {
            throw new StoreDamagedException($"{path} is damaged: {e.Cause}", e);
        }
    }
}
