namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Keeps below the vendor's limits for a chat and for an organisation, and keeps quiet where the vendor asked for it. Measured on the monotonic clock: a
/// jump of the wall clock changes nothing.
/// </summary>
internal sealed class Pacer(TeamsPace pace, TimeProvider time)
{
    /// <summary>A pause longer than this is told to the caller rather than waited for.</summary>
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(2);

    /// <summary>A little more than the vendor's second, since packets bunch on the way.</summary>
    private static readonly TimeSpan second = TimeSpan.FromMilliseconds(1_030);

    private static readonly TimeSpan halfMinute = TimeSpan.FromSeconds(31);

    private static readonly TimeSpan firstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(30);

    /// <summary>Most chats remembered; the quiet ones are forgotten beyond it.</summary>
    private const int mostChats = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Trail> chats = [];
    private readonly Dictionary<string, Trail> tenants = [];
    private readonly long origin = time.GetTimestamp();

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>Waits for this chat's turn, and takes it.</summary>
    /// <param name="isBulk">A reminder: it takes what answers leave.</param>
    /// <returns><see langword="null"/>: go. Else the chat is quiet for so long that the caller should come again.</returns>
    public async ValueTask<TimeSpan?> Wait(string chat, string tenant, bool isBulk, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            lock (gate)
            {
                var now = Now;
                var (mine, ours) = (Of(chats, chat, now), Of(tenants, tenant, now));
                // The vendor's wish is not waited out here, but told.
                if (mine.PausedUntil > now)
                    return mine.PausedUntil - now;
                if (pace.IsNone)
                    return null;
                wait = Later(mine.Wait(now, second, pace.ChatPerSecond), mine.Wait(now, halfMinute, pace.ChatPerHalfMinute));
                wait = Later(wait, ours.Wait(now, second, pace.TenantPerSecond - (isBulk ? pace.Reserve : 0)));
                if (wait <= TimeSpan.Zero)
                {
                    mine.Sent.Enqueue(now);
                    ours.Sent.Enqueue(now);
                    return null;
                }
            }
            if (wait > longestWait)
                return wait;
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>The vendor asked for quiet in this chat.</summary>
    /// <returns>For how long; when it did not say, longer each time, and not in step with others.</returns>
    public TimeSpan Throttled(string chat, TimeSpan? wish)
    {
        lock (gate)
        {
            var trail = Of(chats, chat, Now);
            trail.Throttles++;
            var pause = wish ?? TimeSpan.FromTicks(Math.Min(longestPause.Ticks, firstPause.Ticks << Math.Min(trail.Throttles - 1, 4))) * (1 + Random.Shared.NextDouble() / 4);
            trail.PausedUntil = Later(trail.PausedUntil, Now + pause);
            return pause;
        }
    }

    /// <summary>A message went through.</summary>
    public void Went(string chat)
    {
        lock (gate)
            if (chats.TryGetValue(chat, out var trail))
                trail.Throttles = 0;
    }

    private static Trail Of(Dictionary<string, Trail> trails, string key, TimeSpan now)
    {
        if (trails.TryGetValue(key, out var trail))
            return trail;
        if (trails.Count >= mostChats)
            foreach (var (other, quiet) in trails)
                if (quiet.IsQuiet(now))
                    trails.Remove(other);
        return trails[key] = new();
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class Trail
    {
        public Queue<TimeSpan> Sent { get; } = new();
        public TimeSpan PausedUntil { get; set; }
        public int Throttles { get; set; }

        public TimeSpan Wait(TimeSpan now, TimeSpan window, int most)
        {
            while (Sent.TryPeek(out var first) && now - first >= halfMinute)
                Sent.Dequeue();
            var within = Sent.Count(at => now - at < window);
            // The one whose leaving makes room.
            return within < most ? TimeSpan.Zero : Sent.ElementAt(Sent.Count - most) + window - now + TimeSpan.FromTicks(1);
        }

        public bool IsQuiet(TimeSpan now) => PausedUntil <= now && Throttles == 0 && Sent.All(at => now - at >= halfMinute);
    }
}
