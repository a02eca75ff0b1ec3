using System.Runtime;

namespace Assistant.Host.Upkeep;

/// <summary>Once the start is over, gives back the memory that only the start needed: the read texts, rules and questions leave more garbage than the turns of an hour.</summary>
public sealed class StartTidying(TimeProvider time) : BackgroundService
{
    /// <summary>By then the first people were answered, and what is read at first use was read.</summary>
    private static readonly TimeSpan afterStart = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(afterStart, time, stoppingToken);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
