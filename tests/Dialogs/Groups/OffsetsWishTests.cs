using Assistant.Dialogs.Groups;
using NodaTime;

namespace Assistant.Tests.Dialogs.Groups;

/// <summary>How long before a session people are reminded, in a leader's words.</summary>
public sealed class OffsetsWishTests
{
    private const int hour = 60, day = 24 * hour;
    private static readonly LocalDateTime now = new(2026, 11, 23, 9, 30);

    [Theory]
    [InlineData("päev ja kaks tundi enne", new[] { day, 2 * hour })]
    [InlineData("24 tundi, 2 tundi ja pool tundi enne", new[] { day, 2 * hour, 30 })]
    [InlineData("kaks päeva enne", new[] { 2 * day })]
    [InlineData("tund enne", new[] { hour })]
    [InlineData("за день и за два часа", new[] { day, 2 * hour })]
    [InlineData("за сутки", new[] { day })]
    [InlineData("a day and two hours before", new[] { day, 2 * hour })]
    [InlineData("a week, a day and an hour before", new[] { 7 * day, day, hour })]
    public void Each_length_is_a_reminder_of_its_own(string said, int[] minutes) => Assert.Equal(minutes, OffsetsWish.Read(said, now));

    [Theory]
    [InlineData("kolm nädalat enne")]
    [InlineData("minut enne")]
    [InlineData("4 tundi, 3 tundi, 2 tundi ja 1 tund")]
    [InlineData("nagu tahad")]
    [InlineData("")]
    public void What_pesters_or_helps_nobody_is_asked_again(string said) => Assert.Empty(OffsetsWish.Read(said, now));
}
