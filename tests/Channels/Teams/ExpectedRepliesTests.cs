using System.Net;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.Channels.Teams;

/// <summary><c>deliveryMode: expectReplies</c>: what is said stands in the answer, and the Connector is left alone.</summary>
public sealed class ExpectedRepliesTests
{
    [Fact]
    public async Task What_is_said_stands_in_the_answer_and_the_connector_is_not_called()
    {
        await using var host = await Talking();
        var (status, body) = await host.Post(Expecting(host, "tere"));
        Assert.Equal(HttpStatusCode.OK, status);
        var said = Assert.Single(Said(body));
        Assert.Equal(("message", "You said: tere"), ((string?)said["type"], (string?)said["text"]));
        Assert.Equal(host.Mari.Account, (string?)said["recipient"]!["id"]);
        // A bot sends neither id nor time nor address (A2031, A2041, A2302).
        Assert.Null(said["id"] ?? said["timestamp"] ?? said["serviceUrl"]);
        Assert.Empty(host.World.Calls);

        await host.Post(host.Activity(text: "aitäh", id: "m2"));
        await ChannelHost.Until(() => host.World.Said.Any(), "an ordinary call is answered as ever");
        Assert.Single(host.World.Said);
    }

    [Fact]
    public async Task Buttons_come_as_a_card_and_long_words_in_parts()
    {
        await using var host = await Talking();
        host.Receiver.Reply = _ => new() { Text = new string('a', 20_000) + " " + new string('b', 20_000), Buttons = [new("h:0", "Jah")] };
        var said = Said((await host.Post(Expecting(host, "tere"))).Body);
        Assert.True(said.Count > 1);
        Assert.NotNull(said[^1]["attachments"]);
    }

    [Fact]
    public async Task The_same_call_again_is_taken_once_and_gets_the_same_answer()
    {
        await using var host = await Talking();
        var first = await host.Post(Expecting(host, "tere"));
        Assert.Equal(first, await host.Post(Expecting(host, "tere")));
        await host.Stop();
        await host.Start();
        Assert.Equal(first, await host.Post(Expecting(host, "tere")));
        Assert.Single(host.Receiver.Received);
    }

    [Fact]
    public async Task An_answer_once_given_grows_by_what_is_said_while_the_same_call_waits_again_and_nothing_stands_in_it_twice()
    {
        await using var host = await Talking();
        await host.Post(Expecting(host, "tere"));
        var question = new Message { Text = "You said: tere" };
        host.FollowUps.IsMore = true;
        var again = host.Post(Expecting(host, "tere"));
        // What nobody was sure of is said word for word once more, and something new besides.
        await ChannelHost.Until(() => host.Get<Replies>().IsAwaited(TeamsDouble.Conversation), "the second call waits");
        foreach (var said in (Message[])[question, new() { Text = "hiljem" }])
            Assert.Equal(SendOutcome.Delivered, (await host.Receiver.Deliver(host.Channel, host.Mari, said)).Outcome);
        host.FollowUps.IsMore = false;
        Assert.Equal(["You said: tere", "hiljem"], Said((await again).Body).Select(said => (string?)said["text"]));
        // The second answer may have been lost on its way just as the first.
        Assert.Equal(await again, await host.Post(Expecting(host, "tere")));
        Assert.Empty(host.World.Calls);
    }

    [Fact]
    public async Task What_counts_as_said_is_on_disk_so_that_a_crash_before_the_answer_left_loses_nothing_for_who_calls_again()
    {
        await using var host = await Talking();
        host.Receiver.Reply = _ => null;
        host.FollowUps.IsMore = true;
        var lost = host.Post(Expecting(host, "tere"));
        await ChannelHost.Until(() => host.Get<Replies>().IsAwaited(TeamsDouble.Conversation), "the call waits");
        Assert.Equal(SendOutcome.Delivered, (await host.Receiver.Deliver(host.Channel, host.Mari, new() { Text = "öeldud" })).Outcome);
        // As at a crash: whatever the memory gathered is gone, and the call was never answered.
        var onDisk = Assert.Single(host.Answers.Kept);
        Assert.Equal("öeldud", (string?)Assert.Single(Said(onDisk.Value))["text"]);
        host.FollowUps.IsMore = false;
        await lost;
        await host.Stop();
        host.Answers.Kept.Clear();
        host.Answers.Kept[onDisk.Key] = onDisk.Value;
        await host.Start();
        Assert.Equal((HttpStatusCode.OK, onDisk.Value), await host.Post(Expecting(host, "tere")));
        Assert.Empty(host.World.Calls);
    }

    [Fact]
    public async Task A_press_that_was_answered_as_an_invoke_comes_again_as_an_old_clients_message_and_is_answered_as_one()
    {
        await using var host = await Talking();
        host.Receiver.Reply = _ => null;
        var invoked = await host.Post(host.Invoke("k:0"));
        var message = Expecting(host, "");
        (message["text"], message["value"]) = (null, new JsonObject { ["press"] = "k:0", ["label"] = "Jah", ["asked"] = "Kas?", ["stays"] = false });
        var (status, body) = await host.Post(message);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(Said(body));
        await host.Stop();
        await host.Start();
        Assert.Equal(invoked, await host.Post(host.Invoke("k:0")));
    }

    [Fact]
    public async Task What_the_disk_refuses_is_not_said_yet_and_not_lost()
    {
        await using var host = await Talking();
        host.Receiver.Reply = _ => null;
        host.FollowUps.IsMore = true;
        var call = host.Post(Expecting(host, "tere"));
        await ChannelHost.Until(() => host.Get<Replies>().IsAwaited(TeamsDouble.Conversation), "the call waits");
        host.Answers.CanGrow = false;
        Assert.Equal(new SendResult(SendOutcome.Retry, Reason: "disk"), await host.Channel.Send(host.Mari, new() { Text = "hiljem" }, 7, TestContext.Current.CancellationToken));
        // But what nobody could store is for this very moment.
        Assert.Equal(SendOutcome.Delivered, (await host.Channel.Send(host.Mari, new() { Text = "112" }, IChannel.NotStored, TestContext.Current.CancellationToken)).Outcome);
        host.FollowUps.IsMore = false;
        Assert.Equal(["112"], Said((await call).Body).Select(said => (string?)said["text"]));
        Assert.Empty(host.World.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reminder_begins_before_it_stands_in_an_answer_so_that_a_crash_never_brings_it_twice(bool mayBegin)
    {
        await using var host = await Talking();
        host.Receiver.Reply = _ => null;
        host.FollowUps.IsMore = true;
        var call = host.Post(Expecting(host, "tere"));
        await ChannelHost.Until(() => host.Get<Replies>().IsAwaited(TeamsDouble.Conversation), "the call waits");
        var kept = new KeptParts { MayBegin = mayBegin };
        var result = await host.Channel.Send(host.Mari, new() { Text = "Homme kell 11", Alerts = true }, 7, kept, TestContext.Current.CancellationToken);
        host.FollowUps.IsMore = false;
        Assert.Equal(1, kept.Asked);
        Assert.Equal(mayBegin ? new SendResult(SendOutcome.Delivered) : new(SendOutcome.Refused, Reason: IChannel.LetGo), result);
        Assert.Equal(mayBegin ? ["Homme kell 11"] : [], Said((await call).Body).Select(said => (string?)said["text"]));
        Assert.Empty(host.World.Calls);
    }

    [Fact]
    public async Task What_is_not_taken_is_answered_as_ever()
    {
        await using var host = await Talking();
        host.Receiver.Refuse = _ => Receipt.Unavailable;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Post(Expecting(host, "tere"))).Status);
        host.Receiver.Refuse = _ => null;
        Assert.Single(Said((await host.Post(Expecting(host, "tere"))).Body));
    }

    [Fact]
    public async Task What_comes_too_late_for_the_answer_goes_the_usual_way()
    {
        await using var host = await Talking(TimeSpan.FromMilliseconds(100));
        host.FollowUps.IsMore = true;
        host.Receiver.Reply = _ => null;
        Assert.Empty(Said((await host.Post(Expecting(host, "tere"))).Body));
        Assert.Equal(SendOutcome.Delivered, (await host.Receiver.Deliver(host.Channel, host.Mari, new() { Text = "hilja" })).Outcome);
        Assert.Equal("hilja", (string?)Assert.Single(host.World.Said)["text"]);
    }

    [Fact]
    public async Task The_sentence_for_a_group_stands_in_the_answer_too()
    {
        await using var host = await Talking();
        var mention = Expecting(host, "<at>Abiline</at> tere");
        mention["conversation"] = new JsonObject { ["id"] = "19:abc@thread.tacv2", ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = TeamsDouble.Tenant };
        mention["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = $"28:{TeamsDouble.App}" }, ["text"] = "<at>Abiline</at>" });
        Assert.Equal("[group:et]", (string?)Assert.Single(Said((await host.Post(mention)).Body))["text"]);
        Assert.Empty(host.World.Calls);
    }

    private static async Task<TeamsHost> Talking(TimeSpan? patience = null)
    {
        var host = await TeamsHost.Started(options => patience is { } time ? options with { RepliesPatience = time } : options);
        // The answer is given before the call is over, as the Host's own turns are.
        host.Receiver.Reply = activity => new() { Text = $"You said: {activity.Text}" };
        return host;
    }

    private static JsonObject Expecting(TeamsHost host, string text)
    {
        var activity = host.Activity(text: text, id: "m1");
        activity["deliveryMode"] = "expectReplies";
        return activity;
    }

    private static List<JsonNode> Said(string body) => [.. JsonNode.Parse(body)!["activities"]!.AsArray().Select(one => one!)];
}
