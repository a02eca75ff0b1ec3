using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Assistant.Tests.Fakes;

/// <summary>A browser's half of the chat page's endpoint, without the browser.</summary>
public sealed class ChatClient : IDisposable
{
    private readonly HttpClient http;
    private readonly string role;
    private string conversation = "";
    private long watermark;

    /// <param name="cookies">Kept across restarts of the host, as a browser keeps them.</param>
    public ChatClient(Uri address, CookieContainer? cookies = null, string role = "")
    {
        this.role = role.Length == 0 ? "" : $"?role={role}";
        http = new(new SocketsHttpHandler { CookieContainer = cookies ?? new(), PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>The conversation's id.</summary>
    public string Conversation => conversation;

    /// <summary>What was read last; the next read goes on from there.</summary>
    public long Watermark => watermark;

    /// <summary>Opens the browser's conversation, the same one each time.</summary>
    public async Task Open()
    {
        using var answer = await http.PostAsync($"/v3/directline/conversations{role}", null);
        answer.EnsureSuccessStatusCode();
        var opened = await answer.Content.ReadFromJsonAsync<JsonElement>();
        conversation = opened.GetProperty("conversationId").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", opened.GetProperty("token").GetString());
    }

    /// <summary>Posts one message. Posting the same id again is the same message.</summary>
    public async Task<HttpStatusCode> Post(string id, string text, string? press = null)
    {
        object? value = press is null ? null : new { press };
        using var answer = await http.PostAsJsonAsync($"/v3/directline/conversations/{conversation}/activities{role}", new
        {
            type = "message", text, value, locale = "en", channelData = new { clientActivityID = id },
        });
        return answer.StatusCode;
    }

    /// <summary>Everything after the watermark, of both directions.</summary>
    public async Task<IReadOnlyList<JsonElement>> Read()
    {
        var separator = role.Length == 0 ? "?" : "&";
        var set = await http.GetFromJsonAsync<JsonElement>($"/v3/directline/conversations/{conversation}/activities{role}{separator}watermark={watermark}");
        watermark = long.Parse(set.GetProperty("watermark").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return [.. set.GetProperty("activities").EnumerateArray()];
    }

    /// <summary>Opens the stream; the caller reads it.</summary>
    public Task<Stream> Stream() => http.GetStreamAsync($"/v3/directline/conversations/{conversation}/stream{role}");

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
