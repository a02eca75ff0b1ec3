using Assistant.Records;
using Assistant.Records.Security;
using Assistant.Storage.Encryption;
using NodaTime;

namespace Assistant.Storage.Sqlite;

/// <summary>One unit of work on one connection. What it wants done at the end of the writer's batch is gathered here, and forgotten if it fails.</summary>
internal sealed class Unit(Database database, Sealer sealer, Pseudonyms pseudonyms, IIds ids, Instant now, SequenceCounter? sequence) : IUnit
{
    private List<AuditEntry>? audit;
    private List<Guid>? made;
    private List<Guid>? erased;
    private bool isOver;

    public Instant Now { get; } = now;

    public Sealer Sealer { get; } = sealer;

    public Pseudonyms Pseudonyms { get; } = pseudonyms;

    public IIds Ids { get; } = ids;

    public IReadOnlyList<AuditEntry> Audited => audit ?? [];

    public IReadOnlyList<Guid> KeysMade => made ?? [];

    public IReadOnlyList<Guid> Erased => erased ?? [];

    /// <summary>What a port was handed, if it is of this store and still under way.</summary>
    public static Unit Of(IUnit unit)
    {
        if (unit is not Unit { isOver: false } mine) throw new InvalidOperationException("a unit means nothing outside the call that gave it");
        return mine;
    }

    /// <inheritdoc cref="Database.Sql"/>
    public Statement Sql(string sql) => database.Sql(sql);

    /// <summary>The next number of the one order over inbox and outbox.</summary>
    public long NextNumber() => (sequence ?? throw ReadOnly()).Next();

    public void Audit(string action, string subject, PersonId? actor) => (audit ??= []).Add(new(action, subject, actor));

    public void MakeKey(Guid owner)
    {
        if (sequence is null) throw ReadOnly();
        Sealer.Keys.Make(owner);
        (made ??= []).Add(owner);
    }

    /// <summary>The owner's key is destroyed when this unit commits.</summary>
    public void Erase(Guid owner)
    {
        if (sequence is null) throw ReadOnly();
        (erased ??= []).Add(owner);
    }

    public void End() => isOver = true;

    private static InvalidOperationException ReadOnly() => new("this unit only reads");
}
