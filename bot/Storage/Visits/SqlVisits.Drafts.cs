using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Visits;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Visits;

/// <content>Notes that are not acts yet, and the families' notebooks.</content>
internal sealed partial class SqlVisits
{
    public void Keep(IUnit unit, VisitDraft draft)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO visit_draft (id, worker, began, reminded, body) VALUES (@id, @worker, @began, @reminded, @body)
            ON CONFLICT (id) DO UPDATE SET body = @body WHERE worker = @worker
            """);
        insert.Bind("@id", draft.Id).Bind("@worker", draft.Worker.Value).Bind("@began", draft.Began).Bind("@reminded", draft.Reminded)
            .BindSealed("@body", my, Field.Draft, draft.Id, draft.Worker.Value, draft.Given, CaseJson.Default.ImmutableDictionaryStringString).Run();
    }

    public VisitDraft? Draft(IUnit unit, Guid id, PersonId worker)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, worker, began, reminded, body FROM visit_draft WHERE id = @id AND worker = @worker");
        return Drafts(my, read.Bind("@id", id).Bind("@worker", worker.Value)) is [var draft] ? draft : null;
    }

    public ImmutableArray<VisitDraft> DraftsOf(IUnit unit, PersonId worker)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, worker, began, reminded, body FROM visit_draft WHERE worker = @worker ORDER BY began, id");
        return Drafts(my, read.Bind("@worker", worker.Value));
    }

    public ImmutableArray<PersonId> ToRemind(IUnit unit, LocalDate day, Instant before)
    {
        using var read = Unit.Of(unit).Sql("""
            SELECT worker FROM visit_draft WHERE began < @before GROUP BY worker HAVING max(coalesce(reminded, '')) < @day ORDER BY min(began), worker
            """).Bind("@before", before).Bind("@day", day);
        return read.All<PersonId>(row => new(row.Guid(0)));
    }

    public void Reminded(IUnit unit, PersonId worker, LocalDate day)
    {
        using var update = Unit.Of(unit).Sql("UPDATE visit_draft SET reminded = @day WHERE worker = @worker");
        update.Bind("@day", day).Bind("@worker", worker.Value).Run();
    }

    public void Drop(IUnit unit, Guid id, PersonId worker)
    {
        var my = Unit.Of(unit);
        using var delete = my.Sql("DELETE FROM visit_draft WHERE id = @id AND worker = @worker");
        if (delete.Bind("@id", id).Bind("@worker", worker.Value).Run() > 0) my.Audit(Actions.DraftDrop, id.ToString("D"), worker);
    }

    public void Write(IUnit unit, NotebookItem item, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO notebook_item (id, family, encounter, kind, day, written, done, body) VALUES (@id, @family, @encounter, @kind, @day, @now, @done, @body)
            ON CONFLICT (id) DO UPDATE SET done = @done
            """);
        insert.Bind("@id", item.Id).Bind("@family", item.Family.Value).Bind("@encounter", item.Encounter?.Value).Bind("@kind", (int)item.Kind).Bind("@day", item.On)
            .Bind("@now", my.Now).Bind("@done", item.Done).BindSealed("@body", my, Field.Notebook, item.Id, item.Family.Value, item.Words).Run();
        my.Audit(Actions.NotebookWrite, item.Family.ToString(), by);
    }

    public void Unwrite(IUnit unit, EncounterId encounter, NotebookKind kind)
    {
        using var delete = Unit.Of(unit).Sql("DELETE FROM notebook_item WHERE encounter = @encounter AND kind = @kind AND done IS NULL");
        delete.Bind("@encounter", encounter.Value).Bind("@kind", (int)kind).Run();
    }

    public ImmutableArray<NotebookItem> Notebook(IUnit unit, FamilyId family, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, encounter, kind, day, done, body FROM notebook_item WHERE family = @family ORDER BY written DESC, id DESC LIMIT @limit");
        read.Bind("@family", family.Value).Bind("@limit", limit);
        var items = ImmutableArray.CreateBuilder<NotebookItem>();
        while (read.Step())
            if (my.Sealer.OpenText(Field.Notebook, read.Guid(0), family.Value, read.Bytes(5)) is { } words)
                items.Add(new(read.Guid(0), family, read.GuidOrNull(1) is { } encounter ? new(encounter) : null, (NotebookKind)read.Int(2), read.Day(3), words, read.InstantOrNull(4)));
        return items.DrainToImmutable();
    }

    private static ImmutableArray<VisitDraft> Drafts(Unit my, Statement read)
    {
        return read.Known(row =>
        {
            var (id, worker) = (row.Guid(0), row.Guid(1));
            return row.Opened(4, my, Field.Draft, id, worker, CaseJson.Default.ImmutableDictionaryStringString) is { } content
                ? new VisitDraft(id, new(worker), content, row.Instant(2), row.DayOrNull(3))
                : null;
        });
    }
}
