using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>The methods, each with the server's checks in the server's order.</summary>
public sealed partial class TelegramDouble
{
    private const int maxDownload = 20 * 1024 * 1024;

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
        me["can_read_all_group_messages"] = Options.ReadsGroups;
        me["supports_inline_queries"] = false;
        me["can_connect_to_business"] = false;
        me["has_main_web_app"] = false;
        me["has_topics_enabled"] = false;
        me["allows_users_to_create_topics"] = false;
        me["can_manage_bots"] = false;
        me["supports_join_request_queries"] = false;
        return me;
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
        links[id] = Now;
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
}
