namespace Assistant.Host.Turns;

/// <summary>Wakes the sender.</summary>
public sealed class SenderSignal : WakeSignal;

/// <summary>Wakes what shows messages at their moment.</summary>
public sealed class AheadSignal : WakeSignal;

/// <summary>Wakes one loop that waits for work.</summary>
public abstract class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);
    private int isSet;

    /// <summary>Something is due.</summary>
    public void Set()
    {
        // Already set: everything that is due will be looked at.
        if (Interlocked.Exchange(ref isSet, 1) == 0)
            signal.Release();
    }

    /// <summary>Waits for <see cref="Set"/> or until the time is over.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await signal.WaitAsync(atMost, cancellationToken))
            Interlocked.Exchange(ref isSet, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        signal.Dispose();
        GC.SuppressFinalize(this);
    }
}
