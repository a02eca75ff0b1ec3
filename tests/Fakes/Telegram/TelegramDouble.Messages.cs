using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>What the bot writes, changes and takes away.</summary>
public sealed partial class TelegramDouble
{
    private static readonly TimeSpan deleteWindow = TimeSpan.FromHours(48);
    private const int maxUpload = 50 * 1024 * 1024;

    private JsonObject SendMessage(JsonObject p)
    {
        var room = RoomToWrite(p);
        var (text, entities) = Formatted(p, "text", "entities", "message text is empty", Cleaning.MaxText, "message is too long");
        var markup = KeyboardRules.Check(Object(p, "reply_markup"), room.Type == "private", Journal);
        limits.Take(room.Id, Now);
        var hasPreview = text.Contains("http", StringComparison.Ordinal) && Object(p, "link_preview_options")?["is_disabled"]?.GetValue<bool>() != true;
        if (hasPreview && room.User is { ReadsCases: true })
            Journal.Violate("a case matter with a preview");
        var message = Post(room, text, entities, markup, p);
        message.HasPreview = hasPreview;
        return Render(room, message, null);
    }

    private JsonObject SendDocument(JsonObject p, IReadOnlyDictionary<string, (byte[] Bytes, string Name)> parts)
    {
        var room = RoomToWrite(p);
        var given = Text(p, "document");
        var name = given?.StartsWith("attach://", StringComparison.Ordinal) == true ? given["attach://".Length..] : "document";
        (byte[] Bytes, string Name) file = parts.TryGetValue(name, out var part) ? part
            : given is not null && files.TryGetValue(given, out var known) ? known
            : given is null or ['a', 't', 't', 'a', 'c', 'h', ':', ..] ? throw ApiException.Bad("there is no document in the request")
            : throw ApiException.Bad("wrong remote file identifier specified: Wrong string length");
        if (file.Bytes.Length == 0)
            throw ApiException.Bad("file must be non-empty");
        if (file.Bytes.Length > maxUpload)
            throw new ApiException(413, "Request Entity Too Large");
        var (text, entities) = p["caption"] is null ? ("", []) : Formatted(p, "caption", "caption_entities", "", Cleaning.MaxCaption, "message caption is too long");
        var markup = KeyboardRules.Check(Object(p, "reply_markup"), room.Type == "private", Journal);
        limits.Take(room.Id, Now);
        var message = Post(room, text, entities, markup, p);
        message.File = file.Bytes;
        message.FileName = file.Name;
        return Render(room, message, null);
    }

    private JsonObject EditText(JsonObject p)
    {
        var (room, message) = Editable(p);
        var (text, entities) = Formatted(p, "text", "entities", "message text is empty", Cleaning.MaxText, "message is too long");
        return Edit(room, message, text, entities, KeyboardRules.Check(Object(p, "reply_markup"), room.Type == "private", Journal));
    }

    private JsonObject EditMarkup(JsonObject p)
    {
        var (room, message) = Editable(p);
        return Edit(room, message, message.Text, message.Entities, KeyboardRules.Check(Object(p, "reply_markup"), room.Type == "private", Journal));
    }

    private JsonObject Edit(ChatRoom room, StoredMessage message, string text, JsonArray entities, JsonObject? markup)
    {
        var before = message.Markup?["inline_keyboard"] is null ? null : message.Markup;
        if (message.Text == text && JsonNode.DeepEquals(message.Entities, entities) && JsonNode.DeepEquals(before, markup))
            throw ApiException.Bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
        message.Text = text;
        message.Entities = (JsonArray)entities.DeepClone();
        message.Markup = markup;
        message.IsEdited = true;
        Signal();
        var json = Render(room, message, null);
        json["edit_date"] = Unix;
        return json;
    }

    private JsonNode DeleteMessage(JsonObject p)
    {
        var room = Room(p);
        var message = Find(room, Number(p, "message_id")) ?? throw ApiException.Bad("message to delete not found");
        if (Now - message.At > deleteWindow)
            throw ApiException.Bad("message can't be deleted for everyone");
        message.IsDeleted = true;
        Signal();
        return true;
    }

    private JsonNode DeleteMessages(JsonObject p)
    {
        var room = Room(p);
        if (Json(p, "message_ids") is not JsonArray ids)
            throw ApiException.Bad("message identifiers are not specified");
        if (ids.Count > 100)
            throw ApiException.Bad("too many messages to delete");
        foreach (var id in ids)
            if (Find(room, id!.GetValue<long>()) is { } message && Now - message.At <= deleteWindow)
                message.IsDeleted = true;
        Signal();
        return true;
    }

    private StoredMessage Post(ChatRoom room, string text, JsonArray entities, JsonObject? markup, JsonObject p)
    {
        var message = new StoredMessage
        {
            Id = nextMessage++, Chat = room.Id, IsOurs = true, Date = Unix, At = Now, Text = text, Entities = entities, Markup = markup,
            IsProtected = Flag(p, "protect_content"),
        };
        if (room.User is { ReadsCases: true } && !message.IsProtected)
            Journal.Violate("a case matter that can be forwarded");
        room.Messages.Add(message);
        if (room.Messages.Count > mostMessages)
            room.Messages.RemoveRange(0, mostMessages / 2);
        Signal();
        return message;
    }

    /// <summary>Under load a chat would grow without end.</summary>
    private const int mostMessages = 2_000;

    private static (string Text, JsonArray Entities) Formatted(JsonObject p, string textName, string entitiesName, string whenEmpty, int most, string whenLong)
    {
        var raw = Text(p, textName);
        if (string.IsNullOrEmpty(raw))
            throw ApiException.Bad(whenEmpty);
        var given = Json(p, entitiesName) as JsonArray;
        if (given is null && Text(p, "parse_mode") is { Length: > 0 } mode)
        {
            if (mode.Equals("html", StringComparison.OrdinalIgnoreCase))
                (raw, given) = Html.Parse(raw);
            else if (mode.Equals("markdown", StringComparison.OrdinalIgnoreCase) || mode.Equals("markdownv2", StringComparison.OrdinalIgnoreCase))
                throw ApiException.Bad("unsupported parse_mode: the double reads HTML");
            else
                throw ApiException.Bad("unsupported parse_mode");
        }
        if (System.Text.Encoding.UTF8.GetByteCount(raw) > Cleaning.MaxRawBytes)
            throw ApiException.Bad("text is too long");
        var (text, entities) = Cleaning.Clean(raw, given);
        if (text.Length == 0)
            throw ApiException.Bad("text must be non-empty");
        if (Cleaning.CodePoints(text) > most)
            throw ApiException.Bad(whenLong);
        return (text, entities);
    }
}
