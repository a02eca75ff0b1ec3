namespace Assistant.Host.Turns;

/// <summary>Wakes the sender.</summary>
public sealed class SenderSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);
    private int isSet;

    /// <summary>Something is due.</summary>
    public void Set()
    {
        // Already set: the sender will look at everything that is due.
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
    public void Dispose() => signal.Dispose();
}
