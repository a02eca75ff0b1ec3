using System.Net;
using System.Text.Json;
using Assistant.Channels.WebChat;
using Microsoft.AspNetCore.Http;

namespace Assistant.Tests.Channels.WebChat;

public class WebChatIdentityTests
{
    private static readonly WebChatOptions Options = new() { Key = new byte[WebChatOptions.MinKey] };

    [Fact]
    public async Task A_browser_gets_a_signed_cookie_that_scripts_and_other_sites_cannot_use()
    {
        await using var host = await FakeChatHost.Started();
        using var client = new ChatClient(host);
        var response = await client.Send(HttpMethod.Post, "conversations");
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
        Assert.Matches("^chat=[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43};", cookie);
    }

    [Fact]
    public void Over_https_the_cookie_is_secure_and_bound_to_the_host()
    {
        var http = new DefaultHttpContext { Request = { Scheme = "https" } };
        new WebChatIdentity(Options, TimeProvider.System).Welcome(http);
        var cookie = http.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("__Host-chat=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_comes_back_finds_the_same_conversation_and_who_comes_new_another()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        var first = client.Conversation;
        await client.Open();
        Assert.Equal(first, client.Conversation);
        using var other = await ChatClient.Opened(host);
        Assert.NotEqual(first, other.Conversation);
    }

    [Fact]
    public async Task Reconnecting_names_the_stream_and_brings_a_token_that_posts()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        var opened = JsonElement.Parse(await (await client.Send(HttpMethod.Get, $"conversations/{client.Conversation}?watermark=3")).Content.ReadAsStringAsync());
        Assert.Equal((client.Conversation, 1_800, $"/v3/directline/conversations/{client.Conversation}/stream"),
            (opened.GetProperty("conversationId").GetString(), opened.GetProperty("expires_in").GetInt32(), opened.GetProperty("streamUrl").GetString()));
        client.Token = opened.GetProperty("token").GetString();
        Assert.Equal(HttpStatusCode.OK, (await client.Say("tere")).StatusCode);
    }

    [Fact]
    public async Task Each_role_of_the_demonstration_has_a_conversation_of_its_own_and_a_marked_user()
    {
        await using var host = await FakeChatHost.Started();
        using var parent = await ChatClient.Opened(host);
        using var coordinator = await ChatClient.Opened(host, "coordinator");
        await parent.Say("tere");
        await coordinator.Say("tere");
        Assert.DoesNotContain(':', host.Dialogue.Received[0].UserId);
        Assert.StartsWith("demo-coordinator:", host.Dialogue.Received[1].UserId, StringComparison.Ordinal);
        Assert.NotEqual(parent.Conversation, coordinator.Conversation);
        // The cookie of one role opens nothing in another.
        coordinator.Cookie = parent.Cookie!.Replace("chat=", "chat-coordinator=", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await coordinator.Say("tere")).StatusCode);
    }

    [Fact]
    public async Task Without_a_demonstration_nobody_chooses_a_role()
    {
        await using var host = await FakeChatHost.Started(Options);
        using var client = await ChatClient.Opened(host, "coordinator");
        await client.Say("tere");
        Assert.DoesNotContain("demo", host.Dialogue.Received.Single().UserId, StringComparison.Ordinal);
        Assert.False((await client.Open()).TryGetProperty("roles", out _));
    }

    [Theory]
    [InlineData("GET", "conversations/{0}")]
    [InlineData("GET", "conversations/{0}/activities")]
    [InlineData("GET", "conversations/{0}/stream")]
    [InlineData("GET", "conversations/{0}/activities/1/file")]
    [InlineData("POST", "conversations/{0}/activities")]
    public async Task A_conversation_of_somebody_else_and_one_that_never_was_get_the_same_answer(string method, string path)
    {
        await using var host = await FakeChatHost.Started();
        using var owner = await ChatClient.Opened(host);
        await owner.Say("fail");
        using var stranger = await ChatClient.Opened(host);
        async Task<(HttpStatusCode, string)> Try(string conversation)
        {
            var response = await stranger.Send(new(method), string.Format(null, path, conversation));
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        var foreign = await Try(owner.Conversation);
        Assert.Equal((HttpStatusCode.NotFound, """{"error":{"code":"not-found"}}"""), foreign);
        Assert.Equal(foreign, await Try("AAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal(foreign, await Try("x"));
        stranger.Cookie = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(owner.Conversation)).Item1);
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_is_nobodys()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        var good = client.Cookie!;
        string[] bad = ["chat=", "chat=a.b", "chat=a", good + "x", good.Replace('.', '!'), "chat=B" + good[6..], good[..^1], "chat=" + new string('a', 4_000)];
        foreach (var cookie in bad)
        {
            client.Cookie = cookie;
            Assert.Equal((cookie, HttpStatusCode.Unauthorized), (cookie, (await client.Say("tere")).StatusCode));
        }
        Assert.Empty(host.Dialogue.Received);
    }

    [Fact]
    public async Task A_post_needs_the_token_of_its_own_browser()
    {
        await using var host = await FakeChatHost.Started();
        using var client = await ChatClient.Opened(host);
        using var other = await ChatClient.Opened(host);
        foreach (var token in (string?[])[null, "", "x", "9999999999.x", other.Token, client.Token + "x", "9" + client.Token])
        {
            var kept = client.Token;
            client.Token = token;
            Assert.Equal((token, HttpStatusCode.Unauthorized), (token, (await client.Say("tere")).StatusCode));
            client.Token = kept;
        }
        Assert.Empty(host.Dialogue.Received);
    }

    [Fact]
    public async Task A_token_ends_but_can_be_renewed()
    {
        await using var host = await FakeChatHost.Started(Options with { TokenLifetime = TimeSpan.FromSeconds(-5) });
        using var client = await ChatClient.Opened(host);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Say("tere")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Send(HttpMethod.Post, "tokens/refresh")).StatusCode);
        client.Token = "1.x";
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Send(HttpMethod.Post, "tokens/refresh")).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Created)]
    [InlineData("Origin", "https://abi.example", HttpStatusCode.Created)]
    [InlineData("Origin", "self", HttpStatusCode.Created)]
    public async Task Posts_come_from_the_page_itself_or_an_allowed_origin(string header, string value, HttpStatusCode status)
    {
        await using var host = await FakeChatHost.Started(Options with { AllowedOrigins = ["https://abi.example"] });
        using var client = new ChatClient(host);
        var response = await client.Send(HttpMethod.Post, "conversations",
            change: request => request.Headers.Add(header, value == "self" ? host.Address.GetLeftPart(UriPartial.Authority) : value));
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Hiding_makes_the_browser_forget_but_a_link_from_elsewhere_does_not()
    {
        await using var host = await FakeChatHost.Started();
        using var http = new HttpClient { BaseAddress = host.Address };
        async Task<string[]> Cookies(string from)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/hide") { Headers = { { "Sec-Fetch-Site", from } } };
            var response = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        }
        Assert.Empty(await Cookies("cross-site"));
        var deleted = await Cookies("same-origin");
        Assert.Equal(["chat", "chat-coordinator"], deleted.Select(cookie => cookie.Split('=')[0]));
        Assert.All(deleted, cookie => Assert.Contains("1970", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public void A_short_key_stops_the_start() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebChatIdentity(new() { Key = new byte[31] }, TimeProvider.System));
}
