using Assistant.Host.Health;
using Assistant.Knowledge.Catalogue;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Assistant.Tests.Host.Health;

public class HelplineReviewTests
{
    [Theory]
    [InlineData(0, HealthStatus.Healthy)]
    [InlineData(1, HealthStatus.Degraded)]
    public async Task A_helpline_past_its_day_is_told_and_ready_stays_ready(int daysAfter, HealthStatus status)
    {
        var first = Helplines.Load().Min(line => line.ReviewBy);
        var time = new FixedTime(first.PlusDays(daysAfter).AtMidnight().InUtc().ToDateTimeOffset());
        Assert.Equal(status, (await new HelplineHealth(time).CheckHealthAsync(new(), TestContext.Current.CancellationToken)).Status);
        Assert.Equal(daysAfter > 0, HelplineReview.Of(Helplines.Load(), time).Any(line => line.IsDue));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
