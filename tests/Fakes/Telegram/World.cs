using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>A message as the server keeps it.</summary>
public sealed class StoredMessage
{
    public required long Id { get; init; }
    public required long Chat { get; init; }
    public required bool IsOurs { get; init; }
    public required long Date { get; init; }
    public required TimeSpan At { get; init; }
    public string Text { get; set; } = "";
    public JsonArray Entities { get; set; } = [];
    public JsonObject? Markup { get; set; }
    public bool IsProtected { get; set; }
    public bool HasPreview { get; set; }
    public bool IsEdited { get; set; }
    public bool IsDeleted { get; set; }
    /// <summary>With a document: its bytes.</summary>
    public byte[]? File { get; set; }
    public string? FileName { get; set; }

    /// <summary>The labels under the message, or of the keyboard it brought.</summary>
    public IReadOnlyList<string> Buttons => [.. Keys().Select(key => key["text"]!.GetValue<string>())];

    internal IEnumerable<JsonObject> Keys() =>
        (Markup?["inline_keyboard"] ?? Markup?["keyboard"]) is JsonArray rows ? rows.OfType<JsonArray>().SelectMany(row => row.OfType<JsonObject>()) : [];
}

/// <summary>A chat as the server keeps it.</summary>
internal sealed class ChatRoom
{
    public required long Id { get; init; }
    public required string Type { get; init; }
    public string? Title { get; set; }
    public FakeUser? User { get; init; }
    public bool IsForum { get; init; }
    /// <summary>The person pressed Start, or the bot is a member.</summary>
    public bool IsOpen { get; set; }
    public bool IsBlocked { get; set; }
    public bool IsDeactivated { get; set; }
    public bool IsKicked { get; set; }
    public long? MigratedTo { get; set; }
    public int RefusedSends { get; set; }
    public List<StoredMessage> Messages { get; } = [];

    public JsonObject Json()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = Type };
        if (User is { } user)
        {
            json["first_name"] = user.FirstName;
            if (user.LastName is not null)
                json["last_name"] = user.LastName;
        }
        else
        {
            json["title"] = Title;
        }
        if (IsForum)
            json["is_forum"] = true;
        return json;
    }
}

/// <summary>A press on its way.</summary>
internal sealed class PendingPress
{
    public required string Id { get; init; }
    public required TimeSpan At { get; init; }
    public required long Chat { get; init; }
    public bool IsAnswered { get; set; }
    public string? Words { get; set; }
}
