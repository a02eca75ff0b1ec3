using Assistant.Records;
using Assistant.Records.Learning;
using NodaTime;

namespace Assistant.Tests.Records.Learning;

public sealed class LearningSumTests
{
    private static readonly LocalDate today = new(2026, 11, 23);
    private static readonly PersonId worker = new(new("00000000-0000-7000-8000-000000000001"));

    [Fact]
    public void Only_what_took_place_in_the_period_counts_and_training_is_apart()
    {
        var sum = LearningSum.Of([Hour(LearningKind.Supervision, -10), Hour(LearningKind.Covision, -20), Hour(LearningKind.Training, -30), Hour(LearningKind.Supervision, -400),
            Hour(LearningKind.Supervision, -5, LearningState.Cancelled), Hour(LearningKind.Supervision, -4, LearningState.Booked), Hour(LearningKind.Supervision, 9, LearningState.Booked)], today.PlusYears(-1), today);
        Assert.Equal((240, 120, today.PlusDays(-10), today.PlusDays(9)), (sum.SupervisionMinutes, sum.TrainingMinutes, sum.LastSupervision, sum.Next?.On));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void Supervision_is_late_a_day_after_the_most_days_unless_one_is_booked(int ago, bool isLate)
    {
        Assert.Equal(isLate, LearningSum.Of([Hour(LearningKind.Supervision, -ago)], today.PlusYears(-1), today).IsOverdue(today, 60, today.PlusDays(-300)));
        Assert.Equal(isLate, LearningSum.Of([], today.PlusYears(-1), today).IsOverdue(today, 60, today.PlusDays(-ago)));
        Assert.False(LearningSum.Of([Hour(LearningKind.Supervision, -ago), Hour(LearningKind.Covision, 3, LearningState.Booked)], today.PlusYears(-1), today).IsOverdue(today, 60, today));
    }

    [Fact]
    public void What_is_ahead_cannot_have_taken_place_and_what_is_settled_stays()
    {
        Assert.Null(Hour(LearningKind.Training, 1, LearningState.Booked).Hold(today));
        Assert.Equal(LearningState.Held, Hour(LearningKind.Training, 0, LearningState.Booked).Hold(today)?.State);
        Assert.Null(Hour(LearningKind.Training, -1).Hold(today));
        Assert.Null(Hour(LearningKind.Training, -1).Cancel());
        Assert.Equal(LearningState.Cancelled, Hour(LearningKind.Training, 5, LearningState.Booked).Cancel()?.State);
    }

    private static LearningHour Hour(LearningKind kind, int days, LearningState state = LearningState.Held) => new(Guid.Empty, worker, kind, today.PlusDays(days), null, 120, state, null, 1);
}
