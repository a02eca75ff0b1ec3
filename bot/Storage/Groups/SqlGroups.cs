using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Groups;

/// <inheritdoc cref="IGroups"/>
internal sealed partial class SqlGroups : IGroups
{
    private const string Columns = "id, reference, state, capacity, leader, substitute, weekday, at, minutes, first, last, on_holidays, since, version, body";

    public void Add(IUnit unit, Cohort group, IEnumerable<GroupSession> sessions, DateTimeZone zone, PersonId? by)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT id FROM cohort WHERE reference = @reference").Bind("@reference", group.Reference))
            if (known.Step()) throw new ConflictException("this reference is taken");
        my.MakeKey(group.Id.Value);
        using (var insert = my.Sql($"""
            INSERT INTO cohort ({Columns}, link)
            VALUES (@id, @reference, @state, @capacity, @leader, @substitute, @weekday, @at, @minutes, @first, @last, @on_holidays, @since, @version, @body, @link)
            """))
            Bind(insert, my, group).Bind("@reference", group.Reference).Bind("@since", group.Since).Bind("@version", group.Version).Bind("@link", Hash(group.Content.Link)).Run();
        foreach (var session in sessions) Write(my, session, zone);
        my.Audit(Actions.GroupOpen, group.Id.ToString(), by);
    }

    public Cohort? Find(IUnit unit, GroupId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM cohort WHERE id = @id").Bind("@id", id.Value);
        return read.Step() ? Row(my, read) : null;
    }

    public Cohort? ByLink(IUnit unit, string token)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM cohort WHERE link = @link").Bind("@link", Hash(token));
        return read.Step() ? Row(my, read) : null;
    }

    public void Save(IUnit unit, Cohort group, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("""
            UPDATE cohort SET state = @state, capacity = @capacity, leader = @leader, substitute = @substitute, weekday = @weekday, at = @at, minutes = @minutes, first = @first,
                last = @last, on_holidays = @on_holidays, version = version + 1, body = @body WHERE id = @id AND version = @version
            """);
        if (Bind(update.Bind("@version", group.Version), my, group).Run() == 0) throw new ConflictException("the group changed meanwhile");
        my.Audit(Actions.Group(group.State), group.Id.ToString(), by);
    }

    public ImmutableArray<Cohort> All(IUnit unit, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM cohort ORDER BY state = @finished, since DESC, id DESC LIMIT @limit").Bind("@finished", (long)CohortState.Finished).Bind("@limit", limit);
        return read.Known(row => Row(my, row));
    }

    private static Statement Bind(Statement statement, Unit my, Cohort group) => statement
        .Bind("@id", group.Id.Value).Bind("@state", (long)group.State).Bind("@capacity", group.Capacity).Bind("@leader", group.Leader.Value).Bind("@substitute", group.Substitute?.Value)
        .Bind("@weekday", (long)group.Series.Day).Bind("@at", (LocalTime?)group.Series.At).Bind("@minutes", group.Series.Minutes).Bind("@first", group.Series.From).Bind("@last", group.Series.Until)
        .Bind("@on_holidays", group.Series.MeetsOnHolidays ? 1L : 0L)
        .BindSealed("@body", my, Field.Cohort, group.Id.Value, group.Id.Value, group.Content, GroupJson.Default.CohortContent);

    /// <returns><see langword="null"/>: erased.</returns>
    private static Cohort? Row(Unit my, Statement read)
    {
        var id = read.Guid(0);
        if (read.Opened(14, my, Field.Cohort, id, id, GroupJson.Default.CohortContent) is not { } content) return null;
        return new(new(id), read.Text(1)!, (CohortState)read.Int(2), read.Int(3), new(read.Guid(4)), read.GuidOrNull(5) is { } substitute ? new(substitute) : null,
            new((IsoDayOfWeek)read.Int(6), read.TimeOrNull(7)!.Value, read.Int(8), read.Day(9), read.Day(10), read.Int(11) != 0),
            content, read.Instant(12), read.Int(13));
    }

    /// <summary>Random tokens need no slow hash.</summary>
    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
