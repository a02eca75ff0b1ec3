using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>One round of reminders: a session, its start, an offset.</summary>
/// <param name="Opened">When its reminders were made.</param>
/// <param name="IsTold">The leader was told who was not reached.</param>
/// <param name="IsAlarmed">The coordinator was told that it does not drain.</param>
public sealed record ReminderRound(SessionId Session, Instant Starts, Duration Before, Instant Opened, bool IsTold, bool IsAlarmed);

/// <summary>Closed groups, their people, sessions and reminders.</summary>
public interface IGroups
{
    /// <summary>Opens a group with its sessions; audited.</summary>
    /// <exception cref="ConflictException">The reference is taken.</exception>
    void Add(IUnit unit, Cohort group, IEnumerable<GroupSession> sessions, DateTimeZone zone, PersonId? by);

    /// <returns><see langword="null"/>: no such group.</returns>
    Cohort? Find(IUnit unit, GroupId id);

    /// <returns>The group whose link this is, whether it is still open or not.</returns>
    Cohort? ByLink(IUnit unit, string token);

    /// <summary>Saves what may change; audited.</summary>
    /// <exception cref="ConflictException">It changed meanwhile.</exception>
    void Save(IUnit unit, Cohort group, PersonId? by);

    /// <summary>Groups that are not finished, and those that finished last, the newest first.</summary>
    ImmutableArray<Cohort> All(IUnit unit, int limit);

    /// <summary>Adds or saves a membership; audited.</summary>
    /// <exception cref="ConflictException">It changed meanwhile.</exception>
    void Save(IUnit unit, Membership membership, PersonId? by);

    /// <summary>Everybody who ever stood to the group, in the order they came.</summary>
    ImmutableArray<Membership> Members(IUnit unit, GroupId group);

    /// <summary>A person's memberships, the newest first.</summary>
    ImmutableArray<Membership> Of(IUnit unit, PersonId person);

    /// <returns><see langword="null"/>: they never asked.</returns>
    Membership? Of(IUnit unit, GroupId group, PersonId person);

    /// <summary>All sessions of a group by number.</summary>
    ImmutableArray<GroupSession> Sessions(IUnit unit, GroupId group);

    /// <returns><see langword="null"/>: no such session.</returns>
    GroupSession? Session(IUnit unit, SessionId id);

    /// <summary>Sessions of any group that overlap the time, in order.</summary>
    ImmutableArray<GroupSession> Between(IUnit unit, Instant from, Instant until);

    /// <summary>Saves a session, all but its topic; audited when it was moved or cancelled.</summary>
    /// <exception cref="ConflictException">It was moved or cancelled meanwhile.</exception>
    void Save(IUnit unit, GroupSession session, DateTimeZone zone, PersonId? by);

    /// <summary>Saves a session's topic alone.</summary>
    /// <param name="was">The topic it replaces.</param>
    /// <exception cref="ConflictException">It was cancelled, or got another topic, meanwhile.</exception>
    void Plan(IUnit unit, GroupSession session, string? was);

    /// <summary>Adds a session at its place by time; the numbers of later ones move up. Audited.</summary>
    void Insert(IUnit unit, GroupSession session, DateTimeZone zone, PersonId? by);

    /// <summary>What is known of who comes and came.</summary>
    ImmutableArray<Presence> Presences(IUnit unit, SessionId session);

    /// <summary>Keeps what somebody said about coming.</summary>
    void Answer(IUnit unit, SessionId session, PersonId person, Rsvp said, string? why);

    /// <summary>The session was moved: what was said about its old time does not hold.</summary>
    void Forget(IUnit unit, SessionId session);

    /// <summary>Keeps who was there; audited once a session.</summary>
    void Take(IUnit unit, SessionId session, IReadOnlyCollection<(PersonId Person, Attendance Was)> all, PersonId by);

    /// <returns>False: this round was opened before.</returns>
    bool Open(IUnit unit, SessionId session, Instant starts, Duration before);

    /// <summary>Rounds opened since then.</summary>
    ImmutableArray<ReminderRound> Rounds(IUnit unit, Instant since);

    /// <summary>Remembers what was told about a round.</summary>
    void Told(IUnit unit, ReminderRound round, bool isAlarm);

    /// <summary>Adds a reminder; one that is there stays as it is.</summary>
    void Plan(IUnit unit, SessionReminder reminder);

    /// <summary>Saves state and reason.</summary>
    void Settle(IUnit unit, SessionReminder reminder);

    /// <summary>Reminders of any of these states, of sessions that start from then on, the first due first.</summary>
    ImmutableArray<SessionReminder> Reminders(IUnit unit, Instant startingFrom, int limit, params ImmutableArray<ReminderState> states);

    /// <summary>All reminders of a session.</summary>
    ImmutableArray<SessionReminder> Reminders(IUnit unit, SessionId session);

    /// <summary>Counts how useful a session was, once a person; who said what is not kept.</summary>
    /// <returns>False: this person answered before.</returns>
    bool Rate(IUnit unit, SessionId session, PersonId person, int score);

    /// <summary>Counts what somebody thinks of the group, once a person, moment and question; who said what is not kept.</summary>
    /// <returns>False: this person answered before.</returns>
    bool Count(IUnit unit, GroupId group, OpinionMoment moment, string question, PersonId person, int score);

    /// <summary>What members think of the group, in numbers.</summary>
    ImmutableArray<Opinion> Opinions(IUnit unit, GroupId group);

    /// <summary>How useful sessions were: score and count.</summary>
    ImmutableArray<(SessionId Session, int Score, int Count)> Usefulness(IUnit unit, GroupId group);
}
