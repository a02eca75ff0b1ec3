using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Messages;

/// <inheritdoc cref="IUnanswered"/>
internal sealed class SqlUnanswered : IUnanswered
{
    public void Count(IUnit unit, string language)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("""
            INSERT INTO unanswered (day, language, count) VALUES (@day, @language, 1) ON CONFLICT (day, language) DO UPDATE SET count = unanswered.count + 1
            """);
        insert.Bind("@day", my.Now.InUtc().Date).Bind("@language", language).Run();
    }

    public int Of(IUnit unit, LocalDate day, string language)
    {
        using var read = Unit.Of(unit).Sql("SELECT count FROM unanswered WHERE day = @day AND language = @language");
        return read.Bind("@day", day).Bind("@language", language).Step() ? read.Int(0) : 0;
    }
}
