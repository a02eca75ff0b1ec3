using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Goals;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Cases;

/// <inheritdoc cref="IGoals"/>
internal sealed class SqlGoals : IGoals
{
    private const string Columns = "id, family, service_case, number, state, opened, version, body";

    public void Add(IUnit unit, Goal goal, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO goal (id, family, service_case, number, state, opened, version, body) VALUES (@id, @family, @case, @number, @state, @opened, @version, @body)
            """);
        insert.Bind("@family", goal.Family.Value).Bind("@case", goal.Case.Value).Bind("@number", goal.Number).Bind("@opened", goal.Opened).Bind("@version", goal.Version);
        Bind(insert, my, goal).Run();
        my.Audit(Actions.GoalAdd, goal.Id.ToString(), by);
    }

    public Goal? Find(IUnit unit, GoalId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM goal WHERE id = @id");
        return read.Bind("@id", id.Value).Step() ? Row(my, read) : null;
    }

    public void Save(IUnit unit, Goal goal, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE goal SET state = @state, version = version + 1, body = @body WHERE id = @id AND version = @version");
        if (Bind(update.Bind("@version", goal.Version), my, goal).Run() == 0) throw new ConflictException("the goal changed meanwhile");
        my.Audit(Actions.GoalChange(goal.State), goal.Id.ToString(), by);
    }

    public ImmutableArray<Goal> Of(IUnit unit, CaseId of)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM goal WHERE service_case = @case ORDER BY number").Bind("@case", of.Value);
        return read.Known(row => Row(my, row));
    }

    private static Statement Bind(Statement statement, Unit my, Goal goal) => statement.Bind("@id", goal.Id.Value).Bind("@state", (int)goal.State)
        .BindSealed("@body", my, Field.Goal, goal.Id.Value, goal.Family.Value, goal.Content, CaseJson.Default.GoalContent);

    private static Goal? Row(Unit my, Statement read)
    {
        var (id, family) = (read.Guid(0), read.Guid(1));
        if (read.Opened(7, my, Field.Goal, id, family, CaseJson.Default.GoalContent) is not { } content) return null;
        return new(new(id), new(family), new(read.Guid(2)), read.Int(3), (GoalState)read.Int(4), read.Day(5), content, read.Int(6));
    }
}
