using Assistant.Host.Configuration;
using Assistant.Host.Server;

namespace Assistant.Host.Cli;

/// <summary><c>serve</c>: runs until told to stop.</summary>
internal sealed class ServeVerb(IServer server, Terminal terminal)
{
    public async Task<int> Run(Settings settings, CancellationToken cancellationToken)
    {
        settings.Data.Prepare();
        await using var running = await server.Start(settings, ServerMode.Serve, cancellationToken);
        foreach (var address in running.Addresses) await terminal.Out.WriteLineAsync($"The chat page is at {address}");
        await terminal.Out.FlushAsync(cancellationToken);
        await running.Stopped(cancellationToken);
        return 0;
    }
}
