using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>The server's HTML: few tags, properly nested, four names of characters; errors in its words, at byte offsets.</summary>
internal static class Html
{
    private static readonly Dictionary<string, string> types = new(StringComparer.Ordinal)
    {
        ["b"] = "bold", ["strong"] = "bold", ["i"] = "italic", ["em"] = "italic", ["u"] = "underline", ["ins"] = "underline", ["s"] = "strikethrough",
        ["strike"] = "strikethrough", ["del"] = "strikethrough", ["tg-spoiler"] = "spoiler", ["span"] = "spoiler", ["a"] = "text_link", ["code"] = "code",
        ["pre"] = "pre", ["blockquote"] = "blockquote", ["tg-emoji"] = "custom_emoji", ["tg-time"] = "date_time",
    };

    private sealed record Open(string Tag, int Start, Dictionary<string, string> Attributes);

    public static (string Text, JsonArray Entities) Parse(string html)
    {
        var text = new StringBuilder();
        var entities = new List<JsonObject>();
        var open = new Stack<Open>();
        for (var i = 0; i < html.Length;)
        {
            if (html[i] == '&' && Reference(html, ref i) is { } decoded)
            {
                text.Append(decoded);
                continue;
            }
            if (html[i] != '<')
            {
                text.Append(html[i++]);
                continue;
            }
            var begin = i++;
            if (i < html.Length && html[i] == '/')
                i = Close(html, begin, i + 1, text, open, entities);
            else
                open.Push(Start(html, begin, ref i, text.Length));
        }
        if (open.Count > 0)
            throw Fail($"Can't find end tag corresponding to start tag \"{open.Peek().Tag}\"");
        return (text.ToString(), new([.. entities.OrderBy(entity => (int)entity["offset"]!).ThenByDescending(entity => (int)entity["length"]!)]));
    }

    private static Open Start(string html, int begin, ref int i, int at)
    {
        var nameAt = i;
        while (i < html.Length && !char.IsWhiteSpace(html[i]) && html[i] != '>')
            i++;
        if (i == html.Length)
            throw Fail($"Unclosed start tag at byte offset {Bytes(html, begin)}");
        var name = html[nameAt..i].ToLowerInvariant();
        if (!types.ContainsKey(name))
            throw Fail($"Unsupported start tag \"{name}\" at byte offset {Bytes(html, begin)}");
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            while (i < html.Length && char.IsWhiteSpace(html[i]))
                i++;
            if (i == html.Length)
                throw Fail($"Unclosed start tag \"{name}\" at byte offset {Bytes(html, begin)}");
            if (html[i] == '>')
            {
                i++;
                break;
            }
            var keyAt = i;
            while (i < html.Length && !char.IsWhiteSpace(html[i]) && html[i] is not '=' and not '>')
                i++;
            var key = html[keyAt..i].ToLowerInvariant();
            if (key.Length == 0)
                throw Fail($"Empty attribute name in the tag \"{name}\" at byte offset {Bytes(html, begin)}");
            while (i < html.Length && char.IsWhiteSpace(html[i]))
                i++;
            if (i == html.Length || html[i] != '=')
            {
                attributes[key] = "";
                continue;
            }
            i++;
            while (i < html.Length && char.IsWhiteSpace(html[i]))
                i++;
            if (i == html.Length)
                throw Fail($"Unclosed start tag at byte offset {Bytes(html, begin)}");
            attributes[key] = Value(html, begin, ref i);
        }
        if (name == "span" && attributes.GetValueOrDefault("class") != "tg-spoiler")
            throw Fail($"Tag \"span\" must have class \"tg-spoiler\" at byte offset {Bytes(html, begin)}");
        return new(name, at, attributes);
    }

    private static string Value(string html, int begin, ref int i)
    {
        var value = new StringBuilder();
        var quote = html[i] is '"' or '\'' ? html[i++] : '\0';
        while (i < html.Length && (quote == '\0' ? !char.IsWhiteSpace(html[i]) && html[i] != '>' : html[i] != quote))
            if (html[i] == '&' && Reference(html, ref i) is { } decoded)
                value.Append(decoded);
            else
                value.Append(html[i++]);
        if (i == html.Length)
            throw Fail($"Unclosed start tag at byte offset {Bytes(html, begin)}");
        if (quote != '\0')
            i++;
        return value.ToString();
    }

    private static int Close(string html, int begin, int i, StringBuilder text, Stack<Open> open, List<JsonObject> entities)
    {
        if (open.Count == 0)
            throw Fail($"Unexpected end tag at byte offset {Bytes(html, begin)}");
        var nameAt = i;
        while (i < html.Length && !char.IsWhiteSpace(html[i]) && html[i] != '>')
            i++;
        var name = html[nameAt..i].ToLowerInvariant();
        while (i < html.Length && char.IsWhiteSpace(html[i]))
            i++;
        if (i == html.Length || html[i] != '>')
            throw Fail($"Unclosed end tag at byte offset {Bytes(html, begin)}");
        var tag = open.Pop();
        if (name.Length > 0 && name != tag.Tag)
            throw Fail($"Unmatched end tag at byte offset {Bytes(html, begin)}, expected \"</{tag.Tag}>\", found \"</{name}>\"");
        Add(tag, text, entities);
        return i + 1;
    }

    private static void Add(Open tag, StringBuilder text, List<JsonObject> entities)
    {
        if (text.Length == tag.Start)
            return;
        var entity = new JsonObject { ["type"] = types[tag.Tag], ["offset"] = tag.Start, ["length"] = text.Length - tag.Start };
        switch (tag.Tag)
        {
            case "a":
                var address = tag.Attributes.GetValueOrDefault("href") ?? text.ToString(tag.Start, text.Length - tag.Start);
                if (!Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}", UriKind.Absolute, out var uri) || !uri.Host.Contains('.', StringComparison.Ordinal) && uri.Scheme != "tg")
                    return;
                entity["url"] = uri.AbsoluteUri;
                break;
            case "tg-time" when long.TryParse(tag.Attributes.GetValueOrDefault("unix"), NumberStyles.None, CultureInfo.InvariantCulture, out var unix):
                entity["unix_time"] = unix;
                entity["date_time_format"] = tag.Attributes.GetValueOrDefault("format") ?? "";
                break;
            case "tg-time":
                return;
            case "blockquote" when tag.Attributes.ContainsKey("expandable"):
                entity["type"] = "expandable_blockquote";
                break;
            case "code" when tag.Attributes.GetValueOrDefault("class") is ['l', 'a', 'n', 'g', 'u', 'a', 'g', 'e', '-', .. var language]:
                entity["language"] = language;
                break;
            case "tg-emoji":
                entity["custom_emoji_id"] = tag.Attributes.GetValueOrDefault("emoji-id");
                break;
        }
        entities.Add(entity);
    }

    /// <summary>Only four names and numbers shorter than ten characters are decoded; the rest stays as it is.</summary>
    private static string? Reference(string html, ref int i)
    {
        foreach (var (name, character) in ((string, string)[])[("&lt", "<"), ("&gt", ">"), ("&amp", "&"), ("&quot", "\"")])
            if (string.CompareOrdinal(html, i, name, 0, name.Length) == 0 && (i + name.Length == html.Length || !char.IsAsciiLetterOrDigit(html[i + name.Length])))
            {
                i += name.Length;
                if (i < html.Length && html[i] == ';')
                    i++;
                return character;
            }
        if (i + 2 >= html.Length || html[i + 1] != '#')
            return null;
        var isHex = html[i + 2] is 'x';
        var end = i + (isHex ? 3 : 2);
        var digits = end;
        while (end < html.Length && (isHex ? char.IsAsciiHexDigit(html[end]) : char.IsAsciiDigit(html[end])))
            end++;
        if (end == digits || end - i >= 10 || !int.TryParse(html.AsSpan(digits, end - digits), isHex ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || code == 0 || !Rune.IsValid(code))
            return null;
        i = end < html.Length && html[end] == ';' ? end + 1 : end;
        return new Rune(code).ToString();
    }

    private static int Bytes(string html, int at) => Encoding.UTF8.GetByteCount(html.AsSpan(0, at));

    private static ApiException Fail(string words) => ApiException.Bad($"can't parse entities: {words}");
}
