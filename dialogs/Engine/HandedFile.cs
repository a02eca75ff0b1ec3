using System.Globalization;

namespace Assistant.Dialogs.Engine;

/// <summary>A file that came with a message. Its bytes stay with the message; dialogues know only what it is.</summary>
/// <param name="Message">The message's number in the inbox.</param>
/// <param name="Name">Fit to be saved under.</param>
public sealed record HandedFile(long Message, string Name)
{
    /// <summary>Why it cannot be taken: <c>kind</c>, <c>size</c> or <c>lost</c>; <see langword="null"/>: it can.</summary>
    public string? Fault { get; init; }

    /// <summary>Separates the parts of the stored answer. Nobody can write it: control characters leave whatever arrives.</summary>
    private const char mark = '\u0001';

    /// <summary>As an answer: the file, and the words under it.</summary>
    public string Write(string under) => $"{mark}{Message.ToString(CultureInfo.InvariantCulture)}{mark}{Name}{mark}{under.Trim()}";

    /// <returns><see langword="null"/>: the answer is words.</returns>
    public static (HandedFile File, string Under)? Read(string answer) =>
        answer.Split(mark) is ["", var number, var name, var under] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var message) ? (new(message, name), under) : null;

    /// <summary>An answer as the person sees it: a file by its name, and what stands under it.</summary>
    public static string Shown(string answer) => Read(answer) is var (file, under) ? under.Length > 0 ? $"{file.Name}\n{under}" : file.Name : answer;
}
