using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Teams;

/// <summary>Files: offered, allowed, handed over.</summary>
[Collection(Alone.Name)]
public sealed class FileTests
{
    private const long number = 7;
    private static readonly Message invitation = new() { Text = "Ava see fail.", Language = "et", File = new("calendar.ics", "text/calendar", [.. Encoding.UTF8.GetBytes("BEGIN:VCALENDAR")]) };

    private static async Task<TeamsHost> Offered()
    {
        var host = await TeamsHost.Started();
        host.Sent.Messages[number] = invitation;
        Assert.Equal(SendOutcome.Delivered, (await host.Channel.Send(host.Mari, invitation, number, CancellationToken.None)).Outcome);
        return host;
    }

    private static JsonObject Answer(TeamsHost host, string action, string path = "storage/1", long about = number)
    {
        var invoke = host.Activity("invoke", null);
        (invoke["name"], invoke["replyToId"]) = ("fileConsent/invoke", "card-1");
        invoke["value"] = new JsonObject
        {
            ["type"] = "fileUpload", ["action"] = action, ["context"] = new JsonObject { ["file"] = about },
            ["uploadInfo"] = action != "accept" ? null : new JsonObject
            {
                ["contentUrl"] = "https://x.sharepoint.com/calendar.ics", ["name"] = "calendar.ics", ["uploadUrl"] = path.Contains(':', StringComparison.Ordinal) ? path : $"{host.World.Address}{path}",
                ["uniqueId"] = "u-1", ["fileType"] = "ics",
            },
        };
        return invoke;
    }

    [Fact]
    public async Task A_file_is_offered_below_its_words_and_none_of_it_leaves_before_it_is_allowed()
    {
        await using var host = await Offered();
        var said = host.World.Said.ToArray();
        Assert.Equal("Ava see fail.", (string?)said[0]["text"]);
        var offer = Assert.Single(said[1]["attachments"]!.AsArray())!;
        Assert.Equal((Files.Offer, "calendar.ics", 15, 7), ((string?)offer["contentType"], (string?)offer["name"], (int)offer["content"]!["sizeInBytes"]!, (int)offer["content"]!["acceptContext"]!["file"]!));
        Assert.DoesNotContain("VCALENDAR", said[1].ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(host.World.Uploads);
    }

    [Fact]
    public async Task Allowed_it_is_put_where_teams_says_without_our_token_and_shown()
    {
        await using var host = await Offered();
        Assert.Equal(HttpStatusCode.OK, (await host.Post(Answer(host, "accept"))).Status);
        await ChannelHost.Until(() => host.World.Calls.Any(call => call.Method == "DELETE"), "the offer goes");
        var stored = Assert.Single(host.World.Uploads);
        Assert.Equal(("BEGIN:VCALENDAR", "bytes 0-14/15", false), (Encoding.UTF8.GetString(stored.Content), stored.Range, stored.HadToken));
        var shown = host.World.Said.Last()["attachments"]![0]!;
        Assert.Equal((Files.There, "calendar.ics", "u-1"), ((string?)shown["contentType"], (string?)shown["name"], (string?)shown["content"]!["uniqueId"]));
        // Delivered again it is the same answer.
        Assert.Equal(HttpStatusCode.OK, (await host.Post(Answer(host, "accept"))).Status);
        Assert.Single(host.World.Uploads);
    }

    [Fact]
    public async Task Not_allowed_the_offer_goes_and_nothing_is_handed_over()
    {
        await using var host = await Offered();
        Assert.Equal(HttpStatusCode.OK, (await host.Post(Answer(host, "decline"))).Status);
        await ChannelHost.Until(() => host.World.Calls.Any(call => call.Method == "DELETE"), "the offer goes");
        Assert.Empty(host.World.Uploads);
    }

    [Theory]
    [InlineData("storage/1", 8L)]
    [InlineData("https://evil.example/x", number)]
    [InlineData("http://tenant.sharepoint.com/x", number)]
    [InlineData("https://sharepoint.com.evil.example/x", number)]
    public async Task What_is_not_ours_to_give_or_not_their_place_is_not_handed_over(string path, long about)
    {
        await using var host = await Offered();
        Assert.Equal(HttpStatusCode.OK, (await host.Post(Answer(host, "accept", path, about))).Status);
        await ChannelHost.Until(() => host.World.Said.Any(said => (string?)said["text"] == "[file-failed:et]"), "the person is told");
        Assert.Empty(host.World.Uploads);
    }

    [Fact]
    public async Task A_full_storage_is_told_and_the_file_can_be_allowed_again()
    {
        await using var host = await Offered();
        host.World.StorageIsFull = true;
        await host.Post(Answer(host, "accept"));
        await ChannelHost.Until(() => host.World.Said.Any(said => (string?)said["text"] == "[file-failed:et]"), "the person is told");
        host.World.StorageIsFull = false;
        await host.Post(Answer(host, "accept"));
        await ChannelHost.Until(() => host.World.Uploads.Count == 2, "it is handed over");
    }

    [Fact]
    public async Task An_answer_about_no_file_is_400()
    {
        await using var host = await TeamsHost.Started();
        var invoke = Answer(host, "accept");
        invoke["value"] = new JsonObject();
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Post(invoke)).Status);
    }

    [Theory]
    [InlineData("https://contoso-my.sharepoint.com/personal/x", true)]
    [InlineData("https://contoso-my.sharepoint.com:444/personal/x", false)]
    [InlineData("http://localhost/x", false)]
    public void In_production_files_go_to_the_organisations_own_storage_alone(string url, bool isAllowed) =>
        Assert.Equal(isAllowed, Files.IsStorage(new(url), new() { AppId = "a", TenantId = "t" }));
}
