using System.Text;
using Assistant.Knowledge;
using NodaTime;

namespace Assistant.Dialogs.Engine;

/// <summary>A moment that is told in words.</summary>
/// <param name="Start">Where its words begin, in UTF-16 units.</param>
/// <param name="Length">How long they are, in UTF-16 units.</param>
/// <param name="At">Local time.</param>
public readonly record struct ToldTime(int Start, int Length, LocalDateTime At);

/// <summary>Turns lines into the words a person reads.</summary>
public static class Rendering
{
    /// <returns>The text of the line with its placeholders filled. What people wrote is put in as it is and never read for placeholders.</returns>
    /// <param name="told">Gets the moments that the text tells with their hour, in order.</param>
    /// <exception cref="KeyNotFoundException">No such text.</exception>
    public static string Render(this ITexts texts, Lang lang, Line line, ICollection<ToldTime>? told = null)
    {
        var template = texts.Get(lang, line.Key);
        if (line.Slots.IsEmpty)
            return template;
        var words = new StringBuilder(template.Length + 32);
        texts.Add(lang, line, template, words, told);
        return words.ToString();
    }

    private static void Add(this ITexts texts, Lang lang, Line line, string template, StringBuilder words, ICollection<ToldTime>? told)
    {
        var from = 0;
        for (int open; (open = template.IndexOf('{', from)) >= 0 && template.IndexOf('}', open) is var close and > 0; from = close + 1)
        {
            words.Append(template, from, open - from);
            var name = template[(open + 1)..close];
            if (line.Slots.FirstOrDefault(slot => slot.Name == name) is not { } slot)
                continue;
            texts.Add(lang, slot, words, told);
            // What ends in a full stop, as a family's letter does, needs no second one.
            if (words.Length > 0 && words[^1] == '.' && close + 1 < template.Length && template[close + 1] == '.')
                words.Length--;
        }
        words.Append(template, from, template.Length - from);
    }

    private static void Add(this ITexts texts, Lang lang, Slot slot, StringBuilder words, ICollection<ToldTime>? told)
    {
        if (slot.Line is { } line)
            texts.Add(lang, line, texts.Get(lang, line.Key), words, told);
        else if (slot.Key is { } key)
            words.Append(texts.Get(lang, key));
        else if (slot.Time is { } time)
        {
            var start = words.Length;
            words.Append(texts.Full(lang, time, slot.WithYear, slot.Until));
            // Midnight stands for a day without an hour: no moment.
            if (time.TimeOfDay != LocalTime.Midnight)
                told?.Add(new(start, words.Length - start, time));
        }
        else
            words.Append(slot.Words);
    }
}
