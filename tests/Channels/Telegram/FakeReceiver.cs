using System.Collections.Concurrent;
using Assistant.Channels.Telegram;
using Assistant.Protocol;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>A pipeline in memory: knows what it has seen, answers as it is told, in order for each conversation.</summary>
public sealed class FakeReceiver : IReceiver
{
    private readonly ConcurrentDictionary<string, Activity> seen = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new();
    private long number;

    public ConcurrentQueue<(string Unique, Activity Activity)> Received { get; } = new();
    public ConcurrentQueue<SendResult> Results { get; } = new();
    /// <summary>What is answered; <see langword="null"/>: nothing.</summary>
    public Func<Activity, Message?> Reply { get; set; } = activity => activity.Text is { } text ? new() { Text = $"You said: {text}", Language = "en" } : null;
    /// <summary>What the vendor is told instead of "stored".</summary>
    public Func<Activity, Receipt?> Refuse { get; set; } = _ => null;
    public IChannel? Channel { get; set; }
    public TimeSpan Slowness { get; set; }

    public async ValueTask<Receipt> Receive(Activity activity, string uniqueId, string userId, CancellationToken cancellationToken)
    {
        if (Refuse(activity) is { } refusal)
            return refusal;
        if (Slowness > TimeSpan.Zero)
            await Task.Delay(Slowness, cancellationToken);
        if (!seen.TryAdd(uniqueId, activity))
            return Receipt.Known;
        Received.Enqueue((uniqueId, activity));
        var turn = gates.GetOrAdd(activity.Conversation!.Id!, _ => new(1, 1)).WaitAsync(CancellationToken.None);
        _ = Answer(turn, activity, userId);
        return Receipt.Stored;
    }

    private async Task Answer(Task turn, Activity activity, string userId)
    {
        await turn;
        try
        {
            if (Reply(activity) is { } message && Channel is { } channel)
                await Deliver(channel, ConversationReference.Of(activity, userId), message);
        }
        finally
        {
            gates[activity.Conversation!.Id!].Release();
        }
    }

    /// <summary>As the Host's sender: a message that certainly did not arrive is sent again.</summary>
    public async Task<SendResult> Deliver(IChannel channel, ConversationReference to, Message message)
    {
        var mine = Interlocked.Increment(ref number);
        while (true)
        {
            var result = await channel.Send(to, message, mine, CancellationToken.None);
            Results.Enqueue(result);
            if (result.Outcome != SendOutcome.Retry)
                return result;
            await Task.Delay(result.RetryAfter ?? TimeSpan.FromMilliseconds(50));
        }
    }
}

/// <summary>The channel's own sentences, as their keys.</summary>
public sealed class FakeTexts : ITelegramTexts
{
    public string Get(string key, string? locale) => key switch
    {
        TelegramText.Description or TelegramText.ShortDescription => $"{key} {locale}",
        _ => $"[{key}:{locale}]",
    };
}
