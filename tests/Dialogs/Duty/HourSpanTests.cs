using Assistant.Dialogs.Duty;

namespace Assistant.Tests.Dialogs.Duty;

public sealed class HourSpanTests
{
    [Theory]
    [InlineData("9-17", "09:00-17:00")]
    [InlineData("9.00–17.30", "09:00-17:30")]
    [InlineData("kell 9:15 kuni 17", "09:15-17:00")]
    [InlineData("с 21 до 7", "21:00-07:00")]
    [InlineData("09.00-24.00", "09:00-00:00")]
    [InlineData("from 8 to 9. 30", null)]
    [InlineData("9", null)]
    [InlineData("9-9", null)]
    [InlineData("9-17-21", null)]
    [InlineData("9-25", null)]
    [InlineData("9.75-17", null)]
    [InlineData("999999999999999999-3", null)]
    [InlineData("hommikust õhtuni", null)]
    [InlineData("", null)]
    public void Two_times_of_day_are_read_and_nothing_else(string text, string? span) => Assert.Equal(span, HourSpan.Read(text)?.ToString());
}
