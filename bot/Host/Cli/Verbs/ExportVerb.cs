using System.Collections.Immutable;
using Assistant.Host.Control;
using Assistant.Host.People;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Records.Security;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>export --person ID</c>: everything kept about one person, as one JSON document a person can read as well.</summary>
internal sealed class ExportVerb(IStore store, IPeople people, IAudit audit, PersonExport export) : IControlVerb
{
    public string Name => "export";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        if (await PersonOption.Find(options, store, people, output, cancellationToken) is not { } person) return 1;
        // What cannot be written into the audit is not handed out.
        await store.Write(unit =>
        {
            audit.Append(unit, new(PersonExport.Exported, person.Id.ToString(), null));
            return true;
        }, cancellationToken);
        await output.Say(await store.Read(unit => export.Json(unit, person), cancellationToken));
        return 0;
    }
}
