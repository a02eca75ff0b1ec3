using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Assistant.Storage.Sqlite;

/// <summary>What the ports' statements have in common: all rows of an answer, and content that is sealed.</summary>
internal static class SealedStatements
{
    /// <returns>Every row, in the answer's order.</returns>
    public static ImmutableArray<T> All<T>(this Statement read, Func<Statement, T> row)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        while (read.Step()) all.Add(row(read));
        return all.DrainToImmutable();
    }

    /// <returns>Every row that can still be read: those whose owner was erased are passed over.</returns>
    public static ImmutableArray<T> Known<T>(this Statement read, Func<Statement, T?> row) where T : class
    {
        var all = ImmutableArray.CreateBuilder<T>();
        while (read.Step())
            if (row(read) is { } known) all.Add(known);
        return all.DrainToImmutable();
    }

    /// <summary>Seals text for the row and owner that it belongs to.</summary>
    public static Statement BindSealed(this Statement statement, string name, Unit unit, string field, RowId row, Guid owner, ReadOnlySpan<char> text) =>
        statement.Bind(name, unit.Sealer.Seal(field, row, owner, text));

    /// <summary>Seals content, as JSON, for the row and owner that it belongs to.</summary>
    public static Statement BindSealed<T>(this Statement statement, string name, Unit unit, string field, RowId row, Guid owner, T content, JsonTypeInfo<T> type) =>
        statement.Bind(name, unit.Sealer.Seal(field, row, owner, JsonSerializer.SerializeToUtf8Bytes(content, type)));

    /// <returns>What <see cref="BindSealed{T}"/> sealed; <see langword="null"/>: its owner was erased.</returns>
    /// <exception cref="StoreDamagedException">The content, its place or its owner was changed.</exception>
    public static T? Opened<T>(this Statement read, int column, Unit unit, string field, RowId row, Guid owner, JsonTypeInfo<T> type) where T : class
    {
        var content = unit.Sealer.Open(field, row, owner, read.Bytes(column), out var isErased);
        return isErased ? null : JsonSerializer.Deserialize(content, type)!;
    }

    public static Statement Bind(this Statement statement, string name, UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[RowId.Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return statement.Bind(name, bytes);
    }

    /// <returns>Ids for <c>json_each</c>: one statement for all of them.</returns>
    public static string AsJson(this IEnumerable<Guid> ids) => $"[{string.Join(',', ids.Select(id => $"\"{id:D}\""))}]";

    public static UInt128 Hash(this Statement statement, int column) => BinaryPrimitives.ReadUInt128BigEndian(statement.Bytes(column));

    public static Instant? InstantOrNull(this Statement statement, int column) => statement.IsNull(column) ? null : statement.Instant(column);
}
