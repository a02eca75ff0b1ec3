namespace Assistant.Host.Scheduling;

/// <summary>Once everything has started, sees to what fell due while the program was off; nothing is to be done when it stops.</summary>
public abstract class AtStart : IHostedLifecycleService
{
    /// <inheritdoc/>
    public abstract Task StartedAsync(CancellationToken cancellationToken);
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
