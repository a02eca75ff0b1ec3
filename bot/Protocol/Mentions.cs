using System.Text;

namespace Assistant.Protocol;

/// <summary>Who a message names with an at sign. Works on text as on text: no patterns, so no pattern that a message could tie up.</summary>
public static class Mentions
{
    private const string Open = "<at", Close = "</at>";

    /// <summary>Whether the message speaks to us.</summary>
    public static bool OfUs(Activity activity) =>
        activity.Recipient?.Id is { Length: > 0 } us && Of(activity).Any(mention => mention.Id == us);

    /// <summary>The words without our own name, with the names of others in plain letters: a family's name may be among them.</summary>
    public static string? Strip(Activity activity)
    {
        if (activity.Text is not { } text) return null;
        var words = text;
        foreach (var mention in Of(activity))
            if (mention.Shown is { Length: > 0 } shown)
                words = words.Replace(shown, mention.Id == activity.Recipient?.Id ? " " : Tagless(mention.Name ?? shown), StringComparison.OrdinalIgnoreCase);
        words = Tagless(words);
        return ReferenceEquals(words, text) ? text : Collapsed(words);
    }

    private readonly record struct Mention(string? Id, string? Name, string? Shown);

    private static IEnumerable<Mention> Of(Activity activity)
    {
        foreach (var entity in Json.Items(activity.Entities))
        {
            if (Json.Text(entity, "type") != "mention") continue;
            var mentioned = Json.Field(entity, "mentioned");
            var name = Json.Text(mentioned, "name");
            yield return new(Json.Text(mentioned, "id"), name, Json.Text(entity, "text") ?? (name is null ? null : $"{Open}>{name}{Close}"));
        }
    }

    /// <returns>The same string when there is no tag.</returns>
    private static string Tagless(string text)
    {
        var at = text.IndexOf(Open, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text;
        var plain = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            var end = at + Open.Length;
            var closing = end < text.Length && text[end] is '>' or ' ' ? text.IndexOf('>', end) : -1;
            var over = closing < 0 ? -1 : text.IndexOf(Close, closing, StringComparison.OrdinalIgnoreCase);
            if (over >= 0)
            {
                plain.Append(text, from, at - from).Append(text, closing + 1, over - closing - 1);
                from = over + Close.Length;
                end = from;
            }
            at = text.IndexOf(Open, end, StringComparison.OrdinalIgnoreCase);
        }
        return from == 0 ? text : plain.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>One space where there were several, none at the ends of lines.</summary>
    private static string Collapsed(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var isSpace = c is ' ' or '\u00A0' or '\t';
            if (isSpace && (plain.Length == 0 || plain[^1] is ' ' or '\n')) continue;
            if (c == '\n' && plain.Length > 0 && plain[^1] == ' ') plain.Length--;
            plain.Append(isSpace ? ' ' : c);
        }
        return plain.ToString().Trim();
    }
}
