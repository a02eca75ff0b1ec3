using Assistant.Host.Composition;
using NodaTime;
using Quartz;

namespace Assistant.Host.Requests;

/// <summary>Looks after deadlines. Asks the tables what this moment needs, so it may fire early, late or twice.</summary>
[DisallowConcurrentExecution]
public sealed partial class RequestSweepJob(RequestDesk desk, IClock clock, ILogger<RequestSweepJob> log) : IJob
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("request-sweep");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var expired = await desk.Sweep(clock.GetCurrentInstant(), cancellationToken);
        if (expired > 0)
            Expired(log, expired);
    }

    [LoggerMessage(2001, LogLevel.Warning, "{Count} requests expired without an answer")]
    private static partial void Expired(ILogger log, int count);
}

/// <summary>Sets the triggers of all open requests from the tables: at start, and each hour as a net.</summary>
[DisallowConcurrentExecution]
public sealed class RequestReconcileJob(Memory memory, RequestClock requestClock, RequestDesk desk, IClock clock) : IJob
{
    private const int all = 10_000;

    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("request-reconcile");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var request in await memory.Store.Read(unit => memory.Appointments.Open(unit, all), cancellationToken))
            await requestClock.Set(request);
        await desk.Sweep(clock.GetCurrentInstant(), cancellationToken);
    }
}
