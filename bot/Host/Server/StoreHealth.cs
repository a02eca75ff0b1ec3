using Assistant.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Assistant.Host.Server;

/// <summary>Red while nothing can be saved; yellow when the audit's anchor does not fit.</summary>
public sealed class StoreHealth(SqliteStorage storage) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        storage.Refusal is { } refusal ? HealthCheckResult.Unhealthy(refusal)
        : storage.AuditWarning is { } warning ? HealthCheckResult.Degraded(warning)
        : HealthCheckResult.Healthy());
}
