using Assistant.Dialogs.Groups;
using NodaTime;

namespace Assistant.Tests.Dialogs.Groups;

/// <summary>When a group meets, in people's words.</summary>
public sealed class SeriesWishTests
{
    private static readonly LocalDateTime now = new(2026, 11, 23, 9, 30);

    [Theory]
    [InlineData("igal kolmapäeval kell 18 kuni mai lõpuni")]
    [InlineData("kolmapäeviti kell 18")]
    [InlineData("по средам в 18:00")]
    [InlineData("every Wednesday at 6 pm")]
    public void A_week_is_a_week(string said)
    {
        var wish = SeriesWish.Read(said, now);
        Assert.True(wish.Understood);
        Assert.Equal(new LocalDateTime(2026, 11, 25, 18, 0), wish.Value.First);
    }

    [Theory]
    [InlineData("каждую среду в 18 до 31 мая")]
    [InlineData("по средам в 18 до 31 мая 2027")]
    [InlineData("igal kolmapäeval kell 18 kuni 31. maini")]
    [InlineData("every Wednesday at 18 until 31 May")]
    public void The_hour_before_a_last_day_stays_an_hour(string said) => Assert.Equal((new LocalTime(18, 0), 31, 5), (SeriesWish.Read(said, now).Value.At, SeriesWish.Read(said, now).Value.Until!.Value.Day, SeriesWish.Read(said, now).Value.Until!.Value.Month));

    [Theory]
    [InlineData("üle nädala kolmapäeviti kell 18")]
    [InlineData("kolmapäeviti üle nädala kell 18")]
    [InlineData("igal teisel kolmapäeval kella kuuest kaheksani õhtul")]
    [InlineData("через неделю по средам в 18:00")]
    [InlineData("каждую вторую среду в 18:00")]
    [InlineData("every other Wednesday at 6 pm")]
    public void Every_other_week_is_never_taken_for_every_week(string said) => Assert.Equal("group-open.when.every-week", SeriesWish.Read(said, now).Remark?.Key);

    [Theory]
    [InlineData("igal kolmapäeval kell 18 kuni maini, v.a. pühad", true)]
    [InlineData("по средам в 18 до конца мая, кроме праздников", true)]
    [InlineData("every Wednesday at 6 pm until the end of May, except public holidays", true)]
    [InlineData("igal kolmapäeval kell 18 kuni maini, ka pühadel", false)]
    [InlineData("igal kolmapäeval kell 18 kuni maini", false)]
    public void Holidays_are_left_out_when_that_was_said_in_the_same_breath(string said, bool skips)
    {
        var wish = SeriesWish.Read(said, now);
        Assert.True(wish.Understood);
        Assert.Equal(skips, wish.Value.SkipsHolidays);
        Assert.Equal(5, wish.Value.Until?.Month ?? 0);
        Assert.Equal(wish.Value, SeriesWish.Parse(wish.Value.Write()));
    }
}
