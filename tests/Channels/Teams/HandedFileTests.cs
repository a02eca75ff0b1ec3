using System.Net;
using System.Text.Json.Nodes;
using Assistant.Protocol;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Teams;

/// <summary>Files that people send in Teams: fetched when they were asked for, from where files of an organisation lie.</summary>
[Collection(Alone.Name)]
public sealed class HandedFileTests
{
    private static readonly byte[] pdf = [.. "%PDF-1.7 leht"u8];

    [Fact]
    public async Task A_file_that_was_asked_for_comes_with_its_name_its_bytes_and_the_words_and_without_our_token()
    {
        await using var host = await Started();
        await Post(host, "Vaata lk 2", There(host, "Õhtune leht.pdf"));
        var (activity, file) = Only(host);
        Assert.Equal(("Vaata lk 2", "Õhtune leht.pdf", (long)pdf.Length), (activity.Text, file.Name, file.Size));
        Assert.Equal(pdf, file.Content!.Value.ToArray());
        Assert.False(Assert.Single(host.World.Fetched));
        Assert.Empty(host.World.Said);
        Assert.DoesNotContain(host.Log.All, line => line.Contains("storage/leht", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delivered_twice_it_is_one_file()
    {
        await using var host = await Started();
        var activity = host.Activity(text: null, id: "m-1");
        activity["attachments"] = new JsonArray(There(host, "leht.pdf"));
        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.Accepted, (await host.Post(activity.DeepClone())).Status);
        Assert.Single(host.Receiver.Received);
    }

    [Fact]
    public async Task A_pasted_picture_is_fetched_from_the_connector_with_our_token()
    {
        await using var host = await Started();
        host.World.Files["/emea/v3/attachments/1/views/original"] = [0x89, .. "PNG"u8];
        await Post(host, null, new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = $"{host.World.ServiceUrl}v3/attachments/1/views/original" });
        Assert.Equal(("foto.png", 4L), (Only(host).File.Name, Only(host).File.Size));
        Assert.True(Assert.Single(host.World.Fetched));
    }

    [Theory]
    [InlineData("https://evil.example/storage/leht.pdf")]
    [InlineData("http://contoso.sharepoint.com/storage/leht.pdf")]
    [InlineData("https://sharepoint.com.evil.example/leht.pdf")]
    [InlineData("https://contoso.sharepoint.com:444/leht.pdf")]
    [InlineData("https://mari@contoso.sharepoint.com/leht.pdf")]
    public async Task From_anywhere_else_nothing_is_fetched_and_the_person_hears_that_it_did_not_arrive(string url)
    {
        await using var host = await Started();
        await Post(host, null, There(host, "leht.pdf", url));
        Assert.Null(Only(host).File.Content);
        Assert.Empty(host.World.Fetched);
    }

    [Fact]
    public async Task A_picture_is_not_fetched_with_our_token_from_anywhere_but_the_service_that_sent_it()
    {
        await using var host = await Started();
        await Post(host, null, new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "https://evil.example/v3/attachments/1/views/original" });
        Assert.Null(Only(host).File.Content);
        Assert.Equal(0, host.World.TokensGiven);
    }

    [Fact]
    public async Task What_is_gone_or_too_large_is_told_of_and_not_taken()
    {
        await using var host = await Started();
        await Post(host, null, There(host, "kadunud.pdf", $"{host.World.Address}storage/kadunud"));
        host.World.Files["/storage/suur"] = new byte[HandedIn.Largest + 1];
        await Post(host, null, There(host, "suur.pdf", $"{host.World.Address}storage/suur"));
        var files = host.Receiver.Received.Select(received => HandedIn.Of(received.Activity)!).ToList();
        Assert.All(files, file => Assert.Null(file.Content));
        Assert.True(files[0].Size <= HandedIn.Largest);
        Assert.True(files[1].Size > HandedIn.Largest);
    }

    [Fact]
    public async Task Of_several_the_first_is_taken_and_the_person_is_told()
    {
        await using var host = await Started();
        await Post(host, "Siin", There(host, "leht.pdf"), There(host, "teine.pdf"));
        Assert.Equal("leht.pdf", Only(host).File.Name);
        await ChannelHost.Until(() => host.World.Said.Any(said => (string?)said["text"] == "[one-file:et]"), "the person is told");
    }

    [Fact]
    public async Task Of_a_file_that_nobody_asked_for_only_the_words_are_read()
    {
        await using var host = await Started(isOpen: false);
        await Post(host, "Vaata lk 2", There(host, "leht.pdf"));
        var (_, activity) = host.Receiver.Received.Single();
        Assert.Equal(("Vaata lk 2", null), (activity.Text, HandedIn.Of(activity)));
        await ChannelHost.Until(() => host.World.Said.Any(said => (string?)said["text"] == "[unreadable:et]"), "the person is told");
        Assert.Empty(host.World.Fetched);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Vaata lk 2")]
    public async Task Delivered_again_once_it_was_taken_it_is_passed_over_in_silence(string? words)
    {
        await using var host = await Started();
        var activity = host.Activity(text: words, id: "m-1");
        activity["attachments"] = new JsonArray(There(host, "leht.pdf"), There(host, "teine.pdf"));
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(activity.DeepClone())).Status);
        await ChannelHost.Until(() => host.World.Said.Any(), "of two files the first was taken");
        // No file is asked for any more, and the minute in which nothing is said twice is over.
        host.Door.IsWide = false;
        host.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(activity.DeepClone())).Status);
        // Whatever would be said to the second delivery would have been said before this, and its minute is over too.
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await Post(host, null, There(host, "kolmas.pdf"));
        await ChannelHost.Until(() => host.World.Said.Any(said => (string?)said["text"] == "[unreadable:et]"), "a new one is not wanted");
        Assert.Equal(["[one-file:et]", "[unreadable:et]"], host.World.Said.Select(said => (string?)said["text"]));
        Assert.Single(host.Receiver.Received);
        Assert.Single(host.World.Fetched);
    }

    private static async Task<TeamsHost> Started(bool isOpen = true)
    {
        var host = await TeamsHost.Started(before: host => host.Door.IsWide = isOpen);
        host.World.Files["/storage/leht"] = pdf;
        return host;
    }

    private static JsonObject There(TeamsHost host, string name, string? url = null) => new()
    {
        ["contentType"] = "application/vnd.microsoft.teams.file.download.info", ["name"] = name, ["contentUrl"] = "https://contoso.sharepoint.com/personal/mari/leht.pdf",
        ["content"] = new JsonObject { ["downloadUrl"] = url ?? $"{host.World.Address}storage/leht", ["uniqueId"] = "u-1", ["fileType"] = "pdf" },
    };

    private static async Task Post(TeamsHost host, string? words, params JsonObject[] attachments)
    {
        var activity = host.Activity(text: words);
        activity["attachments"] = new JsonArray([.. attachments]);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(activity)).Status);
    }

    private static (Activity Activity, HandedIn File) Only(TeamsHost host)
    {
        var (_, activity) = host.Receiver.Received.Single();
        return (activity, HandedIn.Of(activity)!);
    }
}
