using System.CommandLine;
using System.Text;
using System.Text.Json;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cli.Understand;
using Assistant.Host.Cli.Verbs;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Server;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;

namespace Assistant.Host.Cli;

/// <summary>Verbs that need no store.</summary>
internal static class LocalVerbs
{
    /// <summary>Name of the verb that passes everything on to <see cref="UnderstandVerb"/>.</summary>
    public const string Understand = "understand";

    public static IEnumerable<Command> All(Terminal terminal, Func<ParseResult, Settings> read)
    {
        yield return CreateUnderstand(terminal);
        yield return CreateListCommands(terminal);
        yield return CreateRules(terminal, read);
        yield return CreateRestore(terminal, read);
        yield return TeamsManifestVerb.Create(terminal, read);
    }

    private static Command CreateListCommands(Terminal terminal)
    {
        var command = new Command("list-commands", "Every command, dialogue and button, and which roles may use it")
        {
            new Option<bool>("--json") { Required = true, Description = "As JSON" },
        };
        command.SetAction(_ => terminal.Out.WriteLine(JsonSerializer.Serialize(CommandInventory.Of(new Switchboard(new Understanding { Texts = Texts.Load() }, ServiceCatalogue.Load(), EligibilityRules.Load())), InventoryJson.Default.ImmutableArrayCommandRow)));
        return command;
    }

    private static Command CreateRules(Terminal terminal, Func<ParseResult, Settings> read)
    {
        var lang = new Option<string>("--lang") { Description = "et, ru or en", DefaultValueFactory = _ => Lang.Et.Code() };
        lang.Validators.Add(given =>
        {
            if (Langs.Parse(given.GetValueOrDefault<string>()) is null) given.AddError("--lang is et, ru or en");
        });
        var command = new Command("rules", "When a service may fit, as tables that a caseworker can read") { lang };
        command.SetAction(parsed =>
        {
            var data = read(parsed).Data;
            terminal.Out.Write(DecisionTable.Write(EligibilityRules.Load(OwnKnowledge.Rules(data)), Texts.Load(OwnKnowledge.Texts(data)), Langs.Parse(parsed.GetValue(lang)) ?? Lang.Et));
        });
        return command;
    }

    private static Command CreateRestore(Terminal terminal, Func<ParseResult, Settings> read)
    {
        var data = new Argument<FileInfo>("data-backup") { Description = "Backup of the data" };
        var keys = new Option<FileInfo?>("--keys") { Description = "Backup of the keys; left out: the keys are still good and stay" };
        var command = new Command("restore", "Puts a backup in place and verifies it; refuses while a host runs") { data, keys };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = read(parsed);
            using (var running = await ControlClient.Find(settings.Data, cancellationToken))
                if (running is not null) throw new StartRefusedException($"restore: a host runs on {settings.Data}: stop it first");
            settings.Data.Prepare();
            return await VerifyVerb.Tell(StoreFolder.Restore(settings, TimeProvider.System, parsed.GetRequiredValue(data).FullName, parsed.GetValue(keys)?.FullName), new TerminalOutput(terminal));
        });
        return command;
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
