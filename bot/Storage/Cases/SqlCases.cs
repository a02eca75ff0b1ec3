using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Cases;

/// <inheritdoc cref="ICases"/>
internal sealed class SqlCases : ICases
{
    private const string Columns = "id, family, kind, service, stage, opened, since, version, body";

    public void Add(IUnit unit, ServiceCase opened, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO service_case (id, family, kind, service, stage, opened, since, version, body)
            VALUES (@id, @family, @kind, @service, @stage, @opened, @since, @version, @body)
            """);
        insert.Bind("@family", opened.Family.Value).Bind("@kind", (int)opened.Kind).Bind("@opened", opened.Opened).Bind("@version", opened.Version);
        Bind(insert, my, opened).Run();
        my.Audit(Actions.CaseOpen, opened.Id.ToString(), by);
    }

    public ServiceCase? Find(IUnit unit, CaseId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM service_case WHERE id = @id");
        return read.Bind("@id", id.Value).Step() ? Row(my, read) : null;
    }

    public void Save(IUnit unit, ServiceCase changed, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE service_case SET service = @service, stage = @stage, since = @since, version = version + 1, body = @body WHERE id = @id AND version = @version");
        if (Bind(update.Bind("@version", changed.Version), my, changed).Run() == 0) throw new ConflictException("the case changed meanwhile");
        my.Audit(Actions.CaseChange(changed.Stage), changed.Id.ToString(), by);
    }

    public ImmutableArray<ServiceCase> Of(IUnit unit, FamilyId family)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM service_case WHERE family = @family ORDER BY opened DESC, id DESC").Bind("@family", family.Value);
        return read.Known(row => Row(my, row));
    }

    public ILookup<FamilyId, ServiceCase> OpenOfAll(IUnit unit)
    {
        var my = Unit.Of(unit);
        // 4 is over.
        using var read = my.Sql($"SELECT {Columns} FROM service_case WHERE stage <> 4 AND family IN (SELECT id FROM family WHERE closed IS NULL) ORDER BY opened DESC, id DESC");
        return read.Known(row => Row(my, row)).ToLookup(one => one.Family);
    }

    private static Statement Bind(Statement statement, Unit my, ServiceCase one) => statement.Bind("@id", one.Id.Value).Bind("@service", one.Service).Bind("@stage", (int)one.Stage).Bind("@since", one.Since)
        .BindSealed("@body", my, Field.Case, one.Id.Value, one.Family.Value, one.Content, CaseJson.Default.CaseContent);

    private static ServiceCase? Row(Unit my, Statement read)
    {
        var (id, family) = (read.Guid(0), read.Guid(1));
        if (read.Opened(8, my, Field.Case, id, family, CaseJson.Default.CaseContent) is not { } content) return null;
        return new(new(id), new(family), (CaseKind)read.Int(2), read.Text(3)!, (CaseStage)read.Int(4), read.Day(5), read.Day(6), content, read.Int(7));
    }
}
