using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Appointments;

/// <inheritdoc cref="IAppointments"/>
internal sealed partial class SqlAppointments : IAppointments
{
    // The numbers of RequestState stand in SQL (0, 1, 2 are open) and in stored rows: never renumber them.
    public void Add(IUnit unit, AppointmentRequest request)
    {
        var my = Unit.Of(unit);
        using (var known = my.Sql("SELECT id FROM request WHERE reference = @reference").Bind("@reference", request.Reference))
            if (known.Step()) throw new ConflictException("this reference is taken");
        using var insert = my.Sql("""
            INSERT INTO request (id, reference, parent, conversation, owner, state, created, deadline, closed, version, body)
            VALUES (@id, @reference, @parent, @conversation, @owner, @state, @created, @deadline, @closed, @version, @body)
            """);
        insert.Bind("@reference", request.Reference).Bind("@parent", request.Parent.Value).Bind("@conversation", request.Conversation.Value)
            .Bind("@created", request.Created).Bind("@version", request.Version);
        BindState(insert, my, request).Run();
        my.Audit(Actions.RequestFile, request.Id.ToString(), request.Parent);
    }

    public AppointmentRequest? Find(IUnit unit, RequestId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM request WHERE id = @id");
        return read.Bind("@id", id.Value).Step() ? Row(my, read) : null;
    }

    public void Save(IUnit unit, AppointmentRequest request, PersonId? by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("""
            UPDATE request SET owner = @owner, state = @state, deadline = @deadline, closed = @closed, version = version + 1, body = @body
            WHERE id = @id AND version = @version
            """);
        update.Bind("@version", request.Version);
        if (BindState(update, my, request).Run() == 0) throw new ConflictException("the request changed meanwhile");
        my.Audit("request." + request.State.ToString().ToLowerInvariant(), request.Id.ToString(), by);
    }

    public ImmutableArray<AppointmentRequest> Open(IUnit unit, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM request WHERE state IN (0, 1, 2) ORDER BY deadline, id LIMIT @limit");
        return All(my, read.Bind("@limit", limit));
    }

    public ImmutableArray<AppointmentRequest> Of(IUnit unit, PersonId parent, int limit)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM request WHERE parent = @parent ORDER BY created DESC, id DESC LIMIT @limit");
        return All(my, read.Bind("@parent", parent.Value).Bind("@limit", limit));
    }

    public ImmutableArray<AppointmentRequest> Overdue(IUnit unit, Instant at)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql($"SELECT {Columns} FROM request WHERE state IN (0, 1, 2) AND deadline <= @at ORDER BY deadline, id");
        return All(my, read.Bind("@at", at));
    }

    private const string Columns = "id, reference, parent, conversation, owner, state, created, deadline, version, body";

    private static Statement BindState(Statement statement, Unit my, AppointmentRequest request) => statement
        .Bind("@id", request.Id.Value).Bind("@owner", request.Owner?.Value).Bind("@state", (int)request.State).Bind("@deadline", request.Deadline)
        .Bind("@closed", request.IsOpen ? null : (Instant?)my.Now)
        .Bind("@body", my.Sealer.Seal(Field.Request, request.Id.Value, request.Parent.Value, RequestBody.Write(request)));

    private static ImmutableArray<AppointmentRequest> All(Unit my, Statement read) => read.Known(row => Row(my, row));

    /// <returns><see langword="null"/>: the parent was erased.</returns>
    private static AppointmentRequest? Row(Unit my, Statement read)
    {
        var (id, parent) = (read.Guid(0), read.Guid(2));
        var content = my.Sealer.Open(Field.Request, id, parent, read.Bytes(9), out var isErased);
        if (isErased) return null;
        var body = RequestBody.Read(content);
        return new(new(id), read.Text(1)!, new(parent), new(read.Guid(3)), body.Content, (RequestState)read.Int(5),
            read.GuidOrNull(4) is { } owner ? new(owner) : null, RequestBody.Time(body.Proposed), RequestBody.Time(body.Agreed),
            read.Instant(6), read.Instant(7), read.Int(8))
        {
            ProposedUntil = RequestBody.Hour(body.ProposedUntil),
            ProposedPlace = body.ProposedPlace,
            AgreedUntil = RequestBody.Hour(body.AgreedUntil),
            Why = DeclineReason.From(body.WhyListed, body.WhyWords),
        };
    }
}
