using System.Text.Json;
using Assistant.Protocol;

namespace Assistant.Tests.Protocol;

public class MessageJsonTests
{
    private static Message Read(string json) => JsonSerializer.Deserialize(json, WireJson.Default.Message)!;

    [Fact]
    public void A_message_without_buttons_has_none()
    {
        var message = Read("""{"text":"Tere!"}""");
        Assert.False(message.Buttons.IsDefault);
        Assert.Empty(message.Buttons);
        Assert.Empty(Read("""{"text":"t","form":{"handle":"h","fields":[{"id":"a","label":"A","kind":"Text"}],"submit":"ok"}}""").Form!.Fields[0].Choices);
    }

    [Fact]
    public void A_message_comes_back_as_it_was_written()
    {
        var message = new Message
        {
            Text = "Millal sobib?",
            Language = "et",
            Buttons = [new("h:0", "Jah"), new("h:1", "Ei")],
            Input = new(InputKind.Text, Max: "10"),
            Form = new("f", [new Field { Id = "a", Label = "Nimi", Kind = InputKind.Text }, new Field { Id = "b", Label = "Mis?", Kind = InputKind.Choice, Choices = [new("x", "X")] }], "Saada"),
            File = new("akt.pdf", "application/pdf", [1, 2, 250]),
            Alerts = true,
        };
        var json = JsonSerializer.Serialize(message, WireJson.Default.Message);
        Assert.Equal(json, JsonSerializer.Serialize(Read(json), WireJson.Default.Message));
        Assert.Contains("\"AQL6\"", json, StringComparison.Ordinal);
        var read = Read(json);
        Assert.Equal([.. message.Buttons], read.Buttons);
        Assert.Equal(message.File.Content, read.File!.Content);
        Assert.Equal(InputKind.Choice, read.Form!.Fields[1].Kind);
        Assert.True(read.Alerts);
    }

    [Theory]
    [InlineData("""{"press":"abc:0"}""", "abc", 0)]
    [InlineData("""{"press":"a:b:17"}""", "a:b", 17)]
    public void A_press_names_its_keyboard_and_button(string value, string handle, int index) =>
        Assert.Equal(new Press(handle, index), Press.Of(new() { Value = JsonElement.Parse(value) }));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("\"press\"")]
    [InlineData("""{"press":5}""")]
    [InlineData("""{"press":""}""")]
    [InlineData("""{"press":":0"}""")]
    [InlineData("""{"press":"a"}""")]
    [InlineData("""{"press":"a:"}""")]
    [InlineData("""{"press":"a:-1"}""")]
    [InlineData("""{"press":"a: 1"}""")]
    [InlineData("""{"press":"a:99999999999"}""")]
    [InlineData("""{"press":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:1"}""")]
    public void Anything_else_is_no_press(string value) => Assert.Null(Press.Of(new() { Value = JsonElement.Parse(value) }));

    [Fact]
    public void A_submitted_form_carries_clean_texts()
    {
        var submission = Submission.Of(new() { Value = JsonElement.Parse("""{"form":"f1","fields":{"when":"2026-11-25T17:00","note":"a\u0000b\u202Ec"}}""") })!;
        Assert.Equal("f1", submission.Handle);
        Assert.Equal(("2026-11-25T17:00", "abc"), (submission.Fields["when"], submission.Fields["note"]));
    }

    [Theory]
    [InlineData("""{"form":"f"}""")]
    [InlineData("""{"form":"f","fields":[]}""")]
    [InlineData("""{"form":"f","fields":{"a":1}}""")]
    [InlineData("""{"form":1,"fields":{}}""")]
    public void Anything_else_is_no_form(string value) => Assert.Null(Submission.Of(new() { Value = JsonElement.Parse(value) }));
}
