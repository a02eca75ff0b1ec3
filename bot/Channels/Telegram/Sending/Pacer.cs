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

    /// <summary>
    /// The window in which everything is counted. It begins when the vendor's answer is there, and the vendor counted before it answered: so however
    /// packets bunch on the way, no window of the vendor's holds more than ours.
    /// </summary>
    private static readonly TimeSpan window = TimeSpan.FromSeconds(1);

    /// <summary>A call that is not answered for so long was counted, if it ever will be.</summary>
    private static readonly TimeSpan longestFlight = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan groupWindow = TimeSpan.FromSeconds(61);

    /// <summary>Two chats throttled within this mean that all are meant.</summary>
    private static readonly TimeSpan together = TimeSpan.FromSeconds(1);

    /// <summary>Most chats remembered; the oldest quiet ones are forgotten beyond it.</summary>
    private const int mostChats = 20_000;

    private readonly Lock gate = new();
    private readonly List<Turn> counted = [];
    private readonly Dictionary<long, Bucket> chats = [];
    private readonly long origin = time.GetTimestamp();
    private int waitingReplies;
    private TimeSpan pausedUntil;
    private (long Chat, TimeSpan At)? lastThrottled;

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>Waits for this chat's turn, and takes it.</summary>
    /// <returns>To be disposed once the vendor answered. With <see cref="Turn.Later"/> it is no turn.</returns>
    public async ValueTask<Turn> Wait(long chat, Lane lane, CancellationToken cancellationToken)
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
                        return new(this, now) { Later = pause };
                    wait = Later(Later(pause, ChatWait(chat, now)), OverallWait(lane, now));
                    if (wait <= TimeSpan.Zero)
                        return Take(chat, now);
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
        counted.RemoveAll(turn => turn.Leaves(now) <= now);
        var room = limits.PerSecond - (lane == Lane.Bulk ? limits.Reserve + waitingReplies : 0);
        return counted.Count < room ? TimeSpan.Zero
            : counted.Count == 0 ? Seconds(1 / limits.PerSecond)
            : Seconds((counted.Min(turn => turn.Leaves(now)) - now).TotalSeconds);
    }

    private Turn Take(long chat, TimeSpan now)
    {
        var turn = new Turn(this, now);
        if (!double.IsPositiveInfinity(limits.PerSecond))
            counted.Add(turn);
        var bucket = Of(chat, now);
        if (chat < 0)
            bucket.Recent.Enqueue(now);
        else
            bucket.Tokens--;
        return turn;
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

    /// <summary>A chat's turn to be called.</summary>
    public sealed class Turn(Pacer pacer, TimeSpan began) : IDisposable
    {
        private TimeSpan? answered;

        /// <summary>The chat, or everything, is quiet for so long that the caller should come again; <see langword="null"/>: go.</summary>
        public TimeSpan? Later { get; init; }

        /// <summary>The vendor answered, or never will.</summary>
        public void Dispose()
        {
            lock (pacer.gate)
                answered ??= pacer.Now;
        }

        /// <summary>When it counts no more, at the earliest.</summary>
        internal TimeSpan Leaves(TimeSpan now) => (answered ?? (now - began > longestFlight ? began + longestFlight : now)) + window;
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }
        public TimeSpan At { get; set; }
        public TimeSpan PausedUntil { get; set; }
        public Queue<TimeSpan> Recent { get; } = new();
    }
}
