using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>What people do: write, edit, press, block, leave, hand in files.</summary>
public sealed partial class TelegramDouble
{
    /// <summary>Somebody who has not opened the bot yet.</summary>
    /// <param name="isOpen">They have, long ago.</param>
    public FakeUser AddUser(string firstName, string? language = null, string? lastName = null, long? id = null, bool isOpen = false)
    {
        lock (gate)
        {
            var user = new FakeUser(this, id ?? nextUser++, firstName, lastName, language);
            chats[user.Id] = new() { Id = user.Id, Type = "private", User = user, IsOpen = isOpen };
            return user;
        }
    }

    /// <summary>A group; the bot is added to it by somebody.</summary>
    public long AddGroup(string title, FakeUser by, string type = "group", bool isForum = false)
    {
        lock (gate)
        {
            var room = new ChatRoom { Id = nextGroup--, Type = type, Title = title, IsOpen = true, IsForum = isForum };
            chats[room.Id] = room;
            Happened("my_chat_member", Member(room, by, "left", "member"), room.Id + memberQueue, messageLife);
            return room.Id;
        }
    }

    public void Kick(long group, FakeUser by)
    {
        lock (gate)
        {
            chats[group].IsKicked = true;
            Happened("my_chat_member", Member(chats[group], by, "member", "kicked"), group + memberQueue, messageLife);
        }
    }

    /// <summary>The group becomes a supergroup with another id.</summary>
    public long Migrate(long group, FakeUser by)
    {
        lock (gate)
        {
            var room = new ChatRoom { Id = -1_000_000_000_000 + group, Type = "supergroup", Title = chats[group].Title, IsOpen = true };
            chats[room.Id] = room;
            chats[group].MigratedTo = room.Id;
            AddMessage(by, chats[group], new() { ["migrate_to_chat_id"] = room.Id });
            return room.Id;
        }
    }

    internal string AddFile(byte[] bytes, string name)
    {
        lock (gate)
        {
            var id = $"FILE{nextFile++}";
            files[id] = (bytes, name);
            return id;
        }
    }

    internal long Write(FakeUser user, long chat, JsonObject fields)
    {
        lock (gate)
        {
            var room = chats[chat];
            if (room.IsDeactivated)
                throw new InvalidOperationException("The account is gone.");
            room.IsOpen = true;
            return AddMessage(user, room, fields);
        }
    }

    internal long EditOwn(FakeUser user, string text)
    {
        lock (gate)
        {
            var own = chats[user.Id].Messages.Last(message => !message.IsOurs && !message.IsDeleted);
            own.Text = text;
            var json = Render(chats[user.Id], own, user);
            json["edit_date"] = Unix;
            return Happened("edited_message", json, user.Id, messageLife);
        }
    }

    internal long Press(FakeUser user, string label, StoredMessage? message, string? data)
    {
        lock (gate)
        {
            var room = chats[message?.Chat ?? user.Id];
            var pressed = message ?? room.Messages.LastOrDefault(sent => sent.IsOurs && !sent.IsDeleted && Key(sent, label) is not null)
                ?? throw new InvalidOperationException($"No message has a button \"{label}\".");
            var key = Key(pressed, label);
            if (key is null && data is null || pressed.IsDeleted && data is null)
                throw new InvalidOperationException($"That message has no button \"{label}\" any more.");
            // The keyboard in place of the letters only writes.
            if (data is null && !key!.ContainsKey("callback_data"))
                return AddMessage(user, room, new() { ["text"] = label });
            var press = new PendingPress { Id = $"{nextPress++:D19}", At = Now, Chat = room.Id };
            presses[press.Id] = press;
            pressesInOrder.Add(press);
            return Happened("callback_query", new()
            {
                ["id"] = press.Id,
                ["from"] = user.Json(),
                ["message"] = Render(room, pressed, user),
                ["chat_instance"] = $"{room.Id * 31}",
                ["data"] = data ?? key!["callback_data"]!.GetValue<string>(),
            }, user.Id + pressQueue, pressLife);
        }
    }

    internal void SetBlocked(FakeUser user, bool isBlocked)
    {
        lock (gate)
        {
            var room = chats[user.Id];
            room.IsBlocked = isBlocked;
            room.RefusedSends = 0;
            Happened("my_chat_member", Member(room, user, isBlocked ? "member" : "kicked", isBlocked ? "kicked" : "member"), user.Id + memberQueue, messageLife);
        }
    }

    internal void Deactivate(FakeUser user)
    {
        lock (gate)
            chats[user.Id].IsDeactivated = true;
    }

    private long AddMessage(FakeUser user, ChatRoom room, JsonObject fields)
    {
        var message = new StoredMessage
        {
            Id = nextMessage++, Chat = room.Id, IsOurs = false, Date = Unix, At = Now, Text = fields["text"]?.GetValue<string>() ?? "",
        };
        room.Messages.Add(message);
        var json = Render(room, message, user);
        json.Remove("text");
        foreach (var (name, value) in fields)
            json[name] = value?.DeepClone();
        if (fields["text"]?.GetValue<string>() is ['/', ..] command)
            json["entities"] = new JsonArray(new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = command.Split(' ')[0].Length });
        return Happened("message", json, room.Id, messageLife);
    }

    private long Happened(string kind, JsonObject what, long queue, TimeSpan life)
    {
        if (allowed is not null && !allowed.Contains(kind))
            return -1;
        var added = updates.Add(new() { [kind] = what }, queue, Now + life);
        if (Journal.Keeps)
            history[added.Id] = added;
        Signal();
        return added.Id;
    }

    private static JsonObject? Key(StoredMessage message, string label) => message.Keys().FirstOrDefault(key => key["text"]!.GetValue<string>() == label);

    private JsonObject Member(ChatRoom room, FakeUser by, string before, string after) => new()
    {
        ["chat"] = room.Json(),
        ["from"] = by.Json(),
        ["date"] = Unix,
        ["old_chat_member"] = Standing(before),
        ["new_chat_member"] = Standing(after),
    };

    private JsonObject Standing(string status)
    {
        var json = new JsonObject { ["user"] = Bot.DeepClone(), ["status"] = status };
        if (status == "kicked")
            json["until_date"] = 0;
        return json;
    }
}
