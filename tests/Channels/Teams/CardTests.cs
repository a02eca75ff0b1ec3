using System.Net;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.Channels.Teams;

/// <summary>Cards, and presses on them.</summary>
[Collection(Alone.Name)]
public sealed class CardTests
{
    private static readonly Message question = new() { Text = "Kas sobib?\nVasta rahulikult.", Language = "et", Buttons = [new("h:0", "Jah"), new("h:1", "Ei, *veel* mitte")] };

    [Fact]
    public void A_message_with_buttons_is_a_card_of_elements_that_phones_know()
    {
        var card = Cards.Of(question, question.Text);
        Assert.Equal(("AdaptiveCard", "1.5", "et"), ((string?)card["type"], (string?)card["version"], (string?)card["lang"]));
        Assert.Equal(["TextBlock", "TextBlock", "ActionSet"], card["body"]!.AsArray().Select(element => (string?)element!["type"]));
        Assert.All(card["body"]!.AsArray().Take(2), block => Assert.True((bool?)block!["wrap"]));
        var actions = card["body"]![2]!["actions"]!.AsArray();
        Assert.Equal(["Jah", "Ei, *veel* mitte"], actions.Select(action => (string?)action!["title"]));
        Assert.All(actions, action =>
        {
            Assert.Equal(("Action.Execute", "Action.Submit"), ((string?)action!["type"], (string?)action["fallback"]!["type"]));
            // Old clients and new ones come to the same handler with the same data.
            Assert.True(JsonNode.DeepEquals(action["data"], action["fallback"]!["data"]));
        });
        Assert.Equal("h:1", (string?)actions[1]!["data"]!["press"]);
    }

    [Theory]
    [InlineData("5 < 6 & *paks*")]
    [InlineData("[link](https://example.org)")]
    [InlineData("- loetelu")]
    [InlineData("1. loetelu")]
    [InlineData("pere_tamm_")]
    public void Words_that_look_like_formatting_stay_words(string text)
    {
        var block = Cards.Of(question, text)["body"]![0]!;
        Assert.Equal(("RichTextBlock", text), ((string?)block["type"], (string?)block["inlines"]![0]!["text"]));
    }

    [Fact]
    public void Many_buttons_stay_within_what_clients_show_and_what_teams_takes()
    {
        var message = new Message { Text = new string('õ', 600), Buttons = [.. Enumerable.Range(0, 60).Select(i => new Button($"h:{i}", new string('š', 300)))] };
        var card = Cards.Of(message, message.Text);
        Assert.All(card["body"]!.AsArray().Skip(1), set => Assert.InRange(set!["actions"]!.AsArray().Count, 1, 6));
        Assert.InRange(card["body"]!.AsArray().Skip(1).Sum(set => set!["actions"]!.AsArray().Count), 9, Cards.MaxButtons);
        // Teams counts in UTF-16.
        var plain = card.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.InRange(plain.Length * 2, 1, Cards.MaxSize);
        var few = Cards.Of(message with { Buttons = message.Buttons[..6] }, message.Text);
        Assert.All(few["body"]![1]!["actions"]!.AsArray(), action => Assert.Equal(message.Text, (string?)action!["data"]!["asked"]));
    }

    [Fact]
    public async Task A_press_is_answered_with_what_was_chosen()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Reply = _ => new() { Text = "Aitäh" };
        var (status, body) = await host.Post(host.Invoke("h:0"));
        Assert.Equal(HttpStatusCode.OK, status);
        var answer = JsonNode.Parse(body)!;
        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), ((int)answer["statusCode"]!, (string?)answer["type"]));
        Assert.Equal(["Kas?", "✓ Jah"], answer["value"]!["body"]!.AsArray().Select(block => (string?)block!["text"]));
        var received = Assert.Single(host.Receiver.Received);
        Assert.Equal(("Jah", new Press("h", 0), $"{TeamsDouble.Conversation}:press:h:0"), (received.Activity.Text, Press.Of(received.Activity), received.Unique));
        await ChannelHost.Until(() => host.World.Said.Any(), "the answer follows as a message");
    }

    [Fact]
    public async Task Clicked_twice_and_delivered_again_it_is_one_press_with_one_answer()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Slowness = TimeSpan.FromMilliseconds(50);
        host.Receiver.Reply = _ => new() { Text = "Aitäh" };
        var first = host.Invoke("h:0");
        var answers = await Task.WhenAll(host.Post(first), host.Post(host.Invoke("h:0")), host.Post(host.Invoke("h:0")), host.Post(first));
        var (status, body) = Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Single(host.Receiver.Received);
        // Even when the process started anew in between, the store still knows the press.
        await host.Stop();
        await host.Start();
        Assert.Equal(body, (await host.Post(host.Invoke("h:0"))).Body);
        Assert.Single(host.Receiver.Received);
    }

    [Fact]
    public async Task What_was_said_in_passing_is_said_again_to_the_same_press_whenever_it_comes()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Reply = _ => new() { Text = "See küsimus on juba möödas.", IsPassing = true };
        var first = host.Invoke("h:0");
        var (_, body) = await host.Post(first);
        Assert.Contains("möödas", JsonNode.Parse(body)!["value"]!.ToString(), StringComparison.Ordinal);
        // Half a minute later Teams itself may send it once more, under the same id or a new one; the process may be another by then.
        host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(body, (await host.Post(first)).Body);
        await host.Stop();
        await host.Start();
        Assert.Equal(body, (await host.Post(host.Invoke("h:0"))).Body);
        Assert.Equal(body, (await host.Post(first)).Body);
        Assert.Single(host.Receiver.Received);
        Assert.Equal(body, Assert.Single(host.Answers.Kept.Values));
    }

    [Fact]
    public async Task A_question_that_is_over_says_so_in_passing()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Reply = _ => new() { Text = "See küsimus on juba möödas.", IsPassing = true };
        var answer = JsonNode.Parse((await host.Post(host.Invoke("h:0"))).Body)!;
        Assert.Equal(("application/vnd.microsoft.activity.message", "See küsimus on juba möödas."), ((string?)answer["type"], (string?)answer["value"]));
        Assert.Empty(host.World.Said);
    }

    [Fact]
    public async Task A_button_that_stays_keeps_its_card_and_can_be_pressed_again_later()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Reply = _ => new() { Text = "Aitäh" };
        for (var i = 0; i < 2; i++)
            Assert.Equal("application/vnd.microsoft.activity.message", (string?)JsonNode.Parse((await host.Post(host.Invoke("h:0", stays: true))).Body)!["type"]);
        Assert.Single(host.Receiver.Received);
        host.Time.Advance(TimeSpan.FromSeconds(6));
        await host.Post(host.Invoke("h:0", stays: true));
        await host.Post(host.Invoke("h:1", stays: true));
        await host.Post(host.Invoke("h:0", stays: true));
        Assert.Equal(4, host.Receiver.Received.Count);
    }

    [Fact]
    public async Task A_slow_turn_does_not_keep_the_person_waiting()
    {
        await using var host = await TeamsHost.Started(options => options with { PressPatience = TimeSpan.FromMilliseconds(100) });
        var answer = JsonNode.Parse((await host.Post(host.Invoke("h:0"))).Body)!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)answer["type"]);
        // What is decided later comes as a message, even in passing.
        Assert.Equal(SendOutcome.Delivered, (await host.Channel.Send(host.Mari, new() { Text = "Möödas", IsPassing = true }, 1, CancellationToken.None)).Outcome);
        Assert.Single(host.World.Said);
    }

    [Fact]
    public async Task A_press_that_cannot_be_kept_says_so_kindly_and_can_be_pressed_again()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Refuse = _ => Receipt.Unavailable;
        var (status, body) = await host.Post(host.Invoke("h:0"));
        var answer = JsonNode.Parse(body)!;
        Assert.Equal((HttpStatusCode.OK, 503, "application/vnd.microsoft.error", "[later:et]"), (status, (int)answer["statusCode"]!, (string?)answer["type"], (string?)answer["value"]!["message"]));
        host.Receiver.Refuse = _ => null;
        host.Receiver.Reply = _ => new() { Text = "Aitäh" };
        Assert.Equal(200, (int)JsonNode.Parse((await host.Post(host.Invoke("h:0"))).Body)!["statusCode"]!);
    }

    [Fact]
    public async Task A_store_that_hangs_is_not_waited_for_beyond_the_budget()
    {
        await using var host = await TeamsHost.Started(options => options with { PressBudget = TimeSpan.FromMilliseconds(100) });
        host.Receiver.Slowness = TimeSpan.FromSeconds(20);
        var (status, body) = await host.Post(host.Invoke("h:0"));
        Assert.Equal((HttpStatusCode.OK, 503), (status, (int)JsonNode.Parse(body)!["statusCode"]!));
    }

    [Theory]
    [InlineData("""{"action":{"data":{}}}""")]
    [InlineData("""{"action":{"data":{"press":"x","label":"Jah"}}}""")]
    [InlineData("""{"action":{"data":{"press":"h:0"}}}""")]
    [InlineData("""{"action":5}""")]
    [InlineData("[]")]
    public async Task A_card_that_is_not_ours_gets_a_kind_error(string value)
    {
        await using var host = await TeamsHost.Started();
        var invoke = host.Invoke("h:0");
        invoke["value"] = JsonNode.Parse(value);
        var (status, body) = await host.Post(invoke);
        Assert.Equal((HttpStatusCode.OK, 400), (status, (int)JsonNode.Parse(body)!["statusCode"]!));
        Assert.Empty(host.Receiver.Received);
    }

    [Fact]
    public async Task An_old_client_sends_a_message_and_its_card_is_replaced_by_a_call()
    {
        await using var host = await TeamsHost.Started();
        var submit = host.Activity(text: null);
        (submit["replyToId"], submit["value"]) = ("card-7", new CardPress("h:1", "Ei", "Kas?", false).ToJson());
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(submit)).Status);
        Assert.Equal(new Press("h", 1), Press.Of(Assert.Single(host.Receiver.Received).Activity));
        await ChannelHost.Until(() => host.World.Calls.Count > 0, "the card is replaced");
        var call = Assert.Single(host.World.Calls);
        Assert.Equal(("PUT", true), (call.Method, call.Path.EndsWith("/activities/card-7", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_card_sends_is_understood_when_it_comes_back()
    {
        await using var host = await TeamsHost.Started();
        await host.Channel.Send(host.Mari, question, 1, CancellationToken.None);
        var sent = host.World.Said.Single()["attachments"]![0]!["content"]!["body"]![2]!["actions"]![1]!;
        host.Receiver.Reply = _ => new() { Text = "Aitäh" };
        var invoke = host.Invoke("x:0");
        invoke["value"]!["action"]!["data"] = sent["data"]!.DeepClone();
        await host.Post(invoke);
        Assert.Equal(("Ei, *veel* mitte", new Press("h", 1)), (Assert.Single(host.Receiver.Received).Activity.Text, Press.Of(host.Receiver.Received.Single().Activity)));
    }
}
