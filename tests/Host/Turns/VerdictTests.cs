using Assistant.Host.Turns;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Tests.Host.Turns;

/// <summary>What a call's outcome means for a message.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(OutgoingKind.Prompt)]
    [InlineData(OutgoingKind.Reminder)]
    public void What_certainly_did_not_arrive_is_tried_for_most_of_a_day_and_not_for_ever(OutgoingKind kind)
    {
        var began = Instant.FromUtc(2026, 11, 22, 18, 0);
        var now = began;
        for (var attempts = 0; ; attempts++)
        {
            var (state, retryAt) = Verdict.Of(new(1, new ConversationId(Guid.Empty), kind, "{}", attempts), new(SendOutcome.Retry, Reason: "not-sent"), now);
            if (state == OutgoingState.Failed)
                break;
            now = retryAt!.Value;
        }
        Assert.InRange(now - began, Duration.FromHours(20), Duration.FromHours(30));
    }
}
