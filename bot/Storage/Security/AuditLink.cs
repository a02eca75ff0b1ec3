using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Assistant.Storage.Security;

/// <summary>One link of the audit chain: its number and hash. The next row hashes it in.</summary>
internal readonly record struct AuditLink(long Number, UInt128 High, UInt128 Low)
{
    private const int LongestText = 256;

    /// <summary>Before the first row.</summary>
    public static AuditLink Genesis { get; }

    /// <summary>The link of a row that follows this one.</summary>
    public AuditLink Then(long at, string action, string subject, string actor)
    {
        var length = Encoding.UTF8.GetMaxByteCount(action.Length + subject.Length + actor.Length) + (5 * sizeof(long)) + SHA256.HashSizeInBytes;
        Span<byte> row = length <= LongestText * 4 ? stackalloc byte[LongestText * 4] : new byte[length];
        WriteHash(row);
        var used = SHA256.HashSizeInBytes;
        Put(row, ref used, Number + 1);
        Put(row, ref used, at);
        Put(row, ref used, action);
        Put(row, ref used, subject);
        Put(row, ref used, actor);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row[..used], hash);
        return Read(Number + 1, hash);
    }

    /// <summary>The keyed seal of this link.</summary>
    public UInt128 Mac(byte[] key)
    {
        Span<byte> link = stackalloc byte[sizeof(long) + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(link, Number);
        WriteHash(link[sizeof(long)..]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, link, mac);
        return BinaryPrimitives.ReadUInt128BigEndian(mac);
    }

    /// <param name="hash">32 bytes.</param>
    public static AuditLink Read(long number, ReadOnlySpan<byte> hash) =>
        new(number, BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    public void WriteHash(Span<byte> output)
    {
        BinaryPrimitives.WriteUInt128BigEndian(output, High);
        BinaryPrimitives.WriteUInt128BigEndian(output[16..], Low);
    }

    private static void Put(Span<byte> row, ref int used, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(row[used..], value);
        used += sizeof(long);
    }

    private static void Put(Span<byte> row, ref int used, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, row[(used + sizeof(long))..]);
        Put(row, ref used, (long)length);
        used += length;
    }
}
