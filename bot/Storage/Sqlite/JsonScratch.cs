using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Assistant.Storage.Sqlite;

/// <summary>One reused writer for small JSON, per connection.</summary>
internal sealed class JsonScratch : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private Utf8JsonWriter? reused;

    /// <returns>A JSON array; valid until the next call.</returns>
    public ReadOnlySpan<byte> Strings(ImmutableArray<string> values)
    {
        buffer.ResetWrittenCount();
        var writer = reused ??= new(buffer);
        writer.Reset();
        writer.WriteStartArray();
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    public void Dispose() => reused?.Dispose();
}
