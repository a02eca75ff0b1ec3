using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Requests;

/// <summary>One event as a calendar file (RFC 5545, RFC 5546): times in UTC, so that no zone has to be described.</summary>
/// <param name="Uid">The same in every file about the event.</param>
/// <param name="Sequence">Grows with each change.</param>
/// <param name="Written">When the file was made.</param>
public sealed record CalendarEvent(string Uid, int Sequence, Instant Start, Instant End, Instant Written, string Summary)
{
    /// <summary>Octets of a line before it is folded, its end not counted.</summary>
    private const int MaxLine = 75;

    private static readonly InstantPattern utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>Where; <see langword="null"/>: not said.</summary>
    public string? Location { get; init; }
    /// <summary>The event will not take place.</summary>
    public bool IsOff { get; init; }

    /// <returns>The whole file, lines ended by CR LF.</returns>
    public string Write()
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Assistant//Appointments 1//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, IsOff ? "METHOD:CANCEL" : "METHOD:PUBLISH");
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Uid}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{Sequence}"));
        Line(text, $"DTSTAMP:{utc.Format(Written)}");
        Line(text, $"DTSTART:{utc.Format(Start)}");
        Line(text, $"DTEND:{utc.Format(End)}");
        Line(text, $"SUMMARY:{Escaped(Summary)}");
        if (Location is not null)
            Line(text, $"LOCATION:{Escaped(Location)}");
        // Both methods demand an organiser; nobody is written to.
        Line(text, "ORGANIZER:mailto:nobody@assistant.invalid");
        Line(text, IsOff ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(text, IsOff ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
        Line(text, "END:VEVENT");
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value.ReplaceLineEndings("\n"))
            _ = letter switch
            {
                '\\' or ';' or ',' => text.Append('\\').Append(letter),
                '\n' => text.Append("\\n"),
                // Other control characters have no place in a calendar.
                _ when char.IsControl(letter) => text.Append(' '),
                _ => text.Append(letter),
            };
        return text.ToString();
    }

    /// <summary>Folds after 75 octets at most, never inside a character.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var used = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > MaxLine)
            {
                text.Append("\r\n ");
                used = 1;
            }
            text.Append(rune);
            used += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
