using Assistant.Storage;
using Quartz;

namespace Assistant.Host.Upkeep;

/// <summary>Every night: removes what is past its time, then copies both databases. Nothing catches up on a night the machine was off; <c>doctor</c> finds a backup that is too old.</summary>
[DisallowConcurrentExecution]
public sealed partial class NightlyJob(RetentionSweep retention, SqliteStorage storage, ILogger<NightlyJob> log) : IJob
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("nightly");

    /// <summary>02:30 in the organisation's time zone: never in the hour that a clock change skips or doubles.</summary>
    public const string Cron = "0 30 2 * * ?";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var removed = await retention.Run(cancellationToken);
        storage.Backup();
        Done(log, removed.Values.Sum());
    }

    [LoggerMessage(2101, LogLevel.Information, "Backed up both databases after removing {Rows} rows that were past their time")]
    private static partial void Done(ILogger log, long rows);
}
