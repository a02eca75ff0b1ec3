using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Assistant.Records.Security;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Security;

/// <summary>Chains audit rows at the end of the writer's batch: units may have rolled back before, rows of the chain never do. Used by the writer's thread.</summary>
internal sealed class AuditChain(string anchorFile, byte[] key)
{
    /// <summary>The anchor is at most this much behind.</summary>
    private static readonly TimeSpan AnchorInterval = TimeSpan.FromMinutes(1);

    private AuditLink head, tail;
    private long anchored;
    private long anchoredAt = Stopwatch.GetTimestamp();

    /// <summary>The anchor does not fit the chain; it is left as it is, as evidence, until somebody has looked.</summary>
    public string? Warning { get; private set; }

    /// <summary>Reads where the chain ends, and checks that what was anchored is still in it.</summary>
    public void Load(Database database)
    {
        head = tail = AuditLink.Genesis;
        using (var read = database.Sql("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"))
        {
            if (read.Step()) head = tail = AuditLink.Read(read.Long(0), read.Bytes(1));
        }
        try
        {
            var anchor = AuditAnchor.Read(anchorFile, key);
            anchored = anchor?.Number ?? 0;
            Warning = anchor is { } known && !Holds(database, known) ? $"audit rows up to {known.Number} were anchored, but are not in the database" : null;
        }
        catch (Exception e) when (e is StoreDamagedException or IOException or UnauthorizedAccessException)
        {
            Warning = e.Message;
        }
    }

    /// <summary>Appends inside the writer's transaction.</summary>
    public void Append(Database database, List<AuditEntry> entries, Instant at)
    {
        tail = head;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> mac = stackalloc byte[RowId.Length];
        foreach (var entry in entries)
        {
            var actor = entry.Actor?.ToString();
            tail = tail.Then(at.ToUnixTimeMilliseconds(), entry.Action, entry.Subject, actor ?? "");
            tail.WriteHash(hash);
            BinaryPrimitives.WriteUInt128BigEndian(mac, tail.Mac(key));
            using var insert = database.Sql("INSERT INTO audit (seq, at, action, subject, actor, hash, mac) VALUES (@seq, @at, @action, @subject, @actor, @hash, @mac)");
            insert.Bind("@seq", tail.Number).Bind("@at", at).Bind("@action", entry.Action).Bind("@subject", entry.Subject).Bind("@actor", actor)
                .Bind("@hash", hash).Bind("@mac", mac).Run();
        }
    }

    /// <summary>What was appended is on disk.</summary>
    public void Committed(Instant now)
    {
        head = tail;
        Anchor(now);
    }

    /// <summary>Copies the head out if it is time.</summary>
    public void Anchor(Instant now)
    {
        if (head.Number != anchored && Stopwatch.GetElapsedTime(anchoredAt) >= AnchorInterval) Close(now);
    }

    /// <summary>Copies the head out now.</summary>
    public void Close(Instant now)
    {
        if (head.Number == anchored || Warning is not null) return;
        anchoredAt = Stopwatch.GetTimestamp();
        try
        {
            AuditAnchor.Write(anchorFile, head, key, now);
            anchored = head.Number;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next minute tries again; the rows themselves are safe.
        }
    }

    /// <summary>Whether the chain in this database contains the link.</summary>
    public static bool Holds(Database database, AuditLink link)
    {
        if (link.Number == 0) return true;
        using var read = database.Sql("SELECT hash FROM audit WHERE seq = @seq");
        return read.Bind("@seq", link.Number).Step() && AuditLink.Read(link.Number, read.Bytes(0)) == link;
    }
}
