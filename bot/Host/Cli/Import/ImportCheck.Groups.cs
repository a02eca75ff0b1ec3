using Assistant.Records;
using Assistant.Records.Exchange;
using Assistant.Records.Groups;
using NodaTime;

namespace Assistant.Host.Cli.Import;

// Closed groups, who is in them, and who was there.
partial class ImportCheck
{
    /// <summary>Longest name or phone of a member, in UTF-16 units.</summary>
    private const int longestMember = 100;

    /// <summary>Days of the sessions that the file brings, by group and number.</summary>
    private readonly Dictionary<(string Group, int Number), LocalDate> sessions = [];
    /// <summary>Whose members the file brings, by their key.</summary>
    private readonly Dictionary<string, string> members = new(StringComparer.Ordinal);

    private void Group(GroupLine group, Func<string, bool> knowsWorker, Action<bool, string> want)
    {
        Sized("name", group.Name, GroupLine.LongestName, want);
        foreach (var (name, words) in new[] { ("place", group.Place), ("funder", group.Funder), ("order", group.Order) })
            if (words is not null) Sized(name, words, GroupLine.LongestWords, want);
        want(knowsWorker(group.Leader), $"there is no worker \"{group.Leader}\"");
        want(group.Substitute is not { } substitute || knowsWorker(substitute) && substitute != group.Leader, $"\"substitute\" is no other worker \"{group.Substitute}\"");
        want(Enum.IsDefined(group.State) && group.Day is null or (>= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday), "\"state\" or \"day\" is not known");
        want(group.Capacity > 0, "\"capacity\" is above 0");
        want(group.Until >= group.From, "\"until\" is before \"from\"");
        want(IsLength(group.Minutes) && group.Sessions.All(session => IsLength(session.Minutes ?? group.Minutes)), $"\"minutes\" are 1 to {minutesADay}");
        want(group.RemindBefore is not { } before || before.All(minutes => minutes is > 0 and <= mostRemind), $"\"remindBefore\" is 1 to {mostRemind} minutes");
        foreach (var topic in group.Sessions.Select(session => session.Topic).OfType<string>()) Sized("topic", topic, GroupLine.LongestWords, want);
        want(group.Papers is not { } papers || new[] { papers.Leader, papers.Substitute }.OfType<string>().All(CohortPapers.Qualifications.Contains), $"a qualification is one of {string.Join(", ", CohortPapers.Qualifications)}");
        // Centuries of weeks are counted by nobody.
        want(Period.DaysBetween(group.From, group.Until) / 7 <= SessionSeries.MostSessions && group.Sessions.Length <= SessionSeries.MostSessions, $"a group has at most {SessionSeries.MostSessions} sessions");
        foreach (var (day, n) in ImportWriter.Sessions(group).Select((session, n) => (session.On, n))) sessions[(group.Key, n + 1)] = day;
    }

    private void Member(IUnit unit, MemberLine member, Action<bool, string> want)
    {
        want(languages.Contains(member.Language), "\"language\" is et, ru or en");
        want(KnowsGroup(unit, member.Group), $"there is no group \"{member.Group}\"");
        want(Enum.IsDefined(member.State), "\"state\" is not known");
        want(member.Content.Before is null or (>= 0 and <= 10) && member.Content.After is null or (>= 0 and <= 10), "\"before\" and \"after\" are 0 to 10");
        foreach (var (name, words) in new[] { ("name", member.Content.Name), ("phone", member.Content.Phone) })
            if (words is not null) Sized(name, words, longestMember, want);
        members[member.Key] = member.Group;
    }

    private void Attendance(IUnit unit, AttendanceLine attendance, Action<bool, string> want)
    {
        want(KnowsGroup(unit, attendance.Group), $"there is no group \"{attendance.Group}\"");
        var day = sessions.TryGetValue((attendance.Group, attendance.Session), out var brings) ? brings : groups.Session(unit, ids.Session(attendance.Group, attendance.Session))?.Date;
        want(day is not null || IsErased(unit, attendance.Group), $"there is no session {attendance.Session}");
        want(day is null || day <= unit.Now.InUtc().Date.PlusDays(1), "the session is in the future");
        want(attendance.Was.All(one => Enum.IsDefined(one.Was)), "\"was\" is Present, Late, Excused or Unexcused");
        want(attendance.Was.Select(one => one.Member).Distinct(StringComparer.Ordinal).Count() == attendance.Was.Length, "a member stands here twice");
        var known = attendance.Was.Any(one => !members.ContainsKey(one.Member)) ? groups.Members(unit, ids.Group(attendance.Group)).Select(one => one.Id).ToHashSet() : [];
        foreach (var one in attendance.Was)
            want(members.GetValueOrDefault(one.Member) == attendance.Group || known.Contains(ids.Of("member", one.Member)) || IsErased(unit, attendance.Group), $"there is no member \"{one.Member}\" of \"{attendance.Group}\"");
    }

    private bool KnowsGroup(IUnit unit, string key) => brought.ContainsKey(ids.Of("group", key)) || groups.Find(unit, ids.Group(key)) is not null || IsErased(unit, key);

    private bool IsErased(IUnit unit, string group) => erasure.IsErased(unit, ids.Group(group).Value);

    private static bool IsLength(int minutes) => minutes is > 0 and <= minutesADay;

    private static void Sized(string name, string words, int longest, Action<bool, string> want) => want(!string.IsNullOrWhiteSpace(words) && words.Length <= longest, $"\"{name}\" has 1 to {longest} characters");

    /// <summary>Earliest reminder before a session: a week.</summary>
    private const int mostRemind = 7 * minutesADay;
}
