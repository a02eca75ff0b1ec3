using Assistant.Records;
using Assistant.Records.Security;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Security;

/// <inheritdoc cref="IAudit"/>
internal sealed class SqlAudit : IAudit
{
    public void Append(IUnit unit, AuditEntry entry) => Unit.Of(unit).Audit(entry.Action, entry.Subject, entry.Actor);
}
