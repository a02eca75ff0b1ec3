using System.Buffers.Binary;
using System.Text;

namespace Assistant.Tests.Faults.PowerCut;

/// <summary>
/// From a recorder's log: what the disk may hold after the power went. Everything a sync covered is there; of later writes none, all, the
/// first few, any subset, or a subset with one torn at a 512-byte sector. Renames and unlinks without a folder sync may or may not have happened.
/// </summary>
public sealed class CrashImages
{
    private const int headBytes = 29;
    private const int sector = 512;

    private readonly List<Entry> entries = [];
    private readonly string root;
    private readonly string before;

    private sealed record Entry(char Op, int File, long At, long Offset, byte[] Bytes);

    /// <summary>Reads a log.</summary>
    /// <param name="before">The folder as it was when the recording began.</param>
    public CrashImages(string log, string root, string before)
    {
        this.root = Path.TrimEndingDirectorySeparator(root);
        this.before = before;
        var bytes = File.ReadAllBytes(log).AsSpan();
        while (bytes.Length >= headBytes)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes[21..]);
            if (bytes.Length < headBytes + length)
                break;
            entries.Add(new((char)bytes[0], BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[5..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[13..]), bytes.Slice(headBytes, length).ToArray()));
            bytes = bytes[(headBytes + length)..];
        }
    }

    /// <summary>How many syncs were seen: none means that nothing is durable.</summary>
    public int Syncs => entries.Count(entry => entry.Op == 'S');

    /// <summary>Builds one possible disk in <paramref name="target"/>.</summary>
    /// <returns>The moment of the cut, unix nanoseconds: what was acknowledged before must be in the image.</returns>
    public long Build(Random random, string target)
    {
        var cut = Cut(random);
        var names = new Dictionary<int, string>();
        var covered = new Dictionary<int, long>();
        var moves = new List<(int Number, Entry Entry)>();
        var folderCovered = 0L;
        for (var i = 0; i < cut; i++)
        {
            var entry = entries[i];
            if (entry.Op == 'N')
                names[entry.File] = Encoding.UTF8.GetString(entry.Bytes);
            else if (entry.Op == 'S')
                covered[entry.File] = Math.Max(covered.GetValueOrDefault(entry.File), entry.Offset);
            else if (entry.Op == 'D')
                folderCovered = Math.Max(folderCovered, entry.Offset);
            else if (entry.Op is 'U' or 'R')
                moves.Add((i, entry));
        }

        var mode = random.Next(5);
        var files = names.ToDictionary(name => name.Key, name => Content(name.Key, name.Value, cut, covered.GetValueOrDefault(name.Key), mode, random));
        foreach (var (number, move) in moves.Where(move => move.Number < folderCovered || random.Next(2) == 0))
        {
            if (move.Op == 'U')
            {
                files[move.File] = null;
                continue;
            }
            var to = Encoding.UTF8.GetString(move.Bytes);
            foreach (var other in names.Where(name => name.Value == to && name.Key != move.File).ToArray())
                files[other.Key] = null;
            names[move.File] = to;
        }

        Copy(before, target);
        foreach (var file in files.Where(file => file.Value is null).Select(file => Path.Combine(target, Path.GetRelativePath(root, names[file.Key]))))
            File.Delete(file);
        foreach (var (file, content) in files)
        {
            // Shared memory is no disk.
            if (content is null || names[file].EndsWith("-shm", StringComparison.Ordinal))
                continue;
            var path = Path.Combine(target, Path.GetRelativePath(root, names[file]));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            Close(path);
        }
        return entries[cut - 1].At;
    }

    /// <summary>Copies a folder's files, without shared memory, which is no disk.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path, overwrite: true);
            Close(path);
        }
    }

    /// <summary>Modes are not recorded; the host makes all of its files its owner's alone.</summary>
    private static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Mostly around a sync, where the mistakes are.</summary>
    private int Cut(Random random)
    {
        var syncs = entries.Select((entry, i) => (entry.Op, i)).Where(e => e.Op is 'S' or 'D').Select(e => e.i).ToArray();
        return syncs.Length > 0 && random.NextDouble() < 0.6
            ? Math.Clamp(syncs[random.Next(syncs.Length)] + random.Next(-2, 6), 1, entries.Count)
            : random.Next(1, entries.Count + 1);
    }

    /// <returns><see langword="null"/>: the file never reached the disk.</returns>
    private byte[]? Content(int file, string name, int cut, long coveredUpTo, int mode, Random random)
    {
        var changes = Enumerable.Range(0, cut).Where(i => entries[i].File == file && entries[i].Op is 'W' or 'T').ToArray();
        var late = changes.Where(i => i >= coveredUpTo).ToArray();
        var prefix = random.Next(late.Length + 1);
        var torn = mode == 4 && late.Length > 0 ? late[random.Next(late.Length)] : -1;
        var content = new MemoryStream();
        var was = Path.Combine(before, Path.GetRelativePath(root, name));
        var exists = coveredUpTo > 0 || File.Exists(was);
        if (File.Exists(was))
            content.Write(File.ReadAllBytes(was));
        foreach (var i in changes)
        {
            var kept = i < coveredUpTo || mode switch { 0 => false, 1 => true, 2 => Array.IndexOf(late, i) < prefix, _ => random.Next(2) == 0 };
            if (!kept && i != torn)
                continue;
            exists = true;
            var entry = entries[i];
            if (entry.Op == 'T')
            {
                content.SetLength(entry.Offset);
                continue;
            }
            var length = i == torn ? random.Next(entry.Bytes.Length / sector + 1) * sector : entry.Bytes.Length;
            content.Position = entry.Offset;
            content.Write(entry.Bytes, 0, Math.Min(length, entry.Bytes.Length));
        }
        return exists ? content.ToArray() : null;
    }
}
