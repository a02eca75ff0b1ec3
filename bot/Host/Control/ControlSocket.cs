using Assistant.Host.Configuration;

namespace Assistant.Host.Control;

/// <summary>The socket's file: a stale one goes once the folder's lock is ours, the new one is its owner's alone, and it leaves with us.</summary>
internal sealed class ControlSocket(Settings settings) : IHostedLifecycleService
{
    private const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // The lock is held since before the container was built, and listeners start after this.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        File.Delete(settings.Data.ControlSocket);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // The folder is closed to others already, so there was no moment in which they could have come in.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(settings.Data.ControlSocket, owner);
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        File.Delete(settings.Data.ControlSocket);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
