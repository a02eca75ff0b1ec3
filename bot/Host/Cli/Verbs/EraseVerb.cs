using System.Collections.Immutable;
using Assistant.Host.Control;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Records.Retention;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>erase --person ID</c>: destroys the person's key and rows. The receipt names only the random id and the time.</summary>
internal sealed class EraseVerb(IStore store, IPeople people, IErasure erasure, IClock clock) : IControlVerb
{
    public string Name => "erase";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        if (await PersonOption.Find(options, store, people, output, cancellationToken) is not { } person) return 1;
        await store.Write(unit =>
        {
            erasure.Erase(unit, person.Id, by: null);
            return true;
        }, cancellationToken);
        await output.Say($"erased {person.Id} at {InstantPattern.General.Format(clock.GetCurrentInstant())}");
        await output.Complain("Key backups made before now still hold the key; they are gone once their rotation has passed.");
        return 0;
    }
}
