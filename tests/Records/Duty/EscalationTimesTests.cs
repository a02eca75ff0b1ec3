using Assistant.Records.Duty;
using NodaTime;

namespace Assistant.Tests.Records.Duty;

public sealed class EscalationTimesTests
{
    private static readonly EscalationTimes times = new(Duration.FromMinutes(10), Duration.FromMinutes(20), Duration.FromMinutes(15));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9.9, 0)]
    [InlineData(10, 1)]
    [InlineData(19.9, 1)]
    [InlineData(20, 2)]
    [InlineData(34.9, 2)]
    [InlineData(35, 3)]
    [InlineData(50, 4)]
    [InlineData(600, 40)]
    public void A_concern_goes_further_with_its_age_and_never_stops(double minutes, int step) => Assert.Equal(step, times.StepAt(Duration.FromMinutes(minutes)));

    [Fact]
    public void Each_step_begins_at_its_age() =>
        Assert.All(Enumerable.Range(0, 50), step => Assert.Equal(step, times.StepAt(times.AgeAt(step))));
}
