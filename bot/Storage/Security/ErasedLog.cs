using System.Text;
using NodaTime;

namespace Assistant.Storage.Security;

/// <summary>Random ids of the erased, one a line, beside the databases: old copies of both must not bring anybody back.</summary>
internal static class ErasedLog
{
    public static void Append(string path, IEnumerable<Guid> owners, Instant at) =>
        PrivateFiles.Append(path, Encoding.ASCII.GetBytes(string.Concat(owners.Select(owner => $"{owner:D} {at.ToUnixTimeMilliseconds()}\n"))));

    /// <summary>Lines that are not whole (a crash cut the last one) are passed over: their unit was never acknowledged.</summary>
    public static List<(Guid Owner, Instant At)> Read(string path)
    {
        if (!File.Exists(path)) return [];
        List<(Guid, Instant)> all = [];
        foreach (var line in File.ReadLines(path))
        {
            if (line.Split(' ') is [var owner, var at] && Guid.TryParse(owner, out var id) && long.TryParse(at, out var milliseconds))
                all.Add((id, Instant.FromUnixTimeMilliseconds(milliseconds)));
        }
        return all;
    }
}
