using System.Net;
using System.Text.Json.Nodes;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.Channels.Teams;

/// <summary>Who may write to us. Whoever is refused leaves no trace.</summary>
[Collection(Alone.Name)]
public sealed class TokenTests
{
    [Fact]
    public async Task A_good_token_lets_the_message_in()
    {
        await using var host = await TeamsHost.Started();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity())).Status);
        var (unique, activity) = Assert.Single(host.Receiver.Received);
        Assert.Equal(($"{TeamsDouble.Conversation}:m1", "tere", "et", host.World.ServiceUrl, TeamsDouble.Tenant), (unique, activity.Text, activity.Locale, activity.ServiceUrl, activity.Conversation!.TenantId));
    }

    [Theory]
    [InlineData("no token")]
    [InlineData("garbage")]
    [InlineData("three parts of garbage")]
    [InlineData("alg none")]
    [InlineData("alg none without signature")]
    [InlineData("HS256 with the public key")]
    [InlineData("RS512")]
    [InlineData("another's key under our id")]
    [InlineData("unknown key")]
    [InlineData("no key id")]
    [InlineData("wrong audience")]
    [InlineData("no audience")]
    [InlineData("wrong issuer")]
    [InlineData("issuer of a directory")]
    [InlineData("expired ten minutes ago")]
    [InlineData("begins in ten minutes")]
    [InlineData("no end")]
    [InlineData("no beginning")]
    [InlineData("changed after signing")]
    [InlineData("far too long")]
    public async Task A_bad_token_is_401_and_leaves_no_trace(string kind)
    {
        await using var host = await TeamsHost.Started();
        using var foreign = new SigningKey(host.World.Key.Id, ["msteams"]);
        var now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        var token = kind switch
        {
            "no token" => "",
            "garbage" => "x",
            "three parts of garbage" => "a.b.c",
            "alg none" => host.World.Key.Sign(host.Claims(), "none"),
            "alg none without signature" => host.World.Key.Sign(host.Claims(), "none").TrimEnd('.'),
            "HS256 with the public key" => host.World.Key.Sign(host.Claims(), "HS256"),
            "RS512" => host.World.Key.Sign(host.Claims(), "RS512"),
            "another's key under our id" => foreign.Sign(host.Claims()),
            "unknown key" => foreign.Sign(host.Claims(), kid: "key-99"),
            "no key id" => host.World.Key.Sign(host.Claims(), kid: ""),
            "wrong audience" => host.Token(claims => claims["aud"] = TeamsDouble.Tenant),
            "no audience" => host.Token(claims => claims.Remove("aud")),
            "wrong issuer" => host.Token(claims => claims["iss"] = "https://api.botframework.com.evil.example"),
            "issuer of a directory" => host.Token(claims => claims["iss"] = $"https://sts.windows.net/{TeamsDouble.Tenant}/"),
            "expired ten minutes ago" => host.Token(claims => claims["exp"] = now - 600),
            "begins in ten minutes" => host.Token(claims => claims["nbf"] = now + 600),
            "no end" => host.Token(claims => claims.Remove("exp")),
            "no beginning" => host.Token(claims => claims.Remove("nbf")),
            "changed after signing" => Changed(host.Token()),
            _ => new string('a', 9_000) + "." + new string('b', 9_000) + ".c",
        };
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Post(host.Activity().ToJsonString(), token)).Status);
        Assert.Empty(host.Receiver.Received);
        Assert.Empty(host.World.Calls);
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{(parts[1][5] == 'A' ? parts[1].Remove(5, 1).Insert(5, "B") : parts[1].Remove(5, 1).Insert(5, "A"))}.{parts[2]}";
    }

    [Theory]
    [InlineData("service url of another")]
    [InlineData("no service url claim")]
    [InlineData("foreign service url in both")]
    [InlineData("host that only looks right")]
    [InlineData("not https")]
    [InlineData("other tenant")]
    [InlineData("two tenants")]
    [InlineData("no tenant")]
    [InlineData("other channel")]
    public async Task A_good_token_for_something_else_is_403_and_leaves_no_trace(string kind)
    {
        await using var host = await TeamsHost.Started();
        var activity = host.Activity();
        var token = host.Token();
        switch (kind)
        {
            case "service url of another":
                activity["serviceUrl"] = "https://smba.trafficmanager.net/amer/";
                break;
            case "no service url claim":
                token = host.Token(claims => claims.Remove("serviceurl"));
                break;
            case "foreign service url in both":
                (activity, token) = At("https://evil.example/");
                break;
            case "host that only looks right":
                (activity, token) = At("https://evilbotframework.com/");
                break;
            case "not https":
                (activity, token) = At("http://smba.trafficmanager.net/emea/");
                break;
            case "other tenant":
                (activity["channelData"]!["tenant"]!["id"], activity["conversation"]!["tenantId"]) = (TeamsDouble.Person, TeamsDouble.Person);
                break;
            case "two tenants":
                activity["conversation"]!["tenantId"] = TeamsDouble.Person;
                break;
            case "no tenant":
                activity.Remove("channelData");
                activity["conversation"]!.AsObject().Remove("tenantId");
                break;
            default:
                activity["channelId"] = "webchat";
                break;
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Post(activity, token)).Status);
        Assert.Empty(host.Receiver.Received);
        Assert.Empty(host.World.Calls);

        (JsonObject, string) At(string url)
        {
            var at = host.Activity();
            at["serviceUrl"] = url;
            return (at, host.Token(claims => claims["serviceurl"] = url));
        }
    }

    [Fact]
    public async Task A_key_that_may_not_speak_for_teams_is_403()
    {
        await using var host = await TeamsHost.Started(before: host => host.World.Rotate("webchat"));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Post(host.Activity())).Status);
        Assert.Empty(host.Receiver.Received);
    }

    [Fact]
    public async Task Clocks_may_differ_a_little_and_slashes_and_case_do_not_matter()
    {
        await using var host = await TeamsHost.Started();
        var now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity(), host.Token(claims => claims["exp"] = now - 180))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity(), host.Token(claims => claims["nbf"] = now + 180))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity(), host.Token(claims => claims["serviceurl"] = host.World.ServiceUrl.ToUpperInvariant().TrimEnd('/')))).Status);
    }

    [Fact]
    public async Task A_change_of_keys_loses_no_message()
    {
        await using var host = await TeamsHost.Started();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity())).Status);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        host.World.Rotate();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.Post(host.Activity())));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Equal(2, host.World.MetadataFetches);
    }

    [Fact]
    public async Task Unknown_keys_cannot_make_us_ask_all_the_time()
    {
        await using var host = await TeamsHost.Started();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity())).Status);
        using var foreign = new SigningKey("x", []);
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.Post(host.Activity(), foreign.Sign(host.Claims(), kid: $"made-up-{i}"))).Status);
        Assert.Equal(1, host.World.MetadataFetches);
        host.Time.Advance(TimeSpan.FromSeconds(61));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.Post(host.Activity(), foreign.Sign(host.Claims(), kid: $"made-up-{i}"))));
        Assert.Equal(2, host.World.MetadataFetches);
    }

    [Fact]
    public async Task What_is_known_stays_good_while_the_vendor_is_down_and_over_a_restart()
    {
        await using var host = await TeamsHost.Started();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity())).Status);
        host.World.MetadataIsDown = true;
        host.Time.Advance(TimeSpan.FromHours(30));
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity())).Status);
        await host.Stop();
        await host.Start();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity())).Status);
        using var foreign = new SigningKey(host.World.Key.Id, ["msteams"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Post(host.Activity(), foreign.Sign(host.Claims()))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_any_key_nobody_comes_in_and_teams_is_asked_to_come_again(bool isSpoilt)
    {
        await using var host = await TeamsHost.Started(before: host =>
        {
            host.World.MetadataIsDown = true;
            if (isSpoilt)
                host.Shelf.Spoil();
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Post(host.Activity())).Status);
        Assert.NotNull(host.LastRetryAfter);
        Assert.Empty(host.Receiver.Received);
        host.World.MetadataIsDown = false;
        host.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity())).Status);
        Assert.Equal(1, host.Shelf.Count);
    }

    [Theory]
    [InlineData("1.0", "appid", "https://sts.windows.net/{0}/", true, HttpStatusCode.Accepted)]
    [InlineData("2.0", "azp", "https://login.microsoftonline.com/{0}/v2.0", true, HttpStatusCode.Accepted)]
    [InlineData("2.0", "appid", "https://login.microsoftonline.com/{0}/v2.0", true, HttpStatusCode.Unauthorized)]
    [InlineData("3.0", "azp", "https://login.microsoftonline.com/{0}/v2.0", true, HttpStatusCode.Unauthorized)]
    [InlineData("2.0", "azp", "https://login.microsoftonline.com/44444444-4444-4444-4444-444444444444/v2.0", true, HttpStatusCode.Unauthorized)]
    [InlineData("2.0", "azp", "https://login.microsoftonline.com/{0}/v2.0", false, HttpStatusCode.Unauthorized)]
    public async Task Tokens_of_the_own_directory_count_only_where_that_is_switched_on(string version, string claim, string issuer, bool isOn, HttpStatusCode status)
    {
        await using var host = await TeamsHost.Started(options => options with { AllowEntraTokens = isOn });
        var token = host.Token(claims =>
        {
            claims.Remove("serviceurl");
            (claims["iss"], claims["ver"], claims[claim]) = (string.Format(null, issuer, TeamsDouble.Tenant), version, TeamsDouble.App);
        });
        Assert.Equal(status, (await host.Post(host.Activity(), token)).Status);
    }

    [Fact]
    public async Task Without_a_token_only_this_machine_is_let_in_and_only_where_that_is_switched_on()
    {
        await using var host = await TeamsHost.Started(options => options with { AllowAnonymous = true, AppId = "", AllowedTenants = [] });
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(host.Activity().ToJsonString(), null)).Status);
        // A proxy stands between: who knows for whom.
        using var forwarded = new HttpRequestMessage(HttpMethod.Post, host.Endpoint) { Content = new StringContent(host.Activity().ToJsonString()), Headers = { { "X-Forwarded-For", "198.51.100.7" } } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(forwarded)).Status);
        var foreign = host.Activity();
        foreign["serviceUrl"] = "https://smba.trafficmanager.net/emea/";
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Post(foreign.ToJsonString(), null)).Status);
        Assert.Single(host.Receiver.Received);
    }

    [Fact]
    public async Task Neither_secret_nor_words_nor_tokens_are_logged()
    {
        await using var host = await TeamsHost.Started();
        var token = host.Token();
        await host.Post(host.Activity(text: "väga isiklik"), token);
        host.World.RefuseTokens(1);
        await host.Channel.Send(host.Mari, new() { Text = "vastus" }, 1, CancellationToken.None);
        Assert.Contains(host.Log.All, line => line.Contains("invalid_client", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.All, line => line.Contains("isiklik", StringComparison.Ordinal) || line.Contains(TeamsDouble.Secret, StringComparison.Ordinal)
            || line.Contains(token, StringComparison.Ordinal) || line.Contains("secret words", StringComparison.Ordinal) || line.Contains("Mari", StringComparison.Ordinal));
    }
}
