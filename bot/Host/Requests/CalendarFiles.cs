using System.Security.Cryptography;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>Calendar files of meetings. They say that there is a meeting, when and what kind of place; neither service nor names, since others may see the calendar.</summary>
public sealed class CalendarFiles(ITexts texts)
{
    /// <summary>Says nothing about what it is for.</summary>
    private const string name = "calendar.ics";
    private const string mediaType = "text/calendar";

    /// <summary>A meeting that is agreed or moved.</summary>
    public Attachment Of(AppointmentRequest request, Meeting meeting, Person reader, Instant now) => File(request, meeting, reader, now, isOff: false);

    /// <summary>A meeting that will not take place.</summary>
    /// <param name="meeting">As it was.</param>
    public Attachment Off(AppointmentRequest request, Meeting meeting, Person reader, Instant now) =>
        File(request, meeting with { Sequence = meeting.Sequence + 1 }, reader, now, isOff: true);

    private Attachment File(AppointmentRequest request, Meeting meeting, Person reader, Instant now, bool isOff)
    {
        var lang = Langs.Parse(reader.Language) ?? Lang.Et;
        var text = new CalendarEvent(Uid(request), meeting.Sequence, meeting.Start, meeting.End, now, texts.Get(lang, "calendar.summary"))
        {
            Location = request.Content.Place is { } place && texts.Has($"place.{place}") ? texts.Get(lang, $"place.{place}") : null,
            IsOff = isOff,
        }.Write();
        return Attachment.OfText(name, mediaType, text);
    }

    /// <summary>The same for every file of a meeting, and tells nobody our ids.</summary>
    private static string Uid(AppointmentRequest request) => Convert.ToHexStringLower(SHA256.HashData(request.Id.Value.ToByteArray(bigEndian: true)).AsSpan(0, 16)) + "@assistant.invalid";
}
