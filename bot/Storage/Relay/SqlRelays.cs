using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Relay;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Relay;

/// <inheritdoc cref="IRelays"/>
internal sealed class SqlRelays : IRelays
{
    // The numbers of RelayState and RelaySide stand in stored rows: never renumber them.
    private const string Columns = "id, reference, person, conversation, state, owner, owner_conversation, holds, quiet, opened, asked, ended, version, answers";

    public void Add(IUnit unit, RelayTalk talk)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT id FROM relay WHERE reference = @reference").Bind("@reference", talk.Reference))
            if (known.Step()) throw new ConflictException("this reference is taken");
        if (OpenOf(unit, talk.Person) is not null) throw new ConflictException("this person has an open talk");
        using var insert = my.Sql($"""
            INSERT INTO relay ({Columns}) VALUES (@id, @reference, @person, @conversation, @state, @owner, @owner_conversation, @holds, @quiet, @opened, @asked, @ended, @version, @answers)
            """);
        Bind(insert, talk).Bind("@reference", talk.Reference).Bind("@person", talk.Person.Value).Bind("@opened", talk.Opened).Bind("@answers", talk.Answers?.Value).Run();
        Remember(my, talk, "open", talk.Person);
    }

    public RelayTalk? Find(IUnit unit, RelayId id)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM relay WHERE id = @id").Bind("@id", id.Value);
        return read.Step() ? Row(read) : null;
    }

    public RelayTalk? OpenOf(IUnit unit, PersonId person)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM relay WHERE person = @person AND ended IS NULL").Bind("@person", person.Value);
        return read.Step() ? Row(read) : null;
    }

    public ImmutableArray<RelayTalk> Of(IUnit unit, PersonId person)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM relay WHERE person = @person ORDER BY opened DESC, id DESC").Bind("@person", person.Value);
        return All(read);
    }

    public ImmutableArray<RelayTalk> Open(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM relay WHERE ended IS NULL ORDER BY opened, id");
        return All(read);
    }

    private static ImmutableArray<RelayTalk> All(Statement read) => read.All(Row);

    public void Save(IUnit unit, RelayTalk talk, string step, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("""
            UPDATE relay SET conversation = @conversation, state = @state, owner = @owner, owner_conversation = @owner_conversation, holds = @holds, quiet = @quiet,
                asked = @asked, ended = @ended, version = version + 1 WHERE id = @id AND version = @version
            """);
        if (Bind(update, talk).Run() == 0) throw new ConflictException("the talk changed meanwhile");
        Remember(my, talk, step, by);
    }

    public ImmutableArray<(Instant At, string Step, PersonId? By)> History(IUnit unit, RelayId id)
    {
        using var read = Unit.Of(unit).Sql("SELECT at, step, by FROM relay_step WHERE relay = @id ORDER BY at, rowid").Bind("@id", id.Value);
        return read.All<(Instant, string, PersonId?)>(row => (row.Instant(0), row.Text(1)!, row.GuidOrNull(2) is { } by ? new(by) : null));
    }

    public void AddLine(IUnit unit, RelayTalk talk, RelayLine line)
    {
        var my = Unit.Of(unit);
        if (Find(unit, talk.Id)?.Version != talk.Version) throw new ConflictException("the talk changed meanwhile");
        using var insert = my.Sql("INSERT INTO relay_line (seq, relay, side, author, at, passed, body) VALUES (@seq, @relay, @side, @author, @at, @passed, @body)");
        insert.Bind("@seq", line.Number).Bind("@relay", talk.Id.Value).Bind("@side", (int)line.From).Bind("@author", line.Author.Value).Bind("@at", line.At)
            .Bind("@passed", line.IsPassed ? 1 : 0).BindSealed("@body", my, Field.RelayLine, line.Number, talk.Person.Value, line.Words).Run();
    }

    public ImmutableArray<RelayLine> Lines(IUnit unit, RelayTalk talk, int most)
    {
        using var read = Unit.Of(unit).Sql("""
            SELECT seq, side, author, at, passed, body FROM (SELECT * FROM relay_line WHERE relay = @relay ORDER BY seq DESC LIMIT @most) ORDER BY seq
            """).Bind("@relay", talk.Id.Value).Bind("@most", most);
        return Lines(Unit.Of(unit), talk, read);
    }

    public ImmutableArray<RelayLine> Unpassed(IUnit unit, RelayTalk talk, RelaySide from)
    {
        using var read = Unit.Of(unit).Sql("SELECT seq, side, author, at, passed, body FROM relay_line WHERE relay = @relay AND passed = 0 AND side = @side ORDER BY seq")
            .Bind("@relay", talk.Id.Value).Bind("@side", (int)from);
        return Lines(Unit.Of(unit), talk, read);
    }

    public void Pass(IUnit unit, RelayTalk talk, RelaySide from, IReadOnlyList<RelayLine> lines)
    {
        var my = Unit.Of(unit);
        if (!Unpassed(unit, talk, from).Select(line => line.Number).SequenceEqual(lines.Select(line => line.Number))) throw new ConflictException("a line came meanwhile");
        using var update = my.Sql("UPDATE relay_line SET passed = 1 WHERE relay = @relay AND passed = 0 AND side = @side");
        update.Bind("@relay", talk.Id.Value).Bind("@side", (int)from).Run();
    }

    public void Move(IUnit unit, RelayId from, RelayId to)
    {
        using var update = Unit.Of(unit).Sql("UPDATE relay_line SET relay = @to WHERE relay = @from");
        update.Bind("@from", from.Value).Bind("@to", to.Value).Run();
    }

    public RelayPulse Pulse(IUnit unit, RelayId id)
    {
        using var read = Unit.Of(unit).Sql("""
            SELECT coalesce(max(CASE WHEN side = 0 THEN seq END), 0), coalesce(min(CASE WHEN side = 0 AND seq > answered THEN seq END), 0),
                min(CASE WHEN side = 0 AND seq > answered THEN at END), max(at)
            FROM relay_line, (SELECT coalesce(max(seq), 0) AS answered FROM relay_line WHERE relay = @id AND side = 1) WHERE relay = @id
            """).Bind("@id", id.Value);
        read.Step();
        return new(read.Long(0), read.Long(1), read.InstantOrNull(2), read.InstantOrNull(3));
    }

    private static void Remember(Unit my, RelayTalk talk, string step, PersonId? by)
    {
        using var insert = my.Sql("INSERT INTO relay_step (relay, at, step, by) VALUES (@relay, @now, @step, @by)");
        insert.Bind("@relay", talk.Id.Value).Bind("@now", my.Now).Bind("@step", step).Bind("@by", by?.Value).Run();
        my.Audit(Actions.Relay(step), talk.Id.ToString(), by);
    }

    private static Statement Bind(Statement statement, RelayTalk talk) => statement
        .Bind("@id", talk.Id.Value).Bind("@conversation", talk.Conversation.Value).Bind("@state", (int)talk.State).Bind("@owner", talk.Owner?.Value)
        .Bind("@owner_conversation", talk.OwnerConversation?.Value).Bind("@holds", talk.Holds ? 1 : 0).Bind("@quiet", talk.IsQuiet ? 1 : 0)
        .Bind("@asked", talk.Asked).Bind("@ended", talk.Ended).Bind("@version", talk.Version);

    private static RelayTalk Row(Statement read) => new(
        new(read.Guid(0)), read.Text(1)!, new(read.Guid(2)), new(read.Guid(3)), (RelayState)read.Int(4), read.GuidOrNull(5) is { } owner ? new(owner) : null,
        read.GuidOrNull(6) is { } chat ? new(chat) : null, read.Int(7) == 1, read.Int(8) == 1, read.Instant(9), read.Instant(10), read.InstantOrNull(11), read.Int(12))
    {
        Answers = read.GuidOrNull(13) is { } about ? new(about) : null,
    };

    private static ImmutableArray<RelayLine> Lines(Unit my, RelayTalk talk, Statement read)
    {
        var lines = ImmutableArray.CreateBuilder<RelayLine>();
        while (read.Step())
            if (my.Sealer.OpenText(Field.RelayLine, read.Long(0), talk.Person.Value, read.Bytes(5)) is { } words)
                lines.Add(new(read.Long(0), (RelaySide)read.Int(1), new(read.Guid(2)), read.Instant(3), words, read.Int(4) == 1));
        return lines.DrainToImmutable();
    }
}
