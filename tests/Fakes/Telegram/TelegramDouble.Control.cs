using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Assistant.Fakes.Telegram;

/// <summary>People's hands for programs in other languages: <c>/control/...</c>, JSON in and out.</summary>
public sealed partial class TelegramDouble
{
    private readonly Dictionary<long, FakeUser> controlled = [];

    private async Task Control(HttpContext context, string[] path)
    {
        JsonObject p = [];
        if (context.Request.ContentLength is > 0)
            p = await JsonNode.ParseAsync(context.Request.Body) as JsonObject ?? [];
        JsonNode? answer;
        try
        {
            answer = path switch
            {
                ["user"] => NewUser(p),
                ["write"] => Controlled(p).Write(p["text"]!.GetValue<string>()),
                ["press"] => Controlled(p).Press(p["label"]!.GetValue<string>()),
                ["edit"] => Controlled(p).EditLast(p["text"]!.GetValue<string>()),
                ["share"] => Controlled(p).ShareOwnNumber(p["number"]!.GetValue<string>()),
                ["block"] => Do(() => Controlled(p).Block()),
                ["unblock"] => Do(() => Controlled(p).Unblock()),
                ["start"] => Controlled(p).Start(p["payload"]?.GetValue<string>()),
                ["speak"] => Controlled(p).Speak(p["seconds"]?.GetValue<int>() ?? 5),
                ["contact"] => Controlled(p).ShareNumberOf(p["owner"]?.GetValue<long>() ?? 0, p["name"]?.GetValue<string>() ?? "Naaber", p["number"]!.GetValue<string>()),
                ["deactivate"] => Do(() => Controlled(p).Deactivate()),
                ["group"] => new JsonObject { ["group"] = AddGroup(p["title"]?.GetValue<string>() ?? "Grupp", Controlled(p)) },
                ["say"] => Controlled(p).WriteIn(p["group"]!.GetValue<long>(), p["text"]!.GetValue<string>()),
                ["kick"] => Do(() => Kick(p["group"]!.GetValue<long>(), Controlled(p))),
                ["migrate"] => new JsonObject { ["group"] = Migrate(p["group"]!.GetValue<long>(), Controlled(p)) },
                ["reorder"] => Do(Reorder),
                ["repeat"] => Do(() => Repeat(p["update"]!.GetValue<long>())),
                ["fault"] => Do(() => Faults.Add(Enum.Parse<FaultKind>(p["kind"]!.GetValue<string>(), ignoreCase: true), p["method"]?.GetValue<string>(), p["times"]?.GetValue<int>() ?? 1, p["seconds"]?.GetValue<int>() ?? 1)),
                ["chat"] => Shown((p["user"] ?? p["group"])!.GetValue<long>(), p["after"]?.GetValue<long>() ?? 0),
                ["wait"] => await Waited(p),
                ["journal"] => new JsonArray([.. Journal.Entries.Select(entry => new JsonObject
                {
                    ["at"] = entry.At.TotalMilliseconds, ["method"] = entry.Method, ["parameters"] = entry.Parameters.DeepClone(), ["code"] = entry.Code, ["description"] = entry.Description,
                })]),
                ["violations"] => new JsonArray([.. Violations().Select(words => (JsonNode)words)]),
                ["count"] => Journal.Count,
                _ => null,
            };
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException or NullReferenceException or ArgumentException)
        {
            context.Response.StatusCode = 400;
            answer = new JsonObject { ["error"] = wrong.Message };
        }
        if (answer is null)
        {
            context.Response.StatusCode = 404;
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(wire));
    }

    private JsonObject NewUser(JsonObject p)
    {
        var user = AddUser(p["name"]?.GetValue<string>() ?? "Mari", p["language"]?.GetValue<string>());
        lock (gate)
            controlled[user.Id] = user;
        return new() { ["user"] = user.Id };
    }

    private FakeUser Controlled(JsonObject p)
    {
        lock (gate)
            return controlled[p["user"]!.GetValue<long>()];
    }

    private JsonArray Shown(long chat, long after) => new([.. Visible(chat).Where(message => message.IsOurs && message.Id > after).Select(message => new JsonObject
    {
        ["id"] = message.Id, ["text"] = message.Text, ["edited"] = message.IsEdited, ["buttons"] = new JsonArray([.. message.Buttons.Select(label => (JsonNode)label)]),
        ["entities"] = message.Entities.DeepClone(), ["protected"] = message.IsProtected, ["file"] = message.FileName, ["markup"] = message.Markup?.DeepClone(),
    })]);

    /// <summary>Waits until the bot wrote so many messages after one.</summary>
    private async Task<JsonNode> Waited(JsonObject p)
    {
        var (user, after, count) = (p["user"]!.GetValue<long>(), p["after"]?.GetValue<long>() ?? 0, p["count"]?.GetValue<int>() ?? 1);
        return await Until(() => Shown(user, after) is { } shown && shown.Count >= count ? shown : null, TimeSpan.FromMilliseconds(p["within"]?.GetValue<int>() ?? 5000)) ?? Shown(user, after);
    }

    private static JsonNode Do(Action act)
    {
        act();
        return true;
    }
}
