using System.Collections.Immutable;
using Assistant.Host.Control;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Records.Security;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>invite --role R [--municipality NAME]</c>: the code on the standard output, how to use it on the standard error.</summary>
internal sealed class InviteVerb(IStore store, IInvitations invitations, IIds ids) : IControlVerb
{
    /// <summary>Roles that a code can give, as typed.</summary>
    public static ImmutableDictionary<string, Role> Roles { get; } = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("support-person", Role.SupportPerson), KeyValuePair.Create("counsellor", Role.Counsellor), KeyValuePair.Create("coordinator", Role.Coordinator),
        KeyValuePair.Create("caseworker", Role.Caseworker), KeyValuePair.Create("administrator", Role.Administrator),
    ]);

    public string Name => "invite";

    /// <summary>What keeps such a code from being made. Without a municipality of the catalogue a caseworker would reach nobody.</summary>
    /// <returns>One line for the operator; <see langword="null"/>: nothing.</returns>
    public static string? Problem(string? role, string? municipality) =>
        role is null || !Roles.TryGetValue(role, out var given) ? $"--role: \"{role}\" is not known"
        : given != Role.Caseworker ? municipality is null ? null : "--municipality: only a caseworker works for one"
        : municipality is null ? "--municipality NAME is needed for the role caseworker"
        : Named(municipality) is null ? $"--municipality: \"{municipality}\" is no municipality of Estonia; write it as \"Rakvere linn\" or \"Tapa vald\"" : null;

    /// <summary>The name in the catalogue, by which records of a municipality are found.</summary>
    private static string? Named(string? written) => written is null ? null : MunicipalityReader.Default.Read(written)?.Municipality.Name;

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        // A command line of another version may not have looked.
        if (Problem(options.GetValueOrDefault("role"), options.GetValueOrDefault("municipality")) is { } problem)
        {
            await output.Complain(problem);
            return 1;
        }
        var role = Roles[options["role"]];
        var municipality = Named(options.GetValueOrDefault("municipality"));
        var code = ids.Token();
        await output.Say(await store.Write(unit =>
        {
            invitations.Keep(unit, code, role, by: null, municipality is null ? null : new(municipality, null));
            return code;
        }, cancellationToken));
        if (municipality is not null) await output.Complain($"For a worker of {municipality}.");
        await output.Complain("Works once, for 72 hours, for whoever writes it to the chat: hand it over in person.");
        return 0;
    }
}
