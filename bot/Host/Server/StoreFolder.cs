using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Records;
using Assistant.Storage;
using Assistant.Storage.Maintenance;

namespace Assistant.Host.Server;

/// <summary>The store of a data folder, by the settings. What it refuses is one line for the operator.</summary>
public static class StoreFolder
{
    private const string AnchorName = "audit.anchor";

    /// <exception cref="StartRefusedException">The folder is in use, or the store must not be opened as it is.</exception>
    public static SqliteStorage Open(Settings settings, TimeProvider time, IIds ids) => Told(settings, () => SqliteStorage.Open(Options(settings, time, ids)));

    /// <summary>Puts backups in place of the folder's databases, and verifies.</summary>
    /// <exception cref="StartRefusedException">The folder is in use, or a backup does not fit; nothing was changed.</exception>
    public static VerifyReport Restore(Settings settings, TimeProvider time, string dataBackup, string? keysBackup) =>
        Told(settings, () => SqliteStorage.Restore(Options(settings, time, new RandomIds(new TimeProviderClock(time))), dataBackup, keysBackup));

    private static StorageOptions Options(Settings settings, TimeProvider time, IIds ids) => new()
    {
        Folder = settings.Data.Path,
        Clock = new TimeProviderClock(time),
        Ids = ids,
        IsProduction = settings.Surroundings == Surroundings.Production,
        KeyFile = settings.Store.KeyFile,
        GroupCommit = settings.Store.GroupCommit,
        Anchor = settings.Audit.Anchor is { } folder ? Path.Combine(folder, AnchorName) : null,
    };

    private static T Told<T>(Settings settings, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StoreLockedException locked)
        {
            throw new StartRefusedException($"--data: another process works on {settings.Data}", locked);
        }
        catch (StoreStartException refused)
        {
            throw new StartRefusedException($"Store: {refused.Message}", refused);
        }
    }
}
