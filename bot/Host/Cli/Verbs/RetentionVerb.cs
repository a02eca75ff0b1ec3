using System.Collections.Immutable;
using System.Globalization;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Records;
using Assistant.Records.Retention;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>retention --run</c>: removes now what is past its time, and says how much of what.</summary>
internal sealed class RetentionVerb(IStore store, IRetention retention, Settings settings) : IControlVerb
{
    /// <summary>Rows a unit removes, so that nobody who writes meanwhile waits long.</summary>
    private const int batch = 500;

    public string Name => "retention";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        var removed = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (true)
        {
            var now = await store.Write(unit => retention.Apply(unit, settings.Retention, batch), cancellationToken);
            foreach (var (kind, count) in now) removed[kind] = removed.GetValueOrDefault(kind) + count;
            if (now.Values.All(count => count == 0)) break;
        }
        foreach (var (kind, count) in removed) await output.Say(string.Create(CultureInfo.InvariantCulture, $"{kind} {count}"));
        return 0;
    }
}
