using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Assistant.Tests.Channels.WebChat;

/// <summary>A browser without a page: cookies of its own, and the requests the page makes.</summary>
public sealed class ChatClient(FakeChatHost host, string? role = null) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = host.Address };

    public string? Cookie { get; set; }
    public string? Token { get; set; }
    public string Conversation { get; private set; } = "";

    public static async Task<ChatClient> Opened(FakeChatHost host, string? role = null)
    {
        var client = new ChatClient(host, role);
        await client.Open();
        return client;
    }

    public async Task<JsonElement> Open()
    {
        var response = await Send(HttpMethod.Post, "conversations");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var opened = await response.Content.ReadFromJsonAsync<JsonElement>();
        (Conversation, Token) = (opened.GetProperty("conversationId").GetString()!, opened.GetProperty("token").GetString());
        return opened;
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body = null, Action<HttpRequestMessage>? change = null)
    {
        var query = role is null ? "" : (path.Contains('?') ? "&" : "?") + "role=" + role;
        using var request = new HttpRequestMessage(method, $"/v3/directline/{path}{query}") { Content = body };
        if (Cookie is not null) request.Headers.Add("Cookie", Cookie);
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        change?.Invoke(request);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies)) Cookie = cookies.Single().Split(';')[0];
        return response;
    }

    public Task<HttpResponseMessage> PostRaw(byte[] body, string type = "application/json") =>
        Send(HttpMethod.Post, $"conversations/{Conversation}/activities", new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } });

    public Task<HttpResponseMessage> PostJson(string json) => PostRaw(Encoding.UTF8.GetBytes(json));

    public Task<HttpResponseMessage> Say(string text, string? id = null) => PostJson(JsonSerializer.Serialize(
        id is null ? (object)new { type = "message", text } : new { type = "message", text, channelData = new { clientActivityID = id } }));

    public async Task<(JsonElement[] Activities, string Watermark)> Read(string? watermark = null)
    {
        var response = await Send(HttpMethod.Get, $"conversations/{Conversation}/activities" + (watermark is null ? "" : "?watermark=" + watermark));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var set = await response.Content.ReadFromJsonAsync<JsonElement>();
        return ([.. set.GetProperty("activities").EnumerateArray()], set.GetProperty("watermark").GetString()!);
    }

    /// <summary>Opens the stream; the response is the caller's to end.</summary>
    public async Task<EventReader> Stream(string? watermark = null, string? lastEventId = null)
    {
        var response = await Send(HttpMethod.Get, $"conversations/{Conversation}/stream" + (watermark is null ? "" : "?watermark=" + watermark),
            change: request => { if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId); });
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public void Dispose() => http.Dispose();
}

/// <summary>Reads server-sent events as a browser does.</summary>
public sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    public HttpResponseMessage Response => response;

    /// <returns>The next event, comments as events named <c>:</c>; <see langword="null"/> at the end of the stream.</returns>
    public async Task<(string Name, string? Id, string Data)?> Next(double seconds = 5)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var (name, id, data) = ("message", (string?)null, "");
        while (await lines.ReadLineAsync(soon.Token) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0 || name == ":") return (name, id, data);
                continue;
            }
            if (line[0] == ':') name = ":";
            var (field, value) = (line.Split(": ")[0], line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
            if (field == "event") name = value;
            else if (field == "id") id = value;
            else if (field == "data") data = value;
        }
        return null;
    }

    public async Task<(string Name, string? Id, string Data)> NextNamed(string name)
    {
        while (true)
        {
            var next = await Next() ?? throw new EndOfStreamException();
            if (next.Name == name) return next;
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
