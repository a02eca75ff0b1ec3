using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Assistant.Protocol;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.Channels.Teams;

/// <summary>What <c>/api/messages</c> answers, and what of it reaches the pipeline.</summary>
[Collection(Alone.Name)]
public sealed class MessagesTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_posting_is_possible(string method)
    {
        await using var host = await TeamsHost.Started();
        using var request = new HttpRequestMessage(new(method), host.Endpoint);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await host.Send(request)).Status);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"message"}""", HttpStatusCode.Forbidden)]
    public async Task What_is_no_activity_is_refused(string body, HttpStatusCode status)
    {
        await using var host = await TeamsHost.Started();
        Assert.Equal(status, (await host.Post(body, host.Token())).Status);
        Assert.Empty(host.Receiver.Received);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("conversation")]
    [InlineData("from")]
    public async Task What_does_not_say_which_where_and_who_is_400(string missing)
    {
        await using var host = await TeamsHost.Started();
        var activity = host.Activity();
        activity.Remove(missing);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Post(activity)).Status);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.Accepted)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task More_than_256_KiB_is_413(int more, HttpStatusCode status)
    {
        await using var host = await TeamsHost.Started();
        var activity = host.Activity();
        activity["filler"] = "";
        var length = Encoding.UTF8.GetByteCount(activity.ToJsonString());
        activity["filler"] = new string('x', ActivityReader.MaxBytes - length + more);
        Assert.Equal(status, (await host.Post(activity)).Status);
    }

    [Theory]
    [InlineData(Receipt.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(Receipt.TooMany, HttpStatusCode.TooManyRequests)]
    public async Task What_could_not_be_kept_is_not_acknowledged(Receipt receipt, HttpStatusCode status)
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Refuse = _ => receipt;
        Assert.Equal(status, (await host.Post(host.Activity())).Status);
        Assert.Equal(TimeSpan.FromSeconds(2), host.LastRetryAfter);
    }

    [Fact]
    public async Task A_message_delivered_again_is_taken_once()
    {
        await using var host = await TeamsHost.Started();
        var activity = host.Activity();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Post(activity)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(host.Receiver.Received);
    }

    [Fact]
    public async Task A_person_writes_and_is_answered()
    {
        await using var host = await TeamsHost.Started();
        host.Receiver.Reply = activity => new() { Text = $"Sa ütlesid: {activity.Text}" };
        await host.Post(host.Activity());
        await ChannelHost.Until(() => host.World.Said.Any(), "the answer arrives");
        Assert.Equal("Sa ütlesid: tere", host.World.Said.Single()["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("task/fetch", HttpStatusCode.NotImplemented)]
    [InlineData("composeExtension/query", HttpStatusCode.NotImplemented)]
    [InlineData(null, HttpStatusCode.NotImplemented)]
    public async Task A_call_of_an_unknown_name_is_501(string? name, HttpStatusCode status)
    {
        await using var host = await TeamsHost.Started();
        var invoke = host.Activity("invoke");
        invoke["name"] = name;
        Assert.Equal(status, (await host.Post(invoke)).Status);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("messageReaction")]
    [InlineData("messageDelete")]
    [InlineData("endOfConversation")]
    [InlineData("event")]
    [InlineData("<custom-activity-type>")]
    public async Task What_we_need_not_know_is_acknowledged_and_forgotten(string type)
    {
        await using var host = await TeamsHost.Started();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity(type, null))).Status);
        Assert.Empty(host.Receiver.Received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Installing_greets_once_in_whatever_order_it_is_told(bool isReversed)
    {
        await using var host = await TeamsHost.Started();
        var install = host.Activity("installationUpdate", null);
        install["action"] = "add";
        var members = host.Activity("conversationUpdate", null);
        members["membersAdded"] = new JsonArray(new JsonObject { ["id"] = host.Mari.Account }, new JsonObject { ["id"] = $"28:{TeamsDouble.App}" });
        JsonNode[] both = isReversed ? [members, install] : [install, members];
        foreach (var one in both.Concat(both))
            Assert.Equal(HttpStatusCode.Accepted, (await host.Post(one)).Status);
        Assert.Equal(1, host.Receiver.Received.Count(received => received.Activity.Type == "conversationUpdate"));
        Assert.Equal(2, host.Receiver.Received.Count(received => received.Activity is { Type: "event", Name: Activity.Reachability }));
    }

    [Theory]
    [InlineData("installationUpdate", "remove")]
    [InlineData("conversationUpdate", null)]
    public async Task Removing_makes_the_person_unreachable(string type, string? action)
    {
        await using var host = await TeamsHost.Started();
        var activity = host.Activity(type, null);
        activity["action"] = action;
        activity["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = host.Mari.Account });
        await host.Post(activity);
        Assert.Equal([$"{TeamsDouble.Tenant}:{TeamsDouble.Person}"], host.Departures.Users);
        var told = Assert.Single(host.Receiver.Received).Activity;
        Assert.Equal((Activity.Reachability, false), (told.Name, told.Value!.Value.GetProperty("reachable").GetBoolean()));
    }

    [Fact]
    public async Task Who_is_removed_from_a_team_leaves_and_that_we_are_removed_is_nobodys_leaving()
    {
        await using var host = await TeamsHost.Started();
        var removed = InGroup(host, "channel");
        (removed["type"], removed["text"]) = ("conversationUpdate", null);
        removed["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = "29:kai", ["aadObjectId"] = "AAAAAAAA-0000-0000-0000-000000000001" }, new JsonObject { ["id"] = $"28:{TeamsDouble.App}", ["aadObjectId"] = "x" });
        host.Departures.CanStore = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Post(removed)).Status);
        host.Departures.CanStore = true;
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(removed)).Status);
        Assert.Equal([$"{TeamsDouble.Tenant}:aaaaaaaa-0000-0000-0000-000000000001"], host.Departures.Users);
        Assert.Empty(host.Receiver.Received);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    [InlineData(null)]
    public async Task A_group_hears_one_sentence_and_only_when_it_asks(string? type)
    {
        await using var host = await TeamsHost.Started();
        var aside = InGroup(host, type);
        await host.Post(aside);
        Assert.Empty(host.World.Calls);
        var mention = InGroup(host, type);
        mention["text"] = "<at>Abiline</at> kuidas läheb pere Tammel?";
        mention["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = $"28:{TeamsDouble.App}" }, ["text"] = "<at>Abiline</at>" });
        for (var i = 0; i < 3; i++)
        {
            mention["id"] = $"g{i}";
            Assert.Equal(HttpStatusCode.Accepted, (await host.Post(mention)).Status);
        }
        await ChannelHost.Until(() => host.World.Said.Any(), "the sentence is said");
        var said = Assert.Single(host.World.Said);
        Assert.Equal("[group:et]", said["text"]!.GetValue<string>());
        Assert.Null(said["recipient"]);
        Assert.Empty(host.Receiver.Received);
    }

    private static JsonObject InGroup(TeamsHost host, string? type)
    {
        var activity = host.Activity();
        activity["conversation"] = new JsonObject { ["id"] = "19:abc@thread.tacv2;messageid=5", ["conversationType"] = type, ["isGroup"] = true, ["tenantId"] = TeamsDouble.Tenant };
        return activity;
    }

    [Fact]
    public async Task Files_are_declined_and_an_html_copy_of_the_words_is_no_file()
    {
        await using var host = await TeamsHost.Started();
        var copy = host.Activity();
        copy["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>tere</p>" });
        await host.Post(copy);
        Assert.Single(host.Receiver.Received);
        var file = host.Activity(text: null);
        file["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.teams.file.download.info", ["name"] = "leht.pdf" });
        await host.Post(file);
        await ChannelHost.Until(() => host.World.Said.Any(), "it is declined");
        Assert.Equal("[unreadable:et]", host.World.Said.Single()["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_edit_is_told_as_one_and_every_edit_counts()
    {
        await using var host = await TeamsHost.Started();
        await host.Post(host.Activity(id: "m"));
        for (var i = 1; i <= 2; i++)
        {
            var edit = host.Activity("messageUpdate", $"parandus {i}", "m");
            (edit["timestamp"], edit["channelData"]!["eventType"]) = ($"2026-11-21T23:42:0{i}.000Z", "editMessage");
            await host.Post(edit);
            await host.Post(edit);
        }
        Assert.Equal(["tere", "parandus 1", "parandus 2"], host.Receiver.Received.Select(received => received.Activity.Text));
        Assert.Equal([Activity.MessageUpdate, Activity.MessageUpdate], host.Receiver.Received.Skip(1).Select(received => received.Activity.Type));
    }

    [Fact]
    public async Task Activities_of_every_wrong_shape_are_never_a_server_error()
    {
        await using var host = await TeamsHost.Started(options => options with { PressPatience = TimeSpan.FromMilliseconds(1) });
        var random = new Random(20260102);
        var token = host.Token();
        for (var i = 0; i < 400; i++)
        {
            JsonObject sound = (i % 4) switch { 0 => host.Activity(), 1 => host.Invoke("h:0"), 2 => host.Activity("installationUpdate"), _ => InGroup(host, "channel") };
            for (var n = random.Next(1, 4); n > 0; n--)
                Spoil(sound, random);
            var (status, body) = await host.Post(sound.ToJsonString(), token);
            Assert.True(status < HttpStatusCode.InternalServerError || status == HttpStatusCode.NotImplemented, $"round {i}: {status} {body} for {sound.ToJsonString()}");
        }
    }

    private static void Spoil(JsonNode node, Random random)
    {
        while (node is JsonObject { Count: > 0 } map)
        {
            var (name, value) = map.ElementAt(random.Next(map.Count));
            if (value is JsonObject && random.Next(3) > 0)
            {
                node = value;
                continue;
            }
            // The checks of who and where are tested elsewhere; here it is about what comes after them.
            if (name is "channelId" or "serviceUrl" or "tenantId" or "tenant" && random.Next(4) > 0)
                continue;
            map[name] = random.Next(10) switch
            {
                0 => null, 1 => 0, 2 => -1.5e300, 3 => "", 4 => new string('õ', random.Next(9_000)), 5 => true, 6 => new JsonArray(null, 1, "x", new JsonObject()),
                7 => new JsonObject { ["id"] = null }, 8 => "\u0000\u202E@@//:: ..", _ => "<at><at>x</at>",
            };
            return;
        }
    }
}
