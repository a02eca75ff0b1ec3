using System.Text;
using Assistant.Host.Cli;
using Assistant.Host.Cli.Understand;
using Assistant.Host.Server;

// JSON Lines are UTF-8 whatever the terminal's code page is, and never begin with a byte order mark.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (args is ["understand", .. var rest])
{
    using var lines = new StreamReader(Console.OpenStandardInput(), utf8);
    using var answers = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16);
    return UnderstandVerb.Run(rest, lines, answers, Console.Error);
}

Console.OutputEncoding = utf8;
var terminal = new Terminal(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected, Environment.GetEnvironmentVariable);
return await new CommandLine(new AssistantServer(TimeProvider.System), terminal).Run(args, CancellationToken.None);
