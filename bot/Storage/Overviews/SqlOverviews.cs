using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Overviews;
using Assistant.Storage.Families;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Overviews;

/// <inheritdoc cref="IOverviews"/>
internal sealed class SqlOverviews : IOverviews
{
    private const string Columns = "id, family, service_case, kind, day, author, body", Rounds = "id, family, service_case, opened, due, opened_by";

    public void Add(IUnit unit, Overview overview)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO overview (id, family, service_case, kind, day, author, written, body) VALUES (@id, @family, @case, @kind, @day, @author, @now, @body)
            """);
        insert.Bind("@id", overview.Id).Bind("@family", overview.Family.Value).Bind("@case", overview.Case.Value).Bind("@kind", (int)overview.Kind).Bind("@day", overview.On)
            .Bind("@author", overview.By.Value).Bind("@now", my.Now)
            .BindSealed("@body", my, Field.Overview, overview.Id, overview.Family.Value, overview.Content, CaseJson.Default.OverviewContent).Run();
        my.Audit(Actions.OverviewWrite, overview.Id.ToString("D"), overview.By);
    }

    public Overview? Find(IUnit unit, Guid id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM overview WHERE id = @id").Bind("@id", id);
        return read.Step() ? Row(my, read) : null;
    }

    public ImmutableArray<Overview> Of(IUnit unit, FamilyId family)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM overview WHERE family = @family ORDER BY written DESC, id DESC").Bind("@family", family.Value);
        return read.Known(row => Row(my, row));
    }

    public IReadOnlyDictionary<CaseId, LocalDate> LastDays(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql("SELECT service_case, max(day) FROM overview GROUP BY service_case");
        return read.All(row => (Case: new CaseId(row.Guid(0)), On: row.Day(1))).ToDictionary(one => one.Case, one => one.On);
    }

    public IReadOnlySet<CaseId> Summed(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql("SELECT DISTINCT service_case FROM summary");
        return read.All(row => new CaseId(row.Guid(0))).ToHashSet();
    }

    public void Open(IUnit unit, Summary summary)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO summary (id, family, service_case, opened, due, opened_by) VALUES (@id, @family, @case, @opened, @due, @by)");
        insert.Bind("@id", summary.Id).Bind("@family", summary.Family.Value).Bind("@case", summary.Case.Value).Bind("@opened", summary.Opened).Bind("@due", summary.Due)
            .Bind("@by", summary.By.Value).Run();
        my.Audit(Actions.SummaryOpen, summary.Id.ToString("D"), summary.By);
    }

    public Summary? Summary(IUnit unit, Guid id)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Rounds} FROM summary WHERE id = @id").Bind("@id", id);
        return read.Step() ? Round(read) : null;
    }

    public Summary? Last(IUnit unit, FamilyId family, CaseId? of = null)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Rounds} FROM summary WHERE family = @family AND (@case IS NULL OR service_case = @case) ORDER BY opened DESC, id DESC LIMIT 1");
        read.Bind("@family", family.Value).Bind("@case", of?.Value);
        return read.Step() ? Round(read) : null;
    }

    public void Speak(IUnit unit, Voice voice)
    {
        var my = Unit.Of(unit);
        using (var before = my.Sql("DELETE FROM summary_voice WHERE summary = @summary AND person = @person"))
            before.Bind("@summary", voice.Summary).Bind("@person", voice.Person.Value).Run();
        using var insert = my.Sql("INSERT INTO summary_voice (id, family, summary, side, person, at, body) VALUES (@id, @family, @summary, @side, @person, @now, @body)");
        insert.Bind("@id", voice.Id).Bind("@family", voice.Family.Value).Bind("@summary", voice.Summary).Bind("@side", (int)voice.Side).Bind("@person", voice.Person.Value).Bind("@now", my.Now)
            .BindSealed("@body", my, Field.Voice, voice.Id, voice.Family.Value, voice.Answers, CaseJson.Default.ImmutableDictionaryStringString).Run();
        my.Audit(Actions.SummarySpeak, voice.Summary.ToString("D"), voice.Person);
    }

    public ImmutableArray<Voice> VoicesOf(IUnit unit, Guid summary)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, family, side, person, at, body FROM summary_voice WHERE summary = @summary ORDER BY at, id").Bind("@summary", summary);
        return read.Known(row =>
        {
            var (id, family) = (row.Guid(0), row.Guid(1));
            return row.Opened(5, my, Field.Voice, id, family, CaseJson.Default.ImmutableDictionaryStringString) is { } content
                ? new Voice(id, summary, new(family), (Side)row.Int(2), new(row.Guid(3)), row.Instant(4), content)
                : null;
        });
    }

    private static Overview? Row(Unit my, Statement read)
    {
        var (id, family) = (read.Guid(0), read.Guid(1));
        if (read.Opened(6, my, Field.Overview, id, family, CaseJson.Default.OverviewContent) is not { } content) return null;
        return new(id, new(family), new(read.Guid(2)), (OverviewKind)read.Int(3), read.Day(4), new(read.Guid(5)), content);
    }

    private static Summary Round(Statement read) => new(read.Guid(0), new(read.Guid(1)), new(read.Guid(2)), read.Day(3), read.Day(4), new(read.Guid(5)));
}
