using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Groups;

// Sessions, and who comes to them.
internal sealed partial class SqlGroups
{
    private const string SessionColumns = "id, cohort, number, day, at, minutes, cancelled, sequence, asked, taken, topic";

    public ImmutableArray<GroupSession> Sessions(IUnit unit, GroupId group)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {SessionColumns} FROM cohort_session WHERE cohort = @cohort ORDER BY number").Bind("@cohort", group.Value);
        return AllSessions(read);
    }

    public GroupSession? Session(IUnit unit, SessionId id)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {SessionColumns} FROM cohort_session WHERE id = @id").Bind("@id", id.Value);
        return read.Step() ? SessionRow(read) : null;
    }

    public ImmutableArray<GroupSession> Between(IUnit unit, Instant from, Instant until)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {SessionColumns} FROM cohort_session WHERE starts < @until AND ends > @from ORDER BY starts, id");
        return AllSessions(read.Bind("@from", from).Bind("@until", until));
    }

    public void Save(IUnit unit, GroupSession session, DateTimeZone zone, PersonId? by)
    {
        var my = Unit.Of(unit);
        var was = Session(unit, session.Id);
        // A move or a cancellation is one step on from what was read; anything else leaves the time as it is. The same step twice is one.
        using (var update = my.Sql("""
            UPDATE cohort_session SET day = @day, at = @at, minutes = @minutes, cancelled = @cancelled, sequence = @sequence, asked = max(asked, @asked), taken = max(taken, @taken),
                starts = @starts, ends = @ends
            WHERE id = @id AND (sequence = @sequence - 1 OR (sequence = @sequence AND day = @day AND at = @at AND cancelled = @cancelled))
            """))
            if (Bind(update, session, zone).Run() == 0) throw new ConflictException("the session changed meanwhile");
        if (was?.Sequence != session.Sequence) my.Audit(session.IsCancelled ? Actions.SessionCancel : Actions.SessionMove, session.Id.ToString(), by);
    }

    public void Plan(IUnit unit, GroupSession session, string? was)
    {
        using var update = Unit.Of(unit).Sql("UPDATE cohort_session SET topic = @topic WHERE id = @id AND cancelled = 0 AND topic IS @was");
        if (update.Bind("@id", session.Id.Value).Bind("@topic", session.Topic).Bind("@was", was).Run() == 0) throw new ConflictException("the plan changed meanwhile");
    }

    public void Insert(IUnit unit, GroupSession session, DateTimeZone zone, PersonId? by)
    {
        var my = Unit.Of(unit);
        // By way of negative numbers, so that no two sessions share one at any moment.
        Shift(my, "UPDATE cohort_session SET number = -number - 1 WHERE cohort = @cohort AND number >= @number", session);
        Shift(my, "UPDATE cohort_session SET number = -number WHERE cohort = @cohort AND number < 0 AND @number > 0", session);
        Write(my, session, zone);
        my.Audit(Actions.SessionAdd, session.Id.ToString(), by);
    }

    private static void Shift(Unit my, string sql, GroupSession session)
    {
        using var shift = my.Sql(sql);
        shift.Bind("@cohort", session.Group.Value).Bind("@number", session.Number).Run();
    }

    public ImmutableArray<Presence> Presences(IUnit unit, SessionId session)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, person, rsvp, attendance, body FROM presence WHERE session = @session ORDER BY id").Bind("@session", session.Value);
        return read.All<Presence>(row => new(session, new(row.Guid(1)), (Rsvp?)row.IntOrNull(2), (Attendance?)row.IntOrNull(3), my.Sealer.OpenText(Field.Presence, row.Guid(0), row.Guid(1), row.Bytes(4))));
    }

    public void Answer(IUnit unit, SessionId session, PersonId person, Rsvp said, string? why)
    {
        var my = Unit.Of(unit);
        var id = PresenceId(my, session, person);
        using var update = my.Sql("UPDATE presence SET rsvp = @rsvp, body = @body WHERE id = @id");
        update.Bind("@id", id).Bind("@rsvp", (long)said);
        if (why is null) update.Null("@body");
        else update.BindSealed("@body", my, Field.Presence, id, person.Value, why);
        update.Run();
    }

    public void Forget(IUnit unit, SessionId session)
    {
        using var forget = Unit.Of(unit).Sql("UPDATE presence SET rsvp = NULL, body = NULL WHERE session = @session");
        forget.Bind("@session", session.Value).Run();
    }

    public void Take(IUnit unit, SessionId session, IReadOnlyCollection<(PersonId Person, Attendance Was)> all, PersonId by)
    {
        var my = Unit.Of(unit);
        foreach (var (person, was) in all)
        {
            var id = PresenceId(my, session, person);
            using var update = my.Sql("UPDATE presence SET attendance = @attendance WHERE id = @id");
            update.Bind("@id", id).Bind("@attendance", (long)was).Run();
        }
        using (var taken = my.Sql("UPDATE cohort_session SET taken = 1 WHERE id = @id")) taken.Bind("@id", session.Value).Run();
        my.Audit(Actions.SessionTake, session.ToString(), by);
    }

    private static Guid PresenceId(Unit my, SessionId session, PersonId person)
    {
        using (var read = my.Sql("SELECT id FROM presence WHERE session = @session AND person = @person").Bind("@session", session.Value).Bind("@person", person.Value))
            if (read.Step()) return read.Guid(0);
        var id = my.Ids.Next();
        using var insert = my.Sql("INSERT INTO presence (id, session, person) VALUES (@id, @session, @person)");
        insert.Bind("@id", id).Bind("@session", session.Value).Bind("@person", person.Value).Run();
        return id;
    }

    private static void Write(Unit my, GroupSession session, DateTimeZone zone)
    {
        using var write = my.Sql($"""
            INSERT INTO cohort_session ({SessionColumns}, starts, ends)
            VALUES (@id, @cohort, @number, @day, @at, @minutes, @cancelled, @sequence, @asked, @taken, @topic, @starts, @ends)
            """);
        Bind(write, session, zone).Bind("@cohort", session.Group.Value).Bind("@number", session.Number).Bind("@topic", session.Topic).Run();
    }

    private static Statement Bind(Statement statement, GroupSession session, DateTimeZone zone) => statement
        .Bind("@id", session.Id.Value).Bind("@day", session.Date).Bind("@at", (LocalTime?)session.At).Bind("@minutes", session.Minutes).Bind("@cancelled", session.IsCancelled ? 1L : 0L)
        .Bind("@sequence", session.Sequence).Bind("@asked", session.IsAsked ? 1L : 0L).Bind("@taken", session.IsTaken ? 1L : 0L).Bind("@starts", session.Start(zone)).Bind("@ends", session.End(zone));

    private static ImmutableArray<GroupSession> AllSessions(Statement read) => read.All(SessionRow);

    private static GroupSession SessionRow(Statement read) =>
        new(new(read.Guid(0)), new(read.Guid(1)), read.Int(2), read.Day(3), read.TimeOrNull(4)!.Value, read.Int(5), read.Int(6) != 0, read.Int(7))
        {
            IsAsked = read.Int(8) != 0, IsTaken = read.Int(9) != 0, Topic = read.Text(10),
        };
}
