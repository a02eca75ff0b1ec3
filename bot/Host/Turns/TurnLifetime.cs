using Assistant.Host.Composition;

namespace Assistant.Host.Turns;

/// <summary>At start, goes on with what a crash left; at the end, finishes what was acknowledged.</summary>
public sealed partial class TurnLifetime(Memory memory, Mailboxes mailboxes, Draining draining, ILogger<TurnLifetime> log) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var doubtful = await memory.Store.Write(memory.Outbox.Recover, cancellationToken);
        var pending = await memory.Store.Read(memory.Inbox.Pending, cancellationToken);
        foreach (var item in pending)
            mailboxes.Post(item);
        if (doubtful > 0 || !pending.IsEmpty)
            Recovered(log, pending.Length, doubtful);
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining.Begin();
        return Task.CompletedTask;
    }

    /// <summary>Runs after the listeners have stopped taking requests. What cannot be finished in time is in the inbox.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await mailboxes.Drain(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LeftOver(log, mailboxes.Running);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1003, LogLevel.Warning, "Went on with {Messages} messages; {Doubtful} sends had an unknown fate")]
    private static partial void Recovered(ILogger log, int messages, int doubtful);

    [LoggerMessage(1004, LogLevel.Warning, "Stopped with {Messages} turns unfinished; they are taken up at the next start")]
    private static partial void LeftOver(ILogger log, int messages);
}
