using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Assistant.Host.Logging;

/// <summary>
/// One event as one line of JSON: time, level, category, event number, the event's own fields. An exception is told by its type and places;
/// its message is left out, since it may quote what somebody wrote.
/// </summary>
internal static class JsonLogFormat
{
    /// <summary>Longest text of one field, in characters: an event names things, it does not carry them.</summary>
    private const int maxText = 500;

    private static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(DateTimeOffset at, LogLevel level, string category, EventId id, object? state, Exception? fault)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var line = new Utf8JsonWriter(buffer, options))
        {
            line.WriteStartObject();
            line.WriteString("at", at.UtcDateTime);
            line.WriteString("level", level.ToString());
            line.WriteString("category", category);
            if (id.Id != 0) line.WriteNumber("event", id.Id);
            if (id.Name is { } name) line.WriteString("name", name);
            if (state is IEnumerable<KeyValuePair<string, object?>> fields)
                foreach (var (key, value) in fields) Field(line, key, value);
            if (fault is not null) Exception(line, fault);
            line.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Field(Utf8JsonWriter line, string key, object? value)
    {
        var name = key == "{OriginalFormat}" ? "message" : key;
        switch (value)
        {
            case null: line.WriteNull(name); break;
            case bool flag: line.WriteBoolean(name, flag); break;
            case int number: line.WriteNumber(name, number); break;
            case long number: line.WriteNumber(name, number); break;
            case double number when double.IsFinite(number): line.WriteNumber(name, number); break;
            default: line.WriteString(name, Short(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "")); break;
        }
    }

    private static void Exception(Utf8JsonWriter line, Exception fault)
    {
        line.WriteStartArray("fault");
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            line.WriteStartObject();
            line.WriteString("type", inner.GetType().FullName);
            // These speak of files and tables, never of people.
            if (inner is IOException || inner.GetType().Name == "SqliteException") line.WriteString("message", Short(inner.Message));
            line.WriteString("place", Short(inner.StackTrace ?? ""));
            line.WriteEndObject();
        }
        line.WriteEndArray();
    }

    private static string Short(string text) => text.Length <= maxText ? text : text[..(char.IsHighSurrogate(text[maxText - 1]) ? maxText - 1 : maxText)];
}
