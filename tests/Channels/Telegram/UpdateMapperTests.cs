using System.Text;
using Assistant.Channels.Telegram;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Protocol;

namespace Assistant.Tests.Channels.Telegram;

public sealed class UpdateMapperTests
{
    private const string Mari = """{"id":5000000001,"is_bot":false,"first_name":"Mari","last_name":"Maasikas","language_code":"et-EE"}""";
    private const string Private = """{"id":5000000001,"type":"private","first_name":"Mari"}""";

    [Fact]
    public void A_message_becomes_an_activity()
    {
        var turn = Assert.IsType<Arrival.Turn>(Map($$"""{"message_id":7,"date":1700000000,"chat":{{Private}},"from":{{Mari}},"text":"tere"}"""));
        Assert.Equal(("message", "tere", "et", "telegram", "5000000001", "Mari Maasikas"),
            (turn.Activity.Type, turn.Activity.Text, turn.Activity.Locale, turn.Activity.ChannelId, turn.Activity.Conversation!.Id, turn.Activity.From!.Name));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), turn.Activity.Timestamp);
    }

    [Theory]
    [InlineData("true", "41")]
    [InlineData("false", null)]
    public void An_answer_to_a_message_of_the_bot_says_to_which(string isBot, string? answered) => Assert.Equal(answered, Assert.IsType<Arrival.Turn>(
        Map($$"""{"message_id":42,"date":2,"chat":{{Private}},"from":{{Mari}},"text":"jah","reply_to_message":{"message_id":41,"date":1,"chat":{{Private}},"from":{"id":9,"is_bot":{{isBot}},"first_name":"x"},"text":"K7M2X: tere"} }""")).Activity.ReplyToId);

    [Theory]
    [InlineData("/start AbC_-12345", "/start AbC_-12345")]
    [InlineData("/help@double_bot", "/help")]
    [InlineData("/start@double_bot CODE-CODE-CODE", "/start CODE-CODE-CODE")]
    [InlineData("mail@example.org", "mail@example.org")]
    public void A_command_may_name_the_bot(string written, string read) =>
        Assert.Equal(read, Assert.IsType<Arrival.Turn>(Map($$"""{"message_id":7,"date":1,"chat":{{Private}},"from":{{Mari}},"text":"{{written}}"}""")).Activity.Text);

    [Theory]
    [InlineData("37255512345", "+37255512345")]
    [InlineData("+37255512345", "+37255512345")]
    public void The_own_number_is_an_answer(string shared, string read) => Assert.Equal(read, Assert.IsType<Arrival.Turn>(
        Map($$"""{"message_id":7,"date":1,"chat":{{Private}},"from":{{Mari}},"contact":{"phone_number":"{{shared}}","first_name":"M","user_id":5000000001} }""")).Activity.Text);

    [Theory]
    [InlineData(""","user_id":77""")]
    [InlineData("")]
    public void Somebody_elses_number_is_not(string whose) => Assert.Equal(TelegramText.ForeignContact, Assert.IsType<Arrival.Notice>(
        Map($$"""{"message_id":7,"date":1,"chat":{{Private}},"from":{{Mari}},"contact":{"phone_number":"372","first_name":"M"{{whose}} } }""")).Key);

    [Theory]
    [InlineData(""" "video_note":{"length":3}""", TelegramText.Voice)]
    [InlineData(""" "photo":[{"file_id":"a","width":1,"height":1}]""", TelegramText.Unreadable)]
    [InlineData(""" "sticker":{"emoji":"x"}""", TelegramText.Unreadable)]
    [InlineData(""" "location":{"latitude":58.1,"longitude":25.2}""", TelegramText.Unreadable)]
    public void What_no_dialogue_reads_is_answered_kindly(string what, string key) =>
        Assert.Equal(key, Assert.IsType<Arrival.Notice>(Map($$"""{"message_id":7,"date":1,"chat":{{Private}},"from":{{Mari}},{{what}}}""")).Key);

    [Fact]
    public void The_words_under_a_picture_are_read()
    {
        var turn = Assert.IsType<Arrival.Turn>(Map($$"""{"message_id":7,"date":1,"chat":{{Private}},"from":{{Mari}},"photo":[{"file_id":"a","width":1,"height":1}],"caption":"siin"}"""));
        Assert.Equal(("siin", TelegramText.Unreadable), (turn.Activity.Text, turn.Besides));
    }

    [Theory]
    [InlineData("group")]
    [InlineData("supergroup")]
    [InlineData("channel")]
    [InlineData("something new")]
    public void Nothing_said_in_a_group_gets_into_a_dialogue(string type)
    {
        var chat = $$"""{"id":-100123,"type":"{{type}}","title":"Perede grupp"}""";
        Assert.IsType<Arrival.Nothing>(Map($$"""{"message_id":7,"date":1,"chat":{{chat}},"from":{{Mari}},"text":"minu isikukood"}"""));
        Assert.IsType<Arrival.InGroup>(Map($$"""{"message_id":7,"date":1,"chat":{{chat}},"from":{{Mari}},"text":"/start ABC"}"""));
    }

    [Fact]
    public void A_press_is_the_label_and_the_handle()
    {
        var turn = Assert.IsType<Arrival.Turn>(Pressed(from: Mari, data: "abc:1", buttons: """[[{"text":"Jah","callback_data":"abc:0"},{"text":"Ei","callback_data":"abc:1"}]]"""));
        Assert.Equal(("Ei", new Press("abc", 1)), (turn.Activity.Text, Press.Of(turn.Activity)));
    }

    [Fact]
    public void A_press_by_somebody_else_presses_nothing() =>
        Assert.IsType<Arrival.StrayPress>(Pressed(from: """{"id":66,"is_bot":false,"first_name":"Eve"}""", data: "abc:1", buttons: "[]"));

    [Theory]
    [InlineData("kicked", false)]
    [InlineData("member", true)]
    public void Blocking_becomes_an_event(string status, bool isReachable)
    {
        var turn = Assert.IsType<Arrival.Turn>(UpdateMapper.Map(Read($$$"""
            {"update_id":1,"my_chat_member":{"chat":{{{Private}}},"from":{{{Mari}}},"date":5,"old_chat_member":{"status":"x","user":{{{Mari}}} },"new_chat_member":{"status":"{{{status}}}","user":{{{Mari}}} } } }
            """).Update!));
        Assert.Equal(("event", "reachability", isReachable), (turn.Activity.Type, turn.Activity.Name, turn.Activity.Value!.Value.GetProperty("reachable").GetBoolean()));
    }

    [Fact]
    public void Unknown_kinds_of_updates_are_nothing() => Assert.IsType<Arrival.Nothing>(UpdateMapper.Map(Read("""{"update_id":1,"telepathy":{"from":3}}""").Update!));

    [Fact]
    public void A_half_emoji_does_not_cost_the_message() =>
        Assert.Equal("tere \uFFFD!", Assert.IsType<Arrival.Turn>(Map($$"""{"message_id":7,"date":1,"chat":{{Private}},"from":{{Mari}},"text":"tere \ud83d!"}""")).Activity.Text);

    [Theory]
    [InlineData("""{"update_id":1,"message":5}""")]
    [InlineData("""{"update_id":1,"message":{"message_id":1}}""")]
    [InlineData("""{"update_id":1,"message":{"message_id":"x","chat":{"id":1}}}""")]
    [InlineData("""{"update_id":1,"callback_query":{"id":null,"from":{"id":1}}}""")]
    public void A_wrong_shape_keeps_its_number(string json) => Assert.Equal((true, 1L, true), (Read(json).IsJson, Read(json).Id, Read(json).Update is null));

    private static Arrival Pressed(string from, string data, string buttons) => UpdateMapper.Map(Read($$$"""
        {"update_id":1,"callback_query":{"id":"9","from":{{{from}}},"data":"{{{data}}}","chat_instance":"1","message":{"message_id":3,"date":1,"chat":{{{Private}}},"text":"?","reply_markup":{"inline_keyboard":{{{buttons}}} } } } }
        """).Update!);

    private static Arrival Map(string message) => UpdateMapper.Map(Read($$"""{"update_id":1,"message":{{message}}}""").Update!);

    private static UpdateReading Read(string json) => UpdateReader.Read(Encoding.UTF8.GetBytes(json));
}
