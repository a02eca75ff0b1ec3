using System.Net;
using System.Text;
using Assistant.Channels;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

[Collection(Alone.Name)]
public sealed class WebhookTests
{
    private static readonly DoubleOptions quick = new() { ChatBurst = 50, WebhookBackoff = TimeSpan.FromMilliseconds(100), WebhookTimeout = TimeSpan.FromSeconds(3) };

    private static Task<ChannelHost> Started(Action<ChannelHost>? before = null) => ChannelHost.Started(quick, options => options with { Mode = TelegramMode.Webhook }, before);

    private static async Task<HttpResponseMessage> Post(ChannelHost host, string body, string? secret)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/telegram")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        return await http.SendAsync(request);
    }

    [Fact]
    public async Task A_person_writes_and_is_answered()
    {
        await using var host = await Started();
        var mari = host.World.AddUser("Mari");
        mari.Write("tere");
        await mari.Hears("tere");
        await ChannelHost.Until(() => host.World.Pending == 0, "it is confirmed");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData(ChannelHost.Secret + "x")]
    public async Task A_forged_call_is_refused_before_it_is_read(string? secret)
    {
        await using var host = await Started();
        using var response = await Post(host, """{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":1,"is_bot":false,"first_name":"x"},"text":"x"}}""", secret);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(host.Receiver.Received);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("\"\\x\"", HttpStatusCode.BadRequest)]
    [InlineData("{\"update_id\":1,\"update_id\":2}", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.OK)]
    [InlineData("{}", HttpStatusCode.OK)]
    [InlineData("{\"update_id\":1,\"message\":[1]}", HttpStatusCode.OK)]
    [InlineData("{\"\\ud800\":1}", HttpStatusCode.OK)]
    public async Task What_cannot_be_read_does_not_come_again_for_ever(string body, HttpStatusCode status)
    {
        await using var host = await Started();
        using var response = await Post(host, body, ChannelHost.Secret);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_new_secret_is_told_at_start_and_what_came_with_the_old_one_comes_again()
    {
        const string Another = "another_AAAAAAAAAAAAAAAAAAAAAAA";
        var secret = ChannelHost.Secret;
        await using var host = await ChannelHost.Started(quick, options => options with { Mode = TelegramMode.Webhook, WebhookSecret = secret });
        var mari = host.World.AddUser("Mari");
        mari.Write("üks");
        await mari.Hears("üks");
        await host.Stop();
        // It listens before Telegram knows: what is shown is the old secret still.
        secret = Another;
        await host.Start(polls: false);
        mari.Write("kaks");
        await ChannelHost.Until(() => host.World.Deliveries.Any(delivery => delivery.Status == 401), "the old secret is refused");
        Assert.Contains(await host.Check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Ok && finding.What.Contains("knows the secret", StringComparison.Ordinal));
        await host.Stop();
        await host.Start();
        await mari.Hears("kaks");
        using (var old = await Post(host, "{}", ChannelHost.Secret))
            Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        mari.Write("kolm");
        await mari.Hears("kolm");
        Assert.Equal(["üks", "kaks", "kolm"], host.Receiver.Received.Select(received => received.Activity.Text));

        // Changed in the settings, and not yet started again.
        var check = new TelegramCheck(host.Api, host.Options with { WebhookSecret = ChannelHost.Secret }, host.Setup, TimeProvider.System);
        Assert.Contains(await check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("another secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        await using var host = await Started();
        using var response = await Post(host, new string(' ', 2 * 1024 * 1024), ChannelHost.Secret);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_stored_comes_again_soon_and_is_taken_once()
    {
        var refusals = 3;
        await using var host = await Started(host => host.Receiver.Refuse = _ => Interlocked.Decrement(ref refusals) >= 0 ? Receipt.Unavailable : null);
        var mari = host.World.AddUser("Mari");
        mari.Write("üks");
        mari.Write("kaks");
        await mari.Hears("kaks");
        Assert.Equal(["üks", "kaks"], host.Receiver.Received.Select(received => received.Activity.Text));
        await ChannelHost.Until(() => host.World.Deliveries.Count == 5, "three refused, two taken");
        Assert.Equal([503, 503, 503, 200, 200], host.World.Deliveries.Select(delivery => delivery.Status));
    }

    [Fact]
    public async Task A_refusal_says_when_to_come_again()
    {
        await using var host = await Started(host => host.Receiver.Refuse = activity => activity.Text == "x" ? Receipt.TooMany : Receipt.Unavailable);
        using var flood = await Post(host, Update(1, "x"), ChannelHost.Secret);
        using var down = await Post(host, Update(2, "y"), ChannelHost.Secret);
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable), (flood.StatusCode, down.StatusCode));
        Assert.All([flood, down], response => Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta));
    }

    [Fact]
    public async Task An_update_delivered_twice_at_once_is_taken_once()
    {
        await using var host = await Started(host => host.Receiver.Slowness = TimeSpan.FromMilliseconds(50));
        host.Receiver.Reply = _ => null;
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(host, Update(7, "tere"), ChannelHost.Secret)));
        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Single(host.Receiver.Received);
    }

    [Fact]
    public async Task A_message_and_a_press_of_one_person_are_taken_one_after_the_other()
    {
        var together = 0;
        var most = 0;
        await using var host = await Started(host => host.Receiver.Slowness = TimeSpan.FromMilliseconds(30));
        host.Receiver.Refuse = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref together));
            Thread.SpinWait(200_000);
            Interlocked.Decrement(ref together);
            return null;
        };
        host.Receiver.Reply = activity => activity.Text == "tere" ? new() { Text = "Kas?", Buttons = [new("a:0", "Jah")] } : null;
        var mari = host.World.AddUser("Mari");
        mari.Write("tere");
        await mari.Hears("Kas?");
        for (var i = 0; i < 5; i++)
        {
            mari.Press("Jah", mari.Heard[0], "a:0");
            mari.Write($"{i}");
        }
        await ChannelHost.Until(() => host.Receiver.Received.Count == 11, "all arrive");
        Assert.Equal(1, most);
    }

    private static string Update(long id, string text) =>
        $$$"""{"update_id":{{{id}}},"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"from":{"id":5,"is_bot":false,"first_name":"x"},"text":"{{{text}}}"} }""";
}
