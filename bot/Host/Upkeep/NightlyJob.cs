using Quartz;

namespace Assistant.Host.Upkeep;

/// <summary>Quartz's part of the nightly upkeep.</summary>
[DisallowConcurrentExecution]
public sealed class NightlyJob(NightlyUpkeep upkeep) : IJob
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("nightly");

    /// <summary>02:30 in the organisation's time zone: never in the hour that a clock change skips or doubles.</summary>
    public const string Cron = "0 30 2 * * ?";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await upkeep.Run(cancellationToken);
}
