using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Assistant.Host.Cli.Verbs;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Server;

namespace Assistant.Host.Cli;

/// <summary>Verbs that need the open store: sent to the host that runs on the data folder, or to one started for this verb alone.</summary>
internal static class HostVerbs
{
    /// <summary>A verb as the command line sees it; the work is the <see cref="IControlVerb"/> of the same name.</summary>
    public sealed record Shape(string Name, string Description, Func<IReadOnlyList<Option>> Options, Func<IReadOnlyList<Argument>>? Arguments = null)
    {
        /// <summary>What is wrong with the values together, as one line; <see langword="null"/>: nothing.</summary>
        public Func<ImmutableDictionary<string, string>, string?>? Problem { get; init; }
    }

    public static ImmutableArray<Shape> All { get; } =
    [
        new("invite", "Makes a one-time code that gives a role", () =>
            [new Option<string>("--role") { Required = true, Description = "Which role" }.AcceptOnlyFromAmong([.. InviteVerb.Roles.Keys.Order(StringComparer.Ordinal)]),
             new Option<string>("--municipality") { Description = "Whom a caseworker works for, such as \"Rakvere linn\"; needed for that role" }])
        {
            Problem = static given => given.TryGetValue("role", out var role) && InviteVerb.Roles.ContainsKey(role) ? InviteVerb.Problem(role, given.GetValueOrDefault("municipality")) : null,
        },
        new("doctor", "Checks configuration and store: one finding a line, and what to do about it", () => [],
            () => [new Argument<string?>("subject") { Arity = ArgumentArity.ZeroOrOne, Description = "What to look at; nothing: everything" }.AcceptOnlyFromAmong([.. DoctorVerb.Subjects])]),
        new("backup", "Copies data and keys while they are in use", () => []),
        new("verify", "Checks integrity, audit chain, and that everything sealed opens", () => []),
        new("retention", "Removes now what is past its time", () => [new Option<bool>("--run") { Required = true, Description = "Yes, remove" }]),
        new("export", "Everything kept about one person, as JSON", () => [Person()]),
        new("erase", "Erases one person for good, and gives a receipt", () => [Person()]),
        new("import", "Brings families, workers, contracts, acts and groups from JSON Lines; nothing when a line is wrong",
            () => [new Option<bool>("--dry-run") { Description = "Only look at the lines; write nothing" }], () => [new Argument<FileInfo>("file") { Description = "The JSON Lines, UTF-8" }]),
        new("dump", "The whole state in a stable text form; Environment=Test only", () => [new Option<bool>("--canonical") { Required = true, Description = "In the form that is equal for equal states" }]),
    ];

    private static Option<string> Person() => new("--person") { Required = true, Description = "Id of the person" };

    public static Command Create(Shape shape, IServer server, Terminal terminal, Func<ParseResult, Settings> read)
    {
        var command = new Command(shape.Name, shape.Description);
        foreach (var option in shape.Options()) command.Add(option);
        foreach (var argument in shape.Arguments?.Invoke() ?? []) command.Add(argument);
        if (shape.Problem is { } problem)
            command.Validators.Add(result =>
            {
                if (problem(Given(command, result)) is { } line) result.AddError(line);
            });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = await HostAtHand.Find(server, read(parsed), ServerMode.Verb, cancellationToken);
            return await host.Client.Run(new(shape.Name, Given(command, parsed.CommandResult)), terminal.Out, terminal.Error, cancellationToken);
        });
        return command;
    }

    private static ImmutableDictionary<string, string> Given(Command command, CommandResult parsed)
    {
        var given = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var option in command.Options)
            if (parsed.GetResult(option) is { } result && !result.Implicit) given[option.Name.TrimStart('-')] = result.Tokens is [var token, ..] ? token.Value : "true";
        foreach (var argument in command.Arguments)
            if (parsed.GetResult(argument)?.Tokens is [var token, ..])
                // A host that runs already may stand in another folder.
                given[argument.Name] = argument.ValueType == typeof(FileInfo) ? Path.GetFullPath(token.Value) : token.Value;
        return given.ToImmutable();
    }
}
