using Assistant.Records.Appointments;
using Assistant.Records.Groups;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Records.Groups;

public sealed class SeriesTests
{
    private static readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Tallinn"];

    private static readonly LocalDateTime now = new(2026, 9, 1, 9, 0);

    private static SessionSeries Wednesdays(LocalDate from, LocalDate until) => new(IsoDayOfWeek.Wednesday, new(18, 0), 120, from, until, MeetsOnHolidays: false);

    private static Cohort Group(SessionSeries series) =>
        new(new(Guid.CreateVersion7()), "K7M2P", CohortState.Recruiting, 10, new(Guid.CreateVersion7()), null, series, new("Kolmapäev", "link", null, null, null), Instant.FromUtc(2026, 9, 1, 6, 0), 1);

    [Fact]
    public void A_season_meets_at_six_by_the_clock_on_the_wall_over_both_changes_of_the_clock()
    {
        var sessions = GroupSession.Of(Group(Wednesdays(new(2026, 9, 2), new(2027, 5, 26))), Guid.CreateVersion7).ToList();
        Assert.All(sessions, session => Assert.Equal(new LocalTime(18, 0), session.Start(zone).InZone(zone).TimeOfDay));
        Assert.Equal([Offset.FromHours(2), Offset.FromHours(3)], sessions.Select(session => session.Start(zone).InZone(zone).Offset).Distinct().Order());
        Assert.All(sessions, session => Assert.Equal(Duration.FromHours(2), session.End(zone) - session.Start(zone)));
        // 39 Wednesdays without Independence Day; numbers have no hole.
        Assert.Equal(38, sessions.Count);
        Assert.DoesNotContain(sessions, session => session.Date == new LocalDate(2027, 2, 24));
        Assert.Equal(Enumerable.Range(1, 38), sessions.Select(session => session.Number));
    }

    [Theory]
    [InlineData("2027-03-28", 3, 30, "2027-03-28T01:30:00Z")]
    [InlineData("2026-10-25", 3, 30, "2026-10-25T00:30:00Z")]
    public void In_the_hour_that_is_skipped_or_comes_twice_a_session_begins_once(string day, int hour, int minute, string starts)
    {
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var session = new GroupSession(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), 1, date, new(hour, minute), 120, false, 0);
        Assert.Equal(NodaTime.Text.InstantPattern.General.Parse(starts).Value, session.Start(zone));
    }

    [Fact]
    public void Whatever_the_series_its_sessions_lie_within_it_a_week_apart_and_on_no_holiday() => Prop.ForAll<int, int, int>((start, length, weekday) =>
    {
        var from = new LocalDate(2026, 1, 1).PlusDays(Math.Abs(start % 2000));
        var series = new SessionSeries((IsoDayOfWeek)(Math.Abs(weekday % 7) + 1), new(18, 0), 120, from, from.PlusDays(Math.Abs(length % 800)), MeetsOnHolidays: false);
        var days = series.Days.ToList();
        Assert.All(days, day => Assert.True(day >= series.From && day <= series.Until && day.DayOfWeek == series.Day && !EstonianHolidays.Contains(day)));
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(0, Period.DaysBetween(pair.First, pair.Second) % 7));
        Assert.Equal(days.Concat(series.Holidays).Order(), (series with { MeetsOnHolidays = true }).Days);
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Theory]
    [InlineData("2026-08-26", "2027-05-26", SeriesProblem.Past)]
    [InlineData("2026-09-02", "2026-09-01", SeriesProblem.Empty)]
    [InlineData("2027-02-24", "2027-02-24", SeriesProblem.Empty)]
    [InlineData("2026-09-02", "2031-09-02", SeriesProblem.TooLong)]
    [InlineData("2026-09-02", "9998-12-31", SeriesProblem.TooLong)]
    [InlineData("2026-09-02", "2027-05-26", SeriesProblem.None)]
    public void What_cannot_be_is_named(string from, string until, SeriesProblem problem) =>
        Assert.Equal(problem, Wednesdays(NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value, NodaTime.Text.LocalDatePattern.Iso.Parse(until).Value).Check(now));

    [Fact]
    public void A_session_is_moved_into_the_future_only_and_before_it_began()
    {
        var session = GroupSession.Of(Group(Wednesdays(new(2026, 9, 2), new(2026, 9, 2))), Guid.CreateVersion7).Single();
        var before = session.Start(zone) - Duration.FromHours(1);
        Assert.Equal((new LocalDate(2026, 9, 3), 1), session.Move(new(2026, 9, 3, 18, 0), before, zone) is { } moved ? (moved.Date, moved.Sequence) : default);
        Assert.Null(session.Move(new(2026, 9, 1, 18, 0), before, zone));
        Assert.Null(session.Move(new(2026, 9, 3, 18, 0), session.Start(zone), zone));
        Assert.Null(session.Cancel(before, zone)!.Cancel(before, zone));
    }

    [Fact]
    public void A_closed_group_runs_from_its_first_session_and_ends_with_its_last_and_an_open_one_waits_for_its_leader()
    {
        var group = Group(Wednesdays(new(2026, 9, 2), new(2026, 9, 30)));
        var (first, last) = (Instant.FromUtc(2026, 9, 2, 15, 0), Instant.FromUtc(2026, 9, 30, 17, 0));
        Assert.Equal(CohortState.Recruiting, group.MoveOn(last, first, last).State);
        var closed = group.Close()!;
        Assert.Null(closed.Close());
        Assert.Equal(CohortState.Closed, closed.MoveOn(first - Duration.Epsilon, first, last).State);
        var running = closed.MoveOn(first, first, last);
        Assert.Equal(CohortState.Running, running.State);
        Assert.Equal(CohortState.Finished, running.MoveOn(last, first, last).State);
        Assert.Equal(CohortState.Finished, closed.MoveOn(last, first, last).State);
        Assert.Equal(CohortState.Finished, running.MoveOn(first, null, null).State);
    }

    [Fact]
    public void Whoever_comes_after_closing_is_taken_in_for_a_reason_only()
    {
        var group = Group(Wednesdays(new(2026, 9, 2), new(2026, 9, 30))) with { Capacity = 1 };
        var at = Instant.FromUtc(2026, 9, 1, 6, 0);
        var asked = new Membership(Guid.CreateVersion7(), group.Id, new(Guid.CreateVersion7()), MemberState.Requested, at, null, new("Olga", null, "school"), 1);
        Assert.Equal(MemberState.Accepted, asked.Accept(group, 0, at).Next!.State);
        Assert.Equal(MemberRefusal.Full, asked.Accept(group, 1, at).Refusal);
        Assert.Equal(MemberRefusal.Closed, asked.Accept(group.Close()!, 0, at).Refusal);
        Assert.Equal(MemberRefusal.Closed, asked.Accept(group.Close()!, 0, at, "  ").Refusal);
        Assert.Equal("palve", asked.Accept(group.Close()!, 0, at, "palve").Next!.Content.Overriding);
        Assert.Equal(MemberRefusal.Settled, asked.Accept(group, 0, at).Next!.Accept(group, 0, at).Refusal);
        Assert.Equal(MemberRefusal.Settled, asked.Agree(at, 5).Refusal);
        Assert.Equal(MemberRefusal.Closed, (asked with { State = MemberState.Left }).Ask(group.Close()!, at).Refusal);
    }

    [Theory]
    [InlineData(true, Rsvp.Late, Attendance.Late)]
    [InlineData(true, null, Attendance.Present)]
    [InlineData(true, Rsvp.Absent, Attendance.Present)]
    [InlineData(false, Rsvp.Absent, Attendance.Excused)]
    [InlineData(false, Rsvp.Coming, Attendance.Unexcused)]
    [InlineData(false, null, Attendance.Unexcused)]
    public void Who_is_marked_was_there_and_who_had_said_so_is_excused(bool isThere, Rsvp? said, Attendance was) => Assert.Equal(was, PresenceRules.Taken(isThere, said));

    [Fact]
    public void Absences_are_counted_from_the_end_and_what_was_not_taken_is_none()
    {
        Assert.Equal(2, PresenceRules.AbsentInARow([Attendance.Present, Attendance.Excused, null, Attendance.Unexcused]));
        Assert.Equal(0, PresenceRules.AbsentInARow([Attendance.Unexcused, Attendance.Late]));
    }
}
