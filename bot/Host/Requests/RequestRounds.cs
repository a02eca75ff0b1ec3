using Assistant.Dialogs.Appointments;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>
/// Looks at what this moment needs: ends what nobody answered in time, reminds of deadlines and meetings, asks how meetings were. The tables say
/// what is due, so it is safe to run early, late or twice.
/// </summary>
public sealed partial class RequestRounds(Memory memory, FactsLoader facts, RequestTelling telling, RequestTimes times, Delivery delivery, Settings settings, ILogger<RequestRounds> log)
{
    /// <summary>How often to look again when somebody answers at this very moment.</summary>
    private const int tries = 5;

    /// <summary>How long after its proper time the question how a meeting was still makes sense.</summary>
    private static readonly Duration askedFor = Duration.FromDays(3);

    /// <summary>One round.</summary>
    /// <returns>How many requests expired.</returns>
    public async ValueTask<int> Run(Instant now, CancellationToken cancellationToken)
    {
        var expired = await Deadlines(now, tries, cancellationToken);
        await Meetings(now, tries, cancellationToken);
        return expired;
    }

    private async ValueTask<int> Deadlines(Instant now, int tries, CancellationToken cancellationToken)
    {
        var expired = 0;
        List<Rendered> messages = [];
        var due = await memory.Store.Read(unit => memory.Appointments.Overdue(unit, now + times.Farthest), cancellationToken);
        if (due.IsEmpty)
            return 0;
        try
        {
            await memory.Store.Write(unit =>
            {
                // A unit may be run again.
                (expired, messages) = (0, []);
                foreach (var request in due)
                    if (request.Expire(now) is { Next: { } ended })
                    {
                        expired++;
                        memory.Appointments.Save(unit, ended, by: null);
                        messages.AddRange(Ended(unit, ended, now));
                    }
                    else
                        messages.AddRange(Nears(unit, request, now));
                delivery.Queue(unit, messages);
                return true;
            }, cancellationToken);
        }
        catch (ConflictException) when (tries > 1)
        {
            // Somebody answered at this very moment: look again at what is left.
            return await Deadlines(now, tries - 1, cancellationToken);
        }
        await delivery.Wake(messages);
        return expired;
    }

    private IEnumerable<Rendered> Ended(IUnit unit, AppointmentRequest ended, Instant now)
    {
        var fact = facts.Fact(ended, isMine: true, ownerName: null);
        var (key, parent) = ($"{ended.Id}:{ended.Version}:expired", telling.Parent(unit, ended));
        return ended.State == RequestState.Confirmed
            ? telling.Tell(Notices.Kept(fact, words: null, reason: null), parent, key, now)
                .Concat(telling.Answering(unit, ended).SelectMany(to => telling.Tell(Notices.KeptToCoordinator(fact), to, key, now)))
            : telling.Tell(Notices.ExpiredToParent(fact, settings.Organisation.Contact), parent, key, now)
                .Concat(telling.Coordinators(unit).SelectMany(to => telling.Tell(Notices.ExpiredToCoordinators(fact), to, key, now)));
    }

    /// <summary>Reminds whose turn it is. Of several reminders that are due only the last one is sent.</summary>
    private IEnumerable<Rendered> Nears(IUnit unit, AppointmentRequest request, Instant now)
    {
        var due = settings.Reminders.BeforeDeadline.Where(offset => times.DeadlineReminder(request.Deadline, offset) is var at && at <= now && at > request.Created).ToArray();
        if (due is not [.., var last])
            return [];
        var fact = facts.Fact(request, isMine: true, ownerName: null);
        var key = $"{request.Id}:{request.Version}:near:{last.TotalMinutes:0}";
        return request.State == RequestState.Proposed
            ? telling.Tell(Notices.OfferWaits(fact), telling.Parent(unit, request), key, now, isUnasked: true)
            : telling.Answering(unit, request).SelectMany(to => telling.Tell(Notices.DeadlineNear(fact), to, key, now, isUnasked: true));
    }

    private async ValueTask Meetings(Instant now, int tries, CancellationToken cancellationToken)
    {
        List<Rendered> messages = [];
        var near = await memory.Store.Read(unit => memory.Appointments.Meetings(unit, now - Duration.FromDays(1) - askedFor, now + times.Farthest), cancellationToken);
        if (near.IsEmpty)
            return;
        var missed = 0;
        try
        {
            await memory.Store.Write(unit =>
            {
                (missed, messages) = (0, []);
                foreach (var meeting in near)
                {
                    if (memory.Appointments.Find(unit, meeting.Request) is not { } request || memory.Appointments.MeetingOf(unit, meeting.Request) != meeting)
                        continue;
                    messages.AddRange(meeting.Start > now ? Remind(unit, request, meeting, now, ref missed) : Ask(unit, request, meeting, now));
                }
                delivery.Queue(unit, messages);
                return true;
            }, cancellationToken);
        }
        catch (ConflictException) when (tries > 1)
        {
            await Meetings(now, tries - 1, cancellationToken);
            return;
        }
        if (missed > 0)
            Missed(log, missed);
        await delivery.Wake(messages);
    }

    /// <summary>Each reminder once for each meeting and its time. Of several that are due the last is sent; what comes too late to help is reported instead.</summary>
    private IEnumerable<Rendered> Remind(IUnit unit, AppointmentRequest request, Meeting meeting, Instant now, ref int missed)
    {
        // Agreed so late that its time had passed: the confirmation itself was the reminder.
        var due = settings.Reminders.Offsets.Where(offset => times.Reminder(meeting.Start, offset) is var at && at <= now && at > meeting.Booked).ToArray();
        var isNew = false;
        foreach (var offset in due)
            isNew |= memory.Appointments.Reminded(unit, meeting, offset);
        if (!isNew)
            return [];
        var key = $"{request.Id}:{meeting.Start.ToUnixTimeSeconds()}:remind:{due[^1].TotalMinutes:0}";
        if (meeting.Start - now >= settings.Reminders.LatestUseful)
            return telling.Tell(Notices.Reminder(facts.Fact(request, isMine: true, ownerName: null), facts.ForParent(now)), telling.Parent(unit, request), key, now, isUnasked: true);
        missed++;
        return telling.Answering(unit, request).SelectMany(to => telling.Tell(Notices.NotReminded(facts.Fact(request, isMine: true, ownerName: null)), to, key, now));
    }

    /// <summary>The day after, once: how was it?</summary>
    private IEnumerable<Rendered> Ask(IUnit unit, AppointmentRequest request, Meeting meeting, Instant now)
    {
        if (meeting.IsAsked || request.State != RequestState.Confirmed || times.Asked(meeting.End) is var at && (at > now || at + askedFor < now) || !memory.Appointments.Asked(unit, request.Id))
            return [];
        return telling.Tell(Notices.HowWasIt(facts.Fact(request, isMine: true, ownerName: null)), telling.Parent(unit, request), $"{request.Id}:ask", now, isUnasked: true);
    }

    [LoggerMessage(2003, LogLevel.Warning, "{Count} reminders were too late to help and were reported instead")]
    private static partial void Missed(ILogger log, int count);
}
