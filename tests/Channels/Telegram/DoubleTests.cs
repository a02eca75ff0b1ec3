using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Assistant.Fakes.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>The double itself: if it were lax, everything proven on it would be worth nothing.</summary>
[Collection(Alone.Name)]
public sealed class DoubleTests
{
    private static readonly HttpClient http = new();

    private static async Task<JsonObject> Call(TelegramDouble world, string method, object? parameters = null)
    {
        using var response = await http.PostAsJsonAsync(new Uri(world.Address, $"/bot{world.Options.Token}/{method}"), parameters ?? new { });
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(answer["ok"]!.GetValue<bool>() ? 200 : answer["error_code"]!.GetValue<int>(), (int)response.StatusCode);
        return answer;
    }

    private static async Task<string> Refusal(TelegramDouble world, string method, object parameters) => (await Call(world, method, parameters))["description"]?.GetValue<string>() ?? "ok";

    private static async Task<(TelegramDouble World, FakeUser Mari)> Open(DoubleOptions? options = null)
    {
        var world = await TelegramDouble.Start(options);
        var mari = world.AddUser("Mari");
        mari.Start();
        return (world, mari);
    }

    [Fact]
    public async Task A_chat_takes_a_short_burst_and_then_one_a_second()
    {
        var (world, mari) = await Open();
        await using var _ = world;
        for (var i = 0; i < 3; i++)
            Assert.True((await Call(world, "sendMessage", new { chat_id = mari.Id, text = "x" }))["ok"]!.GetValue<bool>());
        var refused = await Call(world, "sendMessage", new { chat_id = mari.Id, text = "x" });
        // Where a call takes a second, the chat has room again.
        for (var tries = 0; refused["ok"]!.GetValue<bool>() && tries < 20; tries++)
            refused = await Call(world, "sendMessage", new { chat_id = mari.Id, text = "x" });
        Assert.Equal(("Too Many Requests: retry after 1", 1), (refused["description"]!.GetValue<string>(), refused["parameters"]!["retry_after"]!.GetValue<int>()));
        await Task.Delay(1100);
        Assert.True((await Call(world, "sendMessage", new { chat_id = mari.Id, text = "x" }))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task All_chats_together_take_thirty_a_second()
    {
        await using var world = await TelegramDouble.Start();
        var people = Enumerable.Range(0, 40).Select(i => world.AddUser($"{i}")).ToList();
        people.ForEach(person => person.Start());
        var began = Stopwatch.GetTimestamp();
        var taken = 0;
        foreach (var person in people)
            if ((await Call(world, "sendMessage", new { chat_id = person.Id, text = "x" }))["ok"]!.GetValue<bool>())
                taken++;
        Assert.InRange(taken, 1, 30 * (1 + (int)Stopwatch.GetElapsedTime(began).TotalSeconds) + 1);
        Assert.True(taken < 40 || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_group_takes_twenty_a_minute()
    {
        await using var world = await TelegramDouble.Start(new() { PerSecond = 1000 });
        var group = world.AddGroup("Grupp", world.AddUser("Mari"));
        for (var i = 0; i < 20; i++)
            Assert.Equal("ok", await Refusal(world, "sendMessage", new { chat_id = group, text = "x" }));
        Assert.StartsWith("Too Many Requests", await Refusal(world, "sendMessage", new { chat_id = group, text = "x" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Updates_come_again_until_a_later_offset_confirms_them()
    {
        await using var world = await TelegramDouble.Start(new() { SlowsHastyPolls = false });
        var mari = world.AddUser("Mari");
        var first = mari.Write("üks");
        mari.Write("kaks");
        Assert.Equal(2, (await Call(world, "getUpdates"))["result"]!.AsArray().Count);
        Assert.Equal(2, (await Call(world, "getUpdates", new { offset = first }))["result"]!.AsArray().Count);
        var left = (await Call(world, "getUpdates", new { offset = first + 1 }))["result"]!.AsArray();
        Assert.Equal("kaks", Assert.Single(left)!["message"]!["text"]!.GetValue<string>());
        Assert.Single((await Call(world, "getUpdates", new { offset = first + 1000 }))["result"]!.AsArray());
        Assert.Empty((await Call(world, "getUpdates", new { offset = first + 2 }))["result"]!.AsArray());
    }

    [Fact]
    public async Task A_press_is_forgotten_after_two_and_a_half_minutes_and_a_message_after_a_day()
    {
        await using var world = await TelegramDouble.Start(new() { SlowsHastyPolls = false, Time = new ScaledTime(1000) });
        var mari = world.AddUser("Mari");
        mari.Start();
        await Call(world, "getUpdates", new { offset = world.NextUpdate });
        await Call(world, "sendMessage", new { chat_id = mari.Id, text = "?", reply_markup = new { inline_keyboard = new[] { new[] { new { text = "Jah", callback_data = "a" } } } } });
        mari.Press("Jah");
        mari.Write("tere");
        await Task.Delay(200);
        Assert.Single((await Call(world, "getUpdates"))["result"]!.AsArray());
    }

    [Fact]
    public async Task A_press_can_be_answered_once_and_in_time()
    {
        var (world, mari) = await Open(new() { PressWindow = TimeSpan.FromSeconds(3) });
        await using var _ = world;
        await Call(world, "getUpdates", new { offset = world.NextUpdate });
        await Call(world, "sendMessage", new { chat_id = mari.Id, text = "?", reply_markup = new { inline_keyboard = new[] { new[] { new { text = "Jah", callback_data = "a" } } } } });
        async Task<string> Press()
        {
            mari.Press("Jah");
            var updates = (await Call(world, "getUpdates"))["result"]!.AsArray();
            var id = updates[^1]!["callback_query"]!["id"]!.GetValue<string>();
            await Call(world, "getUpdates", new { offset = world.NextUpdate });
            return id;
        }
        var first = await Press();
        Assert.Equal("ok", await Refusal(world, "answerCallbackQuery", new { callback_query_id = first }));
        const string late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
        Assert.Equal(late, await Refusal(world, "answerCallbackQuery", new { callback_query_id = first }));
        var second = await Press();
        await Task.Delay(3200);
        Assert.Equal(late, await Refusal(world, "answerCallbackQuery", new { callback_query_id = second }));
    }

    [Fact]
    public async Task A_careless_bot_is_told_on()
    {
        var (world, mari) = await Open(new() { PressPatience = TimeSpan.FromMilliseconds(50) });
        await using var _ = world;
        await Call(world, "sendMessage", new { chat_id = mari.Id, text = "?", reply_markup = new { inline_keyboard = new[] { Enumerable.Range(0, 13).Select(i => new { text = $"{i}", callback_data = $"{i}" }).ToArray() } } });
        mari.Press("1");
        mari.Block();
        await Refusal(world, "sendMessage", new { chat_id = mari.Id, text = "x" });
        await Refusal(world, "sendMessage", new { chat_id = mari.Id, text = "x" });
        await Task.Delay(100);
        Assert.Equal(3, world.Violations().Count);
    }

    [Theory]
    [InlineData("a < b", "can't parse entities: Unsupported start tag \"\" at byte offset 2")]
    [InlineData("õ<br>", "can't parse entities: Unsupported start tag \"br\" at byte offset 2")]
    [InlineData("<b>a", "can't parse entities: Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("a</b>", "can't parse entities: Unexpected end tag at byte offset 1")]
    [InlineData("<b>a</i>", "can't parse entities: Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"")]
    [InlineData("<b>a<i>b</b></i>", "can't parse entities: Unmatched end tag at byte offset 8, expected \"</i>\", found \"</b>\"")]
    [InlineData("<span>x</span>", "can't parse entities: Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")]
    [InlineData("<b", "can't parse entities: Unclosed start tag at byte offset 0")]
    public async Task Bad_markup_is_refused_in_the_servers_words(string html, string words)
    {
        var (world, mari) = await Open(new() { HasLimits = false });
        await using var _ = world;
        Assert.Equal($"Bad Request: {words}", await Refusal(world, "sendMessage", new { chat_id = mari.Id, text = html, parse_mode = "HTML" }));
    }

    [Theory]
    [InlineData("<b>a</b> &lt;&amp;&quot; &nbsp; &#245;", "a <&\" &nbsp; õ", "bold:0:1")]
    [InlineData("<B>a<I>b</></>", "ab", "bold:0:2 italic:1:1")]
    [InlineData("👋<code>x</code>", "👋x", "code:2:1")]
    [InlineData("<tg-time unix=\"1700000000\" format=\"wDT\">homme</tg-time>", "homme", "date_time:0:5")]
    [InlineData("  \n<b> a </b>  ", "a", "bold:0:1")]
    [InlineData("<i></i>x", "x", "")]
    public async Task Good_markup_becomes_entities(string html, string text, string entities)
    {
        var (world, mari) = await Open(new() { HasLimits = false });
        await using var _ = world;
        await Call(world, "sendMessage", new { chat_id = mari.Id, text = html, parse_mode = "HTML" });
        var sent = mari.Heard[0];
        Assert.Equal((text, entities), (sent.Text, string.Join(' ', sent.Entities.Select(entity => $"{entity!["type"]}:{entity["offset"]}:{entity["length"]}"))));
    }

    [Fact]
    public async Task Limits_of_texts_are_those_of_the_server()
    {
        var (world, mari) = await Open(new() { HasLimits = false });
        await using var _ = world;
        Task<string> Send(object more) => Refusal(world, "sendMessage", more);
        Assert.Equal("ok", await Send(new { chat_id = mari.Id, text = string.Concat(Enumerable.Repeat("😀", 4096)) }));
        Assert.Equal("Bad Request: message is too long", await Send(new { chat_id = mari.Id, text = new string('a', 4097) }));
        Assert.Equal("Bad Request: text is too long", await Send(new { chat_id = mari.Id, text = new string('õ', 16_385) }));
        Assert.Equal("Bad Request: text must be non-empty", await Send(new { chat_id = mari.Id, text = " \n\r " }));
        Assert.Equal("Bad Request: message text is empty", await Send(new { chat_id = mari.Id, text = "" }));
        Assert.Equal("Bad Request: chat not found", await Send(new { chat_id = 7, text = "x" }));
        Assert.Equal("Bad Request: message thread not found", await Send(new { chat_id = mari.Id, text = "x", message_thread_id = 1 }));
    }

    [Fact]
    public async Task The_webhook_comes_again_at_once_and_then_ever_more_slowly_and_keeps_the_order_of_a_chat()
    {
        var refusals = 3;
        await using var host = await ChannelHost.Started(new() { WebhookBackoff = TimeSpan.FromMilliseconds(100) }, options => options with { Mode = Assistant.Channels.Telegram.TelegramMode.Webhook, WebhookSecret = ChannelHost.Secret },
            host => host.Receiver.Refuse = _ => Interlocked.Decrement(ref refusals) >= 0 ? throw new InvalidOperationException("a fault of ours") : null);
        host.Receiver.Reply = _ => null;
        var mari = host.World.AddUser("Mari");
        mari.Write("üks");
        mari.Write("kaks");
        await ChannelHost.Until(() => host.Receiver.Received.Count == 2, "both arrive", seconds: 20);
        Assert.Equal(["üks", "kaks"], host.Receiver.Received.Select(received => received.Activity.Text));
        // The vendor hears of the last one a moment after we did.
        await ChannelHost.Until(() => host.World.Deliveries.Count == 5, "all are answered", seconds: 20);
        Assert.Equal([503, 503, 503, 200, 200], host.World.Deliveries.Select(delivery => delivery.Status));
    }

    [Theory]
    [InlineData("bot777000:wrong", 401)]
    [InlineData("botnocolon", 401)]
    [InlineData("nothing", 404)]
    public async Task A_wrong_token_is_refused(string path, int code)
    {
        await using var world = await TelegramDouble.Start();
        using var response = await http.GetAsync(new Uri(world.Address, $"/{path}/getMe"));
        Assert.Equal(code, (int)response.StatusCode);
    }
}
