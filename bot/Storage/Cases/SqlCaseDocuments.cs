using System.Collections.Immutable;
using System.Text.Json;
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
            .Bind("@body", my.Sealer.Seal(Field.CaseDocument, document.Id, document.Family.Value, JsonSerializer.SerializeToUtf8Bytes(document.Content, CaseJson.Default.DocumentContent))).Run();
        my.Audit(Actions.Document(document.Kind), document.Case.ToString(), document.By);
    }

    public ImmutableArray<CaseDocument> Of(IUnit unit, CaseId of, DocumentKind kind)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, family, version, day, author, body FROM case_document WHERE service_case = @case AND kind = @kind ORDER BY version DESC").Bind("@case", of.Value).Bind("@kind", (int)kind);
        var all = ImmutableArray.CreateBuilder<CaseDocument>();
        while (read.Step())
        {
            var (id, family) = (read.Guid(0), read.Guid(1));
            var body = my.Sealer.Open(Field.CaseDocument, id, family, read.Bytes(5), out var isErased);
            if (!isErased) all.Add(new(id, new(family), of, kind, read.Int(2), read.Day(3), new(read.Guid(4)), JsonSerializer.Deserialize(body, CaseJson.Default.DocumentContent)!));
        }
        return all.DrainToImmutable();
    }
}
