using Assistant.Channels.Teams.Inbound;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Assistant.Channels.Teams;

/// <summary>Unhealthy while no key is known: then nobody's token can be checked, and nothing comes in.</summary>
internal sealed class TeamsHealth(ChannelKeys keys, TeamsOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(options.AppId.Length == 0 || keys.Keys.HasKeys ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the keys that sign what Teams sends could not be looked up"));
}

/// <summary>Looks the keys up at start, so that the first message does not wait for them. A start does not wait either.</summary>
internal sealed class KeyWarmth(ChannelKeys keys, TeamsOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.AppId.Length > 0)
            _ = keys.Keys.Warm();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
