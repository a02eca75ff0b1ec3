namespace Assistant.Tests.Fakes;

/// <summary>Time that stands still and goes from one timer to the next when told to: hours take as long as what happens in them.</summary>
public sealed class StepTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<Timer, (long At, long Order)> timers = new();
    private readonly DateTimeOffset origin = DateTimeOffset.UnixEpoch.AddYears(56);
    private long now;
    private long order;
    private int waiting;

    /// <summary>Timers that have not rung yet.</summary>
    public int Waiting
    {
        get { lock (gate) return waiting; }
    }

    /// <summary>Goes to the moment of the next timer, and rings all of that moment.</summary>
    public void Step()
    {
        List<Timer> due = [];
        lock (gate)
        {
            while (timers.TryPeek(out var timer, out var place) && (due.Count == 0 || place.At <= now || !timer.IsSet(place.Order)))
            {
                timers.Dequeue();
                if (!timer.IsSet(place.Order))
                    continue;
                now = Math.Max(now, place.At);
                timer.Unset();
                waiting--;
                due.Add(timer);
            }
        }
        foreach (var timer in due)
            timer.Ring();
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate) return now;
    }

    public override DateTimeOffset GetUtcNow() => origin + TimeSpan.FromTicks(GetTimestamp());

    /// <summary>Rings once: what rings again and again would never let time stand still.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(StepTime time, TimerCallback callback, object? state) : ITimer
    {
        private long? place;

        public bool IsSet(long order) => place == order;

        public void Unset() => place = null;

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                if (place is not null)
                    time.waiting--;
                place = null;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                place = ++time.order;
                time.waiting++;
                time.timers.Enqueue(this, (time.now + dueTime.Ticks, time.order));
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
