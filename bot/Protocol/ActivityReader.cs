using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Assistant.Protocol;

/// <summary>Why bytes are no activity. Short codes for the answer; nothing of what was sent.</summary>
public enum ActivityFault
{
    /// <summary>Read well.</summary>
    None,
    /// <summary>More than <see cref="ActivityReader.MaxBytes"/>.</summary>
    TooLarge,
    /// <summary>Not UTF-8, not JSON, nested too deeply, a name twice in one object, or a known field of another kind.</summary>
    Malformed,
    /// <summary>Well-formed, but not an object with a <c>type</c>.</summary>
    NoType,
}

/// <summary>What bytes turned out to be.</summary>
/// <param name="Activity">The activity; <see langword="null"/> exactly when there is a fault.</param>
public readonly record struct ActivityReading(Activity? Activity, ActivityFault Fault);

/// <summary>Reads activities from anybody: every sequence of bytes gets an answer, none an exception.</summary>
public static class ActivityReader
{
    /// <summary>Largest body taken, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;
    /// <summary>Deepest nesting taken, in levels.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonTypeInfo<Activity> Hardened = new WireJson(new(WireJson.Default.Options)
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    }).Activity;

    /// <summary>
    /// Reads one activity. Halves of surrogate pairs (an emoji cut in two by a careless client) become U+FFFD, so that the rest of the message
    /// is not lost; control and bidi characters leave the text. A text that is too long stays whole: see <see cref="Activity.IsTextTooLong"/>.
    /// </summary>
    public static ActivityReading Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes) return new(null, ActivityFault.TooLarge);
        if (!Utf8.IsValid(json)) return new(null, ActivityFault.Malformed);
        var bytes = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            json.CopyTo(bytes);
            var repaired = bytes.AsSpan(0, json.Length);
            LoneSurrogates.Replace(repaired);
            var activity = JsonSerializer.Deserialize(repaired, Hardened);
            return activity?.Type is { Length: > 0 }
                ? new(activity with { Text = PlainText.Clean(activity.Text) }, ActivityFault.None)
                : new(null, ActivityFault.NoType);
        }
        // InvalidOperationException: what the JSON reader throws for some broken strings.
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new(null, ActivityFault.Malformed);
        }
        finally
        {
            // What people wrote does not stay behind in shared memory.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }
}
