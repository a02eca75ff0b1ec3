using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Assistant.Channels.Teams.App;

/// <summary>What the app is called and can do, in one language.</summary>
/// <param name="Tag">ISO 639-1.</param>
/// <param name="Commands">What is offered to be written, each with what it does.</param>
public sealed record AppWords(string Tag, string ShortName, string FullName, string ShortDescription, string FullDescription, ImmutableArray<(string Title, string Description)> Commands);

/// <summary>What an app package says.</summary>
public sealed record AppFacts
{
    /// <summary>The registration's application id: the bot's, and the app's too.</summary>
    public required string AppId { get; init; }
    /// <summary>Three numbers; each package that replaces another has a higher one.</summary>
    public string Version { get; init; } = "1.0.0";
    /// <summary>Who offers it.</summary>
    public required string Developer { get; init; }
    /// <summary>About the app; https.</summary>
    public required Uri Website { get; init; }
    /// <summary>What becomes of what people write; https.</summary>
    public required Uri Privacy { get; init; }
    /// <summary>Under what terms it is used; https.</summary>
    public required Uri Terms { get; init; }
    /// <summary>Languages; Teams shows the first to whoever uses none of the others.</summary>
    public required ImmutableArray<AppWords> Languages { get; init; }
}

/// <summary>
/// Makes the app package that an organisation uploads to Teams: manifest (schema 1.17), one file for each further language, two icons. It asks for no
/// resource-specific permission: in groups and channels the bot hears only what is said to it.
/// </summary>
public static class AppPackage
{
    /// <summary>The manifest's schema. Clients of years ago know it, and nothing newer is needed.</summary>
    public const string ManifestVersion = "1.17";

    /// <summary>Lengths that the schema allows, in characters.</summary>
    private const int maxDeveloper = 32, maxShortName = 30, maxFullName = 100, maxShortDescription = 80, maxFullDescription = 4_000, maxTitle = 32, maxCommandDescription = 128;

    /// <summary>Most commands in a list.</summary>
    private const int maxCommands = 10;

    /// <summary>The same facts make the same bytes.</summary>
    private static readonly DateTimeOffset entryTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] scopes = ["personal", "team", "groupChat"];

    /// <summary>What Teams would refuse, one line each; empty: nothing.</summary>
    public static ImmutableArray<string> Faults(AppFacts facts)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (!Guid.TryParseExact(facts.AppId, "D", out _))
            faults.Add("the application id is no GUID");
        if (facts.Version.Split('.') is not { Length: 3 } numbers || !numbers.All(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            faults.Add("the version is not three numbers such as 1.0.0");
        Long("the organisation's name", facts.Developer, maxDeveloper);
        foreach (var (what, address) in ((string, Uri)[])[("website", facts.Website), ("privacy", facts.Privacy), ("terms", facts.Terms)])
            if (address is not { IsAbsoluteUri: true } || address.Scheme != Uri.UriSchemeHttps)
                faults.Add($"the {what} address is not https");
        foreach (var words in facts.Languages)
        {
            Long($"{words.Tag}: the short name", words.ShortName, maxShortName);
            Long($"{words.Tag}: the full name", words.FullName, maxFullName);
            Long($"{words.Tag}: the short description", words.ShortDescription, maxShortDescription);
            Long($"{words.Tag}: the full description", words.FullDescription, maxFullDescription);
            if (words.Commands.Length > maxCommands)
                faults.Add($"{words.Tag}: more than {maxCommands} commands");
            foreach (var (title, description) in words.Commands)
            {
                Long($"{words.Tag}: the command \"{title}\"", title, maxTitle);
                Long($"{words.Tag}: what \"{title}\" does", description, maxCommandDescription);
            }
        }
        return faults.ToImmutable();

        void Long(string what, string text, int max)
        {
            if (text.Length is 0 || text.Length > max)
                faults.Add($"{what} is {(text.Length == 0 ? "missing" : $"longer than {max} characters")}");
        }
    }

    /// <summary>The package as bytes of a zip file.</summary>
    /// <exception cref="ArgumentException">There are <see cref="Faults"/>.</exception>
    public static byte[] Write(AppFacts facts)
    {
        if (Faults(facts) is [var fault, ..])
            throw new ArgumentException(fault, nameof(facts));
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", Text(Manifest(facts)));
            foreach (var words in facts.Languages.Skip(1))
                Add(zip, FileOf(words), Text(Localised(words)));
            foreach (var icon in (string[])["color.png", "outline.png"])
                Add(zip, icon, Icon(icon));
        }
        return bytes.ToArray();
    }

    private static JsonObject Manifest(AppFacts facts)
    {
        var own = facts.Languages[0];
        return new()
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{ManifestVersion}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = ManifestVersion,
            ["version"] = facts.Version,
            ["id"] = facts.AppId,
            ["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = own.Tag,
                ["additionalLanguages"] = new JsonArray([.. facts.Languages.Skip(1).Select(words => new JsonObject { ["languageTag"] = words.Tag, ["file"] = FileOf(words) })]),
            },
            ["developer"] = new JsonObject
            {
                ["name"] = facts.Developer, ["websiteUrl"] = facts.Website.AbsoluteUri, ["privacyUrl"] = facts.Privacy.AbsoluteUri, ["termsOfUseUrl"] = facts.Terms.AbsoluteUri,
            },
            ["name"] = new JsonObject { ["short"] = own.ShortName, ["full"] = own.FullName },
            ["description"] = new JsonObject { ["short"] = own.ShortDescription, ["full"] = own.FullDescription },
            ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
            ["accentColor"] = "#0E6464",
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = facts.AppId,
                ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
                // A calendar file is handed over when the person allows it.
                ["supportsFiles"] = true,
                ["isNotificationOnly"] = false,
                // Groups and channels hear one sentence only, so nothing is offered there.
                ["commandLists"] = new JsonArray(new JsonObject
                {
                    ["scopes"] = new JsonArray("personal"),
                    ["commands"] = new JsonArray([.. own.Commands.Select(command => new JsonObject { ["title"] = command.Title, ["description"] = command.Description })]),
                }),
            }),
            ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
        };
    }

    private static JsonObject Localised(AppWords words)
    {
        var file = new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{ManifestVersion}/MicrosoftTeams.Localization.schema.json",
            ["name.short"] = words.ShortName, ["name.full"] = words.FullName, ["description.short"] = words.ShortDescription, ["description.full"] = words.FullDescription,
        };
        for (var i = 0; i < words.Commands.Length; i++)
        {
            file[$"bots[0].commandLists[0].commands[{i}].title"] = words.Commands[i].Title;
            file[$"bots[0].commandLists[0].commands[{i}].description"] = words.Commands[i].Description;
        }
        return file;
    }

    private static string FileOf(AppWords words) => $"{words.Tag}.json";

    private static byte[] Text(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");

    private static byte[] Icon(string name)
    {
        using var stream = typeof(AppPackage).Assembly.GetManifestResourceStream($"Teams/{name}") ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = entryTime;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
