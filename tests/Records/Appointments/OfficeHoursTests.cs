using Assistant.Records.Appointments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Tests.Records.Appointments;

public sealed class OfficeHoursTests
{
    private static readonly OfficeHours hours = OfficeHours.Default;

    [Theory]
    [InlineData("2026-03-02T10:00", 8, "2026-03-03T10:00")]
    [InlineData("2026-03-02T09:00", 8, "2026-03-02T17:00")]
    [InlineData("2026-03-06T16:59", 8, "2026-03-09T16:59")]
    [InlineData("2026-03-07T12:00", 1, "2026-03-09T10:00")]
    [InlineData("2026-03-02T23:30", 8, "2026-03-03T17:00")]
    // Over the change to summer time (29 March 2026, a Sunday) and back (25 October): office hours are wall-clock hours.
    [InlineData("2026-03-27T16:00", 2, "2026-03-30T10:00")]
    [InlineData("2026-10-23T16:00", 2, "2026-10-26T10:00")]
    // 23 February closes at 14:00; the 24th is Independence Day.
    [InlineData("2026-02-23T13:00", 2, "2026-02-25T10:00")]
    // Good Friday, Easter.
    [InlineData("2026-04-02T16:00", 2, "2026-04-06T10:00")]
    // Christmas from noon of the 23rd: two hours left that day, next the 28th (a Monday).
    [InlineData("2026-12-23T12:00", 8, "2026-12-28T15:00")]
    public void Deadlines_count_office_hours_alone(string from, int officeHours, string expected) =>
        Assert.Equal(Local(expected), hours.Deadline(Local(from), Duration.FromHours(officeHours)));

    [Theory]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2028, "2028-04-16")]
    [InlineData(2038, "2038-04-25")]
    public void Easter_is_on_the_right_Sunday(int year, string expected) =>
        Assert.Equal(expected, EstonianHolidays.EasterSunday(year).ToString("uuuu-MM-dd", null));

    [Fact]
    public void Every_deadline_lies_in_office_hours_exactly_that_much_office_time_later_and_later_questions_are_never_due_sooner() =>
        Prop.ForAll(
            Gen.Choose(0, 3 * 365 * 24 * 60).Zip(Gen.Choose(1, 40 * 60)).ToArbitrary(),
            sample =>
            {
                var from = Instant.FromUtc(2025, 1, 1, 0, 0) + Duration.FromMinutes(sample.Item1);
                var time = Duration.FromMinutes(sample.Item2);
                var deadline = hours.Deadline(from, time);
                Assert.True(hours.Include(deadline));
                Assert.Equal(time, OfficeTime(from, deadline));
                Assert.True(hours.Deadline(from + Duration.FromMinutes(1), time) >= deadline);
            }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Office_days_are_eight_hours_also_when_the_clock_changes()
    {
        for (var date = new LocalDate(2026, 1, 1); date.Year == 2026; date = date.PlusDays(1))
        {
            if (hours.On(date) is not { } day) continue;
            Assert.Equal(Duration.FromHours(EstonianHolidays.IsShortened(date) ? 5 : 8), day.Duration);
            Assert.Equal(new LocalTime(9, 0), day.Start.InZone(hours.Zone).TimeOfDay);
        }
    }

    [Theory]
    [InlineData("2026-11-24T16:00", "2026-11-24T16:00")] // Tuesday, open
    [InlineData("2026-11-24T20:00", "2026-11-24T17:00")]
    [InlineData("2026-11-23T08:00", "2026-11-20T17:00")] // Monday before opening: Friday's closing
    [InlineData("2026-12-25T12:00", "2026-12-23T14:00")] // holidays, and a short day before them
    public void The_latest_office_moment_is_the_instant_itself_or_the_closing_before_it(string instant, string expected) => Assert.Equal(
        expected, hours.LatestUntil(hours.Zone.AtStrictly(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(instant).Value).ToInstant())
            .InZone(hours.Zone).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm", null));

    [Fact]
    public void No_time_and_no_office_days_are_mistakes_not_endless_searches()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => hours.Deadline(Local("2026-03-02T10:00"), Duration.Zero));
        Assert.Throws<InvalidOperationException>(() => (hours with { Days = [] }).Deadline(Local("2026-03-02T10:00"), Duration.FromHours(1)));
    }

    /// <summary>Counted another way: day by day, what of it lies between.</summary>
    private static Duration OfficeTime(Instant from, Instant to)
    {
        var sum = Duration.Zero;
        for (var date = from.InZone(hours.Zone).Date; date <= to.InZone(hours.Zone).Date; date = date.PlusDays(1))
        {
            if (hours.On(date) is not { } day) continue;
            var (start, end) = (Instant.Max(from, day.Start), Instant.Min(to, day.End));
            if (end > start) sum += end - start;
        }
        return sum;
    }

    private static Instant Local(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value.InZoneStrictly(hours.Zone).ToInstant();
}
