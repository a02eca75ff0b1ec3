using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Assistant.Fakes.Telegram;

/// <summary>What the server does to a text before it looks at it.</summary>
internal static partial class Cleaning
{
    public const int MaxText = 4096;
    public const int MaxCaption = 1024;
    public const int MaxRawBytes = 32_768;

    /// <summary>Control characters become spaces; carriage returns and direction marks go; offsets follow.</summary>
    public static (string Text, JsonArray Entities) Clean(string raw, JsonArray? entities)
    {
        var map = new int[raw.Length + 1];
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            map[i] = text.Length;
            var c = raw[i];
            if (c == '\r' || c is >= '\u2028' and <= '\u202E')
                continue;
            text.Append(c != '\n' && (c < ' ' || c == '\u007F') ? ' ' : c);
        }
        map[raw.Length] = text.Length;
        var all = text.ToString();
        var start = 0;
        while (start < all.Length && all[start] is ' ' or '\n')
            start++;
        var end = all.Length;
        while (end > start && char.IsWhiteSpace(all[end - 1]))
            end--;
        var kept = new JsonArray();
        foreach (var node in entities ?? [])
        {
            if (node is not JsonObject entity)
                throw ApiException.Bad("can't parse entities: expected an Object");
            var from = entity["offset"]?.GetValue<int>() ?? 0;
            var length = entity["length"]?.GetValue<int>() ?? 0;
            if (from < 0 || length <= 0 || from > raw.Length || from + length > raw.Length)
                continue;
            if (IsInsidePair(raw, from) || IsInsidePair(raw, from + length))
                throw ApiException.Bad("entity begins or ends in a middle of a UTF-16 symbol");
            if (entity["type"]?.GetValue<string>() == "date_time" && !IsMoment(entity))
                throw ApiException.Bad("can't parse entities: wrong date_time entity");
            var (a, b) = (Math.Clamp(map[from], start, end) - start, Math.Clamp(map[from + length], start, end) - start);
            if (a >= b)
                continue;
            var clean = (JsonObject)entity.DeepClone();
            clean["offset"] = a;
            clean["length"] = b - a;
            kept.Add(clean);
        }
        return (all[start..end], kept);
    }

    public static int CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private static bool IsMoment(JsonObject entity) =>
        entity["unix_time"] is JsonValue time && time.TryGetValue<long>(out var unix) && unix > 0 && MomentFormat().IsMatch(entity["date_time_format"]?.GetValue<string>() ?? "");

    [GeneratedRegex("^(r|w?[dD]?[tT]?)$")]
    private static partial Regex MomentFormat();

    private static bool IsInsidePair(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
}
