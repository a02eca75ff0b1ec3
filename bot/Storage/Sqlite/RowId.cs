using System.Buffers.Binary;

namespace Assistant.Storage.Sqlite;

/// <summary>The key of a row, whatever its kind, as the seal sees it.</summary>
internal readonly record struct RowId(UInt128 Value)
{
    /// <summary>Length of the binary form, bytes.</summary>
    public const int Length = 16;

    public static implicit operator RowId(long number) => new((UInt128)number);

    public static implicit operator RowId(UInt128 hash) => new(hash);

    public static implicit operator RowId(Guid id)
    {
        Span<byte> bytes = stackalloc byte[Length];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    public void Write(Span<byte> output) => BinaryPrimitives.WriteUInt128BigEndian(output, Value);
}
