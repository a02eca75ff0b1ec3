using System.Collections.Concurrent;

namespace Assistant.Channels.Telegram.Sending;

/// <summary>Which of two messages goes first.</summary>
internal enum Lane
{
    /// <summary>Answers: somebody waits for them.</summary>
    Reply,
    /// <summary>Reminders and broadcasts: they take what answers leave.</summary>
    Bulk,
}

/// <summary>
/// Keeps below the vendor's limits, so that they are not met, and keeps quiet where the vendor asked for it. All times are measured on the
/// monotonic clock: a jump of the wall clock changes nothing.
/// </summary>
internal sealed class Pacer(PaceLimits limits, TimeProvider time)
{
    /// <summary>A pause longer than this is told to the caller rather than waited for.</summary>
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(2);

    /// <summary>The window in which everything is counted: a second and a little, since packets bunch on the way.</summary>
    private static readonly TimeSpan window = TimeSpan.FromMilliseconds(1030);

    private static readonly TimeSpan groupWindow = TimeSpan.FromSeconds(61);

    /// <summary>Two chats throttled within this mean that all are meant.</summary>
    private static readonly TimeSpan together = TimeSpan.FromSeconds(1);

    /// <summary>Most chats remembered; the oldest quiet ones are forgotten beyond it.</summary>
    private const int mostChats = 20_000;

    private readonly Lock gate = new();
    private readonly Queue<TimeSpan> sent = new();
    private readonly Dictionary<long, Bucket> chats = [];
    private readonly long origin = time.GetTimestamp();
    private int waitingReplies;
    private TimeSpan pausedUntil;
    private (long Chat, TimeSpan At)? lastThrottled;

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>Waits for this chat's turn, and takes it.</summary>
    /// <returns><see langword="null"/>: go. Else the chat, or everything, is quiet for so long that the caller should come again.</returns>
    public async ValueTask<TimeSpan?> Wait(long chat, Lane lane, CancellationToken cancellationToken)
    {
        var isCounted = false;
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (gate)
                {
                    var now = Now;
                    var pause = Later(pausedUntil, Of(chat, now).PausedUntil) - now;
                    if (pause > longestWait)
                        return pause;
                    wait = Later(Later(pause, ChatWait(chat, now)), OverallWait(lane, now));
                    if (wait <= TimeSpan.Zero)
                    {
                        Take(chat, now);
                        return null;
                    }
                    if (lane == Lane.Reply && !isCounted)
                    {
                        isCounted = true;
                        waitingReplies++;
                    }
                }
                await Task.Delay(wait, time, cancellationToken);
            }
        }
        finally
        {
            if (isCounted)
                lock (gate)
                    waitingReplies--;
        }
    }

    /// <summary>The vendor asked for quiet: this chat is left alone, and all of them when it was not the only one.</summary>
    public void Throttled(long chat, TimeSpan retryAfter)
    {
        lock (gate)
        {
            var now = Now;
            var until = now + retryAfter;
            var bucket = Of(chat, now);
            bucket.PausedUntil = Later(bucket.PausedUntil, until);
            if (lastThrottled is { } last && last.Chat != chat && now - last.At <= together)
                pausedUntil = Later(pausedUntil, until);
            lastThrottled = (chat, now);
        }
    }

    private TimeSpan ChatWait(long chat, TimeSpan now)
    {
        var bucket = Of(chat, now);
        if (chat < 0)
        {
            while (bucket.Recent.TryPeek(out var first) && now - first >= groupWindow)
                bucket.Recent.Dequeue();
            return bucket.Recent.Count < limits.GroupPerMinute ? TimeSpan.Zero : bucket.Recent.Peek() + groupWindow - now;
        }
        return bucket.Tokens >= 1 ? TimeSpan.Zero : Seconds((1 - bucket.Tokens) / limits.ChatPerSecond);
    }

    private TimeSpan OverallWait(Lane lane, TimeSpan now)
    {
        while (sent.TryPeek(out var first) && now - first >= window)
            sent.Dequeue();
        var room = limits.PerSecond - (lane == Lane.Bulk ? limits.Reserve + waitingReplies : 0);
        if (sent.Count < room)
            return TimeSpan.Zero;
        return sent.TryPeek(out var oldest) ? oldest + window - now : Seconds(1 / limits.PerSecond);
    }

    private void Take(long chat, TimeSpan now)
    {
        if (!double.IsPositiveInfinity(limits.PerSecond))
            sent.Enqueue(now);
        var bucket = Of(chat, now);
        if (chat < 0)
            bucket.Recent.Enqueue(now);
        else
            bucket.Tokens--;
    }

    private Bucket Of(long chat, TimeSpan now)
    {
        if (!chats.TryGetValue(chat, out var bucket))
        {
            if (chats.Count >= mostChats)
                Forget(now);
            chats[chat] = bucket = new() { Tokens = limits.ChatBurst, At = now };
        }
        bucket.Tokens = Math.Min(limits.ChatBurst, bucket.Tokens + (now - bucket.At).TotalSeconds * limits.ChatPerSecond);
        bucket.At = now;
        return bucket;
    }

    /// <summary>A full bucket is as good as none.</summary>
    private void Forget(TimeSpan now)
    {
        foreach (var (chat, bucket) in chats)
            if (bucket.PausedUntil <= now && bucket.Recent.Count == 0 && bucket.Tokens + (now - bucket.At).TotalSeconds * limits.ChatPerSecond >= limits.ChatBurst)
                chats.Remove(chat);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // Rounded up, so that nobody wakes a tick too early and goes round in vain.
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromMilliseconds(Math.Ceiling(seconds * 1000));

    private sealed class Bucket
    {
        public double Tokens { get; set; }
        public TimeSpan At { get; set; }
        public TimeSpan PausedUntil { get; set; }
        public Queue<TimeSpan> Recent { get; } = new();
    }
}
