using Assistant.Knowledge;

namespace Assistant.Dialogs.Engine;

/// <summary>Turns lines into the words a person reads.</summary>
public static class Rendering
{
    /// <returns>The text of the line with its placeholders filled. What people wrote is put in as it is and never read for placeholders.</returns>
    /// <exception cref="KeyNotFoundException">No such text.</exception>
    public static string Render(this ITexts texts, Lang lang, Line line)
    {
        var template = texts.Get(lang, line.Key);
        if (line.Slots.IsEmpty)
            return template;
        var words = new System.Text.StringBuilder(template.Length + 32);
        var from = 0;
        for (int open; (open = template.IndexOf('{', from)) >= 0 && template.IndexOf('}', open) is var close and > 0; from = close + 1)
        {
            words.Append(template, from, open - from);
            var name = template[(open + 1)..close];
            words.Append(line.Slots.FirstOrDefault(slot => slot.Name == name) is { } slot ? texts.Render(lang, slot) : "");
        }
        return words.Append(template, from, template.Length - from).ToString();
    }

    private static string Render(this ITexts texts, Lang lang, Slot slot) =>
        slot.Line is { } line ? texts.Render(lang, line)
        : slot.Key is { } key ? texts.Get(lang, key)
        : slot.Time is { } time ? texts.Full(lang, time, slot.WithYear, slot.Until)
        : slot.Words ?? "";
}
