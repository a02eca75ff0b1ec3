using System.Net;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Teams;

/// <summary>Forms as cards.</summary>
[Collection(Alone.Name)]
public sealed class FormTests
{
    private static readonly Message question = new()
    {
        Text = "Millist aega pakud?", Language = "et",
        Form = new("h", [
            new() { Id = "1-day", Label = "Päev", Kind = InputKind.Date, IsRequired = true, Min = "2026-11-24" },
            new() { Id = "2-hour", Label = "Kellaaeg", Kind = InputKind.Time, IsRequired = true },
            new() { Id = "3-place", Label = "Koht", Kind = InputKind.Choice, Choices = [new("Kodus", "Kodus"), new("Keskuses", "Keskuses")] },
            new() { Id = "4-count", Label = "Mitu", Kind = InputKind.Number, Min = "1", Max = "9" },
            new() { Id = "5-note", Label = "Märkus", Kind = InputKind.Text, Value = "tere" },
            new() { Id = "6-yes", Label = "Kas tulete?", Kind = InputKind.YesNo },
            new() { Id = "7-days", Label = "Päevad", Kind = InputKind.Choices, Choices = [new("E", "E"), new("T", "T")] },
            new() { Id = "8-phone", Label = "Telefon", Kind = InputKind.Phone },
        ], "Paku seda aega"),
        Buttons = [new("h:0", "Jätan")],
    };

    private static JsonArray Body(JsonObject card) => card["body"]!.AsArray();

    [Fact]
    public void A_form_is_a_card_of_native_inputs_with_a_label_that_every_client_shows()
    {
        var body = Body(Cards.Of(question, question.Text));
        var inputs = body.Where(element => ((string?)element!["type"])!.StartsWith("Input.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["Input.Date", "Input.Time", "Input.ChoiceSet", "Input.Number", "Input.Text", "Input.Toggle", "Input.ChoiceSet", "Input.Text"], inputs.Select(input => (string?)input!["type"]));
        Assert.Equal(["Päev", "Kellaaeg", "Koht", "Mitu", "Märkus", "Kas tulete?", "Päevad", "Telefon"], inputs.Select(input => (string?)(input!["label"] ?? input["title"])));
        Assert.Equal((true, "2026-11-24"), ((bool?)inputs[0]!["isRequired"], (string?)inputs[0]!["min"]));
        Assert.Equal((1, 9), ((int)inputs[3]!["min"]!, (int)inputs[3]!["max"]!));
        Assert.Equal(("no", "yes"), ((string?)inputs[5]!["value"], (string?)inputs[5]!["valueOn"]));
        Assert.Equal((true, "tere"), ((bool?)inputs[6]!["isMultiSelect"], (string?)inputs[4]!["value"]));
        // Clients of 1.2 know no labels beside inputs: they show the placeholder. What is not met falls back in clients that know labels, too.
        Assert.All(inputs, input =>
        {
            Assert.Null(input!["requires"] ?? input["fallback"]);
            Assert.Equal((string?)input["label"], (string?)input["placeholder"]);
        });
        var actions = body.Where(element => (string?)element!["type"] == "ActionSet").SelectMany(set => set!["actions"]!.AsArray()).ToArray();
        Assert.Equal(["Paku seda aega", "Jätan"], actions.Select(action => (string?)action!["title"]));
        // A choice beside the form needs nothing of it.
        Assert.Equal([null, "none"], actions.Select(action => (string?)action!["associatedInputs"]));
    }

    private static JsonObject Filled(TeamsHost host, JsonNode message)
    {
        var data = Body((JsonObject)message["attachments"]![0]!["content"]!).Last(element => (string?)element!["actions"]?[0]!["title"] == "Paku seda aega")!["actions"]![0]!["data"]!.DeepClone().AsObject();
        // As clients send it: texts all, and what is empty left out.
        (data["field.1-day"], data["field.2-hour"], data["field.3-place"]) = ("2026-11-25", "10:30", "Keskuses");
        return host.Execute(data);
    }

    [Fact]
    public async Task Filled_in_it_arrives_as_a_submission_and_the_card_shows_what_was_saved()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Reply = _ => new() { Text = "Aitäh" };
        await host.Channel.Send(host.Mari, question, 1, CancellationToken.None);
        var invoke = Filled(host, host.World.Said.Single());
        var answers = await Task.WhenAll(host.Post(invoke), host.Post(invoke));
        var (status, body) = Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["Millist aega pakud?", "✓ 25.11.2026 10:30 Keskuses"], JsonNode.Parse(body)!["value"]!["body"]!.AsArray().Select(block => (string?)block!["text"]));
        var received = Assert.Single(host.Receiver.Received).Activity;
        var submission = Submission.Of(received)!;
        Assert.Equal(("h", "25.11.2026 10:30 Keskuses", "25.11.2026 10:30 Keskuses", "2026-11-25"), (submission.Handle, submission.Words, received.Text, submission.Fields["1-day"]));
    }

    [Fact]
    public async Task From_an_old_client_it_is_the_same_and_its_card_is_replaced_by_a_call()
    {
        await using var host = await TeamsHost.Started();
        await host.Channel.Send(host.Mari, question, 1, CancellationToken.None);
        var submit = host.Activity(text: null);
        (submit["value"], submit["replyToId"]) = (Filled(host, host.World.Said.Single())["value"]!["action"]!["data"]!.DeepClone(), "card-7");
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(submit)).Status);
        Assert.Equal("25.11.2026 10:30 Keskuses", Submission.Of(Assert.Single(host.Receiver.Received).Activity)!.Words);
        await ChannelHost.Until(() => host.World.Calls.Any(call => call.Method == "PUT"), "the card is replaced");
        Assert.Contains("25.11.2026 10:30 Keskuses", host.World.Calls[^1].Body!["attachments"]![0]!["content"]!["body"]![1]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_more_fields_than_any_of_ours_is_none()
    {
        await using var host = await TeamsHost.Started();
        var data = new CardPress("h:form", "Saada", null, false).ToJson();
        for (var i = 0; i <= Submission.MaxFields; i++)
            data[$"field.{i}"] = "x";
        Assert.Equal(400, (int)JsonNode.Parse((await host.Post(host.Execute(data))).Body)!["statusCode"]!);
        Assert.Empty(host.Receiver.Received);
    }
}
