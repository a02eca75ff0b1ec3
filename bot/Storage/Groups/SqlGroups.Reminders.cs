using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Groups;

// Rounds of reminders, and how useful sessions were.
internal sealed partial class SqlGroups
{
    private const string ReminderColumns = "session, starts, before, person, state, due, reason";

    public bool Open(IUnit unit, SessionId session, Instant starts, Duration before)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO reminder_round (session, starts, before, opened, told, alarmed) VALUES (@session, @starts, @before, @now, 0, 0) ON CONFLICT (session, starts, before) DO NOTHING
            """);
        return insert.Bind("@session", session.Value).Bind("@starts", starts).Bind("@before", (long)before.TotalMilliseconds).Bind("@now", my.Now).Run() > 0;
    }

    public ImmutableArray<ReminderRound> Rounds(IUnit unit, Instant since)
    {
        using var read = Unit.Of(unit).Sql("SELECT session, starts, before, opened, told, alarmed FROM reminder_round WHERE opened >= @since ORDER BY opened, session, before DESC").Bind("@since", since);
        return read.All<ReminderRound>(row => new(new(row.Guid(0)), row.Instant(1), Duration.FromMilliseconds(row.Long(2)), row.Instant(3), row.Int(4) != 0, row.Int(5) != 0));
    }

    public void Told(IUnit unit, ReminderRound round, bool isAlarm)
    {
        using var update = isAlarm
            ? Unit.Of(unit).Sql("UPDATE reminder_round SET alarmed = 1 WHERE session = @session AND starts = @starts AND before = @before")
            : Unit.Of(unit).Sql("UPDATE reminder_round SET told = 1 WHERE session = @session AND starts = @starts AND before = @before");
        update.Bind("@session", round.Session.Value).Bind("@starts", round.Starts).Bind("@before", (long)round.Before.TotalMilliseconds).Run();
    }

    public void Plan(IUnit unit, SessionReminder reminder)
    {
        using var insert = Unit.Of(unit).Sql($"""
            INSERT INTO session_reminder ({ReminderColumns}) VALUES (@session, @starts, @before, @person, @state, @due, @reason) ON CONFLICT (session, starts, before, person) DO NOTHING
            """);
        Bind(insert, reminder).Bind("@due", reminder.Due).Run();
    }

    public void Settle(IUnit unit, SessionReminder reminder)
    {
        using var update = Unit.Of(unit).Sql("UPDATE session_reminder SET state = @state, reason = @reason WHERE session = @session AND starts = @starts AND before = @before AND person = @person");
        Bind(update, reminder).Run();
    }

    public ImmutableArray<SessionReminder> Reminders(IUnit unit, Instant startingFrom, int limit, params ImmutableArray<ReminderState> states)
    {
        var all = ImmutableArray.CreateBuilder<SessionReminder>();
        foreach (var state in states)
        {
            using var read = Unit.Of(unit).Sql($"SELECT {ReminderColumns} FROM session_reminder WHERE state = @state AND starts >= @from ORDER BY due LIMIT @limit");
            read.Bind("@state", (long)state).Bind("@from", startingFrom).Bind("@limit", limit);
            while (read.Step()) all.Add(Reminder(read));
        }
        return [.. all.OrderBy(reminder => reminder.Due).Take(limit)];
    }

    public ImmutableArray<SessionReminder> Reminders(IUnit unit, SessionId session)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {ReminderColumns} FROM session_reminder WHERE session = @session ORDER BY starts, before DESC, person").Bind("@session", session.Value);
        return read.All(Reminder);
    }

    public bool Rate(IUnit unit, SessionId session, PersonId person, int score)
    {
        var my = Unit.Of(unit);
        using (var mark = my.Sql("INSERT INTO session_rated (session, person) VALUES (@session, @person) ON CONFLICT (session, person) DO NOTHING"))
            if (mark.Bind("@session", session.Value).Bind("@person", person.Value).Run() == 0) return false;
        using var count = my.Sql("INSERT INTO session_usefulness (session, score, count) VALUES (@session, @score, 1) ON CONFLICT (session, score) DO UPDATE SET count = count + 1");
        count.Bind("@session", session.Value).Bind("@score", score).Run();
        return true;
    }

    public bool Count(IUnit unit, GroupId group, OpinionMoment moment, string question, PersonId person, int score)
    {
        var my = Unit.Of(unit);
        using (var mark = my.Sql("INSERT INTO opinion_given (cohort, moment, question, person) VALUES (@cohort, @moment, @question, @person) ON CONFLICT (cohort, moment, question, person) DO NOTHING"))
            if (mark.Bind("@cohort", group.Value).Bind("@moment", (long)moment).Bind("@question", question).Bind("@person", person.Value).Run() == 0) return false;
        using var count = my.Sql("INSERT INTO opinion (cohort, moment, question, score, count) VALUES (@cohort, @moment, @question, @score, 1) ON CONFLICT (cohort, moment, question, score) DO UPDATE SET count = count + 1");
        count.Bind("@cohort", group.Value).Bind("@moment", (long)moment).Bind("@question", question).Bind("@score", score).Run();
        return true;
    }

    public ImmutableArray<Opinion> Opinions(IUnit unit, GroupId group)
    {
        using var read = Unit.Of(unit).Sql("SELECT moment, question, score, count FROM opinion WHERE cohort = @cohort ORDER BY moment, question, score").Bind("@cohort", group.Value);
        return read.All<Opinion>(row => new((OpinionMoment)row.Int(0), row.Text(1)!, row.Int(2), row.Int(3)));
    }

    public ImmutableArray<(SessionId Session, int Score, int Count)> Usefulness(IUnit unit, GroupId group)
    {
        using var read = Unit.Of(unit).Sql("SELECT session, score, count FROM session_usefulness JOIN cohort_session ON cohort_session.id = session WHERE cohort = @cohort ORDER BY number, score").Bind("@cohort", group.Value);
        return read.All<(SessionId, int, int)>(row => (new(row.Guid(0)), row.Int(1), row.Int(2)));
    }

    private static Statement Bind(Statement statement, SessionReminder reminder) => statement
        .Bind("@session", reminder.Session.Value).Bind("@starts", reminder.Starts).Bind("@before", (long)reminder.Before.TotalMilliseconds).Bind("@person", reminder.Person.Value)
        .Bind("@state", (long)reminder.State).Bind("@reason", reminder.Reason);

    private static SessionReminder Reminder(Statement read) =>
        new(new(read.Guid(0)), read.Instant(1), Duration.FromMilliseconds(read.Long(2)), new(read.Guid(3)), (ReminderState)read.Int(4), read.Instant(5), read.Text(6));
}
