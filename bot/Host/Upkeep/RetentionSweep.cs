using Assistant.Host.Composition;
using Assistant.Host.Configuration;

namespace Assistant.Host.Upkeep;

/// <summary>Removes what is past its time, in small units so that nobody who writes meanwhile waits long.</summary>
public sealed class RetentionSweep(Memory memory, Settings settings)
{
    /// <summary>Rows of each kind a unit removes.</summary>
    private const int batch = 500;

    /// <returns>Removed rows by kind.</returns>
    public async ValueTask<IReadOnlyDictionary<string, long>> Run(CancellationToken cancellationToken)
    {
        var removed = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (true)
        {
            var now = await memory.Store.Write(unit => memory.Retention.Apply(unit, settings.Retention, batch), cancellationToken);
            foreach (var (kind, count) in now)
                removed[kind] = removed.GetValueOrDefault(kind) + count;
            if (now.Values.All(count => count == 0))
                return removed;
        }
    }
}
