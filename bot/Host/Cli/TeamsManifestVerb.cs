using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Assistant.Channels.Teams.App;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Knowledge;

namespace Assistant.Host.Cli;

/// <summary><c>teams-manifest</c>: the app package that an organisation uploads to Teams. Needs no store.</summary>
internal static class TeamsManifestVerb
{
    /// <summary>What the app offers to write; each is the menu's label, which the assistant understands.</summary>
    internal static readonly ImmutableArray<string> Commands = ["queue", "today", "acts", "families", "appointment", "requests", "services", "human", "how"];

    /// <summary>What the full description says, in this order.</summary>
    private static readonly ImmutableArray<string> about = ["families", "support-persons", "coordinators", "limits"];

    public static Command Create(Terminal terminal, Func<ParseResult, Settings> read)
    {
        var output = new Option<FileInfo?>("--out") { Description = "The zip file to write; left out: in the data folder, where doctor looks at it" };
        var website = new Option<Uri>("--website") { Required = true, Description = "The organisation's page about the assistant, https", CustomParser = Address };
        var privacy = new Option<Uri?>("--privacy") { Description = "What becomes of what people write; left out: the website", CustomParser = Address };
        var terms = new Option<Uri?>("--terms") { Description = "Terms of use; left out: the website", CustomParser = Address };
        var version = new Option<string>("--version") { Description = "Three numbers, higher than those of the package it replaces", DefaultValueFactory = _ => "1.0.0" };
        var command = new Command("teams-manifest", "Makes the app package for Microsoft Teams (docs/teams.md)") { output, website, privacy, terms, version };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = read(parsed);
            if (settings.Teams is not { AppId.Length: > 0 } teams)
                throw StartRefusedException.Setting("Teams:AppId", "is missing: register the bot first (docs/teams.md)");
            var home = parsed.GetRequiredValue(website);
            var facts = new AppFacts
            {
                AppId = teams.AppId,
                Version = parsed.GetRequiredValue(version),
                Developer = settings.Organisation.Name,
                Website = home,
                Privacy = parsed.GetValue(privacy) ?? home,
                Terms = parsed.GetValue(terms) ?? home,
                Languages = Words(Texts.Load(OwnKnowledge.Texts(settings.Data)), settings.Organisation.Languages),
            };
            if (AppPackage.Faults(facts) is { IsEmpty: false } faults)
            {
                foreach (var fault in faults)
                    await terminal.Error.WriteLineAsync(fault);
                return 1;
            }
            settings.Data.Prepare();
            var file = parsed.GetValue(output) ?? FileOf(settings.Data);
            await File.WriteAllBytesAsync(file.FullName, AppPackage.Write(facts), cancellationToken);
            await terminal.Out.WriteLineAsync(file.FullName);
            return 0;
        });
        return command;
    }

    /// <summary>Where the package is when nobody says otherwise.</summary>
    internal static FileInfo FileOf(DataFolder data) => new(Path.Combine(data.Path, "assistant-teams.zip"));

    /// <summary>The app in the organisation's languages.</summary>
    internal static ImmutableArray<AppWords> Words(ITexts texts, IEnumerable<Lang> languages) =>
    [
        .. languages.Select(lang => new AppWords(
            lang.Code(), texts.Get(lang, "teams.app-short"), texts.Get(lang, "teams.app-full"), texts.Get(lang, "teams.app-about"), string.Join('\n', about.Select(part => texts.Get(lang, $"teams.app-{part}"))),
            [.. Commands.Select(command => (texts.Get(lang, $"menu.{command}"), texts.Get(lang, $"teams.command-{command}")))])),
    ];

    private static Uri? Address(ArgumentResult given)
    {
        if (given.Tokens is [{ Value: var text }] && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
            return uri;
        given.AddError("an https address is expected");
        return null;
    }
}
