using System.Collections.Immutable;
using Assistant.Host.Control;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Records.Security;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>invite --role R</c>: the code on the standard output, how to use it on the standard error.</summary>
internal sealed class InviteVerb(IStore store, IInvitations invitations) : IControlVerb
{
    /// <summary>Roles that a code can give, as typed.</summary>
    public static ImmutableDictionary<string, Role> Roles { get; } = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("support-person", Role.SupportPerson), KeyValuePair.Create("counsellor", Role.Counsellor), KeyValuePair.Create("coordinator", Role.Coordinator),
        KeyValuePair.Create("caseworker", Role.Caseworker), KeyValuePair.Create("administrator", Role.Administrator),
    ]);

    public string Name => "invite";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        var role = Roles[options["role"]];
        await output.Say(await store.Write(unit => invitations.Issue(unit, role, by: null), cancellationToken));
        await output.Complain("Works once, for 72 hours, for whoever writes it to the chat: hand it over in person.");
        return 0;
    }
}
