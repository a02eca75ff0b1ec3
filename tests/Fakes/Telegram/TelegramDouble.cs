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
    private readonly Dictionary<long, QueuedUpdate> history = [];
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

    private void Signal()
    {
        var before = changed;
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.TrySetResult();
    }
}
