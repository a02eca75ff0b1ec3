using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Security;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Security;

/// <inheritdoc cref="ISafetyEvents"/>
internal sealed class SqlSafetyEvents : ISafetyEvents
{
    public void Raise(IUnit unit, SafetyEvent concern)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO safety_event (id, person, conversation, level, kind, at) VALUES (@id, @person, @conversation, @level, @kind, @at)");
        insert.Bind("@id", concern.Id).Bind("@person", concern.Person.Value).Bind("@conversation", concern.Conversation.Value)
            .Bind("@level", concern.Level).Bind("@kind", concern.Kind).Bind("@at", concern.At).Run();
        my.Audit(Actions.SafetyRaise, concern.Id.ToString("D"), concern.Person);
    }

    public bool Acknowledge(IUnit unit, Guid id, PersonId by)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE safety_event SET acknowledged = @now, acknowledged_by = @by WHERE id = @id AND acknowledged IS NULL");
        if (update.Bind("@now", my.Now).Bind("@by", by.Value).Bind("@id", id).Run() == 0) return false;
        my.Audit(Actions.SafetyAcknowledge, id.ToString("D"), by);
        return true;
    }

    public ImmutableArray<SafetyEvent> Open(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql("SELECT id, person, conversation, level, kind, at FROM safety_event WHERE acknowledged IS NULL ORDER BY at, id");
        return read.All<SafetyEvent>(row => new(row.Guid(0), new(row.Guid(1)), new(row.Guid(2)), row.Text(3)!, row.Text(4)!, row.Instant(5), null));
    }
}
