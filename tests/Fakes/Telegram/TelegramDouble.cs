using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>
/// A strict counterpart of the Bot API server with people in it. It keeps Telegram's rules, limits and words of refusal, as the server's own
/// source has them, and shares no code with any client.
/// </summary>
public sealed partial class TelegramDouble : IAsyncDisposable
{
    private static readonly TimeSpan messageLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan pressLife = TimeSpan.FromSeconds(150);
    private const long pressQueue = 3L << 33;
    private const long memberQueue = 5L << 33;
    private const long firstUpdate = 481_516_001;

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly long origin;
    private readonly Limits limits;
    private readonly UpdateQueue updates = new(firstUpdate);
    private readonly Dictionary<long, ChatRoom> chats = [];
    private readonly Dictionary<string, PendingPress> presses = [];
    private readonly List<PendingPress> pressesInOrder = [];
    private readonly Dictionary<string, (byte[] Bytes, string Name)> files = [];
    private readonly Dictionary<string, TimeSpan> links = [];
    private readonly Dictionary<(string Scope, string Language), JsonArray> commands = [];
    private readonly Dictionary<(string Kind, string Language), string> words = [];
    private HashSet<string>? allowed;
    private long nextUser = 100_000_001;
    private long nextGroup = -4_000_001;
    private long nextMessage = 1;
    private long nextFile = 1;
    private long nextPress = 1;
    private volatile TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TelegramDouble(DoubleOptions options)
    {
        Options = options;
        time = options.Time;
        origin = time.GetTimestamp();
        limits = new(options);
        Journal = new() { IsStrict = options.IsStrict };
        Bot = new() { ["id"] = long.Parse(options.Token.Split(':')[0]), ["is_bot"] = true, ["first_name"] = "Double", ["username"] = "double_bot" };
    }

    public DoubleOptions Options { get; }
    public Journal Journal { get; }
    public Faults Faults { get; } = new();
    /// <summary>Where clients reach it.</summary>
    public Uri Address { get; private set; } = null!;

    private JsonObject Bot { get; }
    private TimeSpan Now => time.GetElapsedTime(origin);
    private long Unix => Clock.ToUnixTimeSeconds();
    private DateTimeOffset Clock => time.GetUtcNow() + Options.ClockSkew;

    /// <summary>Updates that wait to be fetched or confirmed.</summary>
    public int Pending
    {
        get { lock (gate) return updates.Waiting.Count; }
    }

    /// <summary>Most updates confirmed so far have a smaller number.</summary>
    public long NextUpdate
    {
        get { lock (gate) return updates.Next; }
    }

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

    /// <summary>An update in whatever shape: for fuzzing. Its number is added.</summary>
    public long Inject(JsonObject update)
    {
        lock (gate)
        {
            var added = updates.Add(update, queue: 0, Now + messageLife);
            Signal();
            return added.Id;
        }
    }

    /// <summary>Messages of a chat that are still there.</summary>
    public ImmutableArray<StoredMessage> Visible(long chat)
    {
        lock (gate)
            return chats.TryGetValue(chat, out var room) ? [.. room.Messages.Where(message => !message.IsDeleted)] : [];
    }

    internal ImmutableArray<StoredMessage> EverHeard(long chat)
    {
        lock (gate)
            return [.. chats[chat].Messages.Where(message => message.IsOurs)];
    }

    /// <summary>Commands set for a scope (JSON type name) and language ("" for all).</summary>
    public ImmutableArray<string> CommandsOf(string scope, string language)
    {
        lock (gate)
            return commands.TryGetValue((scope, language), out var list) ? [.. list.Select(command => command!["command"]!.GetValue<string>())] : [];
    }

    /// <summary>Waits until something is there; woken by every change.</summary>
    public async Task<T?> Until<T>(Func<T?> find, TimeSpan within) where T : class
    {
        using var over = new CancellationTokenSource(within);
        while (true)
        {
            var signal = changed.Task;
            if (find() is { } found)
                return found;
            try
            {
                await signal.WaitAsync(over.Token);
            }
            catch (OperationCanceledException)
            {
                return find();
            }
        }
    }

    /// <summary>Delivers a confirmed update once more, as after a crash of the server.</summary>
    public void Repeat(long update)
    {
        lock (gate)
        {
            if (history.TryGetValue(update, out var again))
                updates.Again(again);
            Signal();
        }
    }

    private readonly Dictionary<long, QueuedUpdate> history = [];

    /// <summary>What waits now is delivered in the opposite order, as when two connections overtake one another.</summary>
    public void Reorder()
    {
        lock (gate)
        {
            updates.Reverse();
            Signal();
        }
    }

    /// <summary>In whose private chat a button was pressed; 0: no such press.</summary>
    public long PressedBy(string press)
    {
        lock (gate)
            return presses.TryGetValue(press, out var found) ? found.Chat : 0;
    }

    internal ImmutableArray<string?> Toasts(long chat)
    {
        lock (gate)
            return [.. pressesInOrder.Where(press => press.Chat == chat && press.IsAnswered).Select(press => press.Words)];
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

    private JsonObject Render(ChatRoom room, StoredMessage message, FakeUser? user)
    {
        var json = new JsonObject
        {
            ["message_id"] = message.Id,
            ["from"] = message.IsOurs ? Bot.DeepClone() : user?.Json(),
            ["chat"] = room.Json(),
            ["date"] = message.Date,
        };
        if (message.FileName is not null)
        {
            json["document"] = new JsonObject { ["file_id"] = $"DOC{message.Id}", ["file_unique_id"] = $"U{message.Id}", ["file_name"] = message.FileName, ["file_size"] = message.File!.Length };
            if (message.Text.Length > 0)
                json["caption"] = message.Text;
        }
        else
        {
            json["text"] = message.Text;
        }
        if (message.Entities.Count > 0)
            json[message.FileName is null ? "entities" : "caption_entities"] = message.Entities.DeepClone();
        if (message.Markup?["inline_keyboard"] is not null)
            json["reply_markup"] = message.Markup.DeepClone();
        if (message.IsProtected)
            json["has_protected_content"] = true;
        return json;
    }

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

    private void Signal()
    {
        var before = changed;
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.TrySetResult();
    }
}
