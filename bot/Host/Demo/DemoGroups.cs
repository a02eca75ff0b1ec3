using System.Collections.Immutable;
using Assistant.Host.Groups;
using Assistant.Knowledge.Demo;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Groups;

namespace Assistant.Host.Demo;

/// <summary>The invented support group of the demonstration, in the middle of its time: papers, plan, members, sheets and answers.</summary>
public sealed class DemoGroups(IGroups groups, GroupPeople people, GroupReminders reminders, GroupNumbers numbers, IIds ids)
{
    private const int much = 3, some = 2;

    /// <summary>One group.</summary>
    /// <param name="members">In the order of the file.</param>
    public void Add(IUnit unit, DemoGroup demo, PersonId leader, PersonId substitute, ImmutableArray<PersonId> members)
    {
        var (now, today) = (unit.Now, people.Local(unit.Now).Date);
        var next = today.PlusDays(demo.NextDays);
        var series = new SessionSeries(next.DayOfWeek, new(demo.Hour, 0), demo.Minutes, next.PlusWeeks(-demo.WeeksAgo), next.PlusWeeks(demo.Weeks - 1), MeetsOnHolidays: false);
        var papers = new CohortPapers
        {
            Leader = "psychologist", Substitute = "pedagogue", Customer = demo.Customer, Contract = demo.Contract,
            ProviderSigned = series.From.PlusDays(-7), CustomerSigned = series.From.PlusDays(-7), ApprovedBy = demo.Customer, ApprovedOn = series.From.PlusDays(-7),
        };
        var group = new Cohort(new(ids.Next()), ShortReference.From(ids.Token()), CohortState.Running, members.Length, leader, substitute, series,
            new(demo.Name, ids.Token(), demo.Place, demo.Funder, demo.Order) { Papers = papers }, now, Version: 1);
        GroupSession[] sessions = [.. PaperRules.Spread([.. GroupSession.Of(group, ids.Next)], numbers.Themes)];
        groups.Add(unit, group, sessions, people.Zone, by: null);
        foreach (var (member, person) in demo.Members.Zip(members))
            groups.Save(unit, new Membership(ids.Next(), group.Id, person, MemberState.Member, now, now, new(member.Name, null, member.Source, Before: member.Before), Version: 1), by: null);
        foreach (var (session, n) in sessions.Select((session, n) => (session, n)))
        {
            // An invented past is nobody's omission.
            reminders.Skip(unit, session, now);
            if (session.End(people.Zone) > now || n >= demo.Members.Min(member => member.Was.Length))
                continue;
            groups.Take(unit, session.Id, [.. demo.Members.Zip(members).Select(pair => (pair.Second, Was(pair.First.Was[n])))], leader);
            groups.Save(unit, session with { IsTaken = true, IsAsked = true }, people.Zone, by: null);
            foreach (var (person, place) in members.Select((person, place) => (person, place)))
                groups.Rate(unit, session.Id, person, place % 2 == 0 ? much : some);
        }
    }

    private static Attendance Was(char mark) => mark switch
    {
        'p' => Attendance.Present,
        'l' => Attendance.Late,
        'e' => Attendance.Excused,
        _ => Attendance.Unexcused,
    };
}
