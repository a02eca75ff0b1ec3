using Assistant.Host.Configuration;

namespace Assistant.Host.Server;

/// <summary>How much of the house is running.</summary>
public enum ServerMode
{
    /// <summary>Everything, with network ports.</summary>
    Serve,
    /// <summary>Everything but network ports: a conversation in the terminal.</summary>
    Talk,
    /// <summary>Only the store and the control socket: nothing is sent and no clock runs while a verb does its work.</summary>
    Verb,
}

/// <summary>Starts the program's server part.</summary>
public interface IServer
{
    /// <summary>Takes the data folder's lock, opens the store, starts listening.</summary>
    /// <exception cref="StartRefusedException">Another process works there, the store cannot be opened, an address is taken.</exception>
    Task<IRunningServer> Start(Settings settings, ServerMode mode, CancellationToken cancellationToken);
}

/// <summary>A started server; disposing stops it gracefully.</summary>
public interface IRunningServer : IAsyncDisposable
{
    /// <summary>Network addresses it listens on.</summary>
    IReadOnlyCollection<string> Addresses { get; }

    /// <summary>Returns once it was told to stop (SIGTERM, Ctrl+C) and has stopped.</summary>
    Task Stopped(CancellationToken cancellationToken);
}
