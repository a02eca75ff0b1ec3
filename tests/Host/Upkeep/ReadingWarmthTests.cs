using Assistant.Host.Upkeep;

namespace Assistant.Tests.Host.Upkeep;

public class ReadingWarmthTests
{
    [Fact]
    public async Task What_is_read_at_start_is_read_to_its_end_in_every_language()
    {
        var warmth = new ReadingWarmth();
        await warmth.StartAsync(TestContext.Current.CancellationToken);
        await warmth.Done.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(warmth.Done.IsCompletedSuccessfully);
    }
}
