namespace Assistant.Fakes.Telegram;

/// <summary>Time that runs faster, so that a test of minutes takes seconds.</summary>
public sealed class ScaledTime(double speed) : TimeProvider
{
    private readonly long origin = System.GetTimestamp();
    private readonly DateTimeOffset began = System.GetUtcNow();

    public override long GetTimestamp() => origin + (long)((System.GetTimestamp() - origin) * speed);

    public override DateTimeOffset GetUtcNow() => began + System.GetElapsedTime(origin) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scale(dueTime), Scale(period));

    private TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
