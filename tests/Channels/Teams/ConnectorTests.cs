using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Assistant.Records.Conversations;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.Channels.Teams;

/// <summary>What is sent, and what becomes of it.</summary>
[Collection(Alone.Name)]
public sealed class ConnectorTests
{
    private static ValueTask<SendResult> Send(TeamsHost host, Message message, long number = 1) => host.Channel.Send(host.Mari, message, number, CancellationToken.None);

    [Fact]
    public async Task Words_arrive_as_plain_text_without_what_a_bot_must_not_say()
    {
        await using var host = await TeamsHost.Started();
        var result = await Send(host, new() { Text = "**Tere** <b>5 < 6</b>", Language = "et" });
        Assert.Equal((SendOutcome.Delivered, "1"), (result.Outcome, result.MessageId));
        var call = Assert.Single(host.World.Calls);
        Assert.Equal(("/emea/v3/conversations/a%3A1-pere%2F%C3%B6%C3%B6/activities", "token-1"), (call.Path, call.Bearer));
        Assert.Equal(("**Tere** <b>5 < 6</b>", "plain", "et", host.Mari.Account, $"28:{TeamsDouble.App}"),
            ((string?)call.Body!["text"], (string?)call.Body["textFormat"], (string?)call.Body["locale"], (string?)call.Body["recipient"]!["id"], (string?)call.Body["from"]!["id"]));
        Assert.All(["id", "timestamp", "serviceUrl"], field => Assert.Null(call.Body[field]));
        Assert.Null(call.Body["channelData"]);
    }

    [Fact]
    public async Task Lines_of_words_stay_lines_and_nothing_in_them_means_anything()
    {
        await using var host = await TeamsHost.Started();
        await Send(host, new() { Text = "Pere: pere T. & <b>co</b>\nAeg: 5 > 4\n\nKoht: kodus" });
        var call = Assert.Single(host.World.Calls);
        Assert.Equal(("Pere: pere T. &amp; &lt;b&gt;co&lt;/b&gt;<br/>Aeg: 5 &gt; 4<br/><br/>Koht: kodus", "xml"), ((string?)call.Body!["text"], (string?)call.Body["textFormat"]));
    }

    [Fact]
    public async Task Reminders_notify_and_a_card_about_a_case_shows_nothing_in_the_notification()
    {
        await using var host = await TeamsHost.Started();
        await Send(host, new() { Text = "Kohtumine", Alerts = true, IsConfidential = true, Buttons = [new("h:0", "Selge")] });
        await Send(host, new() { Text = "Meeldetuletus", Alerts = true, Buttons = [new("h:0", "Selge")] }, 2);
        var said = host.World.Said.ToArray();
        Assert.All(said, activity => Assert.True((bool?)activity["channelData"]!["notification"]!["alert"]));
        Assert.All(said, activity => Assert.Null(activity["text"]));
        Assert.Equal([null, "Meeldetuletus"], said.Select(activity => (string?)activity["summary"]));
    }

    [Theory]
    [InlineData(FaultKind.Throttled, SendOutcome.Retry, "throttled")]
    [InlineData(FaultKind.ThrottledSilently, SendOutcome.Retry, "throttled")]
    [InlineData(FaultKind.Precondition, SendOutcome.Retry, "throttled")]
    [InlineData(FaultKind.BadGateway, SendOutcome.Unknown, "unknown")]
    [InlineData(FaultKind.GatewayTimeout, SendOutcome.Unknown, "unknown")]
    [InlineData(FaultKind.HangBefore, SendOutcome.Unknown, "unknown")]
    [InlineData(FaultKind.HangAfter, SendOutcome.Unknown, "unknown")]
    [InlineData(FaultKind.WritesBlocked, SendOutcome.Refused, "blocked")]
    [InlineData(FaultKind.SubCode, SendOutcome.Refused, "blocked")]
    [InlineData(FaultKind.NotInRoster, SendOutcome.Refused, "kicked")]
    [InlineData(FaultKind.NoConversation, SendOutcome.Refused, "unknown-chat")]
    [InlineData(FaultKind.TooLarge, SendOutcome.Refused, "too-large")]
    [InlineData(FaultKind.BadSyntax, SendOutcome.Refused, "refused")]
    public async Task A_fault_is_told_as_what_it_is_and_never_sent_twice_blindly(FaultKind fault, SendOutcome outcome, string reason)
    {
        await using var host = await TeamsHost.Started(options => fault is FaultKind.HangBefore or FaultKind.HangAfter ? options with { CallTimeout = TimeSpan.FromSeconds(2) } : options);
        host.World.Add(fault);
        var result = await Send(host, new() { Text = "Tere" });
        Assert.Equal((outcome, reason), (result.Outcome, result.Reason));
        Assert.Single(host.World.Calls, call => call.Path.EndsWith("/activities", StringComparison.Ordinal));
        Assert.Equal(fault is FaultKind.GatewayTimeout or FaultKind.HangAfter ? 1 : 0, host.World.Said.Count());
        if (outcome == SendOutcome.Retry)
            Assert.InRange(result.RetryAfter!.Value, fault == FaultKind.Throttled ? TimeSpan.FromSeconds(7) : TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(7));
        // Who removed us is not written to until they come again.
        Assert.Equal(reason is "blocked" or "kicked" or "unknown-chat", Silence.Lasting.Contains(reason));
    }

    [Fact]
    public async Task A_vendor_that_wants_quiet_is_left_alone_longer_each_time()
    {
        await using var host = await TeamsHost.Started();
        host.World.Add(FaultKind.ThrottledSilently, 3);
        var before = TimeSpan.Zero;
        for (var i = 0; i < 3; i++)
        {
            var pause = (await Send(host, new() { Text = "Tere" })).RetryAfter!.Value;
            Assert.True(pause > before, $"{pause} after {before}");
            // Before that nothing is tried at all.
            Assert.Equal(SendOutcome.Retry, (await Send(host, new() { Text = "Tere" })).Outcome);
            host.Time.Advance(pause);
            before = pause;
        }
        Assert.Equal(SendOutcome.Delivered, (await Send(host, new() { Text = "Tere" })).Outcome);
        Assert.Equal(4, host.World.Calls.Count);
    }

    [Fact]
    public async Task Nobody_there_is_certainly_not_sent()
    {
        await using var host = await TeamsHost.Started();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var result = await host.Channel.Send(host.Mari with { ServiceUrl = $"http://127.0.0.1:{port}/" }, new() { Text = "Tere" }, 1, CancellationToken.None);
        Assert.Equal((SendOutcome.Retry, "not-sent"), (result.Outcome, result.Reason));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/emea")]
    [InlineData("https://evil.example/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/")]
    [InlineData("https://evilteams.microsoft.com/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("ftp://localhost/")]
    public async Task A_foreign_address_never_sees_our_token(string? url)
    {
        await using var host = await TeamsHost.Started();
        var result = await host.Channel.Send(host.Mari with { ServiceUrl = url }, new() { Text = "Tere" }, 1, CancellationToken.None);
        Assert.Equal((SendOutcome.Refused, "service-url"), (result.Outcome, result.Reason));
        Assert.Equal(0, host.World.TokensGiven);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea", true)]
    [InlineData("https://other.trafficmanager.net/", false)]
    [InlineData("https://europe.botframework.com/", true)]
    [InlineData("https://teams.microsoft.com/x", true)]
    [InlineData("https://gcc.teams.microsoft.us/x", true)]
    [InlineData("http://localhost:5/", false)]
    public void In_production_only_microsofts_own_hosts_are_talked_to(string url, bool isAllowed) =>
        Assert.Equal(isAllowed, ServiceUrls.Checked(url, new() { AppId = "a", TenantId = "t" }) is not null);

    [Fact]
    public async Task A_token_is_fetched_once_for_all_and_kept()
    {
        await using var host = await TeamsHost.Started();
        host.World.TokenSlowness = TimeSpan.FromMilliseconds(50);
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Send(host, new() { Text = "Tere" }, i).AsTask()));
        Assert.All(all, result => Assert.Equal(SendOutcome.Delivered, result.Outcome));
        Assert.Equal(1, host.World.TokensGiven);
    }

    [Fact]
    public async Task A_token_is_renewed_ahead_while_the_old_one_serves()
    {
        await using var host = await TeamsHost.Started();
        await Send(host, new() { Text = "üks" });
        host.Time.Advance(TimeSpan.FromSeconds(2_800));
        await Send(host, new() { Text = "kaks" });
        Assert.Equal(1, host.World.TokensGiven);
        // At 80 % of an hour: this one still goes with the old token, the next with the new.
        host.Time.Advance(TimeSpan.FromSeconds(100));
        host.World.TokenSlowness = TimeSpan.FromMilliseconds(200);
        await Send(host, new() { Text = "kolm" });
        Assert.Equal("token-1", host.World.Calls[^1].Bearer);
        await ChannelHost.Until(() => host.World.TokensGiven == 2, "it is renewed");
        for (var i = 0; i < 2_000 && await host.Get<AccessToken>().Get() != "token-2"; i++)
            await Task.Delay(10);
        await Send(host, new() { Text = "neli" });
        Assert.Equal("token-2", host.World.Calls[^1].Bearer);
    }

    [Fact]
    public async Task A_token_that_is_not_liked_is_fetched_anew_once()
    {
        await using var host = await TeamsHost.Started();
        host.World.Add(FaultKind.Unauthorized);
        Assert.Equal(SendOutcome.Delivered, (await Send(host, new() { Text = "Tere" })).Outcome);
        Assert.Equal(["token-1", "token-2"], host.World.Calls.Select(call => call.Bearer));
        // A wrong secret says nothing about the person: it is tried again later.
        host.World.Add(FaultKind.Unauthorized, 2);
        var result = await Send(host, new() { Text = "Tere" }, 2);
        Assert.Equal((SendOutcome.Retry, "unauthorized"), (result.Outcome, result.Reason));
        Assert.Equal(4, host.World.Calls.Count);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent()
    {
        await using var host = await TeamsHost.Started();
        host.World.RefuseTokens(1);
        Assert.Equal((SendOutcome.Retry, "not-sent"), await Send(host, new() { Text = "Tere" }) is var result ? (result.Outcome, result.Reason) : default);
        Assert.Empty(host.World.Calls);
        Assert.Equal(SendOutcome.Delivered, (await Send(host, new() { Text = "Tere" })).Outcome);
    }

    [Fact]
    public async Task A_message_can_be_replaced_and_one_that_is_gone_is_said_anew()
    {
        await using var host = await TeamsHost.Started();
        var first = await Send(host, new() { Text = "Kell 10" });
        Assert.Equal(first.MessageId, (await Send(host, new() { Text = "Kell 11", Replaces = first.MessageId }, 2)).MessageId);
        Assert.Equal(("PUT", true), (host.World.Calls[1].Method, host.World.Calls[1].Path.EndsWith($"/activities/{first.MessageId}", StringComparison.Ordinal)));
        host.World.Add(FaultKind.BadGateway);
        Assert.Equal(SendOutcome.Retry, (await Send(host, new() { Text = "Kell 12", Replaces = first.MessageId }, 3)).Outcome);
        host.World.Add(FaultKind.NoConversation);
        Assert.Equal(SendOutcome.Delivered, (await Send(host, new() { Text = "Kell 12", Replaces = first.MessageId }, 3)).Outcome);
        Assert.Equal(["Kell 10", "Kell 12"], host.World.Said.Select(activity => (string?)activity["text"]));
    }

    [Fact]
    public async Task A_chat_opened_anew_under_another_id_is_found()
    {
        await using var host = await TeamsHost.Started();
        host.World.NextChat = "a:2";
        host.World.Add(FaultKind.NoConversation);
        Assert.Equal(SendOutcome.Delivered, (await Send(host, new() { Text = "Tere" })).Outcome);
        Assert.Equal(["/emea/v3/conversations", "/emea/v3/conversations/a%3A2/activities"], host.World.Calls.Skip(1).Select(call => call.Path));
        Assert.Equal(host.Mari.Account, (string?)host.World.Calls[1].Body!["members"]![0]!["id"]);
    }

    [Fact]
    public async Task A_long_text_comes_in_parts_with_the_buttons_under_the_last_and_goes_on_where_it_ended()
    {
        await using var host = await TeamsHost.Started();
        var message = new Message { Text = string.Join("\n", Enumerable.Range(0, 300).Select(i => $"Lõik {i}: kirjeldus, mis on üsna pikk ja räägib päevast.")), Buttons = [new("h:0", "Selge")] };
        var parts = TextParts.Split(message.Text);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, TextParts.Max));
        Assert.Equal(message.Text, string.Join("\n", parts));
        Assert.InRange(parts.Length, 3, 5);
        await Send(host, new() { Text = "enne" });
        host.World.Add(FaultKind.Unauthorized, 2);
        var kept = new KeptParts();
        Assert.Equal(SendOutcome.Retry, (await host.Channel.Send(host.Mari, message, 2, kept, CancellationToken.None)).Outcome);
        Assert.Equal(SendOutcome.Delivered, (await host.Channel.Send(host.Mari, message, 2, kept, CancellationToken.None)).Outcome);
        Assert.Equal(parts.Length - 1, kept.Ids.Count);
        var said = host.World.Said.Skip(1).ToArray();
        Assert.Equal(parts[..^1].Select(TextParts.Markup), said[..^1].Select(activity => (string?)activity["text"]));
        Assert.NotNull(said[^1]["attachments"]);
    }

    [Fact]
    public async Task Typing_is_shown()
    {
        await using var host = await TeamsHost.Started();
        await host.Channel.Typing(host.Mari, CancellationToken.None);
        Assert.Equal("typing", (string?)Assert.Single(host.World.Calls).Body!["type"]);
    }

    [Fact]
    public async Task No_chat_and_no_organisation_is_written_to_faster_than_the_vendor_allows()
    {
        var time = new ShiftedTime();
        var pacer = new Pacer(new(), time);
        async Task<bool> Goes(string chat, bool isBulk = false)
        {
            using var now = new CancellationTokenSource();
            var wait = pacer.Wait(chat, "t", isBulk, now.Token).AsTask();
            if (wait.IsCompleted)
                return await wait is null;
            await now.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
            return false;
        }
        for (var i = 0; i < 5; i++)
            Assert.True(await Goes("a"));
        Assert.False(await Goes("a"));
        for (var i = 0; i < 10; i++)
            Assert.True(await Goes($"b{i}", isBulk: true));
        // Reminders leave room for answers.
        Assert.False(await Goes("c", isBulk: true));
        for (var i = 0; i < 5; i++)
            Assert.True(await Goes($"d{i}"));
        Assert.False(await Goes("e"));
        for (var second = 0; second < 9; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1.1));
            for (var i = 0; i < 5; i++)
                Assert.True(await Goes("a"));
        }
        time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.True(await pacer.Wait("a", "t", false, CancellationToken.None) > TimeSpan.FromSeconds(10), "50 in half a minute are enough");
    }
}
