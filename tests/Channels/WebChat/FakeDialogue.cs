using System.Collections.Immutable;
using System.Text;
using Assistant.Channels;
using Assistant.Channels.WebChat;
using Assistant.Protocol;

namespace Assistant.Tests.Channels.WebChat;

/// <summary>Answers what it hears, so that the page has something to show: a greeting for newcomers, and for some words what they name.</summary>
public sealed class FakeDialogue : IReceiver, IConversationLog, IFileDoor
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<LoggedActivity>> logs = [];
    private readonly HashSet<string> known = [];
    private long sequence;

    public LogSignal? Signal { get; set; }

    /// <summary>What to answer instead of storing.</summary>
    public Receipt? Refusal { get; set; }

    /// <summary>Thrown instead of answering.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Thrown once what came is stored: the page does not hear that it was.</summary>
    public Exception? FaultAfterStoring { get; set; }

    /// <summary>How long a turn takes.</summary>
    public TimeSpan Thinking { get; set; }

    public ImmutableArray<(Activity Activity, string UniqueId, string UserId)> Received { get; private set; } = [];

    public async ValueTask<Receipt> Receive(Activity activity, string uniqueId, string userId, CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        if (Refusal is { } refusal) return refusal;
        var conversation = activity.Conversation!.Id!;
        lock (gate)
        {
            if (!known.Add(uniqueId)) return Receipt.Known;
            Received = Received.Add((activity, uniqueId, userId));
            Append(conversation, activity, null);
        }
        if (Thinking > TimeSpan.Zero)
        {
            _ = Later(conversation, activity);
            return Receipt.Stored;
        }
        foreach (var message in Answers(activity)) Say(conversation, message);
        if (FaultAfterStoring is not null) throw FaultAfterStoring;
        await Task.Yield();
        return Receipt.Stored;
    }

    private async Task Later(string conversation, Activity activity)
    {
        Signal?.Notify(WebChatChannel.ChannelId, conversation, Wake.Typing);
        await Task.Delay(Thinking);
        foreach (var message in Answers(activity)) Say(conversation, message);
    }

    /// <summary>Says something of its own accord.</summary>
    public void Say(string conversation, Message message)
    {
        lock (gate) Append(conversation, null, message);
        Signal?.Notify(WebChatChannel.ChannelId, conversation);
    }

    public ValueTask<IReadOnlyList<LoggedActivity>> After(string channel, string conversation, long watermark, int limit, CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        lock (gate)
            return ValueTask.FromResult<IReadOnlyList<LoggedActivity>>(
                channel != WebChatChannel.ChannelId ? [] : [.. logs.GetValueOrDefault(conversation, []).Where(entry => entry.Watermark > watermark).Take(limit)]);
    }

    /// <summary>While the last question was for a file.</summary>
    public ValueTask<bool> IsOpen(string channel, string conversation, CancellationToken cancellationToken)
    {
        lock (gate)
            return ValueTask.FromResult(channel == WebChatChannel.ChannelId && logs.GetValueOrDefault(conversation, []).LastOrDefault(entry => entry.Outgoing is not null)?.Outgoing?.Input?.Kind == InputKind.File);
    }

    private void Append(string conversation, Activity? incoming, Message? outgoing)
    {
        if (!logs.TryGetValue(conversation, out var log)) logs[conversation] = log = [];
        log.Add(new(++sequence, incoming, outgoing, DateTimeOffset.UtcNow));
    }

    private static ImmutableArray<Message> Answers(Activity activity) => activity switch
    {
        { Type: "conversationUpdate" } =>
        [
            new() { Text = "Tere! Ma olen perede abiline. Ma ei ole inimene." },
            new()
            {
                Text = "Kui keegi on ohus, helista kohe 112. Kellega alustame?",
                Buttons = [new("k1:0", "Alustame"), new("k1:1", "Räägi inimesega"), new("k1:2", "Русский")],
            },
        ],
        { Type: "message", Text: "kuupäev" } => [new() { Text = "Mis päev sulle sobib?", Language = "et", Input = new(InputKind.Date, Min: "2026-11-22"), Buttons = [new("k2:0", "Homme"), new("k2:1", "Ülehomme")] }],
        { Type: "message", Text: "aeg" } => [new() { Text = "Mis kell võime helistada?", Language = "et", Input = new(InputKind.DateTime) }],
        { Type: "message", Text: "telefon" } => [new() { Text = "Mis number on?", Language = "et", Input = new(InputKind.Phone) }],
        { Type: "message", Text: "fail" } => [new() { Text = "Siin on sinu leht.", Language = "et", File = new("leht.txt", "text/plain", [.. Encoding.UTF8.GetBytes("Tere!")]) }],
        { Type: "message" } when HandedIn.Of(activity) is { } file => [new() { Text = $"Sain: {file.Name}, {file.Content?.Length} baiti. {activity.Text}".Trim(), Language = "et" }],
        { Type: "message", Text: "muutus" } => [new() { Text = "Sinu hinnang:\nEnne ████ 4/10", Language = "et", Chart = new("Sinu hinnang, mida näed ainult sina", [new("Rahulolu eluga enne rühma", 4, 10), new("Rahulolu eluga nüüd", 7, 10), new("Enesetunne enne", 0, 100), new("Enesetunne nüüd", 64, 100)]) }],
        { Type: "message", Text: "materjal" } => [new() { Text = "Saada link või fail.", Language = "et", Input = new(InputKind.File, Max: $"{HandedIn.Largest}", Accepts: ".pdf,.png") }],
        { Type: "message", Text: "русский" or "Русский" } => [new() { Text = "Хорошо, дальше по-русски.", Language = "ru" }],
        { Type: "message", Text: "vorm" } =>
        [
            new()
            {
                Text = "Palun kontrolli.", Language = "et",
                Form = new("f1",
                [
                    new() { Id = "name", Label = "Kuidas sind kutsuda?", Kind = InputKind.Text, IsRequired = true },
                    new() { Id = "when", Label = "Millal?", Kind = InputKind.DateTime, Value = "2026-11-25T17:00" },
                    new() { Id = "place", Label = "Kus?", Kind = InputKind.Choice, Choices = [new("home", "Kodus"), new("office", "Kontoris")], IsRequired = true },
                    new() { Id = "who", Label = "Kes on kohal?", Kind = InputKind.Choices, Choices = [new("m", "Ema"), new("f", "Isa")] },
                ], "Saada"),
            },
        ],
        { Type: "message" } when Submission.Of(activity) is { } form =>
            [new() { Text = "Kirjas: " + string.Join("; ", form.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value.ReplaceLineEndings("+")}")), Language = "et" }],
        { Type: "message" } when Press.Of(activity) is { } press => [new() { Text = $"Valisid {press.Handle}:{press.Index}.", Language = "et" }],
        { Type: "message" } => [new() { Text = $"Kuulsin: {activity.Text}", Language = "et" }],
        _ => [],
    };
}
