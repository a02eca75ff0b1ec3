using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Assistant.Protocol;
using Assistant.Tests.Protocol;

namespace Assistant.Tests.Channels.WebChat;

public class WebChatPostTests
{
    [Fact]
    public async Task What_the_host_gets_says_who_and_where_in_our_words_not_the_browsers()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        var response = await client.PostJson("""
            {"type":"message","id":"mine","text":"tere\u0000","timestamp":"1999-01-01T00:00:00Z","channelId":"msteams","serviceUrl":"https://evil.example","locale":"et-EE",
             "from":{"id":"demo-coordinator:1","name":"Anne","role":"bot"},"recipient":{"id":"x"},"conversation":{"id":"other"},"textFormat":"xml","replyToId":"7",
             "value":{"any":"thing"},"channelData":{"clientActivityID":"a1","more":1},"entities":[],"attachments":[{}],"name":"n"}
            """);
        Assert.Equal((HttpStatusCode.OK, """{"id":"a1"}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        var (activity, uniqueId, userId) = host.Dialogue.Received.Single();
        Assert.Equal($"{client.Conversation}:a1", uniqueId);
        Assert.Equal(userId, activity.From!.Id);
        Assert.Equal(("message", "a1", "tere", "webchat", "plain", "et-EE"), (activity.Type, activity.Id, activity.Text, activity.ChannelId, activity.TextFormat, activity.Locale));
        Assert.Equal((client.Conversation, "assistant", "user"), (activity.Conversation!.Id, activity.Recipient!.Id, activity.From.Role));
        Assert.Null(activity.From.Name);
        Assert.Null(activity.ServiceUrl);
        Assert.Null(activity.Value);
        Assert.Null(activity.Rest);
        Assert.True(activity.Timestamp > DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal("""{"clientActivityID":"a1"}""", activity.ChannelData!.Value.GetRawText());
    }

    [Fact]
    public async Task A_message_posted_twice_is_one_message_with_one_id()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        for (var time = 0; time < 3; time++)
            Assert.Equal("""{"id":"q-1"}""", await (await client.Say("tere", "q-1")).Content.ReadAsStringAsync());
        var (activities, _) = await client.Read();
        Assert.Equal(["tere", "Kuulsin: tere"], activities.Select(activity => activity.GetProperty("text").GetString()));
        Assert.Equal("q-1", activities[0].GetProperty("channelData").GetProperty("clientActivityID").GetString());
    }

    [Fact]
    public async Task The_same_message_without_an_id_of_its_own_is_two_messages()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        await client.Say("tere");
        await client.Say("tere");
        Assert.Equal(2, host.Dialogue.Received.DistinctBy(received => received.UniqueId).Count());
    }

    [Fact]
    public async Task Presses_and_forms_arrive_with_their_values()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        await client.PostJson("""{"type":"message","text":"Jah","value":{"press":"abc:1"}}""");
        await client.PostJson("""{"type":"message","text":"Saada","value":{"form":"f1","fields":{"when":"2026-11-25"}}}""");
        Assert.Equal(new Press("abc", 1), Press.Of(host.Dialogue.Received[0].Activity));
        Assert.Equal("2026-11-25", Submission.Of(host.Dialogue.Received[1].Activity)!.Fields["when"]);
    }

    [Fact]
    public async Task Joining_reaches_the_host_once_and_is_no_part_of_what_people_see()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        for (var time = 0; time < 2; time++)
            await client.PostJson("""{"type":"event","name":"webchat/join","locale":"ru","channelData":{"clientActivityID":"join"}}""");
        Assert.Equal(("conversationUpdate", "ru"), (host.Dialogue.Received.Single().Activity.Type, host.Dialogue.Received.Single().Activity.Locale));
        Assert.All((await client.Read()).Activities, activity => Assert.Equal("bot", activity.GetProperty("from").GetProperty("role").GetString()));
    }

    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"event","name":"unknown"}""")]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{}}""")]
    [InlineData("""{"type":"conversationUpdate"}""")]
    [InlineData("""{"type":"never-heard-of"}""")]
    public async Task What_means_nothing_to_us_is_acknowledged_and_ignored(string json)
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        Assert.Equal(HttpStatusCode.OK, (await client.PostJson(json)).StatusCode);
        Assert.Empty(host.Dialogue.Received);
    }

    [Theory]
    [InlineData(Receipt.Unavailable, HttpStatusCode.ServiceUnavailable, "unavailable")]
    [InlineData(Receipt.TooMany, HttpStatusCode.TooManyRequests, "too-many")]
    public async Task Nothing_is_acknowledged_before_it_is_stored(Receipt refusal, HttpStatusCode status, string code)
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        host.Dialogue.Refusal = refusal;
        var response = await client.Say("tere", "a1");
        Assert.Equal((status, $$$"""{"error":{"code":"{{{code}}}"}}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.NotNull(response.Headers.RetryAfter);
        host.Dialogue.Refusal = null;
        Assert.Equal(HttpStatusCode.OK, (await client.Say("tere", "a1")).StatusCode);
    }

    [Fact]
    public async Task A_fault_behind_the_ports_is_a_503_without_a_word_about_it()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        host.Dialogue.Fault = new InvalidOperationException("secret table name");
        foreach (var response in (HttpResponseMessage[])
            [await client.Say("tere"), await client.Send(HttpMethod.Get, $"conversations/{client.Conversation}/activities"), await client.Send(HttpMethod.Get, $"conversations/{client.Conversation}/stream")])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("""{"error":{"code":"unavailable"}}""", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        var large = Encoding.UTF8.GetBytes($$"""{"type":"message","text":"{{new string('a', ActivityReader.MaxBytes)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostRaw(large)).StatusCode);
        using var chunked = new StreamContent(new MemoryStream(large)) { Headers = { ContentType = new("application/json") } };
        var response = await client.Send(HttpMethod.Post, $"conversations/{client.Conversation}/activities", chunked, request => request.Headers.TransferEncodingChunked = true);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{}", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"type":"message","type":"message"}""", HttpStatusCode.BadRequest)]
    [InlineData("application/json; charset=utf-8", """{"type":"message","text":"õ"}""", HttpStatusCode.OK)]
    public async Task A_bad_body_is_answered_with_a_code(string type, string body, HttpStatusCode status)
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        var response = await client.PostRaw(Encoding.UTF8.GetBytes(body), type);
        Assert.Equal(status, response.StatusCode);
        if (status != HttpStatusCode.OK) Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString() is { Length: > 3 });
    }

    [Fact]
    public async Task Hostile_bodies_and_addresses_never_get_a_server_error()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        var random = new Random(7);
        var seed = Encoding.UTF8.GetBytes(ActivityReaderTests.Rich);
        var answers = new Dictionary<HttpStatusCode, int>();
        for (var round = 0; round < 1_500; round++)
        {
            var bytes = seed.ToArray();
            for (var edits = random.Next(0, 3); edits > 0; edits--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            using var response = await client.PostRaw(bytes);
            answers[response.StatusCode] = answers.GetValueOrDefault(response.StatusCode) + 1;
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], answers.Keys.Order());
        string[] addresses =
        [
            $"conversations/{client.Conversation}/activities?watermark=-1", $"conversations/{client.Conversation}/activities?watermark=99999999999999999999",
            $"conversations/{client.Conversation}/activities?watermark=a&watermark=b", $"conversations/{client.Conversation}/stream?watermark=%00",
            $"conversations/{client.Conversation}/activities/0/file", $"conversations/{client.Conversation}/activities/-1/file", $"conversations/{client.Conversation}/activities/x/file",
            "conversations/%2e%2e/activities", "conversations/%00/activities", "conversations/" + new string('a', 5_000) + "/stream",
        ];
        foreach (var address in addresses)
            Assert.InRange((int)(await client.Send(HttpMethod.Get, address)).StatusCode, 400, 499);
    }
}
