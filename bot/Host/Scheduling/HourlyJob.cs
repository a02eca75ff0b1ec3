using Assistant.Records;
using Quartz;

namespace Assistant.Host.Scheduling;

/// <summary>Looks each hour whether it is time: where the store refuses, the next hour tries again and nothing is lost by it.</summary>
public abstract class HourlyJob : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await Run(cancellationToken);
        }
        catch (Exception refused) when (refused is StoreUnavailableException or ConflictException)
        {
            // The next hour.
        }
    }

    /// <summary>Does what is due, if it is time.</summary>
    protected abstract Task Run(CancellationToken cancellationToken);
}
