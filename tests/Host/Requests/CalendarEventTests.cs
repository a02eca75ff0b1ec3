using System.Text;
using Assistant.Host.Requests;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Host.Requests;

/// <summary>Calendar files by the letter of RFC 5545.</summary>
public sealed class CalendarEventTests
{
    private static readonly CalendarEvent meeting = new("0a1b@assistant.invalid", 0, Instant.FromUtc(2026, 11, 25, 15, 0), Instant.FromUtc(2026, 11, 25, 16, 30), Instant.FromUtc(2026, 11, 23, 7, 30), "Kohtumine") { Location = "Keskuses" };

    [Fact]
    public void A_meeting_reads_as_the_standard_says() => Assert.Equal(
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Assistant//Appointments 1//EN
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        BEGIN:VEVENT
        UID:0a1b@assistant.invalid
        SEQUENCE:0
        DTSTAMP:20261123T073000Z
        DTSTART:20261125T150000Z
        DTEND:20261125T163000Z
        SUMMARY:Kohtumine
        LOCATION:Keskuses
        ORGANIZER:mailto:nobody@assistant.invalid
        STATUS:CONFIRMED
        TRANSP:OPAQUE
        END:VEVENT
        END:VCALENDAR

        """.ReplaceLineEndings("\r\n"), meeting.Write());

    [Fact]
    public void A_meeting_that_is_off_says_so_and_takes_no_time()
    {
        var lines = (meeting with { IsOff = true, Sequence = 3 }).Write().Split("\r\n");
        Assert.Contains("METHOD:CANCEL", lines);
        Assert.Contains("STATUS:CANCELLED", lines);
        Assert.Contains("SEQUENCE:3", lines);
        Assert.Contains("TRANSP:TRANSPARENT", lines);
    }

    [Theory]
    [InlineData("a, b; c\\d", "SUMMARY:a\\, b\\; c\\\\d")]
    [InlineData("two\r\nlines", "SUMMARY:two\\nlines")]
    [InlineData("bell\u0007", "SUMMARY:bell ")]
    public void What_means_something_to_calendars_is_escaped(string summary, string line) =>
        Assert.Contains(line, (meeting with { Summary = summary }).Write().Split("\r\n"));

    [Fact]
    public void Whatever_it_is_called_no_line_is_too_long_and_unfolded_it_is_what_it_was() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), words =>
    {
        var summary = string.Concat(Enumerable.Repeat((words ?? "") + "õ𝕏я", 9)).Replace('\\', ' ').Replace(';', ' ').Replace(',', ' ');
        summary = new([.. summary.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && letter is not ('\u2028' or '\u2029' or '\u0085'))]);
        var text = (meeting with { Summary = summary }).Write();
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains($"SUMMARY:{summary}\r\n", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void A_character_is_never_torn_by_a_fold()
    {
        var text = (meeting with { Summary = string.Concat(Enumerable.Repeat("𝕏õ", 60)) }).Write();
        Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        Assert.All(text.Split("\r\n "), part => Assert.False(part.Length > 0 && char.IsLowSurrogate(part[0])));
    }
}
