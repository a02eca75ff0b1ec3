using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Moments;
using Assistant.Knowledge.Replies;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Tests.Knowledge;

public sealed class RepliesTests
{
    private static readonly ReplyReader replies = new();

    [Theory]
    [InlineData("jah", Said.Yes)]
    [InlineData("Jah!", Said.Yes)]
    [InlineData("jah, soovitas küll", Said.Yes)]
    [InlineData("jah, ei ole probleemi", Said.Yes)]
    [InlineData("ei", Said.No)]
    [InlineData("ei ole vaja", Said.No)]
    [InlineData("ei, aitäh", Said.No)]
    [InlineData("ma ei tea", Said.DontKnow)]
    [InlineData("ei oska öelda", Said.DontKnow)]
    [InlineData("võib-olla", Said.DontKnow)]
    [InlineData("да", Said.Yes)]
    [InlineData("Да, конечно", Said.Yes)]
    [InlineData("нет, спасибо", Said.No)]
    [InlineData("не нужно", Said.No)]
    [InlineData("не знаю", Said.DontKnow)]
    [InlineData("yes please", Said.Yes)]
    [InlineData("No thanks", Said.No)]
    [InlineData("I don't know", Said.DontKnow)]
    [InlineData("I don’t know", Said.DontKnow)]
    [InlineData("not sure", Said.DontKnow)]
    [InlineData("да нет", Said.Unclear)]
    [InlineData("tere", Said.Unclear)]
    [InlineData("", Said.Unclear)]
    [InlineData("12", Said.Unclear)]
    public void Yes_no_and_dont_know(string text, Said expected) => Assert.Equal(expected, replies.YesNo(text));

    [Theory]
    [InlineData("kaks", 2)]
    [InlineData("meil on kolm last", 3)]
    [InlineData("трое детей", 3)]
    [InlineData("two", 2)]
    [InlineData("11", 11)]
    [InlineData("200", 200)]
    [InlineData("-3", null)]
    [InlineData("2 või 3", null)]
    [InlineData("palju", null)]
    [InlineData("99999999999999999999", null)]
    public void Whole_numbers(string text, int? expected) => Assert.Equal(expected, replies.Number(text));

    [Theory]
    [InlineData("5555 0000", "+37255550000")]
    [InlineData("helista +372 5555 0000 palun", "+37255550000")]
    [InlineData("00372 5555-0000", "+37255550000")]
    [InlineData("37255550000", "+37255550000")]
    [InlineData("655 0000", "+3726550000")]
    [InlineData("+358 40 000 0000", "+358400000000")]
    [InlineData("112", null)]
    [InlineData("49403136526", null)]
    [InlineData("ei ole", null)]
    public void Phone_numbers(string text, string? expected) => Assert.Equal(expected, ReplyReader.Phone(text));

    [Theory]
    [InlineData("tugiisikut", 0)]
    [InlineData("tugisik", 0)]
    [InlineData("sooviksin perenõustamist", 1)]
    [InlineData("perenoustamine", 1)]
    [InlineData("группу поддержки", 2)]
    [InlineData("support grup", 2)]
    [InlineData("3", 2)]
    [InlineData("teine", 1)]
    [InlineData("4", null)]
    [InlineData("tugiisik või perenõustamine", null)]
    [InlineData("midagi kolmandat sorti", null)]
    public void A_choice_is_found_by_place_label_inflection_and_slip(string text, int? expected) => Assert.Equal(expected, replies.Choice(text,
    [
        ("a", ["Tugiisik", "Опорное лицо", "Support person"]),
        ("b", ["Perenõustamine", "Семейное консультирование", "Family counselling"]),
        ("c", ["Tugigrupp", "Группа поддержки", "Support group"]),
    ]));

    [Theory]
    [InlineData("2026-11-25T17:00", "2026-11-25T17:00")]
    [InlineData("25.11 kell 17", "2026-11-25T17:00")]
    [InlineData("25.11.2026 kell 10.30", "2026-11-25T10:30")]
    [InlineData("25. novembril kell 9", "2026-11-25T09:00")]
    [InlineData("ülehomme pärast viit", "2026-11-25T17:00")]
    [InlineData("kolmapäeval kell viis", "2026-11-25T17:00")]
    [InlineData("homme hommikul kell 9", "2026-11-24T09:00")]
    [InlineData("reedel", "2026-11-27")]
    [InlineData("homme kell 25", "2026-11-24")]
    [InlineData("kolmveerand kaks neljapäeval", "2026-11-26T13:45")]
    [InlineData("послезавтра в полтретьего", "2026-11-25T14:30")]
    [InlineData("kell 18", "2026-11-23T18:00")]
    [InlineData("в среду в 10:30", "2026-11-25T10:30")]
    [InlineData("завтра в пять часов вечера", "2026-11-24T17:00")]
    [InlineData("25 ноября в 17", "2026-11-25T17:00")]
    [InlineData("tomorrow at 4 pm", "2026-11-24T16:00")]
    [InlineData("Monday at 10", "2026-11-30T10:00")]
    [InlineData("1.2 kell 12", "2027-02-01T12:00")]
    public void A_wished_time_is_read_in_the_future(string text, string expected)
    {
        var read = new SpokenMoments(Recognition.Shared).Read(text, Lang.Et, new(2026, 11, 23, 7, 40));
        Assert.Equal(MomentProblem.None, read.Problem);
        var best = read.Best!;
        Assert.Equal(expected, LocalDatePattern.Iso.Format(best.Date) + (best.From is { } from ? LocalTimePattern.CreateWithInvariantCulture("'T'HH:mm").Format(from) : ""));
    }

    [Theory]
    [InlineData("31.11", MomentProblem.NoSuchTime)]
    [InlineData("29.02.2027", MomentProblem.NoSuchTime)]
    [InlineData("täna kell 7", MomentProblem.Past)]
    [InlineData("1.1.2020", MomentProblem.Past)]
    [InlineData("millalgi", MomentProblem.NotSaid)]
    [InlineData("", MomentProblem.NotSaid)]
    [InlineData("99999999999.99999999999", MomentProblem.NotSaid)]
    public void What_is_no_time_is_said_so(string text, MomentProblem expected) =>
        Assert.Equal(expected, new SpokenMoments(Recognition.Shared).Read(text, Lang.Et, new(2026, 11, 23, 7, 40)).Problem);
}
