using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Assistant.Fakes.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>The double's rules one by one, in the words of the server.</summary>
public sealed class DoubleRulesTests
{
    private static readonly HttpClient http = new();

    private static async Task<JsonObject> Call(TelegramDouble world, string method, object parameters)
    {
        using var response = await http.PostAsJsonAsync(new Uri(world.Address, $"/bot{world.Options.Token}/{method}"), parameters);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task<string> Words(TelegramDouble world, string method, object parameters)
    {
        var answer = await Call(world, method, parameters);
        return answer["ok"]!.GetValue<bool>() ? "ok" : answer["description"]!.GetValue<string>();
    }

    private static async Task<(TelegramDouble World, FakeUser Mari)> Open(DoubleOptions? options = null)
    {
        var world = await TelegramDouble.Start(options ?? new() { HasLimits = false, SlowsHastyPolls = false });
        var mari = world.AddUser("Mari");
        mari.Start();
        await Call(world, "getUpdates", new { offset = world.NextUpdate });
        return (world, mari);
    }

    private static object Inline(params object[] buttons) => new { inline_keyboard = new[] { buttons } };

    private static object Key(string data) => new { text = "a", callback_data = data };

    [Fact]
    public async Task Keyboards_are_looked_at_as_closely_as_by_the_server()
    {
        var (world, mari) = await Open();
        await using var _ = world;
        Task<string> Send(object markup) => Words(world, "sendMessage", new { chat_id = mari.Id, text = "x", reply_markup = markup });
        Assert.Equal("ok", await Send(Inline(Key(new string('a', 64)))));
        Assert.Equal("ok", await Send("{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"a\"}]]}"));
        Assert.Equal("Bad Request: BUTTON_DATA_INVALID", await Send(Inline(Key(new string('a', 65)))));
        Assert.Equal("Bad Request: BUTTON_DATA_INVALID", await Send(Inline(Key(new string('õ', 33)))));
        Assert.Equal("Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", await Send(Inline(new { text = "a" })));
        Assert.Equal("Bad Request: can't parse inline keyboard button: Exactly one of the optional fields must be used", await Send(Inline(new { text = "a", callback_data = "a", url = "https://example.org" })));
        Assert.Equal("Bad Request: can't parse reply keyboard markup JSON object", await Send("{"));
        Assert.Equal("ok", await Send(new { keyboard = new[] { new[] { new { text = "a", request_contact = true } } } }));
        var group = world.AddGroup("Grupp", mari);
        Assert.Equal("Bad Request: phone number can be requested in private chats only",
            await Words(world, "sendMessage", new { chat_id = group, text = "x", reply_markup = new { keyboard = new[] { new[] { new { text = "a", request_contact = true } } } } }));
    }

    [Fact]
    public async Task A_row_or_keyboard_that_is_too_large_is_cut_and_told_on()
    {
        var (world, mari) = await Open();
        await using var _ = world;
        await Words(world, "sendMessage", new { chat_id = mari.Id, text = "x", reply_markup = new { inline_keyboard = Enumerable.Range(0, 31).Select(_ => Enumerable.Range(0, 10).Select(n => Key($"{n}"))) } });
        Assert.Equal(300, mari.Heard[^1].Buttons.Count);
        Assert.Equal(10, world.Violations().Count);
    }

    [Fact]
    public async Task An_edit_must_change_something_that_is_there()
    {
        var (world, mari) = await Open();
        await using var _ = world;
        await Words(world, "sendMessage", new { chat_id = mari.Id, text = "x", reply_markup = Inline(Key("a")) });
        var id = mari.Heard[^1].Id;
        const string same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
        Assert.Equal(same, await Words(world, "editMessageText", new { chat_id = mari.Id, message_id = id, text = " x\n", reply_markup = Inline(Key("a")) }));
        // Left out, the keyboard goes.
        Assert.Equal("ok", await Words(world, "editMessageText", new { chat_id = mari.Id, message_id = id, text = "x" }));
        Assert.Empty(mari.Heard[^1].Buttons);
        Assert.Equal(same, await Words(world, "editMessageReplyMarkup", new { chat_id = mari.Id, message_id = id }));
        Assert.Equal("Bad Request: message to edit not found", await Words(world, "editMessageText", new { chat_id = mari.Id, message_id = 9999, text = "y" }));
        Assert.Equal("Bad Request: message can't be edited", await Words(world, "editMessageText", new { chat_id = mari.Id, message_id = mari.Chat[0].Id, text = "y" }));
    }

    [Fact]
    public async Task Messages_can_be_taken_away_for_two_days()
    {
        var time = new ShiftedTime();
        var (world, mari) = await Open(new() { HasLimits = false, SlowsHastyPolls = false, Time = time });
        await using var _ = world;
        await Words(world, "sendMessage", new { chat_id = mari.Id, text = "vana" });
        time.Advance(TimeSpan.FromHours(47));
        await Words(world, "sendMessage", new { chat_id = mari.Id, text = "uus" });
        time.Advance(TimeSpan.FromHours(2));
        var (old, fresh) = (mari.Heard[0].Id, mari.Heard[1].Id);
        Assert.Equal("Bad Request: message can't be deleted for everyone", await Words(world, "deleteMessage", new { chat_id = mari.Id, message_id = old }));
        Assert.Equal("ok", await Words(world, "deleteMessages", new { chat_id = mari.Id, message_ids = new[] { old, fresh, 9999 } }));
        Assert.Equal(["vana"], mari.Heard.Select(message => message.Text));
        Assert.Equal("Bad Request: message to delete not found", await Words(world, "deleteMessage", new { chat_id = mari.Id, message_id = fresh }));
    }

    [Fact]
    public async Task Captions_are_shorter_than_texts()
    {
        var (world, mari) = await Open();
        await using var _ = world;
        async Task<string> Send(string caption)
        {
            using var form = new MultipartFormDataContent { { new StringContent($"{mari.Id}"), "chat_id" }, { new StringContent(caption), "caption" }, { new ByteArrayContent([1, 2]), "document", "a.bin" } };
            using var response = await http.PostAsync(new Uri(world.Address, $"/bot{world.Options.Token}/test/sendDocument"), form);
            return (await response.Content.ReadFromJsonAsync<JsonObject>())!["description"]?.GetValue<string>() ?? "ok";
        }
        Assert.Equal("ok", await Send(new string('õ', 1024)));
        Assert.Equal("Bad Request: message caption is too long", await Send(new string('õ', 1025)));
    }

    [Fact]
    public async Task Commands_and_descriptions_have_the_servers_limits_and_are_kept_by_scope_and_language()
    {
        var (world, _) = await Open();
        await using var __ = world;
        Task<string> Set(string command, string description, string? language = null, string scope = "default") =>
            Words(world, "setMyCommands", new { commands = new[] { new { command, description } }, scope = new { type = scope }, language_code = language });
        Assert.Equal("ok", await Set("abi", "Abi", "et"));
        Assert.Equal("ok", await Set("help", "Help", scope: "all_private_chats"));
        Assert.Equal("abi", Assert.Single(world.CommandsOf("default", "et")));
        Assert.Equal("help", Assert.Single(world.CommandsOf("all_private_chats", "")));
        Assert.Empty(world.CommandsOf("default", "ru"));
        Assert.Equal("Bad Request: BOT_COMMAND_INVALID", await Set("Abi", "Abi"));
        Assert.Equal("Bad Request: BOT_COMMAND_INVALID", await Set(new string('a', 33), "Abi"));
        Assert.Equal("Bad Request: command description must be non-empty", await Set("abi", " "));
        Assert.Equal("Bad Request: invalid language code specified", await Set("abi", "Abi", "et-EE"));
        Assert.NotEqual("ok", await Words(world, "setMyDescription", new { description = new string('a', 513) }));
        Assert.NotEqual("ok", await Words(world, "setMyShortDescription", new { short_description = new string('a', 121) }));
    }

    [Fact]
    public async Task A_file_is_handed_out_by_a_link_that_grows_old_and_is_renewed()
    {
        var time = new ShiftedTime();
        var (world, mari) = await Open(new() { SlowsHastyPolls = false, Time = time });
        await using var _ = world;
        mari.HandIn("leht.pdf", [1, 2, 3]);
        var id = (await Call(world, "getUpdates", new { }))["result"]![0]!["message"]!["document"]!["file_id"]!.GetValue<string>();
        async Task<string> Link() => (await Call(world, "getFile", new { file_id = id }))["result"]!["file_path"]!.GetValue<string>();
        async Task<int> Fetched(string path)
        {
            using var response = await http.GetAsync(new Uri(world.Address, $"/file/bot{world.Options.Token}/{path}"));
            return response.IsSuccessStatusCode ? (await response.Content.ReadAsByteArrayAsync()).Length : -(int)response.StatusCode;
        }
        Assert.Equal(-404, await Fetched($"files/{id}/leht.pdf"));
        var path = await Link();
        Assert.Equal(3, await Fetched(path));
        time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(-404, await Fetched(path));
        Assert.Equal(3, await Fetched(await Link()));
        Assert.Equal("Bad Request: wrong file_id or the file is temporarily unavailable", await Words(world, "getFile", new { file_id = "gone" }));
    }

    [Fact]
    public async Task Whoever_does_not_wait_waits_longer_where_that_is_wanted()
    {
        var time = new ShiftedTime();
        var (world, mari) = await Open(new() { ChatBurst = 1, Escalates = true, SlowsHastyPolls = false, Time = time });
        await using var _ = world;
        Task<JsonObject> Send() => Call(world, "sendMessage", new { chat_id = mari.Id, text = "x" });
        await Send();
        Assert.Equal(1, (await Send())["parameters"]!["retry_after"]!.GetValue<int>());
        Assert.Equal(2, (await Send())["parameters"]!["retry_after"]!.GetValue<int>());
        Assert.Equal(3, (await Send())["parameters"]!["retry_after"]!.GetValue<int>());
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.True((await Send())["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_strict_double_refuses_what_a_careful_bot_never_does()
    {
        var (world, mari) = await Open(new() { HasLimits = false, SlowsHastyPolls = false, IsStrict = true });
        await using var _ = world;
        mari.ReadsCases = true;
        Assert.Equal("Bad Request: strict: a case matter that can be forwarded", await Words(world, "sendMessage", new { chat_id = mari.Id, text = "x" }));
        Assert.Equal("Bad Request: strict: a case matter with a preview", await Words(world, "sendMessage", new { chat_id = mari.Id, text = "https://example.org", protect_content = true }));
        Assert.Equal("ok", await Words(world, "sendMessage", new { chat_id = mari.Id, text = "https://example.org", protect_content = true, link_preview_options = new { is_disabled = true } }));
        Assert.Single(mari.Heard);
        Assert.Equal(2, world.Violations().Count);
    }

    [Fact]
    public async Task A_clock_ahead_shows_in_every_date()
    {
        var (world, mari) = await Open(new() { SlowsHastyPolls = false, ClockSkew = TimeSpan.FromHours(3) });
        await using var _ = world;
        mari.Write("tere");
        using var response = await http.GetAsync(new Uri(world.Address, $"/bot{world.Options.Token}/getUpdates"));
        var date = (await response.Content.ReadFromJsonAsync<JsonObject>())!["result"]![0]!["message"]!["date"]!.GetValue<long>();
        var expected = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(3);
        Assert.InRange((expected - response.Headers.Date!.Value).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange((expected - DateTimeOffset.FromUnixTimeSeconds(date)).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Kinds_that_were_not_asked_for_do_not_come_and_what_waits_can_be_dropped()
    {
        var (world, mari) = await Open();
        await using var _ = world;
        await Call(world, "getUpdates", new { allowed_updates = new[] { "message" } });
        mari.Block();
        Assert.Equal(0, world.Pending);
        mari.Unblock();
        mari.Write("tere");
        Assert.Equal(1, world.Pending);
        Assert.Equal("ok", await Words(world, "deleteWebhook", new { drop_pending_updates = true }));
        Assert.Equal(0, world.Pending);
    }

    [Fact]
    public async Task Updates_and_a_webhook_do_not_go_together()
    {
        var (world, _) = await Open();
        await using var __ = world;
        Assert.Equal("Bad Request: bad webhook: An HTTPS URL must be provided for webhook", await Words(world, "setWebhook", new { url = "http://example.org/x" }));
        Assert.Equal("Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", await Words(world, "setWebhook", new { url = "https://example.org:444/x" }));
        Assert.Equal("Bad Request: secret token contains unallowed characters", await Words(world, "setWebhook", new { url = "https://example.org/x", secret_token = "ä" }));
        Assert.Equal("ok", await Words(world, "setWebhook", new { url = "http://127.0.0.1:9/x" }));
        Assert.Equal("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", await Words(world, "getUpdates", new { }));
    }

    [Fact]
    public async Task Who_is_gone_or_never_came_is_told_in_the_servers_words()
    {
        var (world, mari) = await Open();
        await using var _ = world;
        Task<string> Send(long chat) => Words(world, "sendMessage", new { chat_id = chat, text = "x" });
        Assert.Equal("Forbidden: bot can't initiate conversation with a user", await Send(world.AddUser("Uus").Id));
        mari.Block();
        Assert.Equal("Forbidden: bot was blocked by the user", await Send(mari.Id));
        mari.Unblock();
        Assert.Equal("ok", await Send(mari.Id));
        var group = world.AddGroup("Grupp", mari);
        var there = world.Migrate(group, mari);
        var moved = await Call(world, "sendMessage", new { chat_id = group, text = "x" });
        Assert.Equal(("Bad Request: group chat was upgraded to a supergroup chat", there), (moved["description"]!.GetValue<string>(), moved["parameters"]!["migrate_to_chat_id"]!.GetValue<long>()));
        world.Kick(there, mari);
        Assert.Equal("Forbidden: bot was kicked from the supergroup chat", await Send(there));
        mari.Deactivate();
        Assert.Equal("Forbidden: user is deactivated", await Send(mari.Id));
    }
}
