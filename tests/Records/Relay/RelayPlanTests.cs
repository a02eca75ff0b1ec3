using Assistant.Records.Appointments;
using Assistant.Records.Relay;
using NodaTime;

namespace Assistant.Tests.Records.Relay;

public sealed class RelayPlanTests
{
    private static readonly DateTimeZone zone = OfficeHours.Default.Zone;
    private static readonly RelayTimes times = new(Min(5), Min(15), Min(5), Min(10), Min(20), Min(5), Min(15), Min(30), Duration.FromDays(1), Duration.FromHours(2));
    private static readonly RelayTalk waiting = new(
        new(Guid.CreateVersion7()), "K7M2X", new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), RelayState.Waiting, null, null, true, false, At(23, 10, 0), At(23, 10, 0), null, 1);

    private static Duration Min(int minutes) => Duration.FromMinutes(minutes);

    private static Instant At(int day, int hour, int minute) => new LocalDateTime(2026, 11, day, hour, minute).InZoneStrictly(zone).ToInstant();

    [Theory]
    [InlineData(0, 1, 5)]
    [InlineData(0, 3, 5)]
    [InlineData(1, 1, 20)]
    [InlineData(2, 2, 20)]
    [InlineData(3, 2, 35)]
    [InlineData(4, 0, 65)]
    public void The_wait_that_is_told_grows_with_those_before_and_shrinks_with_those_who_answer(int before, int people, int minutes) =>
        Assert.Equal(Min(minutes), RelayPlan.Wait(before, people, times));

    [Fact]
    public void A_waiting_talk_goes_further_step_by_step_and_ends_with_a_promise() => Assert.Equal(
    [
        (At(23, 10, 0), RelayDue.AskFirst), (At(23, 10, 5), RelayDue.AskSecond), (At(23, 10, 10), RelayDue.AskAll), (At(23, 10, 20), RelayDue.TellLate),
        (At(23, 12, 20), RelayDue.PromisePassed),
    ], RelayPlan.Of(waiting, new(0, 0, null, null), times, OfficeHours.Default));

    [Fact]
    public void A_promise_counts_office_time_alone() =>
        Assert.Equal(At(24, 10, 20), RelayPlan.Promised(waiting with { Asked = At(23, 16, 0) }, times, OfficeHours.Default));

    [Fact]
    public void Words_written_at_night_are_late_only_in_the_morning()
    {
        var due = RelayPlan.Of(waiting with { State = RelayState.Taken }, new(7, 7, At(23, 22, 0), At(23, 22, 0)), times, OfficeHours.Default);
        Assert.Equal([(At(24, 9, 5), RelayDue.Remind), (At(24, 9, 15), RelayDue.TellBusy), (At(24, 9, 30), RelayDue.Release)], due);
    }

    [Fact]
    public void A_talk_in_which_the_person_has_the_last_answer_closes_after_a_day_of_silence() =>
        Assert.Equal([(At(24, 11, 0), RelayDue.Close)], RelayPlan.Of(waiting with { State = RelayState.Taken }, new(7, 0, null, At(23, 11, 0)), times, OfficeHours.Default));

    [Fact]
    public void Nothing_falls_due_for_what_is_over() =>
        Assert.Empty(RelayPlan.Of(waiting with { State = RelayState.Ended }, new(7, 7, At(23, 10, 0), At(23, 10, 0)), times, OfficeHours.Default));

    [Theory]
    [InlineData(20, 16, 59, 20, 16, 59)]
    [InlineData(20, 17, 1, 23, 9, 0)]
    [InlineData(21, 12, 0, 23, 9, 0)]
    [InlineData(23, 8, 59, 23, 9, 0)]
    public void The_office_opens_next(int day, int hour, int minute, int opensDay, int opensHour, int opensMinute) =>
        Assert.Equal(At(opensDay, opensHour, opensMinute), OfficeHours.Default.NextOpen(At(day, hour, minute)));

    [Fact]
    public void The_office_opens_after_the_holidays_of_christmas() => Assert.Equal(
        new LocalDateTime(2026, 12, 28, 9, 0).InZoneStrictly(zone).ToInstant(), OfficeHours.Default.NextOpen(new LocalDateTime(2026, 12, 23, 14, 1).InZoneStrictly(zone).ToInstant()));
}
