using Assistant.Host.Scheduling;
using Assistant.Records;
using Assistant.Tests.Storage;
using Moq;
using NodaTime;
using Quartz;

namespace Assistant.Tests.Host.Scheduling;

/// <summary>What fell due is looked at again soon, whatever came between.</summary>
public sealed class SweepJobTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 11, 23, 8, 0);

    [Fact]
    public async Task A_sweep_that_breaks_is_tried_again_in_a_minute_as_after_a_store_that_refused()
    {
        Assert.Equal(now + Duration.FromMinutes(1), await AgainAfter(new StoreUnavailableException("full"), isThrown: false));
        Assert.Equal(now + Duration.FromMinutes(1), await AgainAfter(new InvalidOperationException("one bad row"), isThrown: true));
    }

    [Fact]
    public async Task A_sweep_that_went_well_is_not() => Assert.Null(await AgainAfter(fault: null, isThrown: false));

    private static async Task<Instant?> AgainAfter(Exception? fault, bool isThrown)
    {
        var scheduler = new Mock<IScheduler>();
        var context = new Mock<IJobExecutionContext>();
        context.SetupGet(one => one.Scheduler).Returns(scheduler.Object);
        var run = new Sweep(new SettableClock(now), fault).Execute(context.Object, CancellationToken.None).AsTask();
        Assert.Equal(isThrown ? fault : null, await Record.ExceptionAsync(() => run));
        return scheduler.Invocations.SelectMany(call => call.Arguments).OfType<ITrigger>().Select(trigger => (Instant?)Instant.FromDateTimeOffset(trigger.StartTimeUtc)).SingleOrDefault();
    }

    private sealed class Sweep(IClock clock, Exception? fault) : SweepJob(clock, new("sweep"))
    {
        protected override Task Run(CancellationToken cancellationToken) => fault is null ? Task.CompletedTask : Task.FromException(fault);
    }
}
