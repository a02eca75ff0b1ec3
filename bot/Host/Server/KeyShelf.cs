using Assistant.Channels.Teams.Inbound;
using Assistant.Host.Configuration;

namespace Assistant.Host.Server;

/// <summary>The vendor's public keys, in a small file of the data folder that nobody but its owner may enter. No secret, and no loss when it is gone.</summary>
public sealed partial class KeyShelf(DataFolder data, ILogger<KeyShelf> log) : IKeyShelf
{
    private const int largest = 1024 * 1024; // bytes

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        try
        {
            var file = new FileInfo(Place(name));
            return file.Exists && file.Length <= largest ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Failed(log, name, fault.GetType().Name);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            // Whole or not at all: a half-written file would be read as none.
            var fresh = Place(name) + ".new";
            File.WriteAllBytes(fresh, content);
            File.Move(fresh, Place(name), overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Failed(log, name, fault.GetType().Name);
        }
    }

    private string Place(string name) => Path.Combine(data.Path, $"{name}.keys.json");

    [LoggerMessage(1303, LogLevel.Warning, "The keys {Name} could not be kept in the data folder ({Fault})")]
    private static partial void Failed(ILogger log, string name, string fault);
}
