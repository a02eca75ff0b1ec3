using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Moments;
using Assistant.Knowledge.Replies;
using NodaTime.Text;

namespace Assistant.Tests.Knowledge;

public sealed class RepliesTests
{
    private static readonly ReplyReader replies = new();

    [Theory]
    [InlineData("jah", true)]
    [InlineData("Jah, olen nõus!", true)]
    [InlineData("да, согласна", true)]
    [InlineData("yes please", true)]
    [InlineData("tahan homme kell 25 kohtuda", false)]
    [InlineData("jah aga mul on üks küsimus", false)]
    [InlineData("да, но сначала скажите", false)]
    [InlineData("ei", false)]
    [InlineData("", false)]
    public void A_yes_that_binds_is_a_yes_and_nothing_else(string text, bool expected) => Assert.Equal(expected, replies.IsNothingButYes(text));

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
    [InlineData("on", Said.Yes)]
    [InlineData("on, juba ammu", Said.Yes)]
    [InlineData("tere, mul on mure", Said.Unclear)]
    [InlineData("ta on kodus", Said.Unclear)]
    [InlineData("tahan mõelda", Said.Unclear)]
    [InlineData("хочу подумать", Said.Unclear)]
    [InlineData("у меня есть вопрос", Said.Unclear)]
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
    [InlineData("kaks last", null)]
    public void A_choice_is_found_by_place_label_inflection_and_slip(string text, int? expected) => Assert.Equal(expected, replies.Choice(text,
    [
        replies.WordsOf("a", ["Tugiisik", "Опорное лицо", "Support person"]),
        replies.WordsOf("b", ["Perenõustamine", "Семейное консультирование", "Family counselling"]),
        replies.WordsOf("c", ["Tugigrupp", "Группа поддержки", "Support group"]),
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
    [InlineData("kolmveerand kaks neljapäeval", "2026-11-26T13:45")]
    [InlineData("послезавтра в полтретьего", "2026-11-25T14:30")]
    [InlineData("kell 18", "2026-11-23T18:00")]
    [InlineData("в среду в 10:30", "2026-11-25T10:30")]
    [InlineData("завтра в пять часов вечера", "2026-11-24T17:00")]
    [InlineData("25 ноября в 17", "2026-11-25T17:00")]
    [InlineData("tomorrow at 4 pm", "2026-11-24T16:00")]
    [InlineData("Monday at 10", "2026-11-30T10:00")]
    [InlineData("1.2 kell 12", "2027-02-01T12:00")]
    [InlineData("20.11.2027 kell 10", "2027-11-20T10:00")]
    [InlineData("järgmine aasta 20. november", "2027-11-20")]
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
    [InlineData("29.02", MomentProblem.NoSuchTime)]
    [InlineData("31. veebruar", MomentProblem.NoSuchTime)]
    [InlineData("31 февраля в 10", MomentProblem.NoSuchTime)]
    [InlineData("20.11 kell 10", MomentProblem.PastThisYear)]
    [InlineData("22.11", MomentProblem.PastThisYear)]
    [InlineData("20 ноября", MomentProblem.PastThisYear)]
    [InlineData("on 20 November at 10", MomentProblem.PastThisYear)]
    [InlineData("kell 25", MomentProblem.NoSuchHour)]
    [InlineData("homme kell 25", MomentProblem.NoSuchHour)]
    [InlineData("завтра в 25:00", MomentProblem.NoSuchHour)]
    [InlineData("tomorrow at 26", MomentProblem.NoSuchHour)]
    [InlineData("25.11 kell 12.60", MomentProblem.NoSuchHour)]
    [InlineData("täna kell 7", MomentProblem.Past)]
    [InlineData("1.1.2020", MomentProblem.Past)]
    [InlineData("millalgi", MomentProblem.NotSaid)]
    [InlineData("", MomentProblem.NotSaid)]
    [InlineData("99999999999.99999999999", MomentProblem.NotSaid)]
    public void What_is_no_time_is_said_so(string text, MomentProblem expected) =>
        Assert.Equal(expected, new SpokenMoments(Recognition.Shared).Read(text, Lang.Et, new(2026, 11, 23, 7, 40)).Problem);

    [Theory]
    [InlineData("homme kell 7", "2026-11-24T07:00, 2026-11-24T19:00")]
    [InlineData("kell 7", "2026-11-23T19:00, 2026-11-24T07:00")]
    [InlineData("järgmisel reedel", "2026-11-27, 2026-12-04")]
    [InlineData("teisipäeval või kolmapäeval", "2026-11-24, 2026-11-25")]
    [InlineData("homme või ülehomme kell 10", "2026-11-24T10:00, 2026-11-25T10:00")]
    [InlineData("homme kell 10 või kell 12", "2026-11-24T10:00, 2026-11-24T12:00")]
    [InlineData("kolmapäeval kell viis", "")]
    [InlineData("esmaspäeval kell 10", "")]
    public void What_can_be_meant_in_several_ways_is_not_guessed(string text, string expected) => Assert.Equal(expected, string.Join(", ",
        new SpokenMoments(Recognition.Shared).Read(text, Lang.Et, new(2026, 11, 23, 7, 40)).Readings
            .Select(moment => new WishedTime(moment.Date, moment.From).Write())));

    [Theory]
    [InlineData("здравствуйте", Lang.Ru)]
    [InlineData("hello, I need help", Lang.En)]
    [InlineData("Tere, mul on mure", Lang.Et)]
    [InlineData("сын не хочет ходить в школу", Lang.Ru)]
    [InlineData("my son is afraid of school", Lang.En)]
    [InlineData("ma ei tea", Lang.Et)]
    [InlineData("Ольга", null)]
    [InlineData("Анна Петрова", null)]
    [InlineData("Jane", null)]
    [InlineData("John Smith", null)]
    [InlineData("Jüri Mägi", null)]
    [InlineData("5555 0000", null)]
    [InlineData("два", null)]
    [InlineData("two", null)]
    [InlineData("ok", null)]
    [InlineData("tere, здравствуйте", null)]
    [InlineData("", null)]
    public void A_language_is_heard_only_where_it_is_clear(string text, Lang? expected) => Assert.Equal(expected, new SpokenLanguage().Of(text));

    [Theory]
    [InlineData("I want an appointment", Command.Appointment)]
    [InlineData("could I get an appointment please", Command.Appointment)]
    [InlineData("I'd like to meet someone", Command.Appointment)]
    [InlineData("tahan aega", Command.Appointment)]
    [InlineData("tahaksin aega kokku leppida", Command.Appointment)]
    [InlineData("soovin kohtumist", Command.Appointment)]
    [InlineData("sooviksime kohtuda", Command.Appointment)]
    [InlineData("kas saaks aja?", Command.Appointment)]
    [InlineData("palun broneerige mulle aeg", Command.Appointment)]
    [InlineData("хочу записаться на приём", Command.Appointment)]
    [InlineData("хотела бы записаться", Command.Appointment)]
    [InlineData("можно встречу", Command.Appointment)]
    [InlineData("нужна встреча", Command.Appointment)]
    [InlineData("запишите меня пожалуйста", Command.Appointment)]
    [InlineData("ei taha aega", Command.None)]
    [InlineData("kui kaua kohtumine kestab?", Command.None)]
    [InlineData("kuidas saan aega broneerida?", Command.None)]
    [InlineData("не хочу встречу", Command.None)]
    [InlineData("сколько стоит приём?", Command.None)]
    [InlineData("I don't want an appointment", Command.None)]
    [InlineData("how long is a meeting?", Command.None)]
    [InlineData("tahan rohkem aega lastega", Command.None)]
    [InlineData("хочу есть", Command.None)]
    [InlineData("mul on mure", Command.None)]
    public void A_wish_to_meet_is_understood_in_free_words(string text, Command expected) => Assert.Equal(expected, new Wishes().Read(text, null));

    [Theory]
    [InlineData("ma tahan päris inimesega rääkida", Command.Human)]
    [InlineData("tahaks kellegagi rääkida", Command.Human)]
    [InlineData("tahaks et keegi räägiks mu pojaga", Command.None)]
    [InlineData("keegi ei vasta", Command.Human)]
    [InlineData("soovin kaebust esitada", Command.Human)]
    [InlineData("ära helista mulle", Command.None)]
    [InlineData("mida te minu kohta teate", Command.MyData)]
    [InlineData("kustutage mu andmed", Command.MyData)]
    [InlineData("ma ei saa homme tulla", Command.Requests)]
    [InlineData("tühista mu aeg", Command.Requests)]
    [InlineData("eesti keeles palun", Command.Et)]
    [InlineData("laps ei räägi eesti keelt", Command.None)]
    [InlineData("соедините меня с человеком", Command.Human)]
    [InlineData("сын ни с кем не хочет говорить", Command.None)]
    [InlineData("хочу пожаловаться", Command.Human)]
    [InlineData("удалите мои данные", Command.MyData)]
    [InlineData("отмените запись", Command.Requests)]
    [InlineData("по русски пожалуйста", Command.Ru)]
    [InlineData("есть группа на русском", Command.None)]
    [InlineData("can i speak to a person", Command.Human)]
    [InlineData("my son won't talk to people", Command.None)]
    [InlineData("delete everything about me", Command.MyData)]
    [InlineData("i have to reschedule", Command.Requests)]
    [InlineData("can we speak english", Command.En)]
    [InlineData("i want an estonian language course", Command.None)]
    public void What_is_wished_of_us_is_understood_in_free_words(string text, Command expected) => Assert.Equal(expected, new Wishes().Read(text, null));

    [Theory]
    [InlineData("kas sa oled robot", Remark.WhoAreYou)]
    [InlineData("ты человек?", Remark.WhoAreYou)]
    [InlineData("am i talking to a bot", Remark.WhoAreYou)]
    [InlineData("kes seda näeb", Remark.WhoSees)]
    [InlineData("кто это читает", Remark.WhoSees)]
    [InlineData("who reads this", Remark.WhoSees)]
    [InlineData("vajan logopeedi", Remark.Elsewhere)]
    [InlineData("нужны деньги на лекарства", Remark.Elsewhere)]
    [InlineData("need a lawyer", Remark.Elsewhere)]
    [InlineData("meil on rahaga raske ja poeg ei käi enam koolis", Remark.None)]
    [InlineData("laps ei saa koolis hakkama", Remark.None)]
    public void What_is_asked_about_us_or_of_others_is_told_apart(string text, Remark expected) => Assert.Equal(expected, new Wishes().ReadRemark(text, null));

    [Theory]
    [InlineData("ei, ma pole ohus, lihtsalt väsinud", true)]
    [InlineData("нет, опасности нет", true)]
    [InlineData("we are safe", true)]
    [InlineData("ei ole turvaline", false)]
    [InlineData("мы не в безопасности", false)]
    [InlineData("i am in danger", false)]
    [InlineData("eks ta vist kolmene ole", null)]
    public void Being_safe_is_understood_in_a_sentence(string text, bool? expected) => Assert.Equal(expected, new ReplyReader().IsSafe(text));
}
