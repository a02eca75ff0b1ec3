using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Assistant.Fakes.Telegram;

/// <summary>The methods, each with the server's checks in the server's order.</summary>
public sealed partial class TelegramDouble
{
    private static readonly TimeSpan deleteWindow = TimeSpan.FromHours(48);
    private const int maxDownload = 20 * 1024 * 1024;
    private const int maxUpload = 50 * 1024 * 1024;

    /// <summary>Applies one call. Called under the lock.</summary>
    private JsonNode? Apply(string method, JsonObject p, IReadOnlyDictionary<string, (byte[] Bytes, string Name)> parts) => method.ToLowerInvariant() switch
    {
        "getme" => Me(),
        "sendmessage" => SendMessage(p),
        "senddocument" => SendDocument(p, parts),
        "editmessagetext" => EditText(p),
        "editmessagereplymarkup" => EditMarkup(p),
        "deletemessage" => DeleteMessage(p),
        "deletemessages" => DeleteMessages(p),
        "answercallbackquery" => AnswerPress(p),
        "sendchataction" => ChatAction(p),
        "getfile" => GetFile(p),
        "getchat" => Room(p).Json(),
        "leavechat" => Leave(p),
        "setmycommands" => SetCommands(p),
        "getmycommands" => commands.TryGetValue(Scope(p), out var list) ? list.DeepClone() : new JsonArray(),
        "deletemycommands" => DeleteCommands(p),
        "setmydescription" => SetWords(p, "description", 512),
        "getmydescription" => GetWords(p, "description"),
        "setmyshortdescription" => SetWords(p, "short_description", 120),
        "getmyshortdescription" => GetWords(p, "short_description"),
        "setmyname" => SetWords(p, "name", 64),
        "getmyname" => GetWords(p, "name"),
        "setchatmenubutton" => true,
        "getchatmenubutton" => new JsonObject { ["type"] = "commands" },
        "setwebhook" => SetWebhook(p),
        "deletewebhook" => DeleteWebhook(p),
        "getwebhookinfo" => WebhookInfo(),
        "logout" or "close" => true,
        _ => throw new ApiException(404, "Not Found: method not found"),
    };

    private JsonObject Me()
    {
        var me = (JsonObject)Bot.DeepClone();
        me["can_join_groups"] = true;
        me["can_read_all_group_messages"] = false;
        me["supports_inline_queries"] = false;
        me["can_connect_to_business"] = false;
        me["has_main_web_app"] = false;
        return me;
    }

    private JsonObject SendMessage(JsonObject p)
    {
        var room = RoomToWrite(p);
        var (text, entities) = Formatted(p, "text", "entities", "message text is empty", Cleaning.MaxText, "message is too long");
        var markup = KeyboardRules.Check(Object(p, "reply_markup"), room.Type == "private", Journal);
        limits.Take(room.Id, Now);
        var message = Post(room, text, entities, markup, p);
        message.HasPreview = text.Contains("http", StringComparison.Ordinal) && Object(p, "link_preview_options")?["is_disabled"]?.GetValue<bool>() != true;
        if (message.HasPreview && room.User is { ReadsCases: true })
            Journal.Violate("a case matter with a preview");
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

    private JsonNode AnswerPress(JsonObject p)
    {
        if (Text(p, "text") is { Length: > 200 })
            throw ApiException.Bad("MESSAGE_TOO_LONG");
        if (Text(p, "callback_query_id") is not { } id || !presses.TryGetValue(id, out var press) || press.IsAnswered || Now - press.At > Options.PressWindow)
            throw ApiException.Bad("query is too old and response timeout expired or query ID is invalid");
        press.IsAnswered = true;
        press.Words = Text(p, "text");
        if (Now - press.At > Options.PressPatience)
            Journal.Violate($"a press answered only after {(Now - press.At).TotalSeconds:F1} s");
        Signal();
        return true;
    }

    private JsonNode ChatAction(JsonObject p)
    {
        RoomToWrite(p);
        return Text(p, "action") is "typing" or "upload_document" or "record_voice" or "upload_photo" or "find_location" ? true : throw ApiException.Bad("wrong parameter action in request");
    }

    private JsonObject GetFile(JsonObject p)
    {
        var id = Text(p, "file_id");
        if (id is null || !files.TryGetValue(id, out var file))
            throw ApiException.Bad("wrong file_id or the file is temporarily unavailable");
        if (file.Bytes.Length > maxDownload)
            throw ApiException.Bad("file is too big");
        return new() { ["file_id"] = id, ["file_unique_id"] = $"u{id}", ["file_size"] = file.Bytes.Length, ["file_path"] = $"files/{id}/{file.Name}" };
    }

    private JsonNode Leave(JsonObject p)
    {
        var room = Room(p);
        if (room.Type == "private")
            throw ApiException.Bad("chat member status can't be changed in private chats");
        room.IsKicked = true;
        return true;
    }

    private JsonNode SetCommands(JsonObject p)
    {
        if (Json(p, "commands") is not JsonArray list)
            throw ApiException.Bad("can't parse BotCommands: expected an Array");
        if (list.Count > 100)
            throw ApiException.Bad("BOT_COMMANDS_TOO_MUCH");
        foreach (var item in list)
        {
            var (name, description) = (item?["command"]?.GetValue<string>() ?? "", item?["description"]?.GetValue<string>().Trim() ?? "");
            if (name.Length == 0)
                throw ApiException.Bad("command must be non-empty");
            if (name.Length > 32 || !CommandName().IsMatch(name.TrimStart('/')))
                throw ApiException.Bad("BOT_COMMAND_INVALID");
            if (description.Length is 0)
                throw ApiException.Bad("command description must be non-empty");
            if (description.Length > 256)
                throw ApiException.Bad("command description must not exceed 256 characters");
        }
        commands[Scope(p)] = (JsonArray)list.DeepClone();
        return true;
    }

    private JsonNode DeleteCommands(JsonObject p)
    {
        commands.Remove(Scope(p));
        return true;
    }

    private (string, string) Scope(JsonObject p) => (Object(p, "scope")?["type"]?.GetValue<string>() ?? "default", LanguageOf(p));

    private static string LanguageOf(JsonObject p)
    {
        var code = Text(p, "language_code") ?? "";
        return code.Length == 0 || LanguageCode().IsMatch(code) ? code : throw ApiException.Bad("invalid language code specified");
    }

    private JsonNode SetWords(JsonObject p, string kind, int most)
    {
        var text = Text(p, kind) ?? "";
        if (Cleaning.CodePoints(text) > most)
            throw ApiException.Bad($"{kind.ToUpperInvariant().Replace("_", " ", StringComparison.Ordinal)}_TOO_LONG".Replace(" ", "_", StringComparison.Ordinal));
        words[(kind, LanguageOf(p))] = text;
        return true;
    }

    private JsonObject GetWords(JsonObject p, string kind) => new() { [kind] = words.GetValueOrDefault((kind, LanguageOf(p)), "") };

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

    private ChatRoom Room(JsonObject p)
    {
        if (p["chat_id"] is null)
            throw ApiException.Bad("chat_id is empty");
        return chats.TryGetValue(Number(p, "chat_id"), out var room) ? room : throw ApiException.Bad("chat not found");
    }

    /// <summary>A chat the bot may write to.</summary>
    private ChatRoom RoomToWrite(JsonObject p)
    {
        var room = Room(p);
        if (room.MigratedTo is { } elsewhere)
            throw new ApiException(400, "Bad Request: group chat was upgraded to a supergroup chat", new() { ["migrate_to_chat_id"] = elsewhere });
        if (room.IsKicked)
            throw ApiException.Forbidden($"bot was kicked from the {(room.Type == "channel" ? "channel" : room.Type)} chat");
        if (room.IsDeactivated)
            throw ApiException.Forbidden("user is deactivated");
        if (room.IsBlocked)
        {
            if (++room.RefusedSends == 2)
                Journal.Violate("wrote again to somebody who blocked the bot");
            throw ApiException.Forbidden("bot was blocked by the user");
        }
        if (!room.IsOpen)
            throw room.Type == "private" ? ApiException.Forbidden("bot can't initiate conversation with a user") : ApiException.Forbidden($"bot is not a member of the {room.Type} chat");
        if (p["message_thread_id"] is not null && (!room.IsForum || Number(p, "message_thread_id") == 1))
            throw ApiException.Bad("message thread not found");
        return room;
    }

    private (ChatRoom, StoredMessage) Editable(JsonObject p)
    {
        var room = Room(p);
        var message = Find(room, Number(p, "message_id")) ?? throw ApiException.Bad("message to edit not found");
        return message.IsOurs ? (room, message) : throw ApiException.Bad("message can't be edited");
    }

    private static StoredMessage? Find(ChatRoom room, long id) => room.Messages.FindLast(message => message.Id == id && !message.IsDeleted);

    // A form body brings everything as text; a JSON body may as well.
    private static string? Text(JsonObject p, string name) => p[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        { } other => other.ToJsonString(),
    };

    private static long Number(JsonObject p, string name) => p[name] switch
    {
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        JsonValue value when value.TryGetValue<string>(out var text) && long.TryParse(text, out var number) => number,
        _ => 0,
    };

    private static bool Flag(JsonObject p, string name) => p[name] is JsonValue value
        && (value.TryGetValue<bool>(out var flag) ? flag : value.TryGetValue<string>(out var text) && text.ToLowerInvariant() is "true" or "yes" or "1");

    private static JsonNode? Json(JsonObject p, string name)
    {
        var node = p[name];
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || text.Length == 0)
            return node is JsonValue ? null : node;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw ApiException.Bad($"can't parse {name.Replace('_', ' ')} JSON object");
        }
    }

    private static JsonObject? Object(JsonObject p, string name) => Json(p, name) switch
    {
        null => null,
        JsonObject found => found,
        _ => throw ApiException.Bad($"can't parse {(name == "reply_markup" ? "reply keyboard markup" : name.Replace('_', ' '))} JSON object"),
    };

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex LanguageCode();
}
