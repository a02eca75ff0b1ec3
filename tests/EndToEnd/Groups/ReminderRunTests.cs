using Assistant.Tests.EndToEnd.Groups.Runs;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.EndToEnd.Groups;

/// <summary>The short form of what the benchmark <c>reminders</c> measures.</summary>
[Collection(Alone.Name)]
public sealed class ReminderRunTests
{
    [Fact]
    public async Task Groups_that_come_seconds_before_their_reminders_are_written_down_ahead_of_them_all_the_same()
    {
        var outcome = await ReminderRun.Run(sessions: 30, members: 3, isLate: true);
        Assert.True(outcome is { Expected: 90, Rows: 90, Twice: 0 }, outcome.ToString());
    }

    [Fact]
    public async Task Groups_that_meet_in_the_same_minute_have_one_message_for_each_session_offset_and_person()
    {
        var outcome = await ReminderRun.Run(sessions: 30, members: 3);
        Assert.True(outcome is { Expected: 90, Rows: 90, Twice: 0 }, outcome.ToString());
    }
}
