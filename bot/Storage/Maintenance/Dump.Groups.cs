using Assistant.Records.Exchange;
using Assistant.Storage.Groups;

namespace Assistant.Storage.Maintenance;

// Closed groups, who is in them, and who was there, in the lines that an import reads.
partial class Dump
{
    private void Groups()
    {
        SqlGroups groups = new();
        foreach (var group in groups.All(unit, int.MaxValue).OrderBy(one => one.Since).ThenBy(one => one.Content.Name, StringComparer.Ordinal).ThenBy(one => one.Id.Value))
        {
            var (key, sessions, members) = (group.Id.ToString(), groups.Sessions(unit, group.Id), groups.Members(unit, group.Id).OrderBy(one => one.Content.Name, StringComparer.Ordinal).ThenBy(one => one.Id).ToList());
            Line(new GroupLine
            {
                Key = key, Name = group.Content.Name, Leader = group.Leader.ToString(), Substitute = group.Substitute?.ToString(), Capacity = group.Capacity, State = group.State, Since = Day(group.Since),
                From = group.Series.From, Until = group.Series.Until, At = group.Series.At, Minutes = group.Series.Minutes, Day = group.Series.Day, MeetsOnHolidays = group.Series.MeetsOnHolidays,
                Place = group.Content.Place, Funder = group.Content.Funder, Order = group.Content.Order, RemindBefore = group.Content.RemindBefore is { } before ? [.. before] : null, Papers = group.Content.Papers,
                Sessions = [.. sessions.Select(one => new SessionPart { On = one.Date, At = one.At, Minutes = one.Minutes, Topic = one.Topic, IsCancelled = one.IsCancelled })],
            });
            foreach (var one in members)
                Line(new MemberLine { Key = one.Id.ToString("D"), Group = key, Person = one.Person.ToString(), Since = Day(one.Since), State = one.State, Agreed = one.Agreed is { } agreed ? Day(agreed) : null, Content = one.Content });
            foreach (var (session, n) in sessions.Select((session, n) => (session, n)).Where(one => one.session.IsTaken))
            {
                var was = groups.Presences(unit, session.Id).ToDictionary(one => one.Person, one => one.Was);
                Line(new AttendanceLine
                {
                    Key = session.Id.ToString(), Group = key, Session = n + 1,
                    Was = [.. members.Select(one => (Id: one.Id.ToString("D"), Was: was.GetValueOrDefault(one.Person))).Where(one => one.Was is not null).Select(one => new AttendancePart(one.Id, one.Was!.Value))],
                });
            }
        }
    }
}
