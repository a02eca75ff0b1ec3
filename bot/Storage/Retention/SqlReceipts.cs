using Assistant.Records;
using Assistant.Records.Retention;
using Assistant.Storage.Messages;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Retention;

/// <inheritdoc cref="IReceipts"/>
internal sealed class SqlReceipts : IReceipts
{
    public Receipt Count(IUnit unit, PersonId person, string number)
    {
        using var read = Unit.Of(unit).Sql($"""
            SELECT (SELECT count(*) FROM conversation WHERE person = @person),
                (SELECT count(*) FROM inbox WHERE seq IN ({MessagesOf.Inbox}))
                + (SELECT count(*) FROM outbox WHERE seq IN ({MessagesOf.Outbox})),
                (SELECT count(*) FROM request WHERE parent = @person)
            """);
        return read.Bind("@person", person.Value).Bind("@from", person.Value).Step() ? new(number, read.Int(0), read.Int(1), read.Int(2)) : new(number, 0, 0, 0);
    }

    public void Keep(IUnit unit, Receipt receipt)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO receipt (number, at, chats, messages, requests) VALUES (@number, @now, @chats, @messages, @requests)");
        insert.Bind("@number", receipt.Number).Bind("@now", my.Now).Bind("@chats", receipt.Chats).Bind("@messages", receipt.Messages).Bind("@requests", receipt.Requests).Run();
    }
}
