using System.Collections.Immutable;
using Assistant.Host.Control;
using Assistant.Host.People;
using Assistant.Records;
using Assistant.Records.People;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>export --person ID</c>: everything kept about one person, as one JSON document a person can read as well.</summary>
internal sealed class ExportVerb(IStore store, IPeople people, PersonExport export) : IControlVerb
{
    public string Name => "export";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        if (await PersonOption.Find(options, store, people, output, cancellationToken) is not { } person) return 1;
        await output.Say(await store.Read(unit => export.Json(unit, person), cancellationToken));
        return 0;
    }
}
