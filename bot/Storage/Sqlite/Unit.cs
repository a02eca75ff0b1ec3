using System.Diagnostics;
using Assistant.Records;
using Assistant.Records.Security;
using Assistant.Storage.Encryption;
using NodaTime;

namespace Assistant.Storage.Sqlite;

/// <summary>One unit of work on one connection. What it wants done at the end of the writer's batch is gathered here, and forgotten if it fails.</summary>
/// <param name="rides">Counts the time of more work in this unit than its caller waits for; <see langword="null"/>: there is none left.</param>
internal sealed class Unit(Database database, Sealer sealer, Pseudonyms pseudonyms, IIds ids, Instant now, SequenceCounter? sequence, RideTime? rides = null) : IUnit
{
    private List<AuditEntry>? audit;
    private List<Guid>? made;
    private List<Guid>? erased;
    private bool isOver;

    public Instant Now { get; } = now;

    /// <summary>Each piece of work has a savepoint to go back to; without them, what fails spoils the batch.</summary>
    public bool IsCareful { get; init; } = true;

    /// <summary>Something failed that there was no savepoint for.</summary>
    public bool IsSpoilt { get; private set; }

    /// <inheritdoc cref="IStore.IsOneWithAlong"/>
    public bool IsOneWithAlong => rides is not null && !IsCareful;

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

    /// <summary>Runs more work under a savepoint of its own.</summary>
    /// <returns>False: no time, or it failed and is undone.</returns>
    public bool Along(Action<IUnit> work)
    {
        if (rides is null) return false;
        var began = Stopwatch.GetTimestamp();
        if (!IsCareful)
        {
            try
            {
                work(this);
                return true;
            }
            catch
            {
                IsSpoilt = true;
                throw;
            }
            finally
            {
                rides.SpendSince(began);
            }
        }
        var (audited, keys, erasures) = (Audited.Count, KeysMade.Count, Erased.Count);
        database.Run("SAVEPOINT along");
        try
        {
            work(this);
            database.Run("RELEASE along");
            return true;
        }
        catch (Exception) when (database.Fatal is null)
        {
            database.Run("ROLLBACK TO along");
            database.Run("RELEASE along");
            Sealer.Keys.Drop(KeysMade.Skip(keys));
            Cut(audit, audited);
            Cut(made, keys);
            Cut(erased, erasures);
            return false;
        }
        finally
        {
            rides.SpendSince(began);
        }
    }

    public void End() => isOver = true;

    private static void Cut<T>(List<T>? list, int length) => list?.RemoveRange(length, list.Count - length);

    private static InvalidOperationException ReadOnly() => new("this unit only reads");
}
