using Assistant.Host.Configuration;
using Assistant.Records;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Host.Upkeep;

/// <summary>Removes what is past its time, then copies both databases: every night, and at start when the last night was missed.</summary>
public sealed partial class NightlyUpkeep(RetentionSweep retention, SqliteStorage storage, Settings settings, IClock clock, ILogger<NightlyUpkeep> log) : BackgroundService
{
    /// <summary>An older newest copy means that the night was missed.</summary>
    private static readonly Duration missed = Duration.FromHours(25);

    /// <summary>Both steps, now.</summary>
    public async ValueTask Run(CancellationToken cancellationToken)
    {
        var removed = await retention.Run(cancellationToken);
        storage.Backup();
        Done(log, removed.Values.Sum());
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not in the way of the first answers.
        await Task.Yield();
        try
        {
            if (Newest() is { } newest && clock.GetCurrentInstant() - newest >= missed)
                await Run(stoppingToken);
        }
#pragma warning disable CA1031 // a full disk takes no copy, and that is no reason to stop
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Later(log, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        }
    }

    /// <returns>When the newest copy was made; <see langword="null"/>: there is none yet, so no night was missed.</returns>
    private Instant? Newest()
    {
        var folder = new DirectoryInfo(Path.Combine(settings.Data.Path, "backups", "data"));
        return folder.Exists && folder.EnumerateFiles().Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max() is var last && last != default
            ? Instant.FromDateTimeUtc(last)
            : null;
    }

    [LoggerMessage(2101, LogLevel.Information, "Backed up both databases after removing {Rows} rows that were past their time")]
    private static partial void Done(ILogger log, long rows);

    [LoggerMessage(2102, LogLevel.Warning, "Last night's upkeep was missed and could not be made up for: the next night will do it ({Fault} {Place})")]
    private static partial void Later(ILogger log, string fault, string? place);
}
