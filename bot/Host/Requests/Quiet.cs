using Assistant.Host.Configuration;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>Quiet hours: when nothing but safety messages is sent unasked.</summary>
public static class Quiet
{
    /// <returns><paramref name="instant"/> itself, or the end of the quiet hours it lies in.</returns>
    public static Instant After(Instant instant, OrganisationSettings organisation) =>
        Hours(instant, organisation) is { } quiet ? quiet.End : instant;

    /// <summary>When to remind of something: at the wished time; in quiet hours, once they are over; if that were too late, in the last moment before them.</summary>
    /// <param name="wished">When the reminder would be sent if nobody slept.</param>
    /// <param name="latest">The last moment at which it still helps.</param>
    public static Instant Reminder(Instant wished, Instant latest, OrganisationSettings organisation) =>
        Hours(wished, organisation) is not { } quiet ? wished : quiet.End <= latest ? quiet.End : quiet.Start - beforeQuiet;

    /// <summary>How long before quiet hours something is sent that cannot wait for their end.</summary>
    private static readonly Duration beforeQuiet = Duration.FromMinutes(30);

    private static Interval? Hours(Instant instant, OrganisationSettings organisation)
    {
        var (zone, hours) = (organisation.TimeZone, organisation.QuietHours);
        var local = instant.InZone(zone).LocalDateTime;
        if (!hours.Contains(local.TimeOfDay))
            return null;
        // Over midnight: the small hours belong to the evening before.
        var begins = hours.From > hours.To && local.TimeOfDay < hours.To ? local.Date.PlusDays(-1) : local.Date;
        var ends = hours.From > hours.To ? begins.PlusDays(1) : begins;
        return new(zone.AtLeniently(begins + hours.From).ToInstant(), zone.AtLeniently(ends + hours.To).ToInstant());
    }
}
