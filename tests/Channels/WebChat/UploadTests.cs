using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Assistant.Protocol;

namespace Assistant.Tests.Channels.WebChat;

/// <summary>Files from the page: taken when they were asked for, from the page itself, and no larger than may be.</summary>
public class UploadTests
{
    private static readonly byte[] pdf = [.. "%PDF-1.7"u8];

    [Fact]
    public async Task A_file_that_was_asked_for_arrives_with_its_name_its_bytes_and_the_words_and_once()
    {
        var (host, client) = await Asked();
        await using var _ = host;
        using var __ = client;
        for (var time = 0; time < 2; time++)
        {
            // The second time the question is over, as it is for a page that did not hear the first answer.
            var answer = await Upload(client, Form("Õhtune leht.pdf", pdf, "Vaata lk 2", "f-1"));
            Assert.Equal(time == 0 ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.StatusCode);
        }
        var (activity, unique, user) = host.Dialogue.Received[^1];
        Assert.Equal(($"{client.Conversation}:f-1", user, "Vaata lk 2", "webchat"), (unique, activity.From!.Id, activity.Text, activity.ChannelId));
        var file = HandedIn.Of(activity)!;
        Assert.Equal(("Õhtune leht.pdf", (long)pdf.Length), (file.Name, file.Size));
        Assert.Equal(pdf, file.Content!.Value.ToArray());
        var shown = (await client.Read()).Activities[^2];
        Assert.Equal(("Õhtune leht.pdf", false), (shown.GetProperty("attachments")[0].GetProperty("name").GetString(), shown.GetProperty("attachments")[0].TryGetProperty("contentUrl", out var _)));
    }

    [Fact]
    public async Task Of_the_largest_file_every_byte_arrives_and_a_larger_one_is_413()
    {
        var (host, client) = await Asked();
        await using var _ = host;
        using var __ = client;
        var length = HandedIn.Largest;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Upload(client, Form("a.pdf", new byte[length + 1]))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Upload(client, Form("a.pdf", new byte[length * 2]))).StatusCode);
        Assert.Single(host.Dialogue.Received);
        Assert.Equal(HttpStatusCode.OK, (await Upload(client, Form("a.pdf", new byte[length]))).StatusCode);
        Assert.Equal(length, HandedIn.Of(host.Dialogue.Received[^1].Activity)!.Content!.Value.Length);
    }

    [Fact]
    public async Task A_file_that_nobody_asked_for_is_not_read()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        Assert.Equal(HttpStatusCode.Conflict, (await Upload(client, Form("leht.pdf", pdf))).StatusCode);
        Assert.Empty(host.Dialogue.Received);
    }

    [Fact]
    public async Task Nobody_uploads_from_another_site_without_the_token_or_into_somebody_elses_chat()
    {
        var (host, client) = await Asked();
        await using var _ = host;
        using var __ = client;
        Assert.Equal(HttpStatusCode.Forbidden, (await Upload(client, Form("leht.pdf", pdf), request => request.Headers.Add("Origin", "https://evil.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Upload(client, Form("leht.pdf", pdf), request => request.Headers.Add("Sec-Fetch-Site", "cross-site"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Upload(client, Form("leht.pdf", pdf), request => request.Headers.Authorization = null)).StatusCode);
        using var other = await ChatClient.Opened(host);
        other.Token = client.Token;
        Assert.Equal(HttpStatusCode.NotFound, (await other.Send(HttpMethod.Post, $"conversations/{client.Conversation}/upload", Form("leht.pdf", pdf))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Upload(other, Form("leht.pdf", pdf))).StatusCode);
        other.Cookie = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await Upload(other, Form("leht.pdf", pdf))).StatusCode);
        Assert.Single(host.Dialogue.Received);
    }

    public static TheoryData<string> Malformed => ["no form", "no boundary", "no end", "file first", "no file", "no name", "an event", "not json"];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_no_file_with_words_is_400(string what)
    {
        var (host, client) = await Asked();
        await using var _ = host;
        using var __ = client;
        HttpContent body = what switch
        {
            "no form" => new ByteArrayContent(pdf),
            "no boundary" => new ByteArrayContent(pdf) { Headers = { ContentType = new("multipart/form-data") } },
            "no end" => new StringContent("--b\r\nContent-Disposition: form-data; name=\"activity\"\r\n\r\n{}", Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b") } },
            "file first" => new MultipartFormDataContent { { new ByteArrayContent(pdf), "file", "a.pdf" }, { Json("""{"type":"message"}"""), "activity" } },
            "no file" => new MultipartFormDataContent { { Json("""{"type":"message","text":"tere"}"""), "activity" } },
            "no name" => new MultipartFormDataContent { { Json("""{"type":"message"}"""), "activity" }, { new ByteArrayContent(pdf), "file" } },
            "an event" => new MultipartFormDataContent { { Json("""{"type":"event","name":"webchat/join"}"""), "activity" }, { new ByteArrayContent(pdf), "file", "a.pdf" } },
            _ => new MultipartFormDataContent { { Json("tere"), "activity" }, { new ByteArrayContent(pdf), "file", "a.pdf" } },
        };
        Assert.Equal(HttpStatusCode.BadRequest, (await Upload(client, body)).StatusCode);
        Assert.Single(host.Dialogue.Received);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_and_the_page_may_come_again()
    {
        var (host, client) = await Asked();
        await using var _ = host;
        using var __ = client;
        host.Dialogue.Refusal = Receipt.Unavailable;
        var refused = await Upload(client, Form("leht.pdf", pdf));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (refused.StatusCode, refused.Headers.RetryAfter is not null));
        host.Dialogue.Refusal = null;
        Assert.Equal(HttpStatusCode.OK, (await Upload(client, Form("leht.pdf", pdf))).StatusCode);
    }

    private static async Task<(FakeChatHost, ChatClient)> Asked()
    {
        var host = await FakeChatHost.Started();
        var client = await ChatClient.Opened(host);
        await client.Say("materjal");
        return (host, client);
    }

    private static Task<HttpResponseMessage> Upload(ChatClient client, HttpContent body, Action<HttpRequestMessage>? change = null) =>
        client.Send(HttpMethod.Post, $"conversations/{client.Conversation}/upload", body, change);

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static MultipartFormDataContent Form(string name, byte[] content, string words = "", string id = "f-9") => new()
    {
        { Json(System.Text.Json.JsonSerializer.Serialize(new { type = "message", text = words, channelData = new { clientActivityID = id } })), "activity" },
        { new ByteArrayContent(content), "file", name },
    };
}
