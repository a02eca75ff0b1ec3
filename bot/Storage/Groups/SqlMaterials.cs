using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Groups;

/// <inheritdoc cref="IMaterials"/>
internal sealed class SqlMaterials : IMaterials
{
    public void Add(IUnit unit, SessionMaterial material)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT id FROM session_material WHERE session = @session AND number = @number").Bind("@session", material.Session.Value).Bind("@number", material.Number))
            if (known.Step()) throw new ConflictException("another material was given meanwhile");
        using var insert = my.Sql("INSERT INTO session_material (id, cohort, session, number, added_by, added, body) VALUES (@id, @cohort, @session, @number, @by, @added, @body)");
        insert.Bind("@id", material.Id).Bind("@cohort", material.Group.Value).Bind("@session", material.Session.Value).Bind("@number", material.Number).Bind("@by", material.By.Value).Bind("@added", material.Added)
            .BindSealed("@body", my, Field.Material, material.Id, material.Group.Value, material.Content, GroupJson.Default.MaterialContent).Run();
        my.Audit(Actions.MaterialAdd, material.Session.ToString(), material.By);
    }

    public ImmutableArray<SessionMaterial> Of(IUnit unit, SessionId session)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, cohort, number, added_by, added, body FROM session_material WHERE session = @session ORDER BY number").Bind("@session", session.Value);
        return read.Known(row =>
        {
            var (id, group) = (row.Guid(0), row.Guid(1));
            return row.Opened(5, my, Field.Material, id, group, GroupJson.Default.MaterialContent) is { } content
                ? new SessionMaterial(id, new(group), session, row.Int(2), new(row.Guid(3)), row.Instant(4), content)
                : null;
        });
    }

    public ImmutableDictionary<SessionId, int> Counts(IUnit unit, GroupId group)
    {
        var all = ImmutableDictionary.CreateBuilder<SessionId, int>();
        using var read = Unit.Of(unit).Sql("SELECT session, count(*) FROM session_material WHERE cohort = @cohort GROUP BY session").Bind("@cohort", group.Value);
        while (read.Step())
            all.Add(new(read.Guid(0)), read.Int(1));
        return all.ToImmutable();
    }
}
