using Assistant.Protocol;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Cli.Talk;

/// <summary>
/// The form of <c>tests/Transcripts/*.chat</c>: <c># comment</c>; <c>@ local time</c>; <c>= who speaks</c>; <c>&gt; typed</c>;
/// <c>&gt; [Pressed]</c>; <c>: file.xlsx</c> opened; <c>&lt; answer [Button | Button]</c>. Further lines of one message are indented by two spaces.
/// </summary>
public sealed class TranscriptWriter(TextWriter output)
{
    /// <summary>To the minute, as clocks on walls show it.</summary>
    public static LocalDateTimePattern TimePattern { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>From here on it is this late, local time.</summary>
    public void Time(LocalDateTime time) => output.WriteLine($"@ {TimePattern.Format(time)}");

    /// <summary>From here on this person speaks.</summary>
    public void Speaker(string who) => output.WriteLine($"= {who}");

    /// <summary>The person typed.</summary>
    public void Typed(string text) => output.WriteLine($"> {Indent(text)}");

    /// <summary>The person pressed a button.</summary>
    public void Pressed(string label) => output.WriteLine($"> [{label}]");

    /// <summary>The person opened a file that came.</summary>
    public void Opened(string name) => output.WriteLine($": {name}");

    /// <summary>We answered.</summary>
    public void Answered(Message message) => output.WriteLine($"< {Indent(Show(message))}");

    /// <returns>The message as one text: its words, then its buttons.</returns>
    public static string Show(Message message)
    {
        var shown = message.Text.Trim();
        if (message.File is { } file) shown += $" {{{file.Name}}}";
        return message.Buttons.IsDefaultOrEmpty ? shown : $"{shown} [{string.Join(" | ", message.Buttons.Select(button => button.Label))}]";
    }

    /// <returns>Lines joined so that a reader sees which belong together.</returns>
    public static string Indent(string text) => text.ReplaceLineEndings("\n  ");
}
