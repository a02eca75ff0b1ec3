using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Server;

namespace Assistant.Host.Cli;

/// <summary>The host to talk to: the one that runs on the data folder, else one of our own for as long as this is held.</summary>
internal sealed class HostAtHand : IAsyncDisposable
{
    private readonly IRunningServer? own;

    private HostAtHand(ControlClient client, IRunningServer? own) => (Client, this.own) = (client, own);

    public ControlClient Client { get; }

    /// <exception cref="StartRefusedException">The folder is locked by a process that does not answer.</exception>
    public static async Task<HostAtHand> Find(IServer server, Settings settings, ServerMode mode, CancellationToken cancellationToken)
    {
        if (await ControlClient.Find(settings.Data, cancellationToken) is { } client) return new(client, null);
        settings.Data.Prepare();
        var own = await server.Start(settings, mode, cancellationToken);
        return await ControlClient.Find(settings.Data, cancellationToken) is { } ownClient
            ? new(ownClient, own)
            : throw new StartRefusedException($"the control socket in {settings.Data} does not answer");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (own is not null) await own.DisposeAsync();
    }
}
