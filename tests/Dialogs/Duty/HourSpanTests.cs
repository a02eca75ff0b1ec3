using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;

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
    [InlineData("0-24", "00:00-24:00")]
    [InlineData("00.00-24.00", "00:00-24:00")]
    [InlineData("0-0", null)]
    [InlineData("9", null)]
    [InlineData("9-9", null)]
    [InlineData("9-17-21", null)]
    [InlineData("9-25", null)]
    [InlineData("9.75-17", null)]
    [InlineData("999999999999999999-3", null)]
    [InlineData("hommikust õhtuni", null)]
    [InlineData("", null)]
    public void Two_times_of_day_are_read_and_nothing_else(string text, string? span) => Assert.Equal(span, HourSpan.Read(text)?.ToString());

    [Theory]
    [InlineData("üheksast viieni", "09:00-17:00")]
    [InlineData("kella kaheksast poole viieni", "08:00-16:30")]
    [InlineData("с девяти до пяти", "09:00-17:00")]
    [InlineData("from nine till half past five", "09:00-17:30")]
    [InlineData("nine to five", "09:00-17:00")]
    [InlineData("ööpäev läbi", "00:00-24:00")]
    [InlineData("круглосуточно", "00:00-24:00")]
    [InlineData("all day and night", "00:00-24:00")]
    [InlineData("hommikust õhtuni", null)]
    public void They_may_be_said_in_words(string text, string? span) => Assert.Equal(span, HourSpan.Read(new(text, Lang.Et), Known.Understanding, Known.Facts)?.ToString());

    [Theory]
    [InlineData("esmaspäeval üheksast viieni", "Monday", "09:00-17:00")]
    [InlineData("esmaspäev 9-17", "Monday", "09:00-17:00")]
    [InlineData("в понедельник с девяти до пяти", "Monday", "09:00-17:00")]
    [InlineData("on Monday from nine to five", "Monday", "09:00-17:00")]
    [InlineData("tööpäevadel kaheksast neljani", "Monday, Tuesday, Wednesday, Thursday, Friday", "08:00-16:00")]
    public void Day_and_hours_may_be_said_in_one_breath(string words, string days, string hours)
    {
        var chat = new Chat(Known.Board, Known.Facts with { Roles = [Audience.Parent, Audience.Coordinator], Name = "Anne", Duty = new([], [], [], []) });
        chat.Say("tere");
        chat.Press("duty:add", null);
        var noted = chat.Say(words);
        chat.Say("põhivalve");
        var added = Assert.IsType<DutyAct.Add>(Assert.Single(chat.Done.OfType<Effect.ForDuty>()).Act);
        // What was told besides is said back.
        Assert.Contains(noted.OfType<Effect.Say>(), say => Known.Texts.In(Register.Ordinary).Render(Lang.Et, say.Text) == $"Panin kirja: kellaajad – {hours}.");
        Assert.Equal((days, hours), (string.Join(", ", added.Days), new HourSpan(added.From, added.To).ToString()));
    }
}
