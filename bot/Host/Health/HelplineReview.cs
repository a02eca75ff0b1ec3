using Assistant.Knowledge.Catalogue;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Health;

/// <summary>When each helpline must be compared with its source again: an old number in an hour of need is worse than none.</summary>
internal static class HelplineReview
{
    /// <summary>A helpline, and whether its day has passed.</summary>
    /// <param name="Helpline">The line.</param>
    /// <param name="ReviewBy">The day as ISO date.</param>
    /// <param name="IsDue">Whether that day is over.</param>
    public readonly record struct Reviewed(Helpline Helpline, string ReviewBy, bool IsDue);

    /// <returns>Every line as of today, UTC.</returns>
    public static IEnumerable<Reviewed> Of(IEnumerable<Helpline> lines, TimeProvider time)
    {
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date;
        return lines.Select(line => new Reviewed(line, LocalDatePattern.Iso.Format(line.ReviewBy), line.ReviewBy < today));
    }
}

/// <summary>Ready stays ready with an old helpline, but says so.</summary>
internal sealed class HelplineHealth(TimeProvider time) : IHealthCheck
{
    private readonly IReadOnlyList<Helpline> lines = Helplines.Load();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var due = HelplineReview.Of(lines, time).Where(line => line.IsDue).Select(line => $"{line.Helpline.Number} ({line.ReviewBy})").ToList();
        return Task.FromResult(due.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"to be looked at again: {string.Join(", ", due)}"));
    }
}
