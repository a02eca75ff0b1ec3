using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Storage.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Storage.Appointments;

/// <inheritdoc cref="IAppointments"/>
internal sealed partial class SqlAppointments
{
    private const string MeetingColumns = "request, worker, starts, ends, booked, sequence, asked";

    public bool Book(IUnit unit, Meeting meeting)
    {
        var my = Unit.Of(unit);
        // Units run one after the other, so what is free here stays free until the row is there.
        using (var other = my.Sql("SELECT request FROM meeting WHERE worker = @worker AND starts < @ends AND ends > @starts AND request <> @request LIMIT 1"))
            if (other.Bind("@worker", meeting.Worker.Value).Bind("@starts", meeting.Start).Bind("@ends", meeting.End).Bind("@request", meeting.Request.Value).Step()) return false;
        using var book = my.Sql("""
            INSERT INTO meeting (request, worker, starts, ends, booked, sequence) VALUES (@request, @worker, @starts, @ends, @booked, @sequence)
            ON CONFLICT (request) DO UPDATE SET worker = @worker, starts = @starts, ends = @ends, booked = @booked, sequence = @sequence, asked = NULL, rated = NULL
            """);
        book.Bind("@request", meeting.Request.Value).Bind("@worker", meeting.Worker.Value).Bind("@starts", meeting.Start).Bind("@ends", meeting.End)
            .Bind("@booked", meeting.Booked).Bind("@sequence", meeting.Sequence).Run();
        return true;
    }

    public void Free(IUnit unit, RequestId request)
    {
        using var free = Unit.Of(unit).Sql("DELETE FROM meeting WHERE request = @request");
        free.Bind("@request", request.Value).Run();
    }

    public Meeting? MeetingOf(IUnit unit, RequestId request)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {MeetingColumns} FROM meeting WHERE request = @request");
        return read.Bind("@request", request.Value).Step() ? Row(read) : null;
    }

    public ImmutableArray<Meeting> Meetings(IUnit unit, Instant from, Instant until, PersonId? worker = null)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {MeetingColumns} FROM meeting WHERE ends > @from AND starts < @until AND (@worker IS NULL OR worker = @worker) ORDER BY starts, request");
        read.Bind("@from", from).Bind("@until", until).Bind("@worker", worker?.Value);
        return read.All(Row);
    }

    public bool Reminded(IUnit unit, Meeting meeting, Duration offset)
    {
        var my = Unit.Of(unit);
        using var mark = my.Sql("""
            INSERT INTO meeting_reminder (request, starts, before, settled) VALUES (@request, @starts, @before, @now) ON CONFLICT (request, starts, before) DO NOTHING
            """);
        return mark.Bind("@request", meeting.Request.Value).Bind("@starts", meeting.Start).Bind("@before", (long)offset.TotalMilliseconds).Bind("@now", my.Now).Run() > 0;
    }

    public bool Asked(IUnit unit, RequestId request)
    {
        var my = Unit.Of(unit);
        using var mark = my.Sql("UPDATE meeting SET asked = @now WHERE request = @request AND asked IS NULL");
        return mark.Bind("@request", request.Value).Bind("@now", my.Now).Run() > 0;
    }

    public bool Rate(IUnit unit, RequestId request, string? service, int score)
    {
        var my = Unit.Of(unit);
        using (var mark = my.Sql("UPDATE meeting SET rated = @now WHERE request = @request AND asked IS NOT NULL AND rated IS NULL"))
            if (mark.Bind("@request", request.Value).Bind("@now", my.Now).Run() == 0) return false;
        using var count = my.Sql("""
            INSERT INTO satisfaction (service, month, score, count) VALUES (@service, @month, @score, 1) ON CONFLICT (service, month, score) DO UPDATE SET count = count + 1
            """);
        count.Bind("@service", service ?? "").Bind("@month", Month(my.Now.InUtc().Date)).Bind("@score", score).Run();
        return true;
    }

    public ImmutableArray<Satisfaction> Satisfaction(IUnit unit, LocalDate since)
    {
        using var read = Unit.Of(unit).Sql("SELECT service, score, sum(count) FROM satisfaction WHERE month >= @month GROUP BY service, score ORDER BY service, score");
        read.Bind("@month", Month(since));
        return read.All<Satisfaction>(row => new(row.Text(0) is { Length: > 0 } service ? service : null, row.Int(1), row.Int(2)));
    }

    private static string Month(LocalDate date) => LocalDatePattern.CreateWithInvariantCulture("uuuu-MM").Format(date);

    private static Meeting Row(Statement read) =>
        new(new(read.Guid(0)), new(read.Guid(1)), read.Instant(2), read.Instant(3), read.Instant(4), read.Int(5)) { IsAsked = !read.IsNull(6) };
}
