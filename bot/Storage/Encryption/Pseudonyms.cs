using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Assistant.Storage.Encryption;

/// <summary>
/// Keyed hashes of what must be found again but not read: chat addresses, message ids, codes. The spaces are small, so a plain hash could be tried out.
/// </summary>
internal sealed class Pseudonyms(byte[] key)
{
    private const int StackLimit = 512;

    private readonly Lock gate = new();

    /// <summary>With the key taken in once: half of what a hash from scratch costs.</summary>
    private readonly IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    /// <param name="purpose">Keeps equal values of different tables apart.</param>
    public UInt128 Of(string purpose, string first, string second = "")
    {
        var length = Encoding.UTF8.GetMaxByteCount(purpose.Length + first.Length + second.Length) + 2;
        Span<byte> text = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        var used = Encoding.UTF8.GetBytes(purpose, text);
        text[used++] = 0;
        used += Encoding.UTF8.GetBytes(first, text[used..]);
        // 0xFF occurs in no UTF-8, so no two pairs run together.
        text[used++] = 0xFF;
        used += Encoding.UTF8.GetBytes(second, text[used..]);
        Span<byte> found = stackalloc byte[HMACSHA256.HashSizeInBytes];
        lock (gate)
        {
            hash.AppendData(text[..used]);
            hash.GetHashAndReset(found);
        }
        return BinaryPrimitives.ReadUInt128BigEndian(found);
    }
}
