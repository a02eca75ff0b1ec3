using System.Collections.Immutable;
using Assistant.Dialogs.Groups;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.People;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Records.Messages;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Groups;

/// <summary>
/// Reminds members of sessions. Asks the tables what this moment needs, so it may run early, late or twice: a round of a session and an offset is
/// opened once, each of its reminders has one key in the outbox, and what came of it is read back from there.
/// </summary>
public sealed class GroupReminders(Memory memory, PeopleMemory mail, IGroups groups, ISafeContacts safe, GroupPeople people, Teller teller, MessageRenderer renderer, Delivery delivery, AheadMail mailAhead, Courtesy courtesy, Settings settings)
{
    /// <summary>Rounds opened in one unit, so that nobody's turn waits long behind them.</summary>
    private const int mostRounds = 25;

    /// <summary>Reminders queued in one unit.</summary>
    private const int mostQueued = 100;

    /// <summary>Reminders whose fate is read back at once.</summary>
    private const int mostSettled = 5000;

    /// <summary>What Telegram takes, messages a second.</summary>
    private const double pace = 27;

    /// <summary>A round opened later than this after its time is told to the coordinator.</summary>
    private static readonly Duration late = Duration.FromMinutes(5);

    /// <summary>So long before their time reminders are written down and queued, so that many groups that meet in the same minute are all reminded in time.</summary>
    private static readonly Duration ahead = Duration.FromSeconds(30);

    /// <summary>How long after a session began its rounds are still looked at.</summary>
    private static readonly Duration lately = Duration.FromDays(2);

    /// <summary>How soon to look again while something is not settled.</summary>
    private static readonly Duration again = Duration.FromMinutes(1);

    /// <summary>One look.</summary>
    /// <returns>What was queued, for waking whoever delivers it.</returns>
    public async ValueTask<IReadOnlyList<Rendered>> Run(Instant now, CancellationToken cancellationToken)
    {
        List<Rendered> queued = [];
        foreach (var chunk in (await memory.Store.Read(unit => Unopened(unit, now + ahead, now), cancellationToken)).Chunk(mostRounds))
            await memory.Store.Write(unit => Open(unit, chunk, now), cancellationToken);
        // What was made ready for the page and overtaken by what was said since is decided anew.
        if (await mailAhead.Show(cancellationToken) > 0)
            await memory.Store.Write(unit => Renew(unit, now), cancellationToken);
        int seen;
        do
        {
            (seen, var sent) = await memory.Store.Write(unit => Send(unit, now), cancellationToken);
            queued.AddRange(sent);
        }
        while (seen > 0);
        await memory.Store.Write(unit => Settle(unit, now), cancellationToken);
        queued.AddRange(await memory.Store.Write(unit => Tell(unit, now), cancellationToken));
        return queued;
    }

    /// <returns>When to look again; <see langword="null"/>: nothing is planned.</returns>
    public Instant? NextDue(IUnit unit, Instant now)
    {
        // What came so late that its time ahead has begun is written down at once, not at its own time together with all others.
        var times = Unopened(unit, Instant.MaxValue, now).Select(round => Instant.Max(round.At - ahead, now));
        var open = groups.Reminders(unit, now, 1, ReminderState.Planned, ReminderState.Deferred).Select(reminder => Soonest(reminder.Due, now) is var at && at > now ? at : now + again);
        var unsettled = groups.Reminders(unit, now - lately, 1, ReminderState.Queued).Select(_ => now + again);
        return times.Concat(open).Concat(unsettled).Cast<Instant?>().Append(memory.Outbox.NextAhead(unit, now)).Min();
    }

    /// <summary>When to look for something due then: ahead of it, and once more at its time.</summary>
    private static Instant Soonest(Instant due, Instant now) => due - ahead > now ? due - ahead : due;

    /// <summary>A session is called off or moved, or somebody does not come: what has not left does not go out, nor what waits until they come.</summary>
    /// <param name="person"><see langword="null"/>: nobody's.</param>
    public void TakeBack(IUnit unit, SessionId session, PersonId? person = null)
    {
        foreach (var reminder in groups.Reminders(unit, session).Where(one => one.State == ReminderState.Queued && (person ?? one.Person) == one.Person))
            if (memory.Outbox.Withdraw(unit, reminder.Key) || mail.Held.Drop(unit, reminder.Key))
                groups.Settle(unit, reminder with { State = ReminderState.NotNeeded, Reason = null });
    }

    /// <summary>A session is new, or at a new time: what would have been reminded of by now is nobody's omission.</summary>
    public void Skip(IUnit unit, GroupSession session, Instant now)
    {
        foreach (var round in Rounds(unit, session).Where(round => round.At <= now))
            groups.Open(unit, session.Id, round.Starts, round.Before);
    }

    private sealed record Round(GroupSession Session, Instant Starts, Duration Before, Instant At, Instant UsefulUntil, bool IsLast);

    private IEnumerable<GroupSession> Coming(IUnit unit, Instant now) =>
        groups.Between(unit, now - lately, now + settings.Reminders.Offsets.Append(longestOwn).Max() + Duration.FromDays(1)).Where(session => !session.IsCancelled);

    /// <summary>Longest offset a group may have of its own.</summary>
    private static readonly Duration longestOwn = Duration.FromDays(7);

    private IEnumerable<Round> Rounds(IUnit unit, GroupSession session)
    {
        if (groups.Find(unit, session.Group) is not { } group)
            yield break;
        var (starts, offsets) = (session.Start(people.Zone), group.Content.Offsets(settings.Reminders.Offsets));
        foreach (var before in offsets)
        {
            var until = ReminderRules.UsefulUntil(starts, before, offsets, settings.Reminders.LatestUseful);
            yield return new(session, starts, before, Quiet.Reminder(starts - before, until, settings.Organisation), until, before == offsets.Min());
        }
    }

    /// <param name="until">Whose time comes by then.</param>
    private List<Round> Unopened(IUnit unit, Instant until, Instant now)
    {
        var opened = groups.Rounds(unit, now - lately - longestOwn - lately).Select(round => (round.Session, round.Starts, round.Before)).ToHashSet();
        return [.. Coming(unit, now).SelectMany(session => Rounds(unit, session)).Where(round => round.At <= until && !opened.Contains((round.Session.Id, round.Starts, round.Before)))];
    }

    private int Open(IUnit unit, IEnumerable<Round> rounds, Instant now)
    {
        var opened = 0;
        foreach (var round in rounds)
        {
            if (!groups.Open(unit, round.Session.Id, round.Starts, round.Before))
                continue;
            opened++;
            var said = groups.Presences(unit, round.Session.Id).ToDictionary(presence => presence.Person, presence => presence.Said);
            foreach (var member in people.Active(unit, round.Session.Group).Where(member => member.Since <= round.At))
            {
                var awake = Awake(unit, member.Person, Instant.Max(now, round.At));
                var (state, due, reason) = ReminderRules.Plan(now, round.At, awake, round.UsefulUntil, said.GetValueOrDefault(member.Person));
                groups.Plan(unit, new(round.Session.Id, round.Starts, round.Before, member.Person, state, due, reason));
            }
        }
        return opened;
    }

    /// <summary>When the person may be written to. Workers are written to about their work.</summary>
    private Instant Awake(IUnit unit, PersonId person, Instant at) => safe.Of(unit, person).QuietEnd(at, people.Zone);

    /// <returns>How many were settled or queued, and what was queued.</returns>
    private (int Seen, IReadOnlyList<Rendered> Sent) Send(IUnit unit, Instant now)
    {
        var due = groups.Reminders(unit, Instant.FromUnixTimeMilliseconds(0), mostQueued, ReminderState.Planned, ReminderState.Deferred).Where(reminder => reminder.Due <= now + ahead).ToList();
        List<Rendered> sent = [];
        var seen = 0;
        foreach (var reminder in due)
        {
            // Ahead of its time only what nothing but their own words can change; the rest may still turn out otherwise.
            if (reminder.Due > now && !CanWait(unit, reminder, now))
                continue;
            var (state, reason, message) = Send(unit, reminder, now);
            groups.Settle(unit, reminder with { State = state, Reason = reason });
            seen++;
            if (message is not null)
                sent.Add(message);
        }
        delivery.Queue(unit, sent);
        return (seen, sent);
    }

    private bool CanWait(IUnit unit, SessionReminder reminder, Instant now) => memory.LastOf(unit, reminder.Person) is { Conversation.Silence: null } chat
        && courtesy.IsOpen(unit, chat) && Awake(unit, reminder.Person, now) == now;

    private (ReminderState State, string? Reason, Rendered? Message) Send(IUnit unit, SessionReminder reminder, Instant now)
    {
        if (groups.Session(unit, reminder.Session) is not { IsCancelled: false } session || session.Start(people.Zone) != reminder.Starts
            || groups.Of(unit, session.Group, reminder.Person) is not { IsActive: true })
            return (ReminderState.NotNeeded, null, null);
        var said = groups.Presences(unit, session.Id).FirstOrDefault(presence => presence.Person == reminder.Person)?.Said;
        if (said == Rsvp.Absent)
            return (ReminderState.NotNeeded, null, null);
        var until = Rounds(unit, session).FirstOrDefault(round => round.Before == reminder.Before)?.UsefulUntil;
        if (now > until)
            return (ReminderState.Missed, IOutbox.Late, null);
        if (memory.LastOf(unit, reminder.Person) is not { } chat)
            return (ReminderState.Failed, "no-chat", null);
        if (chat.Conversation.Silence is { } silence)
            return (ReminderState.Failed, silence.Reason, null);
        var at = Instant.Max(now, reminder.Due);
        var say = GroupNotices.Reminder(session.Id.ToString(), session.Date.At(session.At), people.Local(at), said is not null);
        var message = renderer.Render(say, chat, reminder.Key, now, delivery.IsPulled(chat.Conversation.Channel), alerts: true, due: at);
        return (ReminderState.Queued, reminder.Reason, message with { Outgoing = message.Outgoing with { Expires = until + Duration.FromMilliseconds(1), IsAhead = at > now } });
    }

    /// <summary>It waits until the person writes: nobody can say yet whether it arrives.</summary>
    private bool IsHeld(IUnit unit, SessionReminder reminder) => memory.Outbox.StateOf(unit, reminder.Key) is null;

    private int Renew(IUnit unit, Instant now)
    {
        var renewed = 0;
        foreach (var reminder in groups.Reminders(unit, now - lately, mostSettled, ReminderState.Queued).Where(reminder => reminder.Due <= now && memory.Outbox.Recall(unit, reminder.Key)))
        {
            groups.Settle(unit, reminder with { State = ReminderState.Planned });
            renewed++;
        }
        return renewed;
    }

    private int Settle(IUnit unit, Instant now)
    {
        var settled = 0;
        foreach (var reminder in groups.Reminders(unit, now - lately, mostSettled, ReminderState.Queued))
            if (memory.Outbox.StateOf(unit, reminder.Key) is { } found && Meaning(found.State) is { } state)
            {
                groups.Settle(unit, reminder with { State = found.Reason == IOutbox.Late ? ReminderState.Missed : state, Reason = found.Reason ?? reminder.Reason });
                settled++;
            }
        return settled;
    }

    private static ReminderState? Meaning(OutgoingState state) => state switch
    {
        OutgoingState.Sent => ReminderState.Sent,
        OutgoingState.Failed => ReminderState.Failed,
        OutgoingState.Uncertain => ReminderState.Uncertain,
        _ => null,
    };

    /// <summary>The leader hears who was not reached; the coordinators, that something does not move or came late.</summary>
    private List<Rendered> Tell(IUnit unit, Instant now)
    {
        List<Rendered> told = [];
        foreach (var round in groups.Rounds(unit, now - lately).Where(round => !round.IsTold || !round.IsAlarmed))
        {
            if (groups.Session(unit, round.Session) is not { } session || session.Start(people.Zone) != round.Starts || groups.Find(unit, session.Group) is not { } group)
                continue;
            var plan = Rounds(unit, session).FirstOrDefault(planned => planned.Before == round.Before);
            ImmutableArray<SessionReminder> all = [.. groups.Reminders(unit, session.Id).Where(reminder => reminder.Starts == round.Starts && reminder.Before == round.Before)];
            if (plan is null || all.IsEmpty)
                continue;
            var (id, time, local) = (session.Id.ToString(), session.Date.At(session.At), people.Local(now));
            var stuck = all.Count(reminder => reminder.State == ReminderState.Queued && memory.Outbox.StateOf(unit, reminder.Key) is { State: OutgoingState.Due or OutgoingState.Sending or OutgoingState.Ahead });
            var missed = all.Count(reminder => reminder is { State: ReminderState.Missed, Reason: "late" });
            if (!round.IsAlarmed && (stuck > 0 && now >= ReminderRules.DrainedBy(Instant.Max(round.Opened, plan.At), all.Length, pace) || round.Opened > plan.At + late && (missed > 0 || plan.IsLast)))
            {
                groups.Told(unit, round, isAlarm: true);
                told.AddRange(people.Coordinators(unit).SelectMany(to => teller.Tell([GroupNotices.NotDrained(id, time, stuck > 0 ? stuck : all.Length, local)], to, $"group-alarm:{id}:{round.Starts.ToUnixTimeSeconds()}:{round.Before.TotalMinutes}", now)));
            }
            // What the next offset makes good needs no call.
            var lost = all.Count(reminder => reminder.IsNotReached && (plan.IsLast || reminder.State != ReminderState.Missed));
            if (!round.IsTold && lost > 0 && now < round.Starts && all.All(reminder => reminder.State != ReminderState.Planned && (reminder.State != ReminderState.Queued || IsHeld(unit, reminder))))
            {
                groups.Told(unit, round, isAlarm: false);
                told.AddRange(people.Leaders(unit, group).SelectMany(to => teller.Tell([GroupNotices.NotReached(id, time, lost, local)], to, $"group-lost:{id}:{round.Starts.ToUnixTimeSeconds()}:{round.Before.TotalMinutes}", now)));
            }
        }
        delivery.Queue(unit, told);
        return told;
    }
}
