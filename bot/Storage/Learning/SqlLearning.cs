using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Learning;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Learning;

/// <inheritdoc cref="ILearning"/>
internal sealed class SqlLearning : ILearning
{
    private const string Columns = "id, worker, kind, day, begins, minutes, state, version, body, valid_until";

    public void Add(IUnit unit, LearningHour hour, PersonId by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO learning (id, worker, kind, day, begins, minutes, state, version, body, valid_until) VALUES (@id, @worker, @kind, @day, @begins, @minutes, @state, @version, @body, @until)");
        insert.Bind("@worker", hour.Worker.Value).Bind("@kind", (int)hour.Kind).Bind("@day", hour.On).Bind("@begins", hour.At).Bind("@minutes", hour.Minutes).Bind("@version", hour.Version).Bind("@until", hour.ValidUntil);
        if (hour.Topic is { } topic) insert.BindSealed("@body", my, Field.Learning, hour.Id, hour.Worker.Value, topic);
        else insert.Null("@body");
        insert.Bind("@id", hour.Id).Bind("@state", (int)hour.State).Run();
        my.Audit(hour.Kind == LearningKind.Qualification ? Actions.Qualification : Actions.Learning(hour.State), hour.Id.ToString("D"), by);
    }

    public void Save(IUnit unit, LearningHour hour, PersonId by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE learning SET state = @state, version = version + 1 WHERE id = @id AND version = @version");
        if (update.Bind("@id", hour.Id).Bind("@state", (int)hour.State).Bind("@version", hour.Version).Run() == 0) throw new ConflictException("it changed meanwhile");
        my.Audit(Actions.Learning(hour.State), hour.Id.ToString("D"), by);
    }

    public LearningHour? Find(IUnit unit, Guid id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM learning WHERE id = @id").Bind("@id", id);
        return read.Step() ? Row(my, read) : null;
    }

    public ImmutableArray<LearningHour> Of(IUnit unit, PersonId worker, LocalDate from)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM learning WHERE worker = @worker AND day >= @from AND kind <> @qualification ORDER BY day, begins, id");
        return read.Bind("@worker", worker.Value).Bind("@from", from).Bind("@qualification", (int)LearningKind.Qualification).Known(row => Row(my, row));
    }

    public ImmutableArray<LearningHour> Qualifications(IUnit unit, PersonId worker)
    {
        var my = Unit.Of(unit);
        // What never ends first. 2 is cancelled.
        using var read = my.Sql($"SELECT {Columns} FROM learning WHERE worker = @worker AND kind = @qualification AND state <> 2 ORDER BY valid_until IS NOT NULL, valid_until DESC, day DESC, id");
        return read.Bind("@worker", worker.Value).Bind("@qualification", (int)LearningKind.Qualification).Known(row => Row(my, row));
    }

    private static LearningHour? Row(Unit my, Statement read)
    {
        var (id, worker) = (read.Guid(0), read.Guid(1));
        return my.Sealer.Keys.Find(worker) is null ? null : new(id, new(worker), (LearningKind)read.Int(2), read.Day(3), read.TimeOrNull(4), read.Int(5), (LearningState)read.Int(6),
            my.Sealer.OpenText(Field.Learning, id, worker, read.Bytes(8)), read.Int(7)) { ValidUntil = read.DayOrNull(9) };
    }
}
