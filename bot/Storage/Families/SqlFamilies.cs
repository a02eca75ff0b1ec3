using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Storage.Retention;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Families;

/// <inheritdoc cref="IFamilies"/>
internal sealed partial class SqlFamilies : IFamilies
{
    private const string Columns = "id, reference, language, municipality, since, closed, version, body";

    public void Add(IUnit unit, Family family, PersonId? by)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT id FROM family WHERE reference = @reference").Bind("@reference", family.Reference))
            if (known.Step()) throw new ConflictException("this reference is taken");
        my.MakeKey(family.Id.Value);
        using var insert = my.Sql("""
            INSERT INTO family (id, reference, language, municipality, since, closed, version, body)
            VALUES (@id, @reference, @language, @municipality, @since, @closed, @version, @body)
            """);
        insert.Bind("@reference", family.Reference).Bind("@since", family.Since).Bind("@version", family.Version);
        Bind(insert, my, family).Run();
        my.Audit(Actions.FamilyAdd, family.Id.ToString(), by);
    }

    public Family? Find(IUnit unit, FamilyId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM family WHERE id = @id");
        return read.Bind("@id", id.Value).Step() ? Row(my, read) : null;
    }

    public Family? ByReference(IUnit unit, string reference)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM family WHERE reference = @reference");
        return read.Bind("@reference", reference).Step() ? Row(my, read) : null;
    }

    public void Save(IUnit unit, Family family, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("""
            UPDATE family SET language = @language, municipality = @municipality, closed = @closed, version = version + 1, body = @body WHERE id = @id AND version = @version
            """);
        if (Bind(update.Bind("@version", family.Version), my, family).Run() == 0) throw new ConflictException("the family changed meanwhile");
        my.Audit(family.Closed is null ? Actions.FamilyChange : Actions.FamilyClose, family.Id.ToString(), by);
    }

    public ImmutableArray<Family> Open(IUnit unit, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM family WHERE closed IS NULL ORDER BY since, id LIMIT @limit").Bind("@limit", limit);
        return read.Known(row => Row(my, row));
    }

    public ImmutableArray<string> Aliases(IUnit unit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM family");
        var all = ImmutableArray.CreateBuilder<string>();
        while (read.Step())
            if (Row(my, read) is { } family) all.Add(family.Content.Alias);
        return all.DrainToImmutable();
    }

    public int Count(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql("SELECT count(*) FROM family WHERE closed IS NULL");
        return read.Step() ? read.Int(0) : 0;
    }

    public void Assign(IUnit unit, Assignment assignment, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO assignment (id, family, worker, kind, starts, until, met) VALUES (@id, @family, @worker, @kind, @starts, @until, @met)
            ON CONFLICT (id) DO UPDATE SET starts = @starts, until = @until, met = @met
            """);
        insert.Bind("@id", assignment.Id).Bind("@family", assignment.Family.Value).Bind("@worker", assignment.Worker.Value).Bind("@kind", (int)assignment.Kind)
            .Bind("@starts", assignment.From).Bind("@until", assignment.Until).Bind("@met", assignment.Met).Run();
        my.Audit(assignment switch { { Until: not null } => Actions.AssignmentEnd, { Met: null } => Actions.AssignmentPropose, _ => Actions.AssignmentBegin }, assignment.Id.ToString("D"), by);
    }

    public ImmutableArray<Assignment> WorkersOf(IUnit unit, FamilyId family)
    {
        using var read = Unit.Of(unit).Sql("SELECT id, family, worker, kind, starts, until, met FROM assignment WHERE family = @family ORDER BY starts DESC, id DESC");
        return Assignments(read.Bind("@family", family.Value));
    }

    public ILookup<FamilyId, Assignment> WorkersOfOpen(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql("SELECT id, family, worker, kind, starts, until, met FROM assignment WHERE family IN (SELECT id FROM family WHERE closed IS NULL) ORDER BY starts DESC, id DESC");
        return Assignments(read).ToLookup(one => one.Family);
    }

    public ImmutableArray<Assignment> AssignmentsOf(IUnit unit, PersonId worker, LocalDate day, int days)
    {
        using var read = Unit.Of(unit).Sql("""
            SELECT id, family, worker, kind, starts, until, met FROM assignment WHERE worker = @worker AND starts <= @day AND (until IS NULL OR until > @ended) ORDER BY starts, id
            """);
        return Assignments(read.Bind("@worker", worker.Value).Bind("@day", day).Bind("@ended", day.PlusDays(-days)));
    }

    public void Join(IUnit unit, FamilyId family, PersonId person, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO family_person (family, person, added) VALUES (@family, @person, @now) ON CONFLICT (family, person) DO NOTHING");
        if (insert.Bind("@family", family.Value).Bind("@person", person.Value).Bind("@now", my.Now).Run() > 0) my.Audit(Actions.FamilyJoin, family.ToString(), by);
    }

    public ImmutableArray<PersonId> PeopleOf(IUnit unit, FamilyId family)
    {
        using var read = Unit.Of(unit).Sql("SELECT person FROM family_person WHERE family = @family ORDER BY added, person").Bind("@family", family.Value);
        return read.All<PersonId>(row => new(row.Guid(0)));
    }

    public FamilyId? FamilyOf(IUnit unit, PersonId person)
    {
        using var read = Unit.Of(unit).Sql("SELECT family FROM family_person WHERE person = @person ORDER BY added DESC LIMIT 1");
        return read.Bind("@person", person.Value).Step() ? new(read.Guid(0)) : null;
    }

    public void Erase(IUnit unit, FamilyId family, PersonId? by)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT 1 FROM family WHERE id = @id").Bind("@id", family.Value))
            if (!known.Step()) return;
        if (SqlErasure.Bury(my, family.Value)) my.Audit(Actions.FamilyErase, family.ToString(), by);
    }

    private static Statement Bind(Statement statement, Unit my, Family family) => statement
        .Bind("@id", family.Id.Value).Bind("@language", family.Language).Bind("@municipality", family.Municipality).Bind("@closed", family.Closed)
        .BindSealed("@body", my, Field.Family, family.Id.Value, family.Id.Value, family.Content, CaseJson.Default.FamilyContent);

    /// <returns><see langword="null"/>: erased.</returns>
    private static Family? Row(Unit my, Statement read)
    {
        var id = read.Guid(0);
        if (read.Opened(7, my, Field.Family, id, id, CaseJson.Default.FamilyContent) is not { } content) return null;
        return new(new(id), read.Text(1)!, read.Text(2)!, read.Text(3)!, content,
            read.Instant(4), read.InstantOrNull(5), read.Int(6));
    }

    private static ImmutableArray<Assignment> Assignments(Statement read) =>
        read.All<Assignment>(row => new(row.Guid(0), new(row.Guid(1)), new(row.Guid(2)), (AssignmentKind)row.Int(3), row.Day(4), row.DayOrNull(5), row.DayOrNull(6)));
}
