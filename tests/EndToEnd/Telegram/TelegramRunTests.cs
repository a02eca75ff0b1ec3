using Assistant.Tests.EndToEnd.Telegram.Runs;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>The short forms of what the benchmark runs for minutes: <c>telegram broadcast</c> and <c>telegram faults</c>.</summary>
[Collection(Alone.Name)]
public sealed class TelegramRunTests
{
    [Fact]
    public async Task Whatever_happens_to_the_connection_everybody_is_answered_exactly_once()
    {
        var outcome = await FaultRun.Run(TimeSpan.FromSeconds(12), faultsInSending: false);
        Assert.True(outcome is { Extra: 0, Said: > 16, Faults: > 3, Doubles: > 3 }, outcome.ToString());
    }

    [Fact]
    public async Task A_message_to_many_meets_no_limit_and_reaches_everybody_once()
    {
        var outcome = await BroadcastRun.Run(recipients: 150);
        Assert.True(outcome is { Throttled: 0, Missed: 0, Twice: 0, Untrue: 0, Replies: > 0 }, outcome.ToString());
    }
}
