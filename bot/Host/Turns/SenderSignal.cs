namespace Assistant.Host.Turns;

/// <summary>Wakes the sender.</summary>
public sealed class SenderSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Something is due.</summary>
    public void Set()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set: the sender will look at everything that is due.
        }
    }

    /// <summary>Waits for <see cref="Set"/> or until the time is over.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancellationToken) => await signal.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => signal.Dispose();
}
