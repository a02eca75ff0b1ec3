using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Fakes.Telegram;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>Everything the double answers and delivers has the shape that the vendor describes: what it made up would prove nothing.</summary>
public sealed class DoubleShapeTests
{
    private static readonly JsonElement schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fakes", "Telegram", "schema.json"))).RootElement.GetProperty("types");
    private static readonly HttpClient http = new();

    [Fact]
    public async Task Answers_have_the_vendors_shape()
    {
        await using var world = await TelegramDouble.Start(new() { HasLimits = false, SlowsHastyPolls = false });
        var mari = world.AddUser("Mari", "et", "Maasikas");
        mari.Start();
        mari.HandIn("leht.pdf", [1, 2]);
        object keys = new { inline_keyboard = new[] { new[] { new { text = "a", callback_data = "a" } } } };
        (string Type, string Method, object Parameters)[] calls =
        [
            ("UserFromGetMe", "getMe", new { }),
            ("Message", "sendMessage", new { chat_id = mari.Id, text = "<b>tere</b>", parse_mode = "HTML", protect_content = true, reply_markup = keys }),
            ("Message", "editMessageText", new { chat_id = mari.Id, message_id = 3, text = "uus", reply_markup = keys }),
            ("Message", "editMessageReplyMarkup", new { chat_id = mari.Id, message_id = 3 }),
            ("File", "getFile", new { file_id = "FILE1" }),
            ("WebhookInfo", "getWebhookInfo", new { }),
            ("BotDescription", "getMyDescription", new { }),
            ("BotShortDescription", "getMyShortDescription", new { }),
        ];
        foreach (var (type, method, parameters) in calls)
            Assert.Empty(Faults(await Result(world, method, parameters), type, method));
        await Result(world, "setMyCommands", new { commands = new[] { new { command = "abi", description = "Abi" } } });
        Assert.Empty(Faults((await Result(world, "getMyCommands", new { }))!.AsArray()[0], "BotCommand", "getMyCommands"));
        // A webhook that fails has more to tell.
        await Result(world, "setWebhook", new { url = "http://127.0.0.1:9/x", allowed_updates = new[] { "message" } });
        await ChannelHost.Until(() => world.Deliveries.Count > 0, "it is tried");
        Assert.Empty(Faults(await Result(world, "getWebhookInfo", new { }), "WebhookInfo", "failing"));
    }

    [Fact]
    public async Task Updates_have_the_vendors_shape()
    {
        await using var world = await TelegramDouble.Start(new() { HasLimits = false, SlowsHastyPolls = false });
        var mari = world.AddUser("Mari", "et", "Maasikas");
        mari.Start("KOOD");
        mari.EditLast("uuesti");
        mari.ShareOwnNumber("3725550000");
        mari.ShareNumberOf(7, "Naaber", "3725550001");
        mari.Speak();
        mari.HandIn("leht.pdf", [1, 2], "siin");
        var group = world.AddGroup("Grupp", mari);
        mari.WriteIn(group, "/abi@double_bot");
        world.Migrate(group, mari);
        await Result(world, "sendMessage", new { chat_id = mari.Id, text = "?", protect_content = true, reply_markup = new { inline_keyboard = new[] { new[] { new { text = "Jah", callback_data = "a" } } } } });
        mari.Press("Jah");
        mari.Block();
        mari.Unblock();
        var updates = (await Result(world, "getUpdates", new { }))!.AsArray();
        Assert.True(updates.Count >= 11);
        Assert.All(updates, update => Assert.Empty(Faults(update, "Update", $"{update}")));
    }

    [Fact]
    public void A_wrong_shape_would_be_found()
    {
        Assert.NotEmpty(Faults(JsonNode.Parse("""{"id":"1","is_bot":false,"first_name":"x"}"""), "User", ""));
        Assert.NotEmpty(Faults(JsonNode.Parse("""{"id":1,"is_bot":false}"""), "User", ""));
        Assert.NotEmpty(Faults(JsonNode.Parse("""{"id":1,"is_bot":false,"first_name":"x","made_up":1}"""), "User", ""));
    }

    private static async Task<JsonNode?> Result(TelegramDouble world, string method, object parameters)
    {
        using var response = await http.PostAsJsonAsync(new Uri(world.Address, $"/bot{world.Options.Token}/{method}"), parameters);
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.True(answer["ok"]!.GetValue<bool>(), $"{method}: {answer}");
        return answer["result"];
    }

    /// <summary>What of a value is not as the vendor says; types that our description leaves out are not looked into.</summary>
    private static IEnumerable<string> Faults(JsonNode? value, string type, string where)
    {
        if (type.Split('|') is { Length: > 1 } several)
            return several.Select(one => Faults(value, one, where).ToList()).OrderBy(faults => faults.Count).First();
        if (type.StartsWith("Array<", StringComparison.Ordinal))
            return value is JsonArray list ? list.SelectMany(item => Faults(item, type[6..^1], where)) : [$"{where}: no array"];
        return type switch
        {
            "String" => Kind(value, where, JsonValueKind.String),
            "Number" => Kind(value, where, JsonValueKind.Number),
            "Boolean" => Kind(value, where, JsonValueKind.True, JsonValueKind.False),
            _ => Fields(value, type, where),
        };
    }

    private static IEnumerable<string> Kind(JsonNode? value, string where, params JsonValueKind[] kinds) =>
        value is not null && kinds.Contains(value.GetValueKind()) ? [] : [$"{where}: {value?.GetValueKind()} is not {kinds[0]}"];

    private static IEnumerable<string> Fields(JsonNode? value, string type, string where)
    {
        // Unions and what we never read are in no list.
        var name = type.Split('.')[0];
        if (!schema.TryGetProperty(name == "ChatMember" ? "ChatMemberMember" : name, out var fields))
            yield break;
        if (value is not JsonObject found)
        {
            yield return $"{where}: no {type}";
            yield break;
        }
        foreach (var field in fields.EnumerateObject().Where(field => field.Value.GetProperty("required").GetBoolean() && !found.ContainsKey(field.Name) && IsAlways(name, field.Name)))
            yield return $"{where}.{field.Name}: missing";
        foreach (var (key, inner) in found)
            if (!fields.TryGetProperty(key, out var field))
                yield return $"{where}.{key}: no field of {type}";
            else
                foreach (var fault in Faults(inner, field.GetProperty("type").GetString()!, $"{where}.{key}"))
                    yield return fault;
    }

    /// <summary>Of fields that are required in one variant of a union only, the description keeps no variant.</summary>
    private static bool IsAlways(string type, string field) => (type, field) is not (("CallbackQuery", "inline_message_id") or ("InlineKeyboardButton", _));
}
