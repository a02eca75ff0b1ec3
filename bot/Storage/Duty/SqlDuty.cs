using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Duty;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Duty;

/// <inheritdoc cref="IDuty"/>
internal sealed class SqlDuty : IDuty
{
    // The numbers of DutyRank stand in stored rows: never renumber them.
    public Roster Read(IUnit unit, LocalDate from)
    {
        var my = Unit.Of(unit);
        var shifts = ImmutableArray.CreateBuilder<DutyShift>();
        using (var read = my.Sql("SELECT id, person, rank, day, begins, ends FROM duty_shift ORDER BY day, begins, rank, id"))
            while (read.Step())
                shifts.Add(new(read.Guid(0), new(read.Guid(1)), (DutyRank)read.Int(2), (IsoDayOfWeek)read.Int(3), Time(read.Long(4)), Time(read.Long(5))));
        var exceptions = ImmutableArray.CreateBuilder<DutyException>();
        using (var read = my.Sql("SELECT date, away, instead FROM duty_exception WHERE date >= @from ORDER BY date, rowid").Bind("@from", from))
            while (read.Step())
                exceptions.Add(new(read.Day(0), new(read.Guid(1)), read.GuidOrNull(2) is { } instead ? new(instead) : null));
        return new(shifts.DrainToImmutable(), exceptions.DrainToImmutable());
    }

    public void Add(IUnit unit, DutyShift shift, PersonId by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO duty_shift (id, person, rank, day, begins, ends) VALUES (@id, @person, @rank, @day, @begins, @ends)");
        insert.Bind("@id", shift.Id).Bind("@person", shift.Person.Value).Bind("@rank", (int)shift.Rank).Bind("@day", (int)shift.Day)
            .Bind("@begins", Minutes(shift.From)).Bind("@ends", Minutes(shift.To)).Run();
        my.Audit(Actions.DutyAdd, shift.Person.ToString(), by);
    }

    public void Remove(IUnit unit, Guid shift, PersonId by)
    {
        var my = Unit.Of(unit);
        using var delete = my.Sql("DELETE FROM duty_shift WHERE id = @id");
        if (delete.Bind("@id", shift).Run() > 0) my.Audit(Actions.DutyRemove, shift.ToString("D"), by);
    }

    public void Change(IUnit unit, DutyException exception, PersonId by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO duty_exception (date, away, instead) VALUES (@date, @away, @instead) ON CONFLICT (date, away) DO UPDATE SET instead = excluded.instead
            """);
        insert.Bind("@date", exception.Date).Bind("@away", exception.Away.Value).Bind("@instead", exception.Instead?.Value).Run();
        my.Audit(Actions.DutyChange, exception.Away.ToString(), by);
    }

    private static long Minutes(LocalTime time) => (time.Hour * 60) + time.Minute;

    private static LocalTime Time(long minutes) => new((int)minutes / 60, (int)minutes % 60);
}
