using System.Buffers.Binary;
using System.Text;
using Assistant.Storage.Encryption;

namespace Assistant.Storage.Sqlite;

/// <summary>Seals and opens for one connection, in buffers of its own, so that content costs no garbage on its way to and from the disk.</summary>
internal sealed class Sealer(KeyRing keys)
{
    private const int InitialBuffer = 4096;

    /// <summary>Above this the buffer is given back after use, bytes.</summary>
    private const int LargestKeptBuffer = 1 << 20;

    private readonly Nonces nonces = new();
    private byte[] clear = new byte[InitialBuffer];
    private byte[] closed = new byte[InitialBuffer];

    public KeyRing Keys { get; } = keys;

    public JsonScratch Json { get; } = new();

    /// <returns>Valid until the next call.</returns>
    /// <exception cref="KeyNotFoundException">The owner has no key: unknown or erased.</exception>
    public ReadOnlySpan<byte> Seal(string field, RowId row, Guid owner, ReadOnlySpan<char> text)
    {
        Fit(ref clear, Encoding.UTF8.GetMaxByteCount(text.Length));
        return Seal(field, row, owner, clear.AsSpan(0, Encoding.UTF8.GetBytes(text, clear)));
    }

    /// <summary>Two texts in one seal, for <see cref="OpenPair"/>.</summary>
    public ReadOnlySpan<byte> Seal(string field, RowId row, Guid owner, ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        Fit(ref clear, sizeof(int) + Encoding.UTF8.GetMaxByteCount(first.Length) + Encoding.UTF8.GetMaxByteCount(second.Length));
        var length = Encoding.UTF8.GetBytes(first, clear.AsSpan(sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(clear, length);
        var used = sizeof(int) + length;
        used += Encoding.UTF8.GetBytes(second, clear.AsSpan(used));
        return Seal(field, row, owner, clear.AsSpan(0, used));
    }

    /// <inheritdoc cref="Seal(string, RowId, Guid, ReadOnlySpan{char})"/>
    public ReadOnlySpan<byte> Seal(string field, RowId row, Guid owner, ReadOnlySpan<byte> content)
    {
        var key = Keys.Find(owner) ?? throw new KeyNotFoundException("nothing can be kept for this owner: unknown or erased");
        Fit(ref closed, content.Length + DataKey.Overhead);
        var output = closed.AsSpan(0, content.Length + DataKey.Overhead);
        Span<byte> context = stackalloc byte[ContextLength];
        key.Seal(content, Context(context, field, row, owner), output, nonces);
        return output;
    }

    /// <returns>Valid until the next call; empty when the owner was erased.</returns>
    /// <exception cref="StoreDamagedException">The content, its place or its owner was changed.</exception>
    public ReadOnlySpan<byte> Open(string field, RowId row, Guid owner, ReadOnlySpan<byte> content, out bool isErased)
    {
        var key = Keys.Find(owner);
        isErased = key is null;
        if (key is null) return [];
        var length = Math.Max(0, content.Length - DataKey.Overhead);
        Fit(ref clear, length);
        Span<byte> context = stackalloc byte[ContextLength];
        return key.TryOpen(content, Context(context, field, row, owner), clear.AsSpan(0, length))
            ? clear.AsSpan(0, length)
            : throw new StoreDamagedException($"{field} of row {row.Value:x32} does not open with its owner's key: the file was changed or is damaged");
    }

    /// <returns><see langword="null"/> when there is no content, or its owner was erased.</returns>
    /// <exception cref="StoreDamagedException">As <see cref="Open"/>.</exception>
    public string? OpenText(string field, RowId row, Guid owner, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return null;
        var text = Open(field, row, owner, content, out var isErased);
        return isErased ? null : Encoding.UTF8.GetString(text);
    }

    /// <summary>As <see cref="OpenText"/>, for what was sealed as two.</summary>
    public (string First, string Second)? OpenPair(string field, RowId row, Guid owner, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return null;
        var pair = Open(field, row, owner, content, out var isErased);
        if (isErased) return null;
        var end = sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(pair);
        return (Encoding.UTF8.GetString(pair[sizeof(int)..end]), Encoding.UTF8.GetString(pair[end..]));
    }

    private const int ContextLength = 64;

    private static ReadOnlySpan<byte> Context(Span<byte> buffer, string field, RowId row, Guid owner)
    {
        var used = Encoding.ASCII.GetBytes(field, buffer);
        buffer[used++] = (byte)'|';
        row.Write(buffer[used..]);
        used += RowId.Length;
        owner.TryWriteBytes(buffer[used..], bigEndian: true, out var written);
        return buffer[..(used + written)];
    }

    private static void Fit(ref byte[] buffer, int length)
    {
        if (buffer.Length < length || buffer.Length > LargestKeptBuffer) buffer = new byte[Math.Max(InitialBuffer, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length))];
    }
}
