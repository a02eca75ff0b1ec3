using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Composition;
using Assistant.Host.Scheduling;
using Assistant.Host.Turns;
using Assistant.Knowledge.Catalogue;
using Assistant.Records;
using Assistant.Records.Groups;
using NodaTime;
using Quartz;

namespace Assistant.Host.Groups;

/// <summary>Does what is due for groups: reminders, the question after a session, and what time alone changes. At start, when the clock says so, and each hour as a net.</summary>
public sealed class GroupSweep(Memory memory, IGroups groups, GroupReminders reminders, GroupPeople people, Teller teller, Delivery delivery, ServiceCatalogue services, GroupNumbers numbers, IClock clock, GroupWatch watch) : WatchedSweep(watch)
{
    private const int most = 10_000;

    /// <summary>How long after a session asking still makes sense.</summary>
    private static readonly Duration askedFor = Duration.FromDays(1);

    private readonly Duration after = Minutes(services, "satisfaction-after-minutes"), door = Minutes(services, "door-before-minutes");

    private static Duration Minutes(ServiceCatalogue services, string name) => Duration.FromMinutes(services.Find("support-group")?.Policy.GetValueOrDefault(name)?.Value ?? 0);

    /// <inheritdoc/>
    public override async ValueTask Run(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await delivery.Wake(await reminders.Run(now, cancellationToken));
        if (await memory.Store.Read(unit => HasAfter(unit, now), cancellationToken))
            await delivery.Wake(await memory.Store.Write(unit => After(unit, now), cancellationToken));
    }

    /// <returns>When something falls due next; <see langword="null"/>: nothing.</returns>
    public ValueTask<Instant?> NextDue(CancellationToken cancellationToken) => memory.Store.Read(unit =>
    {
        var now = clock.GetCurrentInstant();
        var moments = from session in groups.Between(unit, now - askedFor - numbers.SurveyAfter, now + askedFor)
                      where !session.IsCancelled
                      let start = session.Start(people.Zone)
                      let end = session.End(people.Zone)
                      from at in new[] { start - door, start, end + after, end + numbers.SurveyAfter }
                      where at > now
                      select (Instant?)at;
        return moments.Append(reminders.NextDue(unit, now)).Min();
    }, cancellationToken);

    private IEnumerable<GroupSession> Over(IUnit unit, Instant now) =>
        groups.Between(unit, now - askedFor, now).Where(session => session is { IsCancelled: false, IsAsked: false } && session.End(people.Zone) + after <= now);

    private IEnumerable<(Cohort Was, Cohort Is)> Moving(IUnit unit, Instant now) =>
        from cohort in groups.All(unit, most)
        where !cohort.IsOver
        let held = groups.Sessions(unit, cohort.Id).Where(session => !session.IsCancelled).ToList()
        let moved = cohort.MoveOn(now, held.Count > 0 ? held.Min(session => session.Start(people.Zone)) : null, held.Count > 0 ? held.Max(session => session.End(people.Zone)) : null)
        where moved.State != cohort.State
        select (cohort, moved);

    private bool HasAfter(IUnit unit, Instant now) => Over(unit, now).Any() || Moving(unit, now).Any() || AtDoor(unit, now).Any() || Opinions(unit, now).Any();

    /// <summary>Members whose group is half over, or over, and who were not asked what they think of it.</summary>
    private IEnumerable<(Cohort Group, OpinionMoment Moment, Chat Member)> Opinions(IUnit unit, Instant now) =>
        from session in groups.Between(unit, now - askedFor - numbers.SurveyAfter, now)
        let due = session.End(people.Zone) + numbers.SurveyAfter
        where !session.IsCancelled && due <= now && now < due + askedFor
        let moment = OpinionRules.After(people.Held(unit, session.Group), session.Id)
        let cohort = moment is null ? null : groups.Find(unit, session.Group)
        where cohort is not null
        from member in people.Active(unit, cohort.Id)
        let chat = memory.LastOf(unit, member.Person)
        where chat is not null && memory.Outbox.StateOf(unit, Teller.Key(OpinionKey(cohort, moment.Value), chat.Conversation.Id)) is null
        select (cohort, moment.Value, chat);

    private static string OpinionKey(Cohort group, OpinionMoment moment) => $"group-opinion:{group.Id}:{(int)moment}";

    /// <summary>Leaders of what is about to begin, or has begun, and was not told them yet.</summary>
    private IEnumerable<(GroupSession Session, Chat Leader)> AtDoor(IUnit unit, Instant now) =>
        from session in groups.Between(unit, now, now + door + Duration.FromSeconds(1))
        where session is { IsCancelled: false, IsTaken: false } && groups.Find(unit, session.Group) is not null && people.Active(unit, session.Group).Count > 0
        from leader in people.Leaders(unit, groups.Find(unit, session.Group)!)
        where memory.Outbox.StateOf(unit, Teller.Key(DoorKey(session), leader.Conversation.Id)) is null
        select (session, leader);

    private static string DoorKey(GroupSession session) => $"group-door:{session.Id}:{session.Sequence}";

    private Effect.Say Door(IUnit unit, GroupSession session, Instant now)
    {
        var said = groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person, presence => presence.Said);
        var active = people.Active(unit, session.Group);
        int Count(Func<Rsvp?, bool> what) => active.Count(member => what(said.GetValueOrDefault(member.Person)));
        return GroupNotices.AtDoor(session.Id.ToString(), session.Date.At(session.At), (Count(PresenceRules.Prefilled), Count(one => one == Rsvp.Absent), Count(one => one is null)), people.Local(now));
    }

    private List<Rendered> After(IUnit unit, Instant now)
    {
        List<Rendered> asked = [];
        foreach (var (session, leader) in AtDoor(unit, now).ToList())
            asked.AddRange(teller.Tell([Door(unit, session, now)], leader, DoorKey(session), now));
        foreach (var session in Over(unit, now))
        {
            groups.Save(unit, session with { IsAsked = true }, people.Zone, by: null);
            foreach (var presence in groups.Presences(unit, session.Id).Where(one => one.Was is Attendance.Present or Attendance.Late || !session.IsTaken && PresenceRules.Prefilled(one.Said)))
                if (memory.LastOf(unit, presence.Person) is { } chat)
                    asked.AddRange(teller.Tell([GroupNotices.Useful(session.Id.ToString())], chat, $"group-useful:{session.Id}", now));
        }
        foreach (var (cohort, moment, member) in Opinions(unit, now).ToList())
            asked.AddRange(teller.Tell([GroupNotices.Opinions(cohort.Id.ToString(), moment.ToString().ToLowerInvariant())], member, OpinionKey(cohort, moment), now));
        foreach (var (_, moved) in Moving(unit, now))
            groups.Save(unit, moved, by: null);
        delivery.Queue(unit, asked);
        return asked;
    }
}

/// <summary>The clock's part.</summary>
[DisallowConcurrentExecution]
public sealed class GroupSweepJob(GroupSweep sweep, IClock clock) : WatchedSweepJob(sweep, clock, Key)
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("group-sweep");
}
