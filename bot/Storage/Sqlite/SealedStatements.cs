using System.Buffers.Binary;
using NodaTime;

namespace Assistant.Storage.Sqlite;

/// <summary>What the ports' statements have in common.</summary>
internal static class SealedStatements
{
    public static Statement BindSealed(this Statement statement, string name, Unit unit, string field, RowId row, Guid owner, ReadOnlySpan<char> text) =>
        statement.Bind(name, unit.Sealer.Seal(field, row, owner, text));

    public static Statement Bind(this Statement statement, string name, UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[RowId.Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return statement.Bind(name, bytes);
    }

    public static UInt128 Hash(this Statement statement, int column) => BinaryPrimitives.ReadUInt128BigEndian(statement.Bytes(column));

    public static Instant? InstantOrNull(this Statement statement, int column) => statement.IsNull(column) ? null : statement.Instant(column);
}
