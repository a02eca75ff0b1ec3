using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Cases;

/// <inheritdoc cref="ICaseDocuments"/>
internal sealed class SqlCaseDocuments : ICaseDocuments
{
    public void Add(IUnit unit, CaseDocument document)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT 1 FROM case_document WHERE service_case = @case AND kind = @kind AND version >= @version"))
            if (known.Bind("@case", document.Case.Value).Bind("@kind", (int)document.Kind).Bind("@version", document.Version).Step()) throw new ConflictException("another version was added meanwhile");
        using var insert = my.Sql("INSERT INTO case_document (id, family, service_case, kind, version, day, author, body) VALUES (@id, @family, @case, @kind, @version, @day, @author, @body)");
        insert.Bind("@id", document.Id).Bind("@family", document.Family.Value).Bind("@case", document.Case.Value).Bind("@kind", (int)document.Kind).Bind("@version", document.Version)
            .Bind("@day", document.On).Bind("@author", document.By.Value)
            .BindSealed("@body", my, Field.CaseDocument, document.Id, document.Family.Value, document.Content, CaseJson.Default.DocumentContent).Run();
        my.Audit(Actions.Document(document.Kind), document.Case.ToString(), document.By);
    }

    public IReadOnlyDictionary<CaseId, CaseDocument> NewestOfOpen(IUnit unit, DocumentKind kind)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("""
            SELECT id, family, version, day, author, body, service_case FROM case_document WHERE kind = @kind AND service_case IN (SELECT service_case.id FROM service_case WHERE stage <> 4)
            AND version = (SELECT max(newer.version) FROM case_document AS newer WHERE newer.service_case = case_document.service_case AND newer.kind = @kind)
            """).Bind("@kind", (int)kind);
        return read.Known(row => Row(my, row, new(row.Guid(6)), kind)).ToDictionary(one => one.Case);
    }

    public ImmutableArray<CaseDocument> Of(IUnit unit, CaseId of, DocumentKind kind)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, family, version, day, author, body FROM case_document WHERE service_case = @case AND kind = @kind ORDER BY version DESC").Bind("@case", of.Value).Bind("@kind", (int)kind);
        return read.Known(row => Row(my, row, of, kind));
    }

    private static CaseDocument? Row(Unit my, Statement row, CaseId of, DocumentKind kind)
    {
        var (id, family) = (row.Guid(0), row.Guid(1));
        return row.Opened(5, my, Field.CaseDocument, id, family, CaseJson.Default.DocumentContent) is { } content
            ? new CaseDocument(id, new(family), of, kind, row.Int(2), row.Day(3), new(row.Guid(4)), content)
            : null;
    }
}
