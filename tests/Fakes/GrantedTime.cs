using System.Diagnostics;

namespace Assistant.Tests.Fakes;

/// <summary>
/// Time as somebody in need of a processor had it: on a quiet machine that of the clock, on a busy one only what was not given to others. So a
/// limit can be as short as the promise is, and no neighbour can break it.
/// </summary>
public sealed class GrantedTime : IDisposable
{
    /// <summary>Between two looks at the clock a thread that is not held up takes far less than this.</summary>
    private static readonly TimeSpan heldUp = TimeSpan.FromMilliseconds(1);

    private readonly Thread thread;
    private long granted;
    private volatile bool isOver;

    /// <summary>Begins to count; keeps one core busy until disposed.</summary>
    public GrantedTime()
    {
        thread = new(Count) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Counted so far.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(0, Volatile.Read(ref granted));

    private void Count()
    {
        for (var last = Stopwatch.GetTimestamp(); !isOver;)
        {
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(last, now) < heldUp)
                granted += now - last;
            last = now;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isOver = true;
        thread.Join();
    }
}
