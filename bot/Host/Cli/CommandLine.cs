using System.CommandLine;
using Assistant.Host.Cli.Talk;
using Assistant.Host.Configuration;
using Assistant.Host.Server;

namespace Assistant.Host.Cli;

/// <summary>The program's command line: parses, and hands over to one verb.</summary>
/// <remarks>Exit codes: 0 all well; 1 the verb found something wrong and said so; 2 the command line is wrong; 3 the start was refused.</remarks>
public sealed class CommandLine(IServer server, Terminal terminal)
{
    /// <summary>Exit code of a command line nobody understands.</summary>
    public const int UsageExitCode = 2;

    private readonly Option<string> data = new("--data") { Description = "Folder with database, keys, lock and log", DefaultValueFactory = _ => "data", Recursive = true };
    private readonly Option<string?> environment = new("--environment") { Description = "Development, Test or Production", Recursive = true };
    private readonly Option<bool> demo = new("--demo") { Description = "Load a demonstration organisation into an empty store (default in Development)" };

    /// <returns>The process's exit code.</returns>
    public async Task<int> Run(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var overrides = SettingOverrides.Split(args);
        var root = Root(overrides.Settings);
        var parsed = root.Parse(overrides.Rest);
        if (parsed.Errors.Count > 0) return Usage(root, parsed);
        try
        {
            return await parsed.InvokeAsync(
                // Stopping is the server's business: it drains first.
                new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        }
        catch (StartRefusedException refused)
        {
            await terminal.Error.WriteLineAsync(refused.Message);
            return StartRefusedException.ExitCode;
        }
    }

    private RootCommand Root(IReadOnlyDictionary<string, string?> overrides)
    {
        var root = new RootCommand("Assistant: a chat assistant for organisations that support families. Settings: --Section:Key=value.") { data, environment, demo };
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        root.Directives.Clear();
        var serve = new Command("serve", "Runs everything (the default)") { demo };
        Func<ParseResult, CancellationToken, Task<int>> run = (parsed, cancellationToken) => new ServeVerb(server, terminal).Run(Read(parsed, overrides), cancellationToken);
        root.SetAction(run);
        serve.SetAction(run);
        root.Add(serve);
        root.Add(TalkCommand.Create(server, terminal, parsed => Read(parsed, overrides)));
        foreach (var verb in HostVerbs.All) root.Add(HostVerbs.Create(verb, server, terminal, parsed => Read(parsed, overrides)));
        foreach (var verb in LocalVerbs.All(terminal, parsed => Read(parsed, overrides))) root.Add(verb);
        return root;
    }

    private Settings Read(ParseResult parsed, IReadOnlyDictionary<string, string?> overrides) => SettingsReader.Read(
        ConfigurationSources.Build(overrides),
        SurroundingsReader.Read(parsed.GetValue(environment), terminal.Variable, Installation.IsInstalled),
        new DataFolder(parsed.GetRequiredValue(data)),
        parsed.GetResult(demo) is { Implicit: false } ? parsed.GetValue(demo) : null);

    private int Usage(RootCommand root, ParseResult parsed)
    {
        foreach (var error in parsed.Errors) terminal.Error.WriteLine(error.Message);
        terminal.Error.WriteLine();
        string[] help = parsed.CommandResult.Command is RootCommand ? ["--help"] : [parsed.CommandResult.Command.Name, "--help"];
        root.Parse(help).Invoke(new() { Output = terminal.Error, Error = terminal.Error });
        return UsageExitCode;
    }
}
