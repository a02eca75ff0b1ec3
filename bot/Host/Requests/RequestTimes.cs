using Assistant.Host.Configuration;
using Assistant.Records.Appointments;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>When something has to be done about a request: what the clock is set to and the rounds look at. Pure.</summary>
public sealed class RequestTimes(Settings settings)
{
    /// <summary>When, the day after a meeting, the parent is asked how it was.</summary>
    private static readonly LocalTime askedAt = new(10, 0);

    /// <summary>Longest before an event that something may be sent for it, quiet hours included.</summary>
    public Duration Farthest { get; } = settings.Reminders.Offsets.Concat(settings.Reminders.BeforeDeadline).Append(Duration.Zero).Max() + Duration.FromDays(1);

    /// <summary>Every moment from now on at which something may have to be done; the rounds decide what.</summary>
    public IEnumerable<(string Name, Instant At)> Of(AppointmentRequest request)
    {
        if (request.IsOpen)
        {
            foreach (var (offset, n) in settings.Reminders.BeforeDeadline.Select((offset, n) => (offset, n)))
                yield return ($"near-{n}", DeadlineReminder(request.Deadline, offset));
            yield return ("late", request.Deadline);
        }
        if (request.Agreed is not { } || request.State is RequestState.Cancelled)
            yield break;
        var meeting = Slot(request);
        foreach (var (offset, n) in settings.Reminders.Offsets.Select((offset, n) => (offset, n)))
            yield return ($"remind-{n}", Reminder(meeting.Start, offset));
        yield return ("ask", Asked(meeting.End));
    }

    /// <summary>Names of all there can be, so that old ones are found.</summary>
    public IEnumerable<string> Names =>
    [
        .. settings.Reminders.BeforeDeadline.Select((_, n) => $"near-{n}"), "late", .. settings.Reminders.Offsets.Select((_, n) => $"remind-{n}"), "ask",
    ];

    /// <summary>When whoever has to answer is reminded.</summary>
    public Instant DeadlineReminder(Instant deadline, Duration offset) => Quiet.Reminder(deadline - offset, deadline, settings.Organisation);

    /// <summary>When the parent is reminded of a meeting.</summary>
    public Instant Reminder(Instant start, Duration offset) => Quiet.Reminder(start - offset, start - settings.Reminders.LatestUseful, settings.Organisation);

    /// <summary>When the parent is asked how the meeting was.</summary>
    public Instant Asked(Instant end) =>
        settings.Organisation.TimeZone.AtLeniently(end.InZone(settings.Organisation.TimeZone).Date.PlusDays(1) + askedAt).ToInstant();

    /// <summary>The worker's time that the agreed meeting takes.</summary>
    /// <exception cref="InvalidOperationException">Nothing is agreed.</exception>
    public Interval Slot(AppointmentRequest request) =>
        Slot(request.Agreed ?? throw new InvalidOperationException("Only what is agreed takes time."), request.AgreedUntil);

    /// <summary>The worker's time that a meeting takes.</summary>
    public Interval Slot(LocalDateTime start, LocalTime? until)
    {
        var zone = settings.Organisation.TimeZone;
        var begins = zone.AtLeniently(start).ToInstant();
        var ends = until is { } end && end > start.TimeOfDay ? zone.AtLeniently(start.Date + end).ToInstant() : begins + settings.Organisation.MeetingLength;
        // In the hour that the clock skips or repeats the end could come to lie before the beginning.
        return new(begins, ends > begins ? ends : begins + settings.Organisation.MeetingLength);
    }
}
