using System.Text.Json;
using Assistant.Protocol;

namespace Assistant.Tests.Protocol;

public sealed class MentionsTests
{
    private const string Us = """{"type":"mention","mentioned":{"id":"28:b","name":"Abiline"},"text":"<at>Abiline</at>"}""";
    private const string Mari = """{"type":"mention","mentioned":{"id":"29:m","name":"Mari Tamm"},"text":"<at>Mari Tamm</at>"}""";

    private static Activity Message(string text, string entities) => new()
    {
        Type = "message", Text = text, Recipient = new() { Id = "28:b" }, Entities = JsonDocument.Parse(entities).RootElement,
    };

    [Theory]
    [InlineData("<at>Abiline</at> tere kanal", $"[{Us}]", "tere kanal")]
    [InlineData("tere <at>Abiline</at>!", $"[{Us}]", "tere !")]
    [InlineData("<AT>abiline</AT>\u00A0 \u00A0tere", $"[{Us}]", "tere")]
    [InlineData("<at>Abiline</at> <at>Abiline</at> kaks korda", $"[{Us}]", "kaks korda")]
    [InlineData("<at>Abiline</at> käisin pere <at>Mari Tamm</at> juures", $"[{Us},{Mari}]", "käisin pere Mari Tamm juures")]
    [InlineData("<at id=\"0\">Keegi</at> tuli", "[]", "Keegi tuli")]
    [InlineData("esimene rida\n<at>Abiline</at> teine", $"[{Us}]", "esimene rida\nteine")]
    [InlineData("<at>Abiline</at> tere", """[{"type":"mention","mentioned":{"id":"28:b","name":"Abiline"}}]""", "tere")]
    // Nothing of these is a mention, so nothing is changed.
    [InlineData("3 < 5  ja <atlas> jääb", "[]", "3 < 5  ja <atlas> jääb")]
    [InlineData("<at>lõpetamata", "[]", "<at>lõpetamata")]
    [InlineData("tere", """[{"type":"mention","mentioned":{"id":"28:b"},"text":""}]""", "tere")]
    [InlineData("tere", """{"type":"mention"}""", "tere")]
    [InlineData("tere", """[null,1,"x",{"type":5},{"type":"mention","mentioned":"b","text":7}]""", "tere")]
    [InlineData("<at", "[]", "<at")]
    public void Our_name_goes_and_the_names_of_others_stay(string text, string entities, string words) =>
        Assert.Equal(words, Mentions.Strip(Message(text, entities)));

    [Theory]
    [InlineData($"[{Us}]", true)]
    [InlineData($"[{Mari}]", false)]
    [InlineData("[]", false)]
    [InlineData("5", false)]
    public void A_message_speaks_to_us_when_its_entities_say_so(string entities, bool ofUs) =>
        Assert.Equal(ofUs, Mentions.OfUs(Message("<at>Abiline</at> tere", entities)));

    [Fact]
    public void No_words_stay_no_words() => Assert.Null(Mentions.Strip(new() { Type = "message" }));
}
