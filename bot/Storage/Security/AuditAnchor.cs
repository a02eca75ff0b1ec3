using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Storage.Security;

/// <summary>
/// The head of the chain, kept outside the database, so that cutting off the newest rows is noticed. One line: number, hash, keyed seal, time.
/// </summary>
internal static class AuditAnchor
{
    public static void Write(string path, AuditLink head, byte[] key, Instant at) =>
        PrivateFiles.Replace(path, Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{head.Number} {head.High:x32}{head.Low:x32} {head.Mac(key):x32} {InstantPattern.General.Format(at)}\n")));

    /// <returns><see langword="null"/>: there is none.</returns>
    /// <exception cref="StoreDamagedException">The file is not what we wrote.</exception>
    public static AuditLink? Read(string path, byte[] key)
    {
        if (!File.Exists(path)) return null;
        if (File.ReadAllText(path).Split(' ') is [var number, { Length: 64 } hash, var mac, _]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            && UInt128.TryParse(hash.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var high)
            && UInt128.TryParse(hash.AsSpan(32), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var low)
            && UInt128.TryParse(mac, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var seal)
            && new AuditLink(parsed, high, low) is var head && head.Mac(key) == seal) return head;
        throw new StoreDamagedException($"the audit anchor {path} is not what was written there");
    }
}
