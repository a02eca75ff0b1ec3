namespace Assistant.Storage;

/// <summary>Holds <c>assistant.lock</c> in the data folder for as long as this process may write there.</summary>
public sealed class StoreLock : IDisposable
{
    /// <summary>Name of the lock file in the data folder. It stays behind, unlocked, when the process ends in whatever way.</summary>
    public const string FileName = "assistant.lock";

    private readonly FileStream file;

    private StoreLock(FileStream file) => this.file = file;

    /// <exception cref="StoreLockedException">Another process (or another store of this process) holds the folder.</exception>
    public static StoreLock Take(string folder)
    {
        PrivateFiles.CreateFolder(folder);
        try
        {
            // FileShare.None is an advisory lock on the file itself, so a second path to the same folder meets it too.
            return new StoreLock(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new StoreLockedException($"another process works on the data folder {folder}: stop it first", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreStartException($"the data folder {folder} cannot be written", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
