using System.Buffers.Binary;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.People;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>A data folder of one test, with a clock that stands still until told and ids that count.</summary>
internal sealed class StoreFolder : IDisposable
{
    public StoreFolder(string? path = null)
    {
        Path = path ?? Directory.CreateTempSubdirectory("assistant-test-").FullName;
        Options = new() { Folder = Path, Clock = Clock, Ids = Ids, IsProduction = false };
    }

    public string Path { get; }

    public SettableClock Clock { get; } = new(Instant.FromUtc(2026, 3, 2, 8, 0));

    public CountingIds Ids { get; } = new();

    public StorageOptions Options { get; set; }

    public SqliteStorage Open() => SqliteStorage.Open(Options);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>All bytes of the databases and their logs.</summary>
    public byte[] DatabaseBytes() =>
        [.. Directory.GetFiles(Path, "*.db*").Order().SelectMany(ReadShared)];

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal sealed class SettableClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}

internal sealed class CountingIds : IIds
{
    private long last;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Interlocked.Increment(ref last));
        return new(bytes, bigEndian: true);
    }

    public string Token() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>Short forms that most tests need.</summary>
internal static class StoreShortcuts
{
    public static T Write<T>(this SqliteStorage storage, Func<IUnit, T> work) => storage.Store.Write(work, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public static void Write(this SqliteStorage storage, Action<IUnit> work) => storage.Write(unit =>
    {
        work(unit);
        return 0;
    });

    public static T Read<T>(this SqliteStorage storage, Func<IUnit, T> work) => storage.Store.Read(work, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public static Person Meet(this SqliteStorage storage, string user) => storage.Write(unit => storage.People.Meet(unit, new("webchat", user), "et"));

    /// <summary>A person and their chat.</summary>
    public static StoredConversation Chat(this SqliteStorage storage, string user) => storage.Write(unit =>
        storage.Conversations.Open(unit, "webchat", "chat of " + user, $$"""{"user":"{{user}}"}""", storage.People.Meet(unit, new("webchat", user), "et").Id));
}
