using Assistant.Host.Composition;
using Assistant.Host.Scheduling;
using Assistant.Records.Appointments;
using NodaTime;
using Quartz;

namespace Assistant.Host.Requests;

/// <summary>Looks after deadlines. Asks the tables what this moment needs, so it may fire early, late or twice.</summary>
[DisallowConcurrentExecution]
public sealed partial class RequestSweepJob(RequestRounds rounds, IClock clock, ILogger<RequestSweepJob> log) : SweepJob(clock, Key)
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("request-sweep");

    /// <inheritdoc/>
    protected override async Task Run(CancellationToken cancellationToken)
    {
        var expired = await rounds.Run(Clock.GetCurrentInstant(), cancellationToken);
        if (expired > 0)
            Expired(log, expired);
    }

    [LoggerMessage(2001, LogLevel.Warning, "{Count} requests expired without an answer")]
    private static partial void Expired(ILogger log, int count);
}

/// <summary>Sets the triggers of all open requests and coming meetings from the tables, and looks after what is overdue: at start, and each hour as a net.</summary>
public sealed partial class RequestReconcile(Memory memory, RequestClock requestClock, RequestRounds rounds, IClock clock, ILogger<RequestReconcile> log) : AtStart
{
    private const int all = 10_000;

    /// <summary>Meetings that are over for no longer may still be asked about.</summary>
    private static readonly Duration lately = Duration.FromDays(2);

    /// <summary>Safe to run at any time and twice.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var watched = await memory.Store.Read(unit => memory.Appointments.Open(unit, all)
            .Concat(memory.Appointments.Meetings(unit, now - lately, Instant.MaxValue).Select(meeting => memory.Appointments.Find(unit, meeting.Request)).OfType<AppointmentRequest>())
            .DistinctBy(request => request.Id).ToList(), cancellationToken);
        foreach (var request in watched)
            await requestClock.Watch(request);
        await rounds.Run(now, cancellationToken);
    }

    /// <summary>Once everything has started: what fell due while the program was off is seen to now, not at the next full hour.</summary>
    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Run(cancellationToken);
        }
#pragma warning disable CA1031 // one request that cannot be seen to, or a disk that refuses, is no reason not to start
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotSeenTo(log, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        }
    }

    [LoggerMessage(2004, LogLevel.Error, "Requests that fell due while the program was off are seen to by the clock: {Fault} {Place}")]
    private static partial void NotSeenTo(ILogger log, string fault, string? place);
}

/// <summary>The hourly net under the triggers.</summary>
[DisallowConcurrentExecution]
public sealed class RequestReconcileJob(RequestReconcile reconcile) : IJob
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("request-reconcile");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await reconcile.Run(cancellationToken);
}
