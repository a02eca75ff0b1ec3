using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Exchange;
using Assistant.Records.Groups;

namespace Assistant.Host.Cli.Import;

// Closed groups, who is in them, and who was there.
partial class ImportWriter
{
    /// <summary>The sessions of a group's line; those it leaves out are each week of its time.</summary>
    public static IEnumerable<SessionPart> Sessions(GroupLine line) => line.Sessions is [_, ..] own ? own : Series(line).Days.Select(day => new SessionPart { On = day });

    private static SessionSeries Series(GroupLine line) => new(line.Day ?? line.From.DayOfWeek, line.At, line.Minutes, line.From, line.Until, line.MeetsOnHolidays);

    private Fate Group(IUnit unit, GroupLine line, Func<string, PersonId?> worker)
    {
        var id = ids.Group(line.Key);
        if (erasure.IsErased(unit, id.Value)) return Fate.Erased;
        if (groups.Find(unit, id) is not null) return Fate.Known;
        if (worker(line.Leader) is not { } leader) return Fate.Erased;
        var group = new Cohort(id, ShortReference.From(storage.Ids.Token()), line.State, line.Capacity, leader, line.Substitute is { } substitute ? worker(substitute) : null, Series(line),
            new(line.Name, storage.Ids.Token(), line.Place, line.Funder, line.Order) { RemindBefore = line.RemindBefore is { } before ? [.. before] : null, Papers = line.Papers }, Start(line.Since ?? line.From), 1);
        GroupSession[] sessions =
        [
            .. Sessions(line).Select((one, n) => new GroupSession(ids.Session(line.Key, n + 1), id, n + 1, one.On, one.At ?? line.At, one.Minutes ?? line.Minutes, one.IsCancelled, Sequence: 0) { Topic = one.Topic })
                // Nobody is asked about what was long ago.
                .Select(session => session with { IsAsked = session.End(meetings.Zone) <= unit.Now }),
        ];
        groups.Add(unit, group, sessions, meetings.Zone, by: null);
        foreach (var session in sessions) reminders.Skip(unit, session, unit.Now);
        return Fate.New;
    }

    private Fate Member(IUnit unit, MemberLine line)
    {
        var (group, id, person) = (ids.Group(line.Group), ids.Of("member", line.Key), new PersonId(ids.Of("person", line.Person ?? line.Key)));
        if (groups.Find(unit, group) is null) return Fate.Erased;
        // First the membership: whoever was made one with the record of their own chat is in the group under that.
        if (groups.Members(unit, group).Any(known => known.Id == id)) return Fate.Known;
        if (erasure.IsErased(unit, person.Value)) return Fate.Erased;
        if (memory.People.Bring(unit, person, line.Language) && line.Content.Name is { } name) memory.People.Save(unit, memory.People.Get(unit, person) with { Name = name });
        if (groups.Of(unit, group, person) is not null) return Fate.Known;
        groups.Save(unit, new Membership(id, group, person, line.State, Start(line.Since), (line.Agreed ?? (line.State == MemberState.Member ? line.Since : null)) is { } agreed ? Start(agreed) : null, line.Content, 1), by: null);
        return Fate.New;
    }

    private Fate Attendance(IUnit unit, AttendanceLine line)
    {
        if (groups.Find(unit, ids.Group(line.Group)) is not { } group || groups.Session(unit, ids.Session(line.Group, line.Session)) is not { } session) return Fate.Erased;
        if (session.IsTaken) return Fate.Known;
        var members = groups.Members(unit, group.Id).ToDictionary(member => member.Id, member => member.Person);
        groups.Take(unit, session.Id, [.. line.Was.Where(one => members.ContainsKey(ids.Of("member", one.Member))).Select(one => (members[ids.Of("member", one.Member)], one.Was))], group.Leader);
        return Fate.New;
    }
}
