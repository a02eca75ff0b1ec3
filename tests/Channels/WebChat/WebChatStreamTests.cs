using System.Net;
using System.Text.Json;
using Assistant.Channels.WebChat;
using Assistant.Protocol;

namespace Assistant.Tests.Channels.WebChat;

public class WebChatStreamTests
{
    private static readonly WebChatOptions Options = new() { Key = new byte[WebChatOptions.MinKey] };

    private static string[] Texts(string data) =>
        [.. JsonElement.Parse(data).GetProperty("activities").EnumerateArray().Select(activity => activity.GetProperty("text").GetString()!)];

    [Fact]
    public async Task Reading_goes_on_after_the_watermark()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        Assert.Equal((0, "0"), ((await client.Read()).Activities.Length, (await client.Read()).Watermark));
        await client.Say("üks");
        var (first, watermark) = await client.Read();
        Assert.Equal(2, first.Length);
        Assert.Empty((await client.Read(watermark)).Activities);
        await client.Say("kaks");
        Assert.Equal(["kaks", "Kuulsin: kaks"], (await client.Read(watermark)).Activities.Select(activity => activity.GetProperty("text").GetString()));
        Assert.Equal(4, (await client.Read()).Activities.Length);
    }

    [Fact]
    public async Task A_message_is_shown_the_way_a_direct_line_client_expects()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        host.Dialogue.Say(client.Conversation, new() { Text = "Kas sobib?", Language = "et", Buttons = [new("k:0", "Jah"), new("k:1", "Ei")], Input = new(InputKind.Date, Min: "2026-11-22") });
        var activity = (await client.Read()).Activities.Single();
        Assert.Equal("""{"actions":[{"title":"Jah","value":{"press":"k:0"},"type":"messageBack","text":"Jah","displayText":"Jah"},{"title":"Ei","value":{"press":"k:1"},"type":"messageBack","text":"Ei","displayText":"Ei"}]}""",
            activity.GetProperty("suggestedActions").GetRawText());
        Assert.Equal(("message", "bot", "et", "plain"), (activity.GetProperty("type").GetString(), activity.GetProperty("from").GetProperty("role").GetString(),
            activity.GetProperty("locale").GetString(), activity.GetProperty("textFormat").GetString()));
        Assert.Equal("""{"input":{"kind":"Date","min":"2026-11-22"}}""", activity.GetProperty("channelData").GetRawText());
    }

    [Fact]
    public async Task The_stream_brings_what_was_said_before_and_then_what_is_said()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        await client.Say("enne");
        using var stream = await client.Stream();
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["enne", "Kuulsin: enne"], Texts((await stream.NextNamed("activities")).Data));
        host.Dialogue.Say(client.Conversation, new() { Text = "pärast" });
        var next = await stream.NextNamed("activities");
        Assert.Equal(["pärast"], Texts(next.Data));
        Assert.Equal(next.Id, (await client.Read()).Watermark);
    }

    [Fact]
    public async Task The_browsers_last_event_counts_more_than_the_address()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        await client.Say("üks");
        var watermark = (await client.Read()).Watermark;
        await client.Say("kaks");
        using var stream = await client.Stream(watermark: "0", lastEventId: watermark);
        Assert.Equal(["kaks", "Kuulsin: kaks"], Texts((await stream.NextNamed("activities")).Data));
    }

    [Fact]
    public async Task A_reader_who_is_cut_off_again_and_again_misses_nothing_and_gets_nothing_twice()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        const int messages = 400;
        var random = new Random(3);
        var talking = Task.Run(async () =>
        {
            for (var number = 1; number <= messages; number++)
            {
                host.Dialogue.Say(client.Conversation, new() { Text = $"{number}" });
                if (number % 7 == 0) await Task.Delay(1);
            }
        });
        var read = new List<string>();
        var (watermark, cuts) = ("0", 0);
        while (read.Count < messages)
        {
            using var stream = cuts % 2 == 0 ? await client.Stream(watermark) : await client.Stream(lastEventId: watermark);
            for (var events = random.Next(0, 4); events > 0 && read.Count < messages; events--)
            {
                var next = await stream.NextNamed("activities");
                read.AddRange(Texts(next.Data));
                watermark = next.Id!;
            }
            cuts++;
        }
        await talking;
        Assert.Equal(Enumerable.Range(1, messages).Select(number => $"{number}"), read);
        Assert.True(cuts > 5, $"only {cuts} cuts");
        // Those who left are forgotten.
        await Eventually(() => host.Signal.Readers(WebChatChannel.ChannelId, client.Conversation) == 0);
    }

    [Fact]
    public async Task Typing_is_shown_while_a_turn_is_under_way()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        using var stream = await client.Stream();
        await Eventually(() => host.Signal.Readers(WebChatChannel.ChannelId, client.Conversation) == 1);
        host.Dialogue.Thinking = TimeSpan.FromMilliseconds(300);
        await client.Say("tere");
        await stream.NextNamed("typing");
        Assert.Equal(["Kuulsin: tere"], Texts((await NextWithout(stream, "tere")).Data));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_shown_all_the_same_and_moves_no_watermark()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        await client.Say("tere");
        using var stream = await client.Stream();
        await stream.NextNamed("activities");
        host.Dialogue.Fault = new IOException("disk full");
        host.Signal.Show(WebChatChannel.ChannelId, client.Conversation, new() { Text = "Helista 112." });
        var shown = await stream.NextNamed("unstored");
        Assert.Equal((null, "Helista 112."), (shown.Id, Texts(shown.Data).Single()));
    }

    [Fact]
    public async Task A_quiet_stream_shows_that_it_lives()
    {
        await using var host = await FakeChatHost.Started(Options with { KeepAlive = TimeSpan.FromMilliseconds(50) });
        using var client = await ChatClient.Opened(host);
        using var stream = await client.Stream();
        await stream.NextNamed(":");
        await stream.NextNamed(":");
    }

    [Fact]
    public async Task Even_a_lost_signal_only_delays_a_message()
    {
        await using var host = await FakeChatHost.Started(Options with { KeepAlive = TimeSpan.FromMilliseconds(50) });
        using var client = await ChatClient.Opened(host);
        using var stream = await client.Stream();
        host.Dialogue.Signal = null;
        host.Dialogue.Say(client.Conversation, new() { Text = "vaikselt" });
        Assert.Equal(["vaikselt"], Texts((await stream.NextNamed("activities")).Data));
    }

    [Fact]
    public async Task The_newest_stream_takes_the_place_of_the_oldest_and_the_house_has_an_end()
    {
        await using var host = await FakeChatHost.Started(Options with { MaxStreamsPerConversation = 2, MaxStreams = 4 });
        using var client = await ChatClient.Opened(host);
        using var first = await client.Stream();
        using var second = await client.Stream();
        using var third = await client.Stream();
        await first.NextNamed("superseded");
        Assert.Null(await first.Next());
        host.Dialogue.Say(client.Conversation, new() { Text = "tere" });
        await second.NextNamed("activities");
        await third.NextNamed("activities");

        using var other = await ChatClient.Opened(host);
        using var fourth = await other.Stream();
        using var fifth = await other.Stream();
        using var more = await ChatClient.Opened(host);
        using var full = await more.Stream();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.Response.StatusCode);
        second.Dispose();
        await Eventually(async () => { using var again = await more.Stream(); return again.Response.IsSuccessStatusCode; });
    }

    [Fact]
    public async Task Open_streams_do_not_hold_up_a_stop()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        using var stream = await client.Stream();
        await host.Stop().WaitAsync(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_document_is_for_its_reader_and_is_saved_rather_than_opened()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        await client.Say("fail");
        var attachment = (await client.Read()).Activities[1].GetProperty("attachments")[0];
        var path = attachment.GetProperty("contentUrl").GetString()!["/v3/directline/".Length..];
        var response = await client.Send(HttpMethod.Get, path);
        Assert.Equal("Tere!", await response.Content.ReadAsStringAsync());
        Assert.Equal(("attachment", "leht.txt"), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("default-src 'none'; sandbox", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await client.Send(HttpMethod.Get, path.Replace("/2/", "/1/", StringComparison.Ordinal))).StatusCode);
    }

    private static async Task<(string Name, string? Id, string Data)> NextWithout(EventReader stream, string text)
    {
        while (true)
        {
            var next = await stream.NextNamed("activities");
            if (!Texts(next.Data).Contains(text)) return next;
        }
    }

    private static Task Eventually(Func<bool> holds) => Eventually(() => Task.FromResult(holds()));

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var round = 0; round < 1000; round++)
        {
            if (await holds()) return;
            await Task.Delay(30);
        }
        Assert.Fail("did not come true within 30 s");
    }
}
