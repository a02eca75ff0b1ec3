using System.Collections.Immutable;
using System.Globalization;
using Assistant.Host.Control;
using Assistant.Host.Upkeep;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>retention --run</c>: removes now what is past its time, and says how much of what.</summary>
internal sealed class RetentionVerb(RetentionSweep sweep) : IControlVerb
{
    public string Name => "retention";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        foreach (var (kind, count) in await sweep.Run(cancellationToken))
            await output.Say(string.Create(CultureInfo.InvariantCulture, $"{kind} {count}"));
        return 0;
    }
}
