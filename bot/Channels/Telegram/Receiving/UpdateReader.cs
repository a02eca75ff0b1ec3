using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Assistant.Channels.Telegram.Api;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>What bytes or JSON turned out to be.</summary>
/// <param name="Id">Number of the update; <see langword="null"/>: not even that could be read.</param>
/// <param name="Update"><see langword="null"/>: well-formed, but nothing we can read. It is confirmed, for it will not become better.</param>
internal readonly record struct UpdateReading(bool IsJson, long? Id, Update? Update);

/// <summary>Reads updates from anybody: every sequence of bytes gets an answer, none an exception.</summary>
internal static class UpdateReader
{
    /// <summary>Largest body taken, in bytes; the vendor's own limit for one update is 512 KiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int maxDepth = 64;

    private static readonly JsonTypeInfo<Update> hardened = new BotJson(new(BotJson.Default.Options) { MaxDepth = maxDepth, AllowDuplicateProperties = false }).Update;

    /// <summary>Reads one update; the bytes are repaired in place.</summary>
    public static UpdateReading Read(Memory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            return new(false, null, null);
        LoneSurrogates.Replace(json.Span);
        try
        {
            if (JsonSerializer.Deserialize(json.Span, hardened) is { } update)
                return new(true, update.UpdateId, update);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            // What can be said of it, if it is JSON at all, is found out below.
        }
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = maxDepth, AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        // InvalidOperationException: what the JSON reader throws for some broken strings.
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return new(false, null, null);
        }
    }

    /// <summary>Reads one update of a batch.</summary>
    public static UpdateReading Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("update_id", out var number)
            || number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out var id))
            return new(true, null, null);
        try
        {
            return new(true, id, element.Deserialize(hardened));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return new(true, id, null);
        }
    }
}
