using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assistant.Protocol;

/// <summary>A file that somebody handed in, as an activity carries it.</summary>
/// <param name="Name">As the sender called it; not to be trusted.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Content"><see langword="null"/>: it was not fetched, because it is too large, or could not be.</param>
public sealed record HandedIn(string Name, long Size, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Largest file taken, in bytes: each member of a group gets a copy, and all are written at once.</summary>
    public const int Largest = 5 * 1024 * 1024;

    private const string kind = "application/vnd.assistant.file", kindField = "contentType", nameField = "name", sizeField = "size", contentField = "content";

    /// <summary>The activity with this file.</summary>
    public Activity With(Activity activity)
    {
        var file = new JsonObject { [kindField] = kind, [nameField] = Name, [sizeField] = Size };
        if (Content is { } content)
            file[contentField] = Convert.ToBase64String(content.Span);
        using var list = JsonDocument.Parse(new JsonArray(file).ToJsonString());
        return activity with { Attachments = list.RootElement.Clone() };
    }

    /// <returns>What the sender called it; <see langword="null"/>: the activity brings none.</returns>
    public static string? NameOf(Activity activity)
    {
        foreach (var item in Json.Items(activity.Attachments))
            if (Json.Text(item, kindField) == kind)
                return Json.Text(item, nameField) ?? "";
        return null;
    }

    /// <returns><see langword="null"/>: the activity brings none.</returns>
    public static HandedIn? Of(Activity activity)
    {
        foreach (var item in Json.Items(activity.Attachments))
            if (Json.Text(item, kindField) == kind)
                return new(
                    Json.Text(item, nameField) ?? "", Json.Field(item, sizeField) is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : 0,
                    Json.Field(item, contentField) is { ValueKind: JsonValueKind.String } content && content.TryGetBytesFromBase64(out var found) ? found : (ReadOnlyMemory<byte>?)null);
        return null;
    }
}
