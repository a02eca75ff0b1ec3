using System.Collections.Concurrent;
using Assistant.Host.Configuration;

namespace Assistant.Host.Turns;

/// <summary>A token bucket per sender: bursts pass, a flood is asked to come again later and loses nothing, since it was not acknowledged.</summary>
public sealed class FloodGate(Settings settings, TimeProvider time)
{
    /// <summary>Most senders remembered; beyond it the memory starts afresh.</summary>
    private const int mostKnown = 10_000;

    private readonly ConcurrentDictionary<(string, string), Bucket> buckets = new();

    /// <summary>False: too many just now.</summary>
    public bool Admit(string channel, string user)
    {
        if (buckets.Count >= mostKnown)
            buckets.Clear();
        var bucket = buckets.GetOrAdd((channel, user), static (_, start) => new(start.Now, start.Burst), (Now: time.GetTimestamp(), settings.Flood.Burst));
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Tokens = Math.Min(settings.Flood.Burst, bucket.Tokens + time.GetElapsedTime(bucket.Last, now).TotalSeconds * settings.Flood.PerSecond);
            bucket.Last = now;
            if (bucket.Tokens < 1)
                return false;
            bucket.Tokens--;
            return true;
        }
    }

    private sealed class Bucket(long now, int burst)
    {
        public double Tokens { get; set; } = burst;
        public long Last { get; set; } = now;
    }
}
