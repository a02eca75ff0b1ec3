using System.Collections.Concurrent;

namespace Assistant.Host.Turns;

/// <summary>A token bucket per sender: bursts pass, a flood is asked to come again later and loses nothing, since it was not acknowledged.</summary>
public sealed class FloodGate(TimeProvider time)
{
    /// <summary>Messages one sender may send at once.</summary>
    public const int Burst = 30;

    /// <summary>Messages per second that one sender may go on sending.</summary>
    public const double PerSecond = 2;

    /// <summary>Most senders remembered; beyond it the memory starts afresh.</summary>
    private const int mostKnown = 10_000;

    private readonly ConcurrentDictionary<(string, string), Bucket> buckets = new();

    /// <summary>False: too many just now.</summary>
    public bool Admit(string channel, string user)
    {
        if (buckets.Count >= mostKnown)
            buckets.Clear();
        var bucket = buckets.GetOrAdd((channel, user), static (_, now) => new(now), time.GetTimestamp());
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Tokens = Math.Min(Burst, bucket.Tokens + time.GetElapsedTime(bucket.Last, now).TotalSeconds * PerSecond);
            bucket.Last = now;
            if (bucket.Tokens < 1)
                return false;
            bucket.Tokens--;
            return true;
        }
    }

    private sealed class Bucket(long now)
    {
        public double Tokens { get; set; } = Burst;
        public long Last { get; set; } = now;
    }
}
