using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Assistant.Channels.Telegram;

/// <summary>Unhealthy when nothing can come in: a wrong token, another reader, or silence for longer than two questions take.</summary>
internal sealed class TelegramHealth(TelegramState state, TelegramOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var silence = 2 * (options.PollWait + options.PollGrace);
        var isSilent = options.Mode == TelegramMode.Polling && state.Quiet > silence;
        return Task.FromResult(state.Phase switch
        {
            TelegramPhase.Refused or TelegramPhase.Conflict or TelegramPhase.Moved => HealthCheckResult.Unhealthy($"{state.Phase}: {state.LastError}"),
            _ when isSilent => HealthCheckResult.Unhealthy($"no updates could come in for {state.Quiet.TotalSeconds:F0} s: {state.LastError}"),
            TelegramPhase.Unreachable => HealthCheckResult.Degraded(state.LastError),
            _ => HealthCheckResult.Healthy(),
        });
    }
}
