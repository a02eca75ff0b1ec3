using Assistant.Host.Configuration;
using Assistant.Host.Requests;
using Assistant.Records.Appointments;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Assistant.Tests.Host.Requests;

/// <summary>When people are reminded: at useful times, never in quiet hours.</summary>
public sealed class RequestTimesTests
{
    private static readonly DateTimeZone tallinn = DateTimeZoneProviders.Tzdb["Europe/Tallinn"];
    private static readonly Settings settings = SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Test, new DataFolder(Path.GetTempPath()));
    private static readonly RequestTimes times = new(settings);

    [Theory]
    [InlineData("2026-11-25T14:00", 24, "2026-11-24T14:00")]
    [InlineData("2026-11-25T14:00", 2, "2026-11-25T12:00")]
    // Nobody is woken: once quiet hours are over, or else the evening before.
    [InlineData("2026-11-25T09:00", 2, "2026-11-25T08:00")]
    [InlineData("2026-11-25T08:30", 2, "2026-11-25T08:00")]
    [InlineData("2026-11-25T08:15", 2, "2026-11-24T20:30")]
    [InlineData("2026-11-25T22:30", 24, "2026-11-25T08:00")]
    // The clock goes back on 25 October: two hours are two hours.
    [InlineData("2026-10-25T10:00", 24, "2026-10-24T11:00")]
    public void A_reminder_comes_when_it_helps(string meeting, int hours, string reminder) =>
        Assert.Equal(Local(reminder), times.Reminder(At(meeting), Duration.FromHours(hours)).InZone(tallinn).LocalDateTime);

    [Fact]
    public void Whenever_the_meeting_is_the_reminder_comes_before_it_in_time_and_wakes_nobody() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (minute, offset) =>
        {
            var start = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(Math.Abs((long)minute * 997) % (366 * 1440));
            var before = Duration.FromMinutes(30 + (Math.Abs((long)offset * 31) % (3 * 1440)));
            var at = times.Reminder(start, before);
            Assert.True(at <= start - settings.Reminders.LatestUseful, $"{start} {before} {at}");
            Assert.False(settings.Organisation.QuietHours.Contains(at.InZone(tallinn).TimeOfDay), $"{start} {before} {at}");
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(1000));

    [Theory]
    [InlineData("2026-11-25T23:10", "2026-11-26T08:00")]
    [InlineData("2026-11-26T07:59", "2026-11-26T08:00")]
    [InlineData("2026-11-26T08:00", "2026-11-26T08:00")]
    [InlineData("2026-11-26T20:59", "2026-11-26T20:59")]
    public void What_nobody_asked_for_waits_until_quiet_hours_are_over(string now, string sent) =>
        Assert.Equal(Local(sent), Quiet.After(At(now), settings.Organisation).InZone(tallinn).LocalDateTime);

    [Fact]
    public void A_meeting_takes_the_time_that_was_said_or_else_the_usual()
    {
        Assert.Equal(Duration.FromMinutes(90), times.Slot(new(2026, 11, 25, 10, 0), new LocalTime(11, 30)).Duration);
        Assert.Equal(Duration.FromHours(1), times.Slot(new(2026, 11, 25, 10, 0), null).Duration);
        Assert.Equal(Duration.FromHours(1), times.Slot(new(2026, 11, 25, 10, 0), new LocalTime(9, 0)).Duration);
        // The hour that the clock skips, and the one it repeats.
        Assert.True(times.Slot(new(2026, 3, 29, 2, 30), new LocalTime(3, 30)).Duration > Duration.Zero);
        Assert.True(times.Slot(new(2026, 10, 25, 3, 30), new LocalTime(3, 45)).Duration > Duration.Zero);
    }

    [Fact]
    public void How_it_was_is_asked_at_ten_the_next_day() =>
        Assert.Equal(new LocalDateTime(2026, 11, 26, 10, 0), times.Asked(At("2026-11-25T20:30")).InZone(tallinn).LocalDateTime);

    [Fact]
    public void The_clock_is_set_to_what_may_be_due_and_to_nothing_once_it_is_over()
    {
        var request = new AppointmentRequest(new(Guid.CreateVersion7()), "K7M2C", new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new("appointment", null, null, null, null, null, null),
            RequestState.Waiting, null, null, null, At("2026-11-23T09:00"), At("2026-11-24T09:00"), 1);
        Assert.Equal(["near-0", "near-1", "late"], times.Of(request).Select(moment => moment.Name));
        Assert.Equal(["remind-0", "remind-1", "ask"], times.Of(request with { State = RequestState.Confirmed, Agreed = Local("2026-11-27T10:00") }).Select(moment => moment.Name));
        Assert.Equal(6, times.Of(request with { Agreed = Local("2026-11-27T10:00") }).Count());
        Assert.Empty(times.Of(request with { State = RequestState.Cancelled, Agreed = Local("2026-11-27T10:00") }));
        Assert.Empty(times.Of(request with { State = RequestState.Expired }));
        Assert.All(times.Of(request with { Agreed = Local("2026-11-27T10:00") }), moment => Assert.Contains(moment.Name, times.Names));
    }

    private static LocalDateTime Local(string text) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    private static Instant At(string text) => tallinn.AtLeniently(Local(text)).ToInstant();
}
