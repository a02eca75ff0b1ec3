using Assistant.Records;
using NodaTime;

namespace Assistant.Storage;

/// <summary>Where and how the store keeps things.</summary>
public sealed record StorageOptions
{
    /// <summary>The data folder: databases, lock, backups, and in Development the key file.</summary>
    public required string Folder { get; init; }

    /// <summary>One time for everything.</summary>
    public required IClock Clock { get; init; }

    /// <summary>New ids and codes; <see langword="null"/>: random ones.</summary>
    public IIds? Ids { get; init; }

    /// <summary>Production: the key file must be given, exist, lie outside <see cref="Folder"/> and be readable by its owner alone.</summary>
    public bool IsProduction { get; init; } = true;

    /// <summary>The key-encryption key, 32 random bytes; <see langword="null"/> (not in Production): <c>store.key</c> in <see cref="Folder"/>, made when missing.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Where the head of the audit chain is copied, at most once a minute; <see langword="null"/>: <c>audit.anchor</c> in <see cref="Folder"/>. Best on another machine's disk.</summary>
    public string? Anchor { get; init; }

    /// <summary>False: one unit per commit. Slower; there to be measured against.</summary>
    public bool GroupCommit { get; init; } = true;

    /// <summary>How many units may wait for the writer before callers are told to come back: 1 to 100,000.</summary>
    public int QueueLimit { get; init; } = 4096;

    /// <summary>How many backups of each file are kept: 1 to 1,000.</summary>
    public int KeepBackups { get; init; } = 14;

    internal string DatabaseFile => Path.Combine(Folder, "assistant.db");

    internal string KeysFile => Path.Combine(Folder, "keys.db");

    internal string AnchorFile => Anchor ?? Path.Combine(Folder, "audit.anchor");

    /// <summary>Names of the erased, outside both databases, so that restoring old copies of both cannot bring anybody back.</summary>
    internal string ErasedFile => Path.Combine(Folder, "erased.log");

    internal string DataBackups => Path.Combine(Folder, "backups", "data");

    internal string KeyBackups => Path.Combine(Folder, "backups", "keys");
}
