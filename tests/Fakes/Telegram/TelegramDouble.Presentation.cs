using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Assistant.Fakes.Telegram;

/// <summary>How the bot presents itself: commands and descriptions, by scope and language.</summary>
public sealed partial class TelegramDouble
{
    private JsonNode SetCommands(JsonObject p)
    {
        if (Json(p, "commands") is not JsonArray list)
            throw ApiException.Bad("can't parse BotCommands: expected an Array");
        if (list.Count > 100)
            throw ApiException.Bad("BOT_COMMANDS_TOO_MUCH");
        foreach (var item in list)
        {
            var (name, description) = (item?["command"]?.GetValue<string>() ?? "", item?["description"]?.GetValue<string>().Trim() ?? "");
            if (name.Length == 0)
                throw ApiException.Bad("command must be non-empty");
            if (name.Length > 32 || !CommandName().IsMatch(name.TrimStart('/')))
                throw ApiException.Bad("BOT_COMMAND_INVALID");
            if (description.Length is 0)
                throw ApiException.Bad("command description must be non-empty");
            if (description.Length > 256)
                throw ApiException.Bad("command description must not exceed 256 characters");
        }
        commands[Scope(p)] = (JsonArray)list.DeepClone();
        return true;
    }

    private JsonNode DeleteCommands(JsonObject p)
    {
        commands.Remove(Scope(p));
        return true;
    }

    /// <summary>Lists of single chats come before those of all.</summary>
    private (string, string) Scope(JsonObject p)
    {
        var type = Object(p, "scope")?["type"]?.GetValue<string>() ?? "default";
        if (type is "chat" or "chat_administrators" or "chat_member")
        {
            var chat = Number(Object(p, "scope")!, "chat_id");
            if (!chats.TryGetValue(chat, out var room))
                throw ApiException.Bad("chat not found");
            if (type != "chat" && room.User is not null)
                throw ApiException.Bad("can't change commands in private chats");
            type = $"{type}:{chat}";
        }
        else if (type is not ("default" or "all_private_chats" or "all_group_chats" or "all_chat_administrators"))
            throw ApiException.Bad("can't parse BotCommandScope: Unsupported type specified");
        return (type, LanguageOf(p));
    }

    /// <summary>What a person's client lists in the private chat: the nearest list there is, first in the client's language.</summary>
    internal ImmutableArray<string> Listed(FakeUser user)
    {
        var language = user.Language?.Split('-')[0] ?? "";
        lock (gate)
            foreach (var scope in (string[])[$"chat:{user.Id}", "all_private_chats", "default"])
                foreach (var tongue in (string[])[language, ""])
                    if (commands.TryGetValue((scope, tongue), out var list))
                        return [.. list.Select(command => command!["command"]!.GetValue<string>())];
        return [];
    }

    private static string LanguageOf(JsonObject p)
    {
        var code = Text(p, "language_code") ?? "";
        return code.Length == 0 || LanguageCode().IsMatch(code) ? code : throw ApiException.Bad("invalid language code specified");
    }

    private JsonNode SetWords(JsonObject p, string kind, int most)
    {
        var text = Text(p, kind) ?? "";
        if (Cleaning.CodePoints(text) > most)
            throw ApiException.Bad($"{kind.ToUpperInvariant().Replace("_", " ", StringComparison.Ordinal)}_TOO_LONG".Replace(" ", "_", StringComparison.Ordinal));
        words[(kind, LanguageOf(p))] = text;
        return true;
    }

    private JsonObject GetWords(JsonObject p, string kind) => new() { [kind] = words.GetValueOrDefault((kind, LanguageOf(p)), "") };

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex LanguageCode();
}
