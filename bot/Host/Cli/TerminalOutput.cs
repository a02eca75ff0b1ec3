using Assistant.Host.Control;

namespace Assistant.Host.Cli;

/// <summary>The output of a verb that runs in this process.</summary>
internal sealed class TerminalOutput(Terminal terminal) : IControlOutput
{
    public async ValueTask Say(string line) => await terminal.Out.WriteLineAsync(line);

    public async ValueTask Complain(string line) => await terminal.Error.WriteLineAsync(line);
}
