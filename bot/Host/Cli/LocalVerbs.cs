using System.CommandLine;
using System.Text;
using Assistant.Host.Cli.Understand;
using Assistant.Host.Configuration;

namespace Assistant.Host.Cli;

/// <summary>Verbs that need no store.</summary>
internal static class LocalVerbs
{
    /// <summary>Name of the verb that passes everything on to <see cref="UnderstandVerb"/>.</summary>
    public const string Understand = "understand";

    public static IEnumerable<Command> All(Terminal terminal, Func<ParseResult, Settings> read)
    {
        yield return CreateUnderstand(terminal);
    }

    private static Command CreateUnderstand(Terminal terminal)
    {
        var command = new Command(Understand, "Reads JSON Lines and tells what it understood: " + string.Join(", ", UnderstandKinds.All.Keys)) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(parsed =>
        {
            // JSON Lines are UTF-8 whatever the terminal's code page is, and never begin with a byte order mark.
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            using var input = new StreamReader(Console.OpenStandardInput(), utf8);
            using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16);
            return UnderstandVerb.Run([.. parsed.UnmatchedTokens], input, output, terminal.Error);
        });
        return command;
    }
}
